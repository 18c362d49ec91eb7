// Functions of one number, for x86 processors with FMA.
#if defined(__x86_64__)
#define ELEMENTARY nnk_elementary_fma
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "elementary.h"
#pragma clang attribute pop
#endif
