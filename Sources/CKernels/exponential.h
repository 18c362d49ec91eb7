// e^x and e^x - 1.
#ifndef NNREPL_EXPONENTIAL_H
#define NNREPL_EXPONENTIAL_H

#include "lanes.h"

// ln 2 in two parts; the first ends in 11 zeros, so that its product with an exponent is exact.
#define LN2_HIGH 0x1.62e42fefa3800p-1
#define LN2_LOW 0x1.ef35793c76730p-45

// e^x = 2^k (1 + t), where |t| < 0.415.
typedef struct { number k; pair t; } expansion;

// With r = x - k ln 2, |r| <= ln 2 / 2:  t = e^r - 1 = r + r^2/2 + r^3/2 p(r). The first two terms are kept as pairs,
// which leaves an error of about 2^-59. p interpolates 2 (e^r - 1 - r - r^2/2) / r^3 at ten Chebyshev nodes.
inlined expansion expand(number x, number x_low) {
    static const double p[] = {
        0x1.5555555555556p-2,  0x1.5555555555555p-4,  0x1.11111111109b3p-6,  0x1.6c16c16c167e1p-9,
        0x1.a01a01a7c41d5p-12, 0x1.a01a01a47b054p-15, 0x1.71de0dae63bb3p-18, 0x1.27e4e1f48534fp-21,
        0x1.af38a9b0ec855p-25, 0x1.1f66df7fca49fp-28,
    };
    number k = nearest(x * 0x1.71547652b82fep+0);
    pair r = ordered_sum(fused(k, splat(-LN2_HIGH), x), fused(k, splat(-LN2_LOW), x_low));
    pair square = product(r.high, r.high * 0.5);
    pair t = ordered_sum(r.high, square.high);
    number rest = t.low + (square.low + fused(r.low, r.high, r.low));
    rest = fused(square.high * r.high, polynomial(r.high, p, 10), rest);
    return (expansion){k, ordered_sum(t.high, rest)};
}

// 1 + t.
inlined pair significand(expansion e) {
    pair s = ordered_sum(splat(1), e.t.high);
    return (pair){s.high, s.low + e.t.low};
}

// The bounds lie past the last x whose result is finite, or not 0.
inlined number exponential(number x) {
    expansion e = expand(at_least(-760, at_most(720, x)), splat(0));
    pair s = significand(e);
    return scaled(s.high + s.low, e.k);
}

// 2^k (1 + t) - 1 = 2 ((2^(k-1) - 1/2) + 2^(k-1) t), where no term overflows before its time.
inlined number exponential_minus_one(number x) {
    expansion e = expand(at_least(-60, at_most(709.9, x)), splat(0));
    number scale = power_of_two(e.k - 1.0);
    pair s = ordered_sum(scale - 0.5, scale * e.t.high);
    number result = 2.0 * (s.high + fused(scale, e.t.low, s.low));
    return select(magnitude(x) < splat(0x1p-54), x, result);
}

#endif
