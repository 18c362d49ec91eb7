// For every processor: two lanes; a fused multiply-add without hardware for it is the C library's, which is exact too.
#define LANES 2
#define ARRAYS nnk_arrays_baseline
#include "arrays.h"
