// The arithmetic contract in C: elementary functions, activations, one kernel for sums of products, and update rules.
// Every result is the same bits on every processor, in scalar and in vector form, and however an array is split.
#ifndef NNREPL_CKERNELS_H
#define NNREPL_CKERNELS_H

#include "Activations.h"
#include "Elementary.h"
#include "Elementwise.h"
#include "Pause.h"
#include "Products.h"
#include "SmallNetworks.h"
#include "UpdateRules.h"
#include "Windows.h"

// The instruction set in use: "scalar", "avx2", "avx512" or "neon". NNREPL_SIMD=scalar|avx2|avx512 forces a lower one.
const char *nnk_instruction_set(void);

// Changes it while the program runs, for tests; the bits stay the same. False if this processor has not got it.
_Bool nnk_use_instruction_set(const char *name);

#endif
