// The body of a file that builds the functions of one number; ELEMENTARY is the name of its table.
#define LANES 2
#include "lanes.h"
#include "activations.h"
#include "exponential.h"
#include "logarithm.h"
#include "normal.h"
#include "power.h"
#include "small_network.h"
#include "trigonometric.h"
#include "kernels.h"

#define ONE_NUMBER(name, function) static double name(double x) { return function((number){x})[0]; }

ONE_NUMBER(one_exp, exponential)
ONE_NUMBER(one_expm1, exponential_minus_one)
ONE_NUMBER(one_log, logarithm)
ONE_NUMBER(one_log1p, logarithm_of_one_more)
ONE_NUMBER(one_log10, decimal_logarithm)
ONE_NUMBER(one_sin, sine)
ONE_NUMBER(one_cos, cosine)
ONE_NUMBER(one_erf, error_function)
ONE_NUMBER(one_erfc, complementary_error_function)
ONE_NUMBER(one_tanh, hyperbolic_tangent)
ONE_NUMBER(one_sigmoid, sigmoid)

static double one_sqrt(double x) { return __builtin_elementwise_sqrt(splat(x))[0]; }
static double one_pow(double x, double y) { return power(x, y); }

const struct elementary ELEMENTARY = {
    .train_small = train_small,
    .exp = one_exp, .expm1 = one_expm1,
    .log = one_log, .log1p = one_log1p, .log10 = one_log10,
    .sin = one_sin, .cos = one_cos, .erf = one_erf, .erfc = one_erfc, .sqrt = one_sqrt,
    .tanh = one_tanh, .sigmoid = one_sigmoid,
    .pow = one_pow,
};
