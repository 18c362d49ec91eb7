#include "CYardsticks.h"
#ifdef __linux__
#include <malloc.h>
#endif

// Twelve chains of multiply-adds hide their latency; more would not fit in the registers beside the constants.
#define CHAINS 12

#define DEFINE_MULTIPLY_ADD(name, lanes, attributes)                                                   \
    attributes static double name(size_t rounds) {                                                     \
        typedef double number __attribute__((vector_size(8 * lanes)));                                 \
        number sums[CHAINS], factor = (number){} + 0.999999999, term = (number){} + 1e-9;              \
        for (int i = 0; i < CHAINS; i++) sums[i] = (number){} + i;                                     \
        for (size_t r = 0; r < rounds; r++) {                                                          \
            _Pragma("clang loop unroll(full)")                                                         \
            for (int i = 0; i < CHAINS; i++) sums[i] = __builtin_elementwise_fma(sums[i], factor, term); \
        }                                                                                              \
        for (int i = 0; i < CHAINS; i++) __asm__ volatile("" : : "m"(sums[i]));                        \
        return 2.0 * lanes * CHAINS * (double)rounds;                                                  \
    }

#if defined(__x86_64__)
DEFINE_MULTIPLY_ADD(multiply_add_512, 8, __attribute__((target("avx512f,fma"))))
DEFINE_MULTIPLY_ADD(multiply_add_256, 4, __attribute__((target("avx2,fma"))))

__attribute__((target("fma"))) static double chain_of_fused(size_t links) {
    double sum = 1;
    for (size_t i = 0; i < links; i++) {
        sum = __builtin_fma(sum, 0.999999999, 1e-9);
        __asm__ volatile("" : "+x"(sum));
    }
    return sum;
}
#endif
DEFINE_MULTIPLY_ADD(multiply_add_128, 2, )

double ys_multiply_add(size_t rounds) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return multiply_add_512(rounds);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return multiply_add_256(rounds);
#endif
    return multiply_add_128(rounds);
}

double ys_chain(size_t links) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("fma")) return chain_of_fused(links);
#endif
    double sum = 1;
    for (size_t i = 0; i < links; i++) {
        sum = __builtin_fma(sum, 0.999999999, 1e-9);
        __asm__ volatile("" : : "m"(sum));
    }
    return sum;
}

double ys_triad(double *a, const double *b, const double *c, size_t count) {
    for (size_t i = 0; i < count; i++) a[i] = b[i] + 3 * c[i];
    return 3.0 * sizeof(double) * (double)count;
}

void ys_give_back_large_blocks(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}
