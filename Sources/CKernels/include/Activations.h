// Activations a = f(z) and their slopes f'(z): values and slopes keep all their digits at every input, tails included.
#ifndef NNREPL_ACTIVATION_FUNCTIONS_H
#define NNREPL_ACTIVATION_FUNCTIONS_H

#include <stddef.h>
#include <stdint.h>

// At a kink the slope is that of the side z <= 0; of functions that are flat or straight beyond their kinks that of this side (for
// hard-sigmoid, relu6 and hard-tanh 0, for hard-swish 0 and 1). The parameter is the slope of leaky-relu below 0, or the alpha of elu
// and celu; the others ignore it.
enum __attribute__((enum_extensibility(closed))) nnk_activation {
    nnk_activation_identity,
    nnk_activation_step,
    nnk_activation_sigmoid,
    nnk_activation_tanh,
    nnk_activation_relu,
    nnk_activation_leaky_relu,    // z, or parameter z below 0
    nnk_activation_elu,           // z, or parameter (e^z - 1) below 0
    nnk_activation_selu,          // 1.0507009873554805 (z, or 1.6732632423543772 (e^z - 1) below 0)
    nnk_activation_softplus,      // ln (1 + e^z)
    nnk_activation_softsign,      // z / (1 + |z|)
    nnk_activation_swish,         // z sigmoid(z)
    nnk_activation_gelu,          // z Phi(z), Phi the normal distribution function
    nnk_activation_gelu_tanh,     // z sigmoid(2 sqrt(2/pi) (z + 0.044715 z^3))
    nnk_activation_mish,          // z tanh(softplus(z))
    nnk_activation_hard_sigmoid,  // (z + 3) / 6 between 0 and 1
    nnk_activation_log_sigmoid,   // -ln (1 + e^-z)
    nnk_activation_hard_swish,    // z (z + 3) / 6 between -3 and 3, below 0, above z
    nnk_activation_relu6,         // z between 0 and 6
    nnk_activation_hard_tanh,     // z between -1 and 1
    nnk_activation_celu,          // z, or parameter (e^(z / parameter) - 1) below 0
};
enum { nnk_activation_count = 20 };

// One number. The bits are those of the forms over arrays.
double nnk_activation_value(enum nnk_activation f, double parameter, double z);
double nnk_activation_slope(enum nnk_activation f, double parameter, double z);

// Over arrays: a[i] = f(z[i]), slope[i] = f'(z[i]). `both` computes what they share once, to the same bits.
// a may be z, and so may slope, but a is not slope.
void nnk_activate(enum nnk_activation f, double parameter, const double *z, double *a, size_t n);
void nnk_activate_slope(enum nnk_activation f, double parameter, const double *z, double *slope, size_t n);
void nnk_activate_both(enum nnk_activation f, double parameter, const double *z, double *a, double *slope, size_t n);

// Softmax of each of m rows of n >= 1 logits, which lie one after the other: the largest of a row (the first of them; NaN counts as
// largest) is taken out, `others` is the sum of e^(z[i] - largest) over the other places, in index order, and
//     a[i] = e^(z[i] - largest) / (1 + others).
// a may be z.
void nnk_softmax_rows(size_t m, size_t n, const double *z, double *a);

// The two commonest by name.
double nnk_tanh(double x);
double nnk_sigmoid(double x);
void nnk_tanh_n(const double *x, double *y, size_t n);
void nnk_sigmoid_n(const double *x, double *y, size_t n);

#endif
