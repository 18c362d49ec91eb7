// The body of a file that builds the functions of many numbers; ARRAYS is the name of its table.
#include "lanes.h"
#include "activations.h"
#include "elementwise.h"
#include "exponential.h"
#include "kernels.h"
#include "logarithm.h"
#include "multiply_add.h"
#include "normal.h"
#include "small_network.h"
#include "softmax.h"
#include "update_rules.h"
#include "windows.h"

#define MANY(name, function)                                                                \
    static void many_##name(const double *x, double *y, size_t n) {                         \
        size_t i = 0;                                                                       \
        for (; i + LANES <= n; i += LANES) store(y + i, function(load(x + i)));             \
        if (i < n) store_some(y + i, function(load_some(x + i, n - i)), n - i);             \
    }

MANY(exp, exponential)
MANY(expm1, exponential_minus_one)
MANY(log, logarithm)
MANY(log1p, logarithm_of_one_more)
MANY(erf, error_function)
MANY(erfc, complementary_error_function)
MANY(sqrt, square_root)

// The three forms of an activation.
#define ACTIVATION(name, graph_of_x)                                                                            \
    inlined graph name##_at(number x, double parameter) { (void)parameter; return graph_of_x; }                 \
    static void name##_values(double parameter, const double *z, double *a, double *slope, size_t n) {          \
        size_t i = 0;                                                                                           \
        for (; i + LANES <= n; i += LANES) store(a + i, name##_at(load(z + i), parameter).value);               \
        if (i < n) store_some(a + i, name##_at(load_some(z + i, n - i), parameter).value, n - i);               \
    }                                                                                                           \
    static void name##_slopes(double parameter, const double *z, double *a, double *slope, size_t n) {          \
        size_t i = 0;                                                                                           \
        for (; i + LANES <= n; i += LANES) store(slope + i, name##_at(load(z + i), parameter).slope);           \
        if (i < n) store_some(slope + i, name##_at(load_some(z + i, n - i), parameter).slope, n - i);           \
    }                                                                                                           \
    static void name##_both(double parameter, const double *z, double *a, double *slope, size_t n) {            \
        for (size_t i = 0; i < n; i += LANES) {                                                                 \
            size_t count = n - i < LANES ? n - i : LANES;                                                       \
            graph g = name##_at(count == LANES ? load(z + i) : load_some(z + i, count), parameter);             \
            put(a + i, g.value, count);                                                                         \
            put(slope + i, g.slope, count);                                                                     \
        }                                                                                                       \
    }

ACTIVATION(identity, identity_graph(x))
ACTIVATION(step, step_graph(x))
ACTIVATION(sigmoid, sigmoid_graph(x))
ACTIVATION(tanh, tanh_graph(x))
ACTIVATION(relu, relu_graph(x))
ACTIVATION(leaky_relu, leaky_relu_graph(x, parameter))
ACTIVATION(elu, elu_graph(x, parameter))
ACTIVATION(selu, selu_graph(x))
ACTIVATION(softplus, softplus_graph(x))
ACTIVATION(softsign, softsign_graph(x))
ACTIVATION(swish, swish_graph(x))
ACTIVATION(gelu, gelu_graph(x))
ACTIVATION(gelu_tanh, gelu_tanh_graph(x))
ACTIVATION(mish, mish_graph(x))
ACTIVATION(hard_sigmoid, hard_sigmoid_graph(x))
ACTIVATION(log_sigmoid, log_sigmoid_graph(x))
ACTIVATION(hard_swish, hard_swish_graph(x))
ACTIVATION(relu6, bounded_graph(x, 0, 6))
ACTIVATION(hard_tanh, bounded_graph(x, -1, 1))
ACTIVATION(celu, celu_graph(x, parameter))

#define FORMS(name)                                           \
    .values[nnk_activation_##name] = name##_values,           \
    .slopes[nnk_activation_##name] = name##_slopes,           \
    .both[nnk_activation_##name] = name##_both,

const struct arrays ARRAYS = {
    .lanes = LANES, .train_small = train_small,
    .exp = many_exp, .expm1 = many_expm1, .log = many_log, .log1p = many_log1p,
    .erf = many_erf, .erfc = many_erfc, .sqrt = many_sqrt,
    FORMS(identity) FORMS(step) FORMS(sigmoid) FORMS(tanh) FORMS(relu) FORMS(leaky_relu) FORMS(elu) FORMS(selu)
    FORMS(softplus) FORMS(softsign) FORMS(swish) FORMS(gelu) FORMS(gelu_tanh) FORMS(mish) FORMS(hard_sigmoid)
    FORMS(log_sigmoid) FORMS(hard_swish) FORMS(relu6) FORMS(hard_tanh) FORMS(celu)
    .softmax_rows = softmax_rows,
    .multiply_add = multiply_add,
    .multiply = multiply, .add_products = add_products, .joined_deltas = joined_deltas, .scale = scale, .clip = clip,
    .lay_plane = lay_plane, .greatest_of_windows = greatest_of_windows,
    .sum_of_squares = sum_of_squares, .add_rows = add_rows, .add_penalty = add_penalty,
    .sgd = sgd, .momentum = momentum, .adagrad = adagrad, .rmsprop = rmsprop, .adadelta = adadelta, .adam = adam,
    .radam = radam, .adamax = adamax, .rprop = rprop,
};
