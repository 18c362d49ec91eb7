// e^x and e^x - 1.
#ifndef NNREPL_EXPONENTIAL_H
#define NNREPL_EXPONENTIAL_H

#include "lanes.h"

// ln 2 in two parts; the first ends in 11 zeros, so that its product with an exponent is exact.
#define LN2_HIGH 0x1.62e42fefa3800p-1
#define LN2_LOW 0x1.ef35793c76730p-45

// e^x = 2^k (1 + r + rest), where |r| < 0.347 and |rest| < r / 5.
typedef struct { number k, r, rest; } expansion;

// r = x - k ln 2 to twice the digits, and e^r - 1 - r = r^2 p(r), which leaves an error of a tenth of an ulp of e^r.
// p interpolates (e^r - 1 - r) / r^2 at eleven Chebyshev nodes; its parts are joined so that few steps wait for others.
inlined expansion expand(number x, number x_low) {
    static const double p_0[] = {0x1.0000000000000p-1, 0x1.5555555555557p-3, 0x1.5555555555556p-5, 0x1.11111111100dfp-7};
    static const double p_4[] = {0x1.6c16c16c162d6p-10, 0x1.a01a01abe6323p-13, 0x1.a01a01a6d7831p-16, 0x1.71de0237484cdp-19};
    static const double p_8[] = {0x1.27e4db67ac2b0p-22, 0x1.af4ddda1c08cdp-26, 0x1.1f72fc83bcbc7p-29};
    number k = fused(x, splat(0x1.71547652b82fep+0), splat(0x1.8p52)) - 0x1.8p52;
    pair r = ordered_sum(fused(k, splat(-LN2_HIGH), x), fused(k, splat(-LN2_LOW), x_low));
    number square = r.high * r.high, fourth = square * square;
    number head = fused(square, polynomial(r.high, p_0, 4), fused(r.low, r.high, r.low));
    number tail = fused(fourth, polynomial(r.high, p_8, 3), polynomial(r.high, p_4, 4));
    return (expansion){k, r.high, fused(square * fourth, tail, head)};
}

// 1 + r + rest, and the same less 1.
inlined pair significand(expansion e) {
    pair start = ordered_sum(splat(1), e.r), s = ordered_sum(start.high, e.rest);
    return (pair){s.high, s.low + start.low};
}
inlined pair significand_less_one(expansion e) { return ordered_sum(e.r, e.rest); }

// The bounds lie past the last x whose result is finite, or not 0.
inlined number exponential(number x) {
    expansion e = expand(at_least(-760, at_most(720, x)), splat(0));
    pair s = significand(e);
    return scaled(s.high + s.low, e.k);
}

// With t = r + rest: 2^k (1 + t) - 1 = 2 ((2^(k-1) - 1/2) + 2^(k-1) t), where no term overflows before its time.
inlined number exponential_minus_one(number x) {
    expansion e = expand(at_least(-60, at_most(709.9, x)), splat(0));
    number scale = power_of_two(e.k - 1.0);
    pair t = significand_less_one(e), s = ordered_sum(scale - 0.5, scale * t.high);
    number result = 2.0 * (s.high + fused(scale, t.low, s.low));
    return pick(magnitude(x) < splat(0x1p-54), x, result);
}

#endif
