// The error function and what is built on it: erf, erfc, and gelu with its slope.
#ifndef NNREPL_NORMAL_H
#define NNREPL_NORMAL_H

#include "activations.h"

// erf x for |x| < 1/2: x (2 / sqrt(pi) + x^2 p(x^2)), where p interpolates at nine Chebyshev nodes.
inlined pair error_near_zero(number x) {
    static const double p[] = {
        -0x1.812746b0379e7p-2, 0x1.ce2f21a042bcfp-4, -0x1.b82ce31286cbcp-6, 0x1.565bcd0d2ff6ep-8, -0x1.c02db335c071dp-11,
        0x1.f9a2dd9e25187p-14, -0x1.f4c2b861c2c9cp-17, 0x1.b7f36af42c55ep-20, -0x1.3d8e8315e4ddep-23,
    };
    const double slope = 0x1.20dd750429b6dp+0, slope_low = 0x1.1ae3a914fed80p-56;
    number square = x * x;
    pair line = product(x, splat(slope));
    return ordered_sum(line.high, fused(x, fused(square, polynomial(square, p, 9), splat(slope_low)), line.low));
}

// e^(y^2) erfc(y) for y >= 1/2 is F(t) / (1 + 2 y) with t = (y - 4) / (y + 3), where F ends at 2 / sqrt(pi); the divisor
// is given. The coefficients interpolate F at 25 Chebyshev nodes of [-1, 1].
inlined pair scaled_tail(number y, pair divisor) {
    static const double f[] = {
        -0x1.f466eee541c77p-4, -0x1.ca3abf699ed23p-9, 0x1.7e31c1c8b9d89p-5, -0x1.567a9b821df06p-5, 0x1.7595ade4511f3p-6,
        -0x1.088e4c700c066p-7, 0x1.6ceba6241a0c7p-10, 0x1.036bf13eb2fbbp-12, -0x1.9f0016f06b567p-13, 0x1.25403053949d9p-16,
        0x1.3c78b8e3c666ep-16, -0x1.332cd991b9140p-18, -0x1.00d348e9aaf89p-19, 0x1.849fd3ca0b289p-21, 0x1.0281597c36355p-22,
        -0x1.c36e6387fddefp-24, -0x1.4873de655104fp-25, 0x1.f15788d8f8682p-27, 0x1.ceec91bdbe5bdp-28, -0x1.e4374d1917758p-30,
        -0x1.1d93f88c0a4bfp-30, 0x1.60fe1388098a3p-33, 0x1.9c8d5b60cef84p-34, -0x1.08c07d951f9dcp-37,
    };
    const double f_0 = 0x1.3ba5916e9fd7fp+0, f_0_low = -0x1.aa9c415679e6fp-55;
    pair t = quotient(sum(y, splat(-4)), sum(y, splat(3)));
    t = ordered_sum(t.high, t.low);
    pair slanted = product(t.high, polynomial(t.high, f, 24)), above = ordered_sum(splat(f_0), slanted.high);
    static const double f_slope[] = {-0.133, 0.005, 0.246, -0.222};  // of F, to a tenth
    above.low += fused(t.low, polynomial(t.high, f_slope, 4), slanted.low + f_0_low);
    return quotient(above, divisor);
}

// 2^k s.
typedef struct { number k; pair s; } factor;

// e^-(z + z_low) for z >= 0.
inlined factor falling(number z, number z_low) {
    integer far = z > splat(1400);
    expansion e = expand(pick(far, splat(-1400), -z), pick(far, splat(0), -z_low));
    return (factor){e.k, significand(e)};
}

inlined pair pick_pair(integer condition, pair yes, pair no) {
    return (pair){pick(condition, yes.high, no.high), pick(condition, yes.low, no.low)};
}

// 1 - a 2^k, for a 2^k < 1.
inlined pair one_less(pair a, number k) {
    number scale = power_of_two(at_least(-1000, k));
    pair rest = ordered_sum(splat(1), -a.high * scale);
    return (pair){rest.high, fused(-a.low, scale, rest.low)};
}

// erfc |x|.
inlined factor complement_of(number x) {
    number y = at_most(40, magnitude(x));
    integer near = y < splat(0.5);
    pair square = product(y, y);
    factor e = falling(square.high, square.low);
    pair tail = times(e.s, scaled_tail(at_least(0.5, y), ordered_sum(splat(1), 2.0 * y)));
    return (factor){pick(near, splat(0), e.k), pick_pair(near, one_less(error_near_zero(y), splat(0)), tail)};
}

inlined number complementary_error_function(number x) {
    factor c = complement_of(x);
    pair below = one_less(c.s, c.k);
    pair two_less = ordered_sum(splat(1), below.high);
    return pick(x < splat(0), two_less.high + (two_less.low + below.low), scaled(c.s.high + c.s.low, c.k));
}

inlined number error_function(number x) {
    factor c = complement_of(x);
    pair near = error_near_zero(x), far = one_less(c.s, c.k);
    return with_sign_of(x, pick(magnitude(x) < splat(0.5), near.high + near.low, far.high + far.low));
}

// x Phi(x), and Phi(x) + x e^(-x^2/2) / sqrt(2 pi). For y >= 0, Phi(-y) is erfc(y / sqrt(2)) / 2.
inlined graph gelu_graph(number x) {
    const double density = 0x1.9884533d43651p-2;
    const pair root = {splat(0x1.6a09e667f3bcdp+0), splat(-0x1.bdd3413b26456p-54)};
    number y = at_most(60, magnitude(x));
    pair half_square = product(y, 0.5 * y), twice = product(root.high, y);
    twice.low = fused(root.low, y, twice.low);
    number erf_y = 0.5 * twice.high;
    integer near = erf_y < splat(0.5), negative = x < splat(0);

    pair erf = error_near_zero(erf_y), divisor = sum(splat(1), twice.high);
    erf.low = fused(splat(0.5), twice.low, erf.low);  // half of it, times the slope of erf, about 1
    divisor.low += twice.low;
    factor e = falling(half_square.high, half_square.low);
    pair tail = times(e.s, scaled_tail(at_least(0.5, erf_y), divisor));
    tail = pick_pair(near, one_less(erf, splat(0)), tail);
    tail = (pair){0.5 * tail.high, 0.5 * tail.low};

    number k = pick(near, splat(0), e.k), share_k = pick(negative, k, splat(0));
    powers p = split_power_of_two(share_k);
    pair share = pick_pair(negative, (pair){p.first * tail.high, p.first * tail.low}, one_less(tail, k));
    number bump = scaled(e.s.high * (density * y), e.k - share_k) * p.first;
    return (graph){weighted(x, share, p.last), pick(negative, share.high - bump, share.high + bump) * p.last};
}

#endif
