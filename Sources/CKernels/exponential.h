// e^x and e^x - 1.
#ifndef NNREPL_EXPONENTIAL_H
#define NNREPL_EXPONENTIAL_H

#include "lanes.h"

// ln 2 in two parts; the first ends in 11 zeros, so that its product with an exponent is exact.
#define LN2_HIGH 0x1.62e42fefa3800p-1
#define LN2_LOW 0x1.ef35793c76730p-45

// e^x = 2^k (1 + t), where |t| < 0.415.
typedef struct { number k; pair t; } expansion;

// With r = x - k ln 2, |r| <= ln 2 / 2:  t = e^r - 1 = r + r^2 p(r), where r is kept as a pair. The rest of the sum is
// at most a fifth of r, which leaves an error of a tenth of an ulp of e^r. p interpolates (e^r - 1 - r) / r^2 at eleven
// Chebyshev nodes.
inlined expansion expand(number x, number x_low) {
    static const double p[] = {
        0x1.0000000000000p-1,  0x1.5555555555557p-3,  0x1.5555555555556p-5,  0x1.11111111100dfp-7,
        0x1.6c16c16c162d6p-10, 0x1.a01a01abe6323p-13, 0x1.a01a01a6d7831p-16, 0x1.71de0237484cdp-19,
        0x1.27e4db67ac2b0p-22, 0x1.af4ddda1c08cdp-26, 0x1.1f72fc83bcbc7p-29,
    };
    number k = nearest(x * 0x1.71547652b82fep+0);
    pair r = ordered_sum(fused(k, splat(-LN2_HIGH), x), fused(k, splat(-LN2_LOW), x_low));
    number rest = fused(r.high * r.high, polynomial(r.high, p, 11), fused(r.low, r.high, r.low));
    return (expansion){k, ordered_sum(r.high, rest)};
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
    return pick(magnitude(x) < splat(0x1p-54), x, result);
}

#endif
