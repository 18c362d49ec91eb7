// x^y = e^(y ln |x|), with ln |x| to 20 bits more than a double, because y ln |x| may be as large as 745.
#ifndef NNREPL_POWER_H
#define NNREPL_POWER_H

#include "logarithm.h"

// a + b for |a| >= |b|.
inlined pair plus(pair a, pair b) {
    pair s = ordered_sum(a.high, b.high);
    return ordered_sum(s.high, s.low + (a.low + b.low));
}

// ln x for finite x > 0, as `logarithm_of` does it, but with the first terms of the series as pairs:
// 2 s + s^3 (2/3 + s^2 (2/5 + s^2 q(s^2))). q interpolates the rest of the series at seven Chebyshev nodes.
inlined pair precise_logarithm(number x) {
    static const double q[] = {
        0x1.2492492492497p-2, 0x1.c71c71c715454p-3, 0x1.745d175506d0fp-3, 0x1.3b13a5283a631p-3,
        0x1.11159f098bfbcp-3, 0x1.e0201b77e1af2p-4, 0x1.d9c2145534d37p-4,
    };
    const pair two_thirds = {splat(0x1.5555555555555p-1), splat(0x1.5555555555555p-55)};
    const pair two_fifths = {splat(0x1.999999999999ap-2), splat(-0x1.999999999999ap-56)};
    parts p = split(x);
    pair f = {p.m - 1.0, splat(0)};
    pair s = quotient(f, ordered_sum(splat(2), f.high));
    pair square = times(s, s);
    pair tail = {square.high * polynomial(square.high, q, 7), splat(0)};
    pair series = plus(two_thirds, times(square, plus(two_fifths, tail)));
    series = plus((pair){2.0 * s.high, 2.0 * s.low}, times(times(s, square), series));
    pair whole = ordered_sum(p.k * LN2_HIGH, series.high);
    return ordered_sum(whole.high, fused(p.k, splat(LN2_LOW), whole.low + series.low));
}

// x^y for finite x > 0 and finite y. Beyond 2000 the product may have overflowed, and so has the result.
inlined number positive_power(number x, number y) {
    pair l = precise_logarithm(x);
    pair exponent = product(y, l.high);
    if (exponent.high[0] > 2000) return splat(INFINITY);
    if (exponent.high[0] < -2000) return splat(0);
    exponent = ordered_sum(exponent.high, fused(y, l.low, exponent.low));
    number inside = at_least(-760, at_most(720, exponent.high));
    expansion e = expand(inside, exponent.low);
    pair s = significand(e);
    return scaled(s.high + s.low, e.k);
}

// All cases as C99 has them. An integer that a double above 2^53 holds is even.
inlined double power(double x, double y) {
    if (y == 0 || x == 1) return 1;
    if (x != x || y != y) return x + y;
    double size = x < 0 ? -x : x;
    double y_size = y < 0 ? -y : y;
    int y_is_integer = y_size >= 0x1p53 || (double)(int64_t)y == y;
    int y_is_odd = y_size < 0x1p53 && y_is_integer && ((int64_t)y & 1);
    int x_is_negative = (((integer)splat(x))[0] & sign_bit) != 0;
    double result;
    if (size == 0 || size == INFINITY) {
        result = (size == 0) == (y < 0) ? INFINITY : 0;
    } else if (y_size == INFINITY) {
        return size == 1 ? 1 : (size > 1) == (y > 0) ? INFINITY : 0;
    } else if (x_is_negative && !y_is_integer) {
        return NAN;
    } else {
        result = positive_power(splat(size), splat(y))[0];
    }
    return x_is_negative && y_is_odd ? -result : result;
}

#endif
