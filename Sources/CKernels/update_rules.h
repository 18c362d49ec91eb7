// The optimisers' update rules on lanes; include/UpdateRules.h says what they compute.
#ifndef NNREPL_UPDATE_RULES_IN_LANES_H
#define NNREPL_UPDATE_RULES_IN_LANES_H

#include "kernels.h"
#include "lanes.h"

// Does `step(i, count)` for all n numbers, LANES at a time; the last time perhaps fewer.
#define IN_LANES(n, step)                                    \
    size_t i = 0;                                            \
    for (; i + LANES <= n; i += LANES) { step(i, LANES) }    \
    if (i < n) { step(i, n - i) }

inlined number square_root(number x) { return __builtin_elementwise_sqrt(x); }

inlined number decayed(number g, double decay, number p) { return decay == 0 ? g : fused(splat(decay), p, g); }

// weight x + (1 - weight) y.
inlined number mixed(double weight, number x, number y) { return fused(splat(weight), x, (1 - weight) * y); }

static void sgd(double rate, double decay, const double *gradient, double *p, size_t n) {
#define STEP(i, count)                                     \
    number x = get(p + i, count);                          \
    number g = decayed(get(gradient + i, count), decay, x); \
    put(p + i, fused(splat(-rate), g, x), count);
    IN_LANES(n, STEP)
#undef STEP
}

static void momentum(struct nnk_momentum_rule rule, const double *gradient, double *velocity, double *p, size_t n) {
#define STEP(i, count)                                                                                 \
    number x = get(p + i, count);                                                                      \
    number g = decayed(get(gradient + i, count), rule.decay, x), v = g;                                \
    if (!rule.first) v = fused(splat(rule.momentum), get(velocity + i, count), (1 - rule.dampening) * g); \
    put(velocity + i, v, count);                                                                       \
    number d = rule.nesterov ? fused(splat(rule.momentum), v, g) : v;                                  \
    put(p + i, fused(splat(-rule.rate), d, x), count);
    IN_LANES(n, STEP)
#undef STEP
}

static void adagrad(double rate, double decay, double epsilon, const double *gradient, double *squares, double *p, size_t n) {
#define STEP(i, count)                                                          \
    number x = get(p + i, count);                                               \
    number g = decayed(get(gradient + i, count), decay, x);                     \
    number s = fused(g, g, get(squares + i, count));                            \
    put(squares + i, s, count);                                                 \
    put(p + i, fused(splat(-rate), g / (square_root(s) + epsilon), x), count);
    IN_LANES(n, STEP)
#undef STEP
}

static void rmsprop(struct nnk_rmsprop_rule rule, const double *gradient, double *squares, double *velocity, double *means, double *p,
                    size_t n) {
#define STEP(i, count)                                                                    \
    number x = get(p + i, count);                                                         \
    number g = decayed(get(gradient + i, count), rule.decay, x);                          \
    number s = mixed(rule.alpha, get(squares + i, count), g * g), m = s;                  \
    put(squares + i, s, count);                                                           \
    if (means) m = mixed(rule.alpha, get(means + i, count), g);                           \
    if (means) put(means + i, m, count);                                                  \
    if (means) s = at_least(0, fused(-m, m, s));                                          \
    number d = g / (square_root(s) + rule.epsilon);                                       \
    if (velocity) d = fused(splat(rule.momentum), get(velocity + i, count), d);           \
    if (velocity) put(velocity + i, d, count);                                            \
    put(p + i, fused(splat(-rule.rate), d, x), count);
    IN_LANES(n, STEP)
#undef STEP
}

static void adadelta(struct nnk_adadelta_rule rule, const double *gradient, double *squares, double *steps, double *p, size_t n) {
#define STEP(i, count)                                                                                   \
    number x = get(p + i, count);                                                                        \
    number g = decayed(get(gradient + i, count), rule.decay, x), u = get(steps + i, count);              \
    number s = mixed(rule.rho, get(squares + i, count), g * g);                                          \
    put(squares + i, s, count);                                                                          \
    number d = square_root(u + rule.epsilon) / square_root(s + rule.epsilon) * g;                        \
    put(steps + i, mixed(rule.rho, u, d * d), count);                                                    \
    put(p + i, fused(splat(-rule.rate), d, x), count);
    IN_LANES(n, STEP)
#undef STEP
}

// x / y for x >= 0, when the inverse of y is known: its last bit is that of the quotient (Markstein's correction) unless x is below 2^-960,
// where the rest can be too small to be a number. A division takes as long as five of these.
inlined number quotient_by_known(number x, number y, number inverse) {
    number q = x * inverse, rest = fused(-q, y, x);
    return pick(q < INFINITY, fused(rest, inverse, q), q);
}

static void adam(struct nnk_adam_rule rule, const double *gradient, double *means, double *squares, double *greatest, double *p,
                 size_t n) {
    const number share = splat(rule.v_share), inverse = 1 / share;
#define STEP(i, count)                                                                          \
    number x = get(p + i, count);                                                               \
    number g = decayed(get(gradient + i, count), rule.decay, x);                                \
    number m = mixed(rule.beta1, get(means + i, count), g);                                     \
    number v = mixed(rule.beta2, get(squares + i, count), g * g);                               \
    put(means + i, m, count);                                                                   \
    put(squares + i, v, count);                                                                 \
    number most = greatest ? get(greatest + i, count) : v;                                      \
    v = pick(most > v, most, v);                                                                \
    if (greatest) put(greatest + i, v, count);                                                  \
    number d = square_root(quotient_by_known(v, share, inverse)) + rule.epsilon;                                    \
    x = fused(splat(-rule.rate), m / d, rule.shrink * x);                                       \
    if (rule.gradient_rate != 0) x = fused(splat(-rule.gradient_rate), g / d, x);               \
    put(p + i, x, count);
    IN_LANES(n, STEP)
#undef STEP
}

static void radam(struct nnk_radam_rule rule, const double *gradient, double *means, double *squares, double *p, size_t n) {
#define STEP(i, count)                                                                          \
    number x = get(p + i, count);                                                               \
    number g = decayed(get(gradient + i, count), rule.decay, x);                                \
    number m = mixed(rule.beta1, get(means + i, count), g);                                     \
    number v = mixed(rule.beta2, get(squares + i, count), g * g);                               \
    put(means + i, m, count);                                                                   \
    put(squares + i, v, count);                                                                 \
    number d = rule.rectified ? m / (square_root(v) + rule.epsilon) : m;                        \
    put(p + i, fused(splat(-rule.rate), d, x), count);
    IN_LANES(n, STEP)
#undef STEP
}

static void adamax(struct nnk_adamax_rule rule, const double *gradient, double *means, double *sizes, double *p, size_t n) {
#define STEP(i, count)                                                                          \
    number x = get(p + i, count);                                                               \
    number g = decayed(get(gradient + i, count), rule.decay, x);                                \
    number m = mixed(rule.beta1, get(means + i, count), g);                                     \
    number u = rule.beta2 * get(sizes + i, count), size = magnitude(g) + rule.epsilon;          \
    u = pick((size > u) | (size != size), size, u);                                             \
    put(means + i, m, count);                                                                   \
    put(sizes + i, u, count);                                                                   \
    put(p + i, fused(splat(-rule.rate), m / u, x), count);
    IN_LANES(n, STEP)
#undef STEP
}

static void rprop(struct nnk_rprop_rule rule, const double *gradient, double *sizes, double *before, double *p, size_t n) {
#define STEP(i, count)                                                                          \
    number x = get(p + i, count);                                                               \
    number g = decayed(get(gradient + i, count), rule.decay, x), d = get(sizes + i, count);     \
    number turn = g * get(before + i, count);                                                   \
    d = pick(d == splat(0), splat(rule.rate), d);                                               \
    number factor = pick(turn > splat(0), splat(rule.eta_plus), pick(turn < splat(0), splat(rule.eta_minus), splat(1))); \
    d = at_least(rule.least, at_most(rule.greatest, factor * d));                               \
    g = pick(turn < splat(0), splat(0), g);                                                     \
    number sign = pick(g > splat(0), splat(1), pick(g < splat(0), splat(-1), g));               \
    put(sizes + i, d, count);                                                                   \
    put(before + i, g, count);                                                                  \
    put(p + i, fused(-sign, d, x), count);
    IN_LANES(n, STEP)
#undef STEP
}

#endif
