// Numbers in lanes: each operation on `number` does the same to LANES doubles, and each lane gets the bits that it
// would get alone. The functions built on them have no branches, so one text serves one number and eight at once.
// A file that includes this one says first how many LANES it wants, and for which processor.
#ifndef NNREPL_LANES_H
#define NNREPL_LANES_H

#include <stddef.h>
#include <stdint.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define INFINITY __builtin_inf()
#define NAN __builtin_nan("")

// A product and a sum are rounded once only where the text says `fused`: otherwise the compiler would choose.
#pragma STDC FP_CONTRACT OFF

#define inlined static inline __attribute__((always_inline))

typedef double number __attribute__((vector_size(8 * LANES)));
typedef int64_t integer __attribute__((vector_size(8 * LANES)));  // as a condition: all bits set where true
typedef uint64_t natural __attribute__((vector_size(8 * LANES)));
typedef number number_in_memory __attribute__((aligned(8), may_alias));

inlined number load(const double *from) { return *(const number_in_memory *)from; }
inlined void store(double *to, number x) { *(number_in_memory *)to = x; }
inlined number splat(double x) { return x - (number){}; }

// The first `count` < LANES numbers, and zeros; nothing beyond them is read or written.
#if LANES == 8
inlined __mmask8 first(size_t count) { return (__mmask8)((1u << count) - 1); }
inlined number load_some(const double *from, size_t count) { return _mm512_maskz_loadu_pd(first(count), from); }
inlined void store_some(double *to, number x, size_t count) { _mm512_mask_storeu_pd(to, first(count), x); }
#elif LANES == 4
inlined __m256i first(size_t count) {
    static const int64_t yes_then_no[7] = {-1, -1, -1, 0, 0, 0, 0};
    return _mm256_loadu_si256((const __m256i_u *)(yes_then_no + 3 - count));
}
inlined number load_some(const double *from, size_t count) { return _mm256_maskload_pd(from, first(count)); }
inlined void store_some(double *to, number x, size_t count) {  // the masked store is slow on some processors
    __m128d rest = _mm256_castpd256_pd128(x);
    if (count & 2) {
        _mm_storeu_pd(to, rest);
        rest = _mm256_extractf128_pd(x, 1);
        to += 2;
    }
    if (count & 1) _mm_store_sd(to, rest);
}
#else
inlined number load_some(const double *from, size_t count) { number x = {}; if (count) x[0] = from[0]; return x; }
inlined void store_some(double *to, number x, size_t count) { if (count) to[0] = x[0]; }
#endif

// The first `count` <= LANES numbers.
inlined number get(const double *from, size_t count) { return count == LANES ? load(from) : load_some(from, count); }
inlined void put(double *to, number x, size_t count) {
    if (count == LANES) store(to, x);
    else store_some(to, x, count);
}

// x y + z, rounded once.
inlined number fused(number x, number y, number z) { return __builtin_elementwise_fma(x, y, z); }

inlined number pick(integer condition, number yes, number no) {
    return (number)((condition & (integer)yes) | (~condition & (integer)no));
}

static const int64_t sign_bit = INT64_MIN;

inlined number magnitude(number x) { return (number)((integer)x & ~sign_bit); }
inlined number with_sign_of(number sign, number x) { return (number)(((integer)sign & sign_bit) | (integer)x); }

// x, or the bound that it passed; NaN stays NaN.
inlined number at_least(double bound, number x) { return pick(x < splat(bound), splat(bound), x); }
inlined number at_most(double bound, number x) { return pick(x > splat(bound), splat(bound), x); }

// The nearest integer, for |x| < 2^51: beside 1.5 2^52 a double has no room for a fraction.
inlined number nearest(number x) { return (x + 0x1.8p52) - 0x1.8p52; }

// 2^k for an integer -1022 <= k <= 1023: k + 1023 shows up in the low bits of the sum and moves to the exponent.
inlined number power_of_two(number k) { return (number)((integer)(k + (0x1.8p52 + 1023)) << 52); }

// 2^k x for an integer |k| <= 2044, rounded once, although it may be below the normal range.
inlined number scaled(number x, number k) {
#if LANES == 8
    return _mm512_scalef_pd(x, k);
#else
    number half = nearest(k * 0.5);
    return x * power_of_two(half) * power_of_two(k - half);
#endif
}

// coefficients[0] + coefficients[1] x + ..., at most 32 of them: neighbours are joined two by two, then the pairs, by
// x, x^2, x^4 ... (Estrin's scheme), so that few steps wait for one another.
inlined number polynomial(number x, const double *coefficients, int count) {
    number terms[32];
#pragma clang loop unroll(full)
    for (int i = 0; i < count; i++) terms[i] = splat(coefficients[i]);
#pragma clang loop unroll(full)
    for (int step = 0; step < 5; step++) {
        if (count == 1) break;
#pragma clang loop unroll(full)
        for (int i = 0; i < count / 2; i++) terms[i] = fused(terms[2 * i + 1], x, terms[2 * i]);
        if (count % 2) terms[count / 2] = terms[count - 1];
        count = (count + 1) / 2;
        x = x * x;
    }
    return terms[0];
}

// A number with twice the digits: the sum high + low, never carried out.
typedef struct { number high, low; } pair;

// a + b, nothing lost, when |a| >= |b| or a = 0.
inlined pair ordered_sum(number a, number b) {
    number high = a + b;
    return (pair){high, b - (high - a)};
}

// a + b, nothing lost.
inlined pair sum(number a, number b) {
    number high = a + b, b_part = high - a;
    return (pair){high, (a - (high - b_part)) + (b - b_part)};
}

// a b, nothing lost.
inlined pair product(number a, number b) {
    number high = a * b;
    return (pair){high, fused(a, b, -high)};
}

inlined pair times(pair a, pair b) {
    pair p = product(a.high, b.high);
    return (pair){p.high, fused(a.high, b.low, fused(a.low, b.high, p.low))};
}

// x (a.high + a.low), rounded once, nearly.
inlined number product_with(number x, pair a) {
    pair p = product(x, a.high);
    return p.high + fused(x, a.low, p.low);
}

// a / b, to about twice the digits, when the inverse of b.high is known; and when it is not.
inlined pair quotient_by(pair a, pair b, number inverse) {
    number high = a.high * inverse;
    number rest = fused(-high, b.high, a.high);
    return (pair){high, (rest + fused(-high, b.low, a.low)) * inverse};
}
inlined pair quotient(pair a, pair b) { return quotient_by(a, b, 1.0 / b.high); }

#endif
