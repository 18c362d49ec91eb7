// The body of a file that builds the functions of many numbers; ARRAYS is the name of its table.
#include "lanes.h"
#include "activations.h"
#include "exponential.h"
#include "kernels.h"
#include "multiply_add.h"

inlined number load_some(const double *from, size_t count) {
    double padded[LANES] = {0};
    for (size_t i = 0; i < count; i++) padded[i] = from[i];
    return load(padded);
}

inlined void store_some(double *to, number x, size_t count) {
    for (size_t i = 0; i < count; i++) to[i] = x[i];
}

#define MANY_NUMBERS(name, function)                                              \
    static void name(const double *x, double *y, size_t n) {                      \
        size_t i = 0;                                                             \
        for (; i + LANES <= n; i += LANES) store(y + i, function(load(x + i)));   \
        if (i < n) store_some(y + i, function(load_some(x + i, n - i)), n - i);   \
    }

MANY_NUMBERS(many_exp, exponential)
MANY_NUMBERS(many_tanh, hyperbolic_tangent)
MANY_NUMBERS(many_tanh_derivative, hyperbolic_tangent_derivative)
MANY_NUMBERS(many_sigmoid, sigmoid)
MANY_NUMBERS(many_sigmoid_derivative, sigmoid_derivative)
MANY_NUMBERS(many_softplus, softplus)

const struct arrays ARRAYS = {
    .exp = many_exp,
    .tanh = many_tanh, .tanh_derivative = many_tanh_derivative,
    .sigmoid = many_sigmoid, .sigmoid_derivative = many_sigmoid_derivative,
    .softplus = many_softplus,
    .multiply_add = multiply_add,
};
