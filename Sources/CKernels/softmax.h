// Softmax of one row, and of many rows.
#ifndef NNREPL_SOFTMAX_H
#define NNREPL_SOFTMAX_H

#include "exponential.h"
#include "packing.h"
#include "update_rules.h"

static void softmax(const double *z, double *a, size_t n) {
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
}

// LANES rows of n numbers side by side, in columns of `z`: the same steps as above, each lane a row.
inlined void softmax_of_columns(number *z, size_t n) {
    number largest = z[0], place = splat(0), others = splat(0);
    for (size_t k = 1; k < n; k++) {
        integer wins = (z[k] > largest) | (z[k] != z[k]);
        largest = pick(wins, z[k], largest);
        place = pick(wins, splat((double)k), place);
    }
    for (size_t k = 0; k < n; k++) {
        number a = exponential(z[k] - largest);
        integer is_largest = place == splat((double)k);
        others = pick(is_largest, others, others + a);
        z[k] = pick(is_largest & (largest == largest), splat(1), a);
    }
    number whole = 1 + others;
    for (size_t k = 0; k < n; k++) z[k] = z[k] / whole;
}

enum { SOFTMAX_COLUMNS = 64 };  // more are better taken row by row

static void softmax_rows(size_t m, size_t n, const double *z, double *a) {
    number columns[SOFTMAX_COLUMNS];
    size_t r = 0;
    if (n <= SOFTMAX_COLUMNS)
        for (; r + LANES <= m; r += LANES) {
            pack(n, LANES, LANES, z + r * n, 1, n, (double *)columns);
            softmax_of_columns(columns, n);
            pack(LANES, n, n, (const double *)columns, 1, LANES, a + r * n);
        }
    for (; r < m; r++) softmax(z + r * n, a + r * n, n);
}

#endif
