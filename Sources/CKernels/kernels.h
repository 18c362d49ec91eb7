// What each build of the kernels, one a processor feature, hands to the dispatcher.
#ifndef NNREPL_KERNELS_H
#define NNREPL_KERNELS_H

#include <stddef.h>

typedef double one_number_function(double x);
typedef void array_function(const double *x, double *y, size_t n);

// The functions of one number.
struct elementary {
    one_number_function *exp, *expm1, *log, *log1p, *log10, *sin, *cos;
    one_number_function *tanh, *tanh_derivative, *sigmoid, *sigmoid_derivative, *softplus;
    double (*pow)(double x, double y);
    double (*fma)(double x, double y, double z);
};

// The functions of many.
struct arrays {
    array_function *exp, *tanh, *tanh_derivative, *sigmoid, *sigmoid_derivative, *softplus;
    void (*multiply_add)(size_t m, size_t n, size_t k,
                         const double *a, size_t a_row, size_t a_column,
                         const double *b, size_t b_row, size_t b_column,
                         double *c, size_t c_row);
};

extern const struct elementary nnk_elementary_baseline, nnk_elementary_fma;
extern const struct arrays nnk_arrays_baseline, nnk_arrays_avx2, nnk_arrays_avx512;

#endif
