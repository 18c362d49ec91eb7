// The one sum of products of the engine.
#ifndef NNREPL_PRODUCTS_H
#define NNREPL_PRODUCTS_H

#include <stddef.h>

// For m x n outputs at once:
//     c[i, j] = fma(a[i, k-1], b[k-1, j], ... fma(a[i, 1], b[1, j], fma(a[i, 0], b[0, j], c[i, j])))
// a[i, k] is a[i * a_row + k * a_column], likewise b[k, j]; rows of c are c_row apart, its columns adjacent.
// c holds the start value of each sum (a bias, 0, or what was added so far). c overlaps neither a nor b.
// Threads share the work by calls on ranges of rows or columns of c; the bits stay the same.
void nnk_multiply_add(size_t m, size_t n, size_t k,
                      const double *a, size_t a_row, size_t a_column,
                      const double *b, size_t b_row, size_t b_column,
                      double *c, size_t c_row);

#endif
