// sin x and cos x for every finite x: x = q pi/2 + r with |r| <= pi/4, then a polynomial in r.
#ifndef NNREPL_TRIGONOMETRIC_H
#define NNREPL_TRIGONOMETRIC_H

#include "lanes.h"

#define HALF_PI 0x1.921fb54442d18p+0
#define HALF_PI_MIDDLE 0x1.1a62633145c07p-54
#define HALF_PI_LOW -0x1.f1976b7ed8fbcp-110

// The angle r = high + low within the quadrant q (modulo 4).
typedef struct { uint64_t q; pair r; } angle;

// For |x| < 2^30. The first difference is exact, because x and the product are multiples of 2^-52 there.
inlined angle reduce_medium(number x) {
    number q = nearest(x * 0x1.45f306dc9c883p-1);
    pair middle = product(q, splat(HALF_PI_MIDDLE));
    pair r = sum(fused(q, splat(-HALF_PI), x), -middle.high);
    number low = fused(q, splat(-HALF_PI_LOW), r.low - middle.low);
    return (angle){(uint64_t)(int64_t)q[0], ordered_sum(r.high, low)};
}

// For |x| >= 2^30, x = m 2^e with 53 bits in m. Only 192 bits of 2/pi matter: those before turn the product with x
// into multiples of 4 quadrants, those after add less than 2^-136 quadrants. No double comes within 2^-62 of a multiple
// of pi/2, so at least 64 bits are left.
inlined angle reduce_large(number x) {
    // 2/pi as a binary fraction, after 64 zeros.
    static const uint64_t two_per_pi[] = {
        0,
        0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
        0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
        0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
        0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
    };
    uint64_t bits = ((natural)magnitude(x))[0];
    uint64_t m = (bits & 0xfffffffffffff) | 0x10000000000000;
    unsigned first = (unsigned)(bits >> 52) - 1075 + 62;  // the bit of weight 2 / 2^e
    const uint64_t *words = two_per_pi + first / 64;
    unsigned __int128 window[3];
    for (int i = 0; i < 3; i++) {
        unsigned __int128 two_words = (unsigned __int128)words[i] << 64 | words[i + 1];
        window[i] = (uint64_t)(two_words >> (64 - first % 64));
    }
    // The upper 128 bits of (m times window) modulo 2^192: quadrants in units of 2^-126.
    unsigned __int128 quadrants = m * window[1] + (m * window[2] >> 64) + (m * window[0] << 64);
    uint64_t q = (uint64_t)((quadrants + ((unsigned __int128)1 << 125)) >> 126);
    __int128 fraction = (__int128)(quadrants - ((unsigned __int128)q << 126));
    number high = splat((double)fraction), low = splat((double)(fraction - (__int128)high[0]));
    pair r = product(high, splat(HALF_PI));
    r.low += high * HALF_PI_MIDDLE + low * HALF_PI;
    r = ordered_sum(r.high * 0x1p-126, r.low * 0x1p-126);
    return x[0] < 0 ? (angle){-q, {-r.high, -r.low}} : (angle){q, r};
}

inlined angle reduce(number x) { return magnitude(x)[0] < 0x1p30 ? reduce_medium(x) : reduce_large(x); }

// r + r^3 S(r^2); the coefficients interpolate (sin r - r) / r^3 at seven Chebyshev nodes.
inlined number sine_near_zero(pair r) {
    static const double coefficients[] = {
        -0x1.5555555555555p-3, 0x1.1111111111110p-7,  -0x1.a01a01a019937p-13, 0x1.71de3a54607a5p-19,
        -0x1.ae64541295cdfp-26, 0x1.61217ee5cca1bp-33, -0x1.ab17bdcbd3414p-41,
    };
    number square = r.high * r.high;
    number low = fused(square * -0.5, r.low, r.low);
    return r.high + fused(square * r.high, polynomial(square, coefficients, 7), low);
}

// 1 - r^2/2 + r^4 C(r^2); the coefficients interpolate (cos r - 1 + r^2/2) / r^4 at seven Chebyshev nodes.
inlined number cosine_near_zero(pair r) {
    static const double coefficients[] = {
        0x1.5555555555555p-5,  -0x1.6c16c16c16c16p-10, 0x1.a01a01a019d0ap-16, -0x1.27e4fb7712ca2p-22,
        0x1.1eed8deb82809p-29, -0x1.9394b9eb4d56dp-37, 0x1.ab78473be59d7p-45,
    };
    pair half_square = product(r.high, r.high * 0.5);
    number square = 2.0 * half_square.high;
    pair start = ordered_sum(splat(1), -half_square.high);
    number rest = fused(square * square, polynomial(square, coefficients, 7), start.low - half_square.low);
    return start.high + fused(-r.high, r.low, rest);
}

inlined number sine_in_quadrant(uint64_t q, pair r) {
    number result = q & 1 ? cosine_near_zero(r) : sine_near_zero(r);
    return q & 2 ? -result : result;
}

inlined number sine(number x) {
    if (!(magnitude(x)[0] < INFINITY)) return x - x;
    if (magnitude(x)[0] < 0x1p-27) return x;
    angle a = reduce(x);
    return sine_in_quadrant(a.q, a.r);
}

inlined number cosine(number x) {
    if (!(magnitude(x)[0] < INFINITY)) return x - x;
    angle a = reduce(x);
    return sine_in_quadrant(a.q + 1, a.r);
}

#endif
