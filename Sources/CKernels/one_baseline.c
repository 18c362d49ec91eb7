// Functions of one number, for every processor.
#define ELEMENTARY nnk_elementary_baseline
#include "elementary.h"
