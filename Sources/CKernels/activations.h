// Activations: each is one function that gives the value and the slope from the same exponential and the same inverse,
// so that one alone and both together are the same bits (the compiler leaves out what nobody reads).
//
// Those built on e^x are quotients of terms that are never subtracted from one another, and keep the power of two of
// e^x apart until the end: so the tails keep all their digits down to the smallest number.
#ifndef NNREPL_ACTIVATIONS_H
#define NNREPL_ACTIVATIONS_H

#include "logarithm.h"

// A point of the graph: f(x) and f'(x).
typedef struct { number value, slope; } graph;

// e^-y for y >= 0 as 2^k s and as e, and 1 + e^-y with its inverse.
typedef struct { number k; pair s, e, one_more; number inverse; } decay;

inlined decay decaying(number y) {
    expansion x = expand(-at_most(760, y), splat(0));
    pair s = significand(x);
    number scale = power_of_two(at_least(-1000, x.k));  // below, e^-y is nothing beside 1
    pair e = {s.high * scale, s.low * scale};
    pair one_more = {fused(s.high, scale, splat(1)), splat(0)};
    one_more.low = (e.high - (one_more.high - 1.0)) + e.low;
    return (decay){x.k, s, e, one_more, 1.0 / one_more.high};
}

// The sigmoid s = 1 / (1 + e^-x), and 1 - s: with E = e^-|x|, one is 1 / (1 + E) and the other E / (1 + E).
// s is `value` times the power of two `scale`, so that what is smaller than the normal range is rounded only once.
typedef struct { pair value; number scale, rest; } shares;

// 2^k as the product of two powers of two, for -2044 <= k <= 0.
typedef struct { number first, last; } powers;

inlined powers split_power_of_two(number k) {
    number half = nearest(k * 0.5);
    return (powers){power_of_two(half), power_of_two(k - half)};
}

inlined shares logistic(number x) {
    decay d = decaying(magnitude(x));
    integer negative = x < splat(0);
    powers p = split_power_of_two(pick(negative, d.k, splat(0)));
    pair above = {p.first * pick(negative, d.s.high, splat(1)), p.first * pick(negative, d.s.low, splat(0))};
    number rest = pick(negative, d.inverse, scaled(d.s.high * d.inverse, d.k));
    return (shares){quotient_by(above, d.one_more, d.inverse), p.last, rest};
}

// x times a share of it that is 1 for large x; the share is (high + low) scale.
inlined number weighted(number x, pair share, number scale) {
    return pick(x > splat(1000), x, product_with(at_least(-760, x), share) * scale);
}

// s, and s (1 - s).
inlined graph sigmoid_graph(number x) {
    shares s = logistic(x);
    number value = (s.value.high + s.value.low) * s.scale;
    return (graph){value, value * s.rest};
}

// x s, and s + x s (1 - s). Beyond 760, s is 0 or 1.
inlined graph swish_graph(number x) {
    shares s = logistic(x);
    number y = at_most(760, at_least(-760, x));
    return (graph){weighted(x, s.value, s.scale), s.value.high * fused(y, s.rest, splat(1)) * s.scale};
}

// With m = e^-2|x| - 1: -m / (m + 2) and the sign of x; near 0 it is x. The slope is 4 e^-2|x| / (m + 2)^2.
inlined graph tanh_graph(number x) {
    expansion e = expand(-at_most(760, 2.0 * magnitude(x)), splat(0));
    pair t = significand_less_one(e);
    number scale = power_of_two(at_least(-1000, e.k)), part = scale * t.high;
    pair start = ordered_sum(splat(-1), scale), start_2 = ordered_sum(splat(1), scale);
    pair m = {fused(scale, t.high, start.high), splat(0)}, two_more = {fused(scale, t.high, start_2.high), splat(0)};
    m.low = fused(scale, t.low, (part - (m.high - start.high)) + start.low);
    two_more.low = fused(scale, t.low, (part - (two_more.high - start_2.high)) + start_2.low);
    number inverse = 1.0 / two_more.high;
    pair q = quotient_by((pair){-m.high, -m.low}, two_more, inverse);
    number value = pick(magnitude(x) < splat(0x1p-30), x, with_sign_of(x, q.high + q.low));
    return (graph){value, scaled(4.0 * (1.0 + t.high) * (inverse * inverse), e.k)};
}

// ln (1 + e^x) = max(x, 0) + ln (1 + e^-|x|). Where 1 + e^-|x| > sqrt(2) it is halved first. The slope is the sigmoid.
inlined graph softplus_graph(number x) {
    decay d = decaying(magnitude(x));
    integer large = d.e.high > splat(0x1.a827999fcef32p-2);
    pair half_less_one = ordered_sum(splat(-1), d.e.high);
    pair f = {pick(large, 0.5 * half_less_one.high, d.e.high),
              pick(large, 0.5 * (half_less_one.low + d.e.low), d.e.low)};
    pair l = logarithm_of(pick(large, splat(1), splat(0)), f);
    pair s = sum(at_least(0, x), l.high);
    number tail = scaled(d.s.high + d.s.low, d.k);  // ln (1 + e^x) = e^x where e^x is small enough
    number result = pick(x < splat(-40), tail, s.high + (s.low + l.low));
    return (graph){pick(x > splat(40), x, result), sigmoid_graph(x).value};
}

// ln of the sigmoid: -ln (1 + e^-x); the slope is 1 / (1 + e^x).
inlined graph log_sigmoid_graph(number x) {
    graph g = softplus_graph(-x);
    return (graph){-g.value, g.slope};
}

// x tanh(softplus x) = x n / (n + 2) with n = e^x (e^x + 2); the slope is n / (n + 2) + 4 x e^x (1 + e^x) / (n + 2)^2.
// With E = e^-|x| that is, for x < 0:  x E (2 + E) / d       and  E ((2 + E) / d + 4 x (1 + E) / d^2),  d = 2 + 2E + E^2,
// and for x >= 0:                      x (1 + 2E) / d        and  (1 + 2E) / d + 4 x E^2 (1 + E) / d^2, d = 1 + 2E + 2E^2.
inlined graph mish_graph(number x) {
    decay d = decaying(magnitude(x));
    number e = d.e.high, y = at_least(-760, x);
    integer negative = x < splat(0);
    number size = pick(negative, splat(2), splat(1)), part = pick(negative, splat(1), splat(2));
    pair n = ordered_sum(size, part * e);  // 2 + E, or 1 + 2E; d is E n + 2, or 2E E + n
    n.low = fused(part, d.e.low, n.low);
    pair square = times(d.e, (pair){pick(negative, n.high, 2.0 * e), pick(negative, n.low, 2.0 * d.e.low)});
    pair start = {pick(negative, splat(2), n.high), pick(negative, splat(0), n.low)};
    pair denominator = ordered_sum(start.high, square.high);
    denominator.low += square.low + start.low;
    number inverse = 1.0 / denominator.high;
    pair share = quotient_by(n, denominator, inverse);
    powers p = split_power_of_two(pick(negative, d.k, splat(0)));
    pair s = {p.first * pick(negative, d.s.high, splat(1)), p.first * pick(negative, d.s.low, splat(0))};
    number bend = 4.0 * (1.0 + e) * inverse * inverse * pick(negative, splat(1), e * e);
    return (graph){weighted(x, times(s, share), p.last), s.high * fused(at_most(760, y), bend, share.high) * p.last};
}

#define SELU_SCALE 0x1.0cfabd6a91132p+0
#define SELU_FLOOR 0x1.c212cc640f031p+0  // scale times alpha
#define SELU_FLOOR_LOW 0x1.05161b045a1fep-56

// x above 0 times `above`, and below `below` (e^x - 1).
inlined graph exponential_below_zero(number x, double above, double below, double below_low) {
    number z = at_most(0, x);
    precise_expansion e = expand_precisely(at_least(-760, z), splat(0));
    pair floor = times(e.half_less_one, (pair){splat(2 * below), splat(2 * below_low)}), s = ordered_sum(splat(1), e.t.high);
    number value = pick(magnitude(z) < splat(0x1p-54), product_with(z, (pair){splat(below), splat(below_low)}), floor.high + floor.low);
    number slope = scaled(below * (s.high + (s.low + e.t.low)), e.k);
    integer positive = x > splat(0);
    return (graph){pick(positive, above * x, value), pick(positive, splat(above), slope)};
}

inlined graph elu_graph(number x, double alpha) { return exponential_below_zero(x, 1, alpha, 0); }
inlined graph selu_graph(number x) { return exponential_below_zero(x, SELU_SCALE, SELU_FLOOR, SELU_FLOOR_LOW); }

// x above 0, and below it alpha (e^y - 1) with y = x / alpha; the slope there is e^y. y is known to twice the digits, for the tail's sake.
inlined graph celu_graph(number x, double alpha) {
    number z = at_most(0, x), y = z / alpha;
    number y_low = pick(y > splat(-760), fused(-y, splat(alpha), z) / alpha, splat(0));
    precise_expansion e = expand_precisely(at_least(-760, y), y_low);
    pair less_one = {2.0 * e.half_less_one.high, 2.0 * e.half_less_one.low}, s = ordered_sum(splat(1), e.t.high);
    number value = pick(magnitude(y) < splat(0x1p-54), z, product_with(splat(alpha), less_one));
    integer positive = x > splat(0);
    return (graph){pick(positive, x, value), pick(positive, splat(1), scaled(s.high + (s.low + e.t.low), e.k))};
}

inlined graph identity_graph(number x) { return (graph){x, splat(1)}; }

// What stays NaN where x is NaN, and is y elsewhere.
inlined number unless_nan(number x, number y) { return pick(x == x, y, x); }

inlined graph leaky_relu_graph(number x, double slope) {
    integer positive = x > splat(0);
    return (graph){pick(positive, x, slope * x), unless_nan(x, pick(positive, splat(1), splat(slope)))};
}

inlined graph relu_graph(number x) {
    integer positive = x > splat(0);
    return (graph){unless_nan(x, pick(positive, x, splat(0))), unless_nan(x, pick(positive, splat(1), splat(0)))};
}

inlined graph step_graph(number x) {
    return (graph){unless_nan(x, pick(x > splat(0), splat(1), splat(0))), unless_nan(x, splat(0))};
}

// x / (1 + |x|), and 1 / (1 + |x|)^2; far out the bound stands for infinity.
inlined graph softsign_graph(number x) {
    number size = at_most(0x1p1000, magnitude(x));
    pair more = sum(splat(1), size);
    number inverse = 1.0 / more.high;
    pair q = quotient_by((pair){size, splat(0)}, more, inverse);
    return (graph){with_sign_of(x, q.high + q.low), inverse * inverse};
}

// (x + 3) / 6 between 0 and 1.
inlined graph hard_sigmoid_graph(number x) {
    integer inside = (x > splat(-3)) & (x < splat(3));
    number outside = pick(x > splat(0), splat(1), splat(0));
    return (graph){unless_nan(x, pick(inside, (x + 3.0) / 6.0, outside)),
                   unless_nan(x, pick(inside, splat(1.0 / 6.0), splat(0)))};
}

// x (x + 3) / 6 between -3 and 3, below it 0 and above x; the slope is (2x + 3) / 6.
inlined graph hard_swish_graph(number x) {
    integer inside = (x > splat(-3)) & (x < splat(3)), above = x > splat(0);
    return (graph){unless_nan(x, pick(inside, x * ((x + 3.0) / 6.0), pick(above, x, splat(0)))),
                   unless_nan(x, pick(inside, (2.0 * x + 3.0) / 6.0, pick(above, splat(1), splat(0))))};
}

// x between two bounds; the slope is 1 between them, and 0 at and beyond them.
inlined graph bounded_graph(number x, double least, double most) {
    integer inside = (x > splat(least)) & (x < splat(most));
    return (graph){at_least(least, at_most(most, x)), unless_nan(x, pick(inside, splat(1), splat(0)))};
}

// x times the sigmoid of w = 2 sqrt(2/pi) (x + 0.044715 x^3); the slope is s + x s (1 - s) w'. Beyond 25, s is 0 or 1.
inlined graph gelu_tanh_graph(number x) {
    const double twice_root = 0x1.9884533d43651p+0, cubic = 0.044715;
    number y = at_most(25, at_least(-25, x)), square = y * y;
    shares s = logistic(twice_root * y * fused(splat(cubic), square, splat(1)));
    number w_slope = twice_root * fused(splat(3 * cubic), square, splat(1));
    return (graph){weighted(x, s.value, s.scale), s.value.high * fused(y * w_slope, s.rest, splat(1)) * s.scale};
}

inlined number sigmoid(number x) { return sigmoid_graph(x).value; }
inlined number hyperbolic_tangent(number x) { return tanh_graph(x).value; }

#endif
