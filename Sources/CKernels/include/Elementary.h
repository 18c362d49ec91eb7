// Elementary functions, at most 1 ulp from the true value; NaN in, NaN out; limits at the infinities.
#ifndef NNREPL_ELEMENTARY_FUNCTIONS_H
#define NNREPL_ELEMENTARY_FUNCTIONS_H

#include <stddef.h>

double nnk_exp(double x);
double nnk_expm1(double x);
double nnk_log(double x);
double nnk_log1p(double x);
double nnk_log10(double x);
double nnk_sin(double x);
double nnk_cos(double x);
double nnk_erf(double x);
double nnk_erfc(double x);
double nnk_pow(double x, double y);
double nnk_sqrt(double x);

// Over arrays: y[i] = f(x[i]), the same bits. x and y may be the same array.
void nnk_exp_n(const double *x, double *y, size_t n);
void nnk_expm1_n(const double *x, double *y, size_t n);
void nnk_log_n(const double *x, double *y, size_t n);
void nnk_log1p_n(const double *x, double *y, size_t n);
void nnk_erf_n(const double *x, double *y, size_t n);
void nnk_erfc_n(const double *x, double *y, size_t n);
void nnk_sqrt_n(const double *x, double *y, size_t n);

#endif
