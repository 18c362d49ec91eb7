// The activations that are built on e^x, and their derivatives. Each is a quotient of pairs of terms that are never
// subtracted from one another, so that the tails keep all their digits down to the smallest number.
#ifndef NNREPL_ACTIVATIONS_H
#define NNREPL_ACTIVATIONS_H

#include "logarithm.h"

// e^z for z <= 0 as 2^k s, and 1 + e^z.
typedef struct { number k; pair s, e, one_more; } decay;

inlined decay decaying(number z) {
    expansion x = expand(at_least(-760, z), splat(0));
    pair s = significand(x);
    number scale = power_of_two(at_least(-1000, x.k));  // below, e^z is nothing beside 1
    pair e = {s.high * scale, s.low * scale};
    pair one_more = ordered_sum(splat(1), e.high);
    return (decay){x.k, s, e, {one_more.high, one_more.low + e.low}};
}

// 1 / (1 + e^-x) for x >= 0, and e^x / (1 + e^x) for x < 0.
inlined number sigmoid(number x) {
    decay d = decaying(-magnitude(x));
    integer negative = x < splat(0);
    pair above = {select(negative, d.s.high, splat(1)), select(negative, d.s.low, splat(0))};
    pair q = quotient(above, d.one_more);
    return scaled(q.high + q.low, select(negative, d.k, splat(0)));
}

// height e^z / (1 + e^z)^2 for z <= 0; height is a power of two.
inlined number bell(number z, double height) {
    decay d = decaying(z);
    pair square = product(d.one_more.high, d.one_more.high);
    square.low += 2.0 * d.one_more.high * d.one_more.low;
    pair q = quotient(d.s, square);
    return scaled(height * (q.high + q.low), d.k);
}

// sigmoid (1 - sigmoid) = e^-|x| / (1 + e^-|x|)^2.
inlined number sigmoid_derivative(number x) { return bell(-magnitude(x), 1); }

// 1 - tanh^2 = 4 e^-2|x| / (1 + e^-2|x|)^2.
inlined number hyperbolic_tangent_derivative(number x) { return bell(-2.0 * magnitude(x), 4); }

// With m = e^2|x| - 1: m / (m + 2), and the sign of x. From |x| = 20 on the nearest number is 1; near 0 it is x.
inlined number hyperbolic_tangent(number x) {
    expansion e = expand(2.0 * at_most(20, magnitude(x)), splat(0));
    number scale = power_of_two(e.k);
    pair m = ordered_sum(scale - 1.0, scale * e.t.high);
    m.low = fused(scale, e.t.low, m.low);
    pair two_more = sum(m.high, splat(2));
    pair q = quotient(m, (pair){two_more.high, two_more.low + m.low});
    return select(magnitude(x) < splat(0x1p-30), x, with_sign_of(x, q.high + q.low));
}

// ln (1 + e^x) = max(x, 0) + ln (1 + e^-|x|). Where 1 + e^-|x| > sqrt(2) it is halved first.
inlined number softplus(number x) {
    decay d = decaying(-magnitude(x));
    integer large = d.e.high > splat(0x1.a827999fcef32p-2);
    pair half_less_one = ordered_sum(splat(-1), d.e.high);
    pair f = {select(large, 0.5 * half_less_one.high, d.e.high),
              select(large, 0.5 * (half_less_one.low + d.e.low), d.e.low)};
    pair l = logarithm_of(select(large, splat(1), splat(0)), f);
    pair s = sum(at_least(0, x), l.high);
    number tail = scaled(d.s.high + d.s.low, d.k);  // ln (1 + e^x) = e^x where e^x is small enough
    number result = select(x < splat(-40), tail, s.high + (s.low + l.low));
    return select(x > splat(40), x, result);
}

#endif
