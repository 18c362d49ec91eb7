// The arithmetic contract in C: elementary functions and one kernel for sums of products.
// Every result is the same bits on every processor, in scalar and in vector form.
#ifndef NNREPL_CKERNELS_H
#define NNREPL_CKERNELS_H

#include <stddef.h>

// Elementary functions, at most 1 ulp from the true value; NaN in, NaN out; limits at the infinities.
double nnk_exp(double x);
double nnk_expm1(double x);
double nnk_log(double x);
double nnk_log1p(double x);
double nnk_log10(double x);
double nnk_sin(double x);
double nnk_cos(double x);
double nnk_pow(double x, double y);
double nnk_fma(double x, double y, double z);

// Activations and their derivatives d/dx, exact to a few ulp at every input, tails included.
double nnk_tanh(double x);
double nnk_tanh_derivative(double x);
double nnk_sigmoid(double x);
double nnk_sigmoid_derivative(double x);
double nnk_softplus(double x);

// The same functions over arrays: y[i] = f(x[i]), the same bits. x and y may be the same array.
void nnk_exp_n(const double *x, double *y, size_t n);
void nnk_tanh_n(const double *x, double *y, size_t n);
void nnk_tanh_derivative_n(const double *x, double *y, size_t n);
void nnk_sigmoid_n(const double *x, double *y, size_t n);
void nnk_sigmoid_derivative_n(const double *x, double *y, size_t n);
void nnk_softplus_n(const double *x, double *y, size_t n);

// The one sum of products of the engine, for m x n outputs at once:
//     c[i, j] = fma(a[i, k-1], b[k-1, j], ... fma(a[i, 1], b[1, j], fma(a[i, 0], b[0, j], c[i, j])))
// a[i, k] is a[i * a_row + k * a_column], likewise b[k, j]; rows of c are c_row apart, its columns adjacent.
// c holds the start value of each sum (a bias, 0, or what was added so far). c overlaps neither a nor b.
void nnk_multiply_add(size_t m, size_t n, size_t k,
                      const double *a, size_t a_row, size_t a_column,
                      const double *b, size_t b_row, size_t b_column,
                      double *c, size_t c_row);

// The instruction set in use: "scalar", "avx2", "avx512" or "neon". NNREPL_SIMD=scalar|avx2|avx512 forces a lower one.
const char *nnk_instruction_set(void);

#endif
