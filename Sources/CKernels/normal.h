// The error function and what is built on it: erf, erfc, and gelu with its slope.
#ifndef NNREPL_NORMAL_H
#define NNREPL_NORMAL_H

#include "activations.h"

// e^(y^2) erfc(y) for y >= 0 is F(t) / (1 + 2 y) with t = (y - 4) / (y + 4), where F runs from 1 to 2 / sqrt(pi).
// The coefficients interpolate F at 25 Chebyshev nodes of [-1, 1].
inlined pair scaled_tail(number y) {
    static const double f[] = {
        -0x1.1df1ad154a286p-3,  0x1.f7f5df66fd797p-7,  0x1.16ecefcfa4d10p-4,  -0x1.9ddb23c3e8f13p-4,
        0x1.7fee004e1eefep-4,   -0x1.0fb06dfe4c6c0p-4, 0x1.3079edf5181dfp-5,  -0x1.09623884747dbp-6,
        0x1.49c672e199469p-8,   -0x1.8d4a9a6465372p-11, -0x1.a1df5e81f57b4p-13, 0x1.3be0432bfa860p-13,
        -0x1.99537515467bep-16, -0x1.7884d2487d5efp-17, 0x1.7ef644c7815aap-18, 0x1.393f4d359a7fdp-22,
        -0x1.b8ce493292da5p-21, 0x1.4dcd6b6d85452p-24, 0x1.c8a212189b424p-24, -0x1.64110b1736fb3p-26,
        -0x1.a7f4a11380e73p-27, 0x1.bc41def3d5cc5p-29, 0x1.ff247156a53a2p-31, -0x1.2feb115e10ff8p-32,
    };
    const double f_0 = 0x1.3ba5916e9fd7fp+0, f_0_low = -0x1.aa9c415679e6fp-55;
    number t = (y - 4.0) / (y + 4.0);
    pair above = product(t, polynomial(t, f, 24));
    pair start = ordered_sum(splat(f_0), above.high);
    above = ordered_sum(start.high, start.low + (above.low + f_0_low));
    return quotient(above, sum(splat(1), 2.0 * y));
}

// e^-(z + z_low) as 2^k s, for z >= 0.
typedef struct { number k; pair s; } factor;

inlined factor falling(number z, number z_low) {
    integer far = z > splat(1400);
    expansion e = expand(pick(far, splat(-1400), -z), pick(far, splat(0), -z_low));
    return (factor){e.k, significand(e)};
}

// erfc(|x|) as 2^k s.
inlined factor complement_of(number x) {
    number y = at_most(40, magnitude(x));
    pair square = product(y, y);
    factor e = falling(square.high, square.low);
    return (factor){e.k, times(e.s, scaled_tail(y))};
}

inlined number complementary_error_function(number x) {
    factor c = complement_of(x);
    pair below = ordered_sum(splat(2), -scaled(c.s.high, c.k));
    number scale = power_of_two(at_least(-1000, c.k));
    return pick(x < splat(0), below.high + (below.low - c.s.low * scale), scaled(c.s.high + c.s.low, c.k));
}

// Near 0, x (2 / sqrt(pi) + x^2 p(x^2)), where p interpolates at nine Chebyshev nodes; elsewhere 1 - erfc.
inlined number error_function(number x) {
    static const double p[] = {
        -0x1.812746b0379e7p-2, 0x1.ce2f21a042bcfp-4, -0x1.b82ce31286cbcp-6, 0x1.565bcd0d2ff6ep-8, -0x1.c02db335c071dp-11,
        0x1.f9a2dd9e25187p-14, -0x1.f4c2b861c2c9cp-17, 0x1.b7f36af42c55ep-20, -0x1.3d8e8315e4ddep-23,
    };
    const double slope = 0x1.20dd750429b6dp+0, slope_low = 0x1.1ae3a914fed80p-56;
    number square = x * x;
    number near = fused(x, splat(slope), x * fused(square, polynomial(square, p, 9), splat(slope_low)));
    factor c = complement_of(x);
    number scale = power_of_two(at_least(-1000, c.k));
    pair rest = ordered_sum(splat(1), -c.s.high * scale);
    number far = with_sign_of(x, rest.high + (rest.low - c.s.low * scale));
    return pick(magnitude(x) < splat(0.5), near, far);
}

// x Phi(x), and Phi(x) + x e^(-x^2/2) / sqrt(2 pi), where Phi(-y) = 1/2 e^(-y^2/2) F / (1 + sqrt(2) y) for y >= 0.
inlined graph gelu_graph(number x) {
    const double root_half = 0x1.6a09e667f3bcdp-1, density = 0x1.9884533d43651p-2;
    number y = at_most(60, magnitude(x));
    pair half_square = product(y, 0.5 * y);
    factor e = falling(half_square.high, half_square.low);
    pair tail = scaled_tail(root_half * y);
    number low = 0.5 * (e.s.high * (tail.high + tail.low));  // Phi(-y) and y times the density, both without 2^k
    number bump = e.s.high * (density * y);
    integer negative = x < splat(0);
    number k = pick(negative, e.k, splat(0)), z = at_least(-60, x);
    number scale = power_of_two(at_least(-1000, e.k));
    number share = pick(negative, low, fused(-low, scale, splat(1)));
    return (graph){scaled(z * share, k), scaled(pick(negative, low - bump, share + bump * scale), k)};
}

#endif
