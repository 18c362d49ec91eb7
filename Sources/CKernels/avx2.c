// For x86 processors with AVX2 and FMA: four lanes.
#if defined(__x86_64__)
#define LANES 4
#define ARRAYS nnk_arrays_avx2
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "arrays.h"
#pragma clang attribute pop
#endif
