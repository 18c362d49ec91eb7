// The one sum of products of the engine.
#ifndef NNREPL_PRODUCTS_H
#define NNREPL_PRODUCTS_H

#include <stddef.h>

// For m x n outputs at once:
//     c[i, j] = fma(a[i, k-1], b[k-1, j], ... fma(a[i, 1], b[1, j], fma(a[i, 0], b[0, j], start[i, j])))
// a[i, k] is a[i * a_row + k * a_column], likewise b[k, j] and start[i, j]; rows of c are c_row apart, its columns adjacent.
// start is where each sum begins: the biases, c itself (what was added so far), or nothing for 0. Its columns are adjacent
// or all the same (start_column 1 or 0). c overlaps neither a nor b, and start only where both are the same number.
// Threads share the work by calls on ranges of rows or columns of c; the bits stay the same.
void nnk_multiply_add(size_t m, size_t n, size_t k,
                      const double *a, size_t a_row, size_t a_column,
                      const double *b, size_t b_row, size_t b_column,
                      const double *start, size_t start_row, size_t start_column,
                      double *c, size_t c_row);

#endif
