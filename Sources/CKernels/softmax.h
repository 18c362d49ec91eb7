// Softmax of one row.
#ifndef NNREPL_SOFTMAX_H
#define NNREPL_SOFTMAX_H

#include "exponential.h"
#include "update_rules.h"

static struct nnk_softmax_sum softmax(const double *z, double *a, size_t n) {
    size_t place = 0;
    for (size_t k = 1; k < n; k++)
        if (z[k] > z[place] || z[k] != z[k]) place = k;
    const double largest = z[place];
    {
#define STEP(i, count) put(a + i, exponential(get(z + i, count) - largest), count);
        IN_LANES(n, STEP)
#undef STEP
    }
    double others = 0;
    for (size_t k = 0; k < place; k++) others += a[k];
    for (size_t k = place + 1; k < n; k++) others += a[k];
    if (largest == largest) a[place] = 1;
    const double whole = 1 + others;
    {
#define STEP(i, count) put(a + i, get(a + i, count) / whole, count);
        IN_LANES(n, STEP)
#undef STEP
    }
    return (struct nnk_softmax_sum){place, largest, others};
}

#endif
