// What is done to every number of an array, or to rows in order.
#ifndef NNREPL_ELEMENTWISE_H
#define NNREPL_ELEMENTWISE_H

#include <stddef.h>

// out[i] = x[i] y[i]; out may be x or y. An error times a slope is a delta.
void nnk_multiply(const double *x, const double *y, double *out, size_t n);

// out[i] = x[i] y[i] + out[i], a fused multiply-add: what the gates of a recurrent layer let through.
void nnk_add_products(const double *x, const double *y, double *out, size_t n);

// delta[i] = weight (total a[i] - t[i]) / divisor: softmax joined with cross-entropy, where total is the sum of t; delta may be a.
void nnk_joined_deltas(double weight, double total, const double *a, const double *t, double divisor, double *delta, size_t n);

// x[i] = factor x[i].
void nnk_scale(double factor, double *x, size_t n);

// x[i] = the nearest number in [-limit, limit]; NaN stays.
void nnk_clip(double limit, double *x, size_t n);

// start + x[0]^2 + x[1]^2 + ..., one chain of fused multiply-adds.
double nnk_sum_of_squares(double start, const double *x, size_t n);

// sums[j] = sums[j] + x[0, j] + x[1, j] + ... in the order of the m rows: the gradient of a bias.
void nnk_add_rows(size_t m, size_t n, const double *x, size_t x_row, double *sums);

// gradient[i] += l1 sign(p[i]) + l2 p[i], each as a fused multiply-add, l1 first.
void nnk_add_penalty(double l1, double l2, const double *p, double *gradient, size_t n);

#endif
