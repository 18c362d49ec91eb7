// For x86 processors with AVX-512: eight lanes.
#if defined(__x86_64__)
#define LANES 8
#define ARRAYS nnk_arrays_avx512
#pragma clang attribute push(__attribute__((target("avx512f,fma"))), apply_to = function)
#include "arrays.h"
#pragma clang attribute pop
#endif
