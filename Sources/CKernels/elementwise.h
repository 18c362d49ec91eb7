// What is done to every number of an array; include/Elementwise.h says what.
#ifndef NNREPL_ELEMENTWISE_IN_LANES_H
#define NNREPL_ELEMENTWISE_IN_LANES_H

#include "update_rules.h"

static void multiply(const double *x, const double *y, double *out, size_t n) {
#define STEP(i, count) put(out + i, get(x + i, count) * get(y + i, count), count);
    IN_LANES(n, STEP)
#undef STEP
}

static void add_products(const double *x, const double *y, double *out, size_t n) {
#define STEP(i, count) put(out + i, fused(get(x + i, count), get(y + i, count), get(out + i, count)), count);
    IN_LANES(n, STEP)
#undef STEP
}

static void joined_deltas(double weight, double total, const double *a, const double *t, double divisor, double *delta, size_t n) {
#define STEP(i, count) put(delta + i, weight * (total * get(a + i, count) - get(t + i, count)) / divisor, count);
    IN_LANES(n, STEP)
#undef STEP
}

static void scale(double factor, double *x, size_t n) {
#define STEP(i, count) put(x + i, factor * get(x + i, count), count);
    IN_LANES(n, STEP)
#undef STEP
}

static void clip(double limit, double *x, size_t n) {
#define STEP(i, count) put(x + i, at_least(-limit, at_most(limit, get(x + i, count))), count);
    IN_LANES(n, STEP)
#undef STEP
}

static double sum_of_squares(double start, const double *x, size_t n) {
    for (size_t i = 0; i < n; i++) start = __builtin_elementwise_fma(x[i], x[i], start);
    return start;
}

static void add_rows(size_t m, size_t n, const double *x, size_t x_row, double *sums) {
#define STEP(i, count)                                                        \
    number sum = get(sums + i, count);                                        \
    for (size_t r = 0; r < m; r++) sum = sum + get(x + r * x_row + i, count); \
    put(sums + i, sum, count);
    IN_LANES(n, STEP)
#undef STEP
}

static void add_penalty(double l1, double l2, const double *p, double *gradient, size_t n) {
#define STEP(i, count)                                                                     \
    number x = get(p + i, count), g = get(gradient + i, count);                            \
    if (l1 != 0) g = fused(splat(l1), pick(x == splat(0), splat(0), with_sign_of(x, splat(1))), g); \
    if (l2 != 0) g = fused(splat(l2), x, g);                                               \
    put(gradient + i, g, count);
    IN_LANES(n, STEP)
#undef STEP
}

#endif
