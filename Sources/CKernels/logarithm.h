// ln x, ln (1 + x) and log10 x.
#ifndef NNREPL_LOGARITHM_H
#define NNREPL_LOGARITHM_H

#include "exponential.h"

// ln (2^k (1 + f)) for sqrt(1/2) <= 1 + f <= sqrt(2). With s = f / (2 + f), |s| < 0.172:
// ln (1 + f) = 2 artanh s = 2 s + s^3 q(s^2). q interpolates (2 artanh s - 2 s) / s^3 at eight Chebyshev nodes.
inlined pair logarithm_of(number k, pair f) {
    static const double q[] = {
        0x1.5555555555555p-1, 0x1.9999999999a38p-2, 0x1.2492492476c87p-2, 0x1.c71c720160b47p-3,
        0x1.745cf901605f7p-3, 0x1.3b1c360763b8ap-3, 0x1.0fbe83c2cbcf3p-3, 0x1.0c04595972ab8p-3,
    };
    pair two_more = ordered_sum(splat(2), f.high);
    pair s = quotient(f, (pair){two_more.high, two_more.low + f.low});
    number square = s.high * s.high;
    number rest = fused(square * s.high, polynomial(square, q, 8), 2.0 * s.low);
    pair result = ordered_sum(k * LN2_HIGH, 2.0 * s.high);
    return ordered_sum(result.high, result.low + fused(k, splat(LN2_LOW), rest));
}

// x = 2^k m, where sqrt(1/2) <= m < sqrt(2).
typedef struct { number k, m; } parts;

// For finite x > 0. Adding (1 - sqrt(1/2)) as bits carries into the exponent just where m would reach sqrt(2).
inlined parts split(number x) {
    const int64_t one = 0x3ff0000000000000, root_half = 0x3fe6a09e667f3bcd, two_to_52 = 0x4330000000000000;
    integer subnormal = x < splat(0x1p-1022);
    integer bits = (integer)pick(subnormal, x * 0x1p54, x);
    integer exponent = (integer)((natural)(bits + (one - root_half)) >> 52);
    number k = (number)(exponent | two_to_52) - (0x1p52 + 1023);
    return (parts){pick(subnormal, k - 54.0, k), (number)(bits - ((exponent - 1023) << 52))};
}

// What `result` does not know of ln x, or of ln (1 + (x - 1)): x <= 0, infinity and NaN.
inlined number with_limits_of_logarithm(number x, number result) {
    number outside = pick(x < splat(0), splat(NAN), pick(x == splat(0), splat(-INFINITY), x));
    return pick((x > splat(0)) & (x < splat(INFINITY)), result, outside);
}

inlined pair logarithm_pair(number x) {
    parts p = split(x);
    return logarithm_of(p.k, (pair){p.m - 1.0, splat(0)});
}

inlined number logarithm(number x) {
    pair l = logarithm_pair(x);
    return with_limits_of_logarithm(x, l.high + l.low);
}

inlined number decimal_logarithm(number x) {
    const number per_ln_10 = splat(0x1.bcb7b1526e50ep-2), per_ln_10_low = splat(0x1.95355baaafad3p-57);
    pair l = logarithm_pair(x);
    pair result = product(l.high, per_ln_10);
    number rest = fused(l.high, per_ln_10_low, fused(l.low, per_ln_10, result.low));
    return with_limits_of_logarithm(x, result.high + rest);
}

// 1 + x as a pair loses nothing; where its exponent is 0, f = x itself.
inlined number logarithm_of_one_more(number x) {
    pair more = sum(splat(1), x);
    parts p = split(more.high);
    pair f = {p.m - 1.0, more.low * power_of_two(-at_most(1000, p.k))};
    integer near = p.k == splat(0);
    f = (pair){pick(near, x, f.high), pick(near, splat(0), f.low)};
    pair l = logarithm_of(p.k, f);
    number result = with_limits_of_logarithm(more.high, l.high + l.low);
    return pick(magnitude(x) < splat(0x1p-54), x, result);
}

#endif
