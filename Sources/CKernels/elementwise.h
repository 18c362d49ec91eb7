// What is done to every number of an array; include/Elementwise.h says what.
#ifndef NNREPL_ELEMENTWISE_IN_LANES_H
#define NNREPL_ELEMENTWISE_IN_LANES_H

#include "update_rules.h"

static void multiply(const double *x, const double *y, double *out, size_t n) {
#define STEP(i, count) put(out + i, get(x + i, count) * get(y + i, count), count);
    IN_LANES(n, STEP)
#undef STEP
}

static void scaled_difference(double factor, const double *x, const double *y, double *out, size_t n) {
#define STEP(i, count) put(out + i, factor * (get(x + i, count) - get(y + i, count)), count);
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

// Every `stride`th number.
inlined number get_apart(const double *x, size_t stride, size_t count) {
    number v = splat(0);
    for (size_t l = 0; l < count; l++) v[l] = x[l * stride];
    return v;
}

static void keep_greatest(const double *x, size_t stride, double place, double step, double *greatest, double *winner, size_t n) {
    number lane;
    for (int l = 0; l < LANES; l++) lane[l] = l;
#define STEP(i, count)                                                                       \
    number v = get_apart(x + (i) * stride, stride, count), best = get(greatest + i, count);  \
    integer wins = (v > best) | (v != v);                                                    \
    put(greatest + i, pick(wins, v, best), count);                                           \
    put(winner + i, pick(wins, place + step * ((double)(i) + lane), get(winner + i, count)), count);
    IN_LANES(n, STEP)
#undef STEP
}

static double sum_of_squares(double start, const double *x, size_t n) {
    for (size_t i = 0; i < n; i++) start = __builtin_elementwise_fma(x[i], x[i], start);
    return start;
}

static void fill_rows(size_t m, size_t n, const double *row, double *c, size_t c_row) {
#define STEP(i, count)                                                        \
    number x = get(row + i, count);                                           \
    for (size_t r = 0; r < m; r++) put(c + r * c_row + i, x, count);
    IN_LANES(n, STEP)
#undef STEP
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
