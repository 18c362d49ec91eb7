// Placeholder forms behind the final interface.
#include "CKernels.h"
#include <math.h>
#pragma STDC FP_CONTRACT OFF
double nnk_exp(double x) { return exp(x); }
double nnk_expm1(double x) { return expm1(x); }
double nnk_log(double x) { return log(x); }
double nnk_log1p(double x) { return log1p(x); }
double nnk_log10(double x) { return log10(x); }
double nnk_sin(double x) { return sin(x); }
double nnk_cos(double x) { return cos(x); }
double nnk_pow(double x, double y) { return pow(x, y); }
double nnk_fma(double x, double y, double z) { return fma(x, y, z); }
double nnk_tanh(double x) { return tanh(x); }
double nnk_tanh_derivative(double x) { double e = exp(-2 * fabs(x)); return 4 * e / ((1 + e) * (1 + e)); }
double nnk_sigmoid(double x) { if (x >= 0) return 1 / (1 + exp(-x)); double e = exp(x); return e / (1 + e); }
double nnk_sigmoid_derivative(double x) { double e = exp(-fabs(x)); return e / ((1 + e) * (1 + e)); }
double nnk_softplus(double x) { return (x > 0 ? x : 0) + log1p(exp(-fabs(x))); }
#define ARRAY(f) void f##_n(const double *x, double *y, size_t n) { for (size_t i = 0; i < n; i++) y[i] = f(x[i]); }
ARRAY(nnk_exp) ARRAY(nnk_tanh) ARRAY(nnk_tanh_derivative) ARRAY(nnk_sigmoid) ARRAY(nnk_sigmoid_derivative) ARRAY(nnk_softplus)
void nnk_multiply_add(size_t m, size_t n, size_t k, const double *a, size_t a_row, size_t a_column,
                      const double *b, size_t b_row, size_t b_column, double *c, size_t c_row) {
    for (size_t i = 0; i < m; i++) for (size_t j = 0; j < n; j++) {
        double sum = c[i * c_row + j];
        for (size_t p = 0; p < k; p++) sum = fma(a[i * a_row + p * a_column], b[p * b_row + j * b_column], sum);
        c[i * c_row + j] = sum;
    }
}
const char *nnk_instruction_set(void) { return "scalar"; }
