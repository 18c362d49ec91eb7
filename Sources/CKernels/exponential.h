// e^x and e^x - 1.
#ifndef NNREPL_EXPONENTIAL_H
#define NNREPL_EXPONENTIAL_H

#include "lanes.h"

// ln 2 in two parts; the first ends in 11 zeros, so that its product with an exponent is exact.
#define LN2_HIGH 0x1.62e42fefa3800p-1
#define LN2_LOW 0x1.ef35793c76730p-45

// (e^r - 1 - r) / r^2 = 1/2 + r/6 + ... for |r| < 0.347, interpolated at eleven Chebyshev nodes.
static const double exponential_series[11] = {
    0x1.0000000000000p-1,  0x1.5555555555557p-3,  0x1.5555555555556p-5,  0x1.11111111100dfp-7,
    0x1.6c16c16c162d6p-10, 0x1.a01a01abe6323p-13, 0x1.a01a01a6d7831p-16, 0x1.71de0237484cdp-19,
    0x1.27e4db67ac2b0p-22, 0x1.af4ddda1c08cdp-26, 0x1.1f72fc83bcbc7p-29,
};

// x = k ln 2 + r with |r| <= ln 2 / 2.
typedef struct { number k; pair r; } reduced;

inlined reduced reduce_by_ln2(number x, number x_low) {
    number k = fused(x, splat(0x1.71547652b82fep+0), splat(0x1.8p52)) - 0x1.8p52;
    return (reduced){k, ordered_sum(fused(k, splat(-LN2_HIGH), x), fused(k, splat(-LN2_LOW), x_low))};
}

// e^x = 2^k (1 + r + rest), where |rest| < |r| / 5, to a tenth of an ulp of e^x. Few steps wait for others.
typedef struct { number k, r, rest; } expansion;

inlined expansion expand(number x, number x_low) {
    const double *p = exponential_series;
    reduced x_ = reduce_by_ln2(x, x_low);
    number r = x_.r.high, square = r * r, fourth = square * square;
    number head = fused(square, polynomial(r, p, 4), fused(x_.r.low, r, x_.r.low));
    number tail = fused(fourth, polynomial(r, p + 8, 3), polynomial(r, p + 4, 4));
    return (expansion){x_.k, r, fused(square * fourth, tail, head)};
}

// 1 + r + rest, and the same less 1.
inlined pair significand(expansion e) {
    pair start = ordered_sum(splat(1), e.r), s = ordered_sum(start.high, e.rest);
    return (pair){s.high, s.low + start.low};
}
inlined pair significand_less_one(expansion e) { return ordered_sum(e.r, e.rest); }

// e^x - 1 = 2^k (1 + t) - 1, with r^2 / 2 too to twice the digits, because 1 + t may be near 2^-k.
typedef struct { number k; pair t, half_less_one; } precise_expansion;

inlined precise_expansion expand_precisely(number x, number x_low) {
    reduced x_ = reduce_by_ln2(x, x_low);
    number r = x_.r.high;
    pair half_square = product(r, 0.5 * r), t = ordered_sum(r, half_square.high);
    number rest = t.low + (half_square.low + fused(x_.r.low, r, x_.r.low));
    t = ordered_sum(t.high, fused(2.0 * half_square.high * r, polynomial(r, exponential_series + 1, 10), rest));
    // Half of it, where no term overflows before its time.
    number scale = power_of_two(at_least(-1000, x_.k - 1.0));
    pair start = sum(scale, splat(-0.5)), s = sum(start.high, scale * t.high);
    s.low += fused(scale, t.low, start.low);
    integer tiny = magnitude(x) < splat(0x1p-54);
    return (precise_expansion){x_.k, t, {pick(tiny, 0.5 * x, s.high), pick(tiny, splat(0), s.low)}};
}

// The bounds lie past the last x whose result is finite, or not 0.
inlined number exponential(number x) {
    expansion e = expand(at_least(-760, at_most(720, x)), splat(0));
    pair s = significand(e);
    return scaled(s.high + s.low, e.k);
}

inlined number exponential_minus_one(number x) {
    pair half = expand_precisely(at_least(-60, at_most(709.9, x)), splat(0)).half_less_one;
    return pick(magnitude(x) < splat(0x1p-54), x, 2.0 * (half.high + half.low));
}

#endif
