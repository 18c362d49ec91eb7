// What the processor can do at most, found by loops that have nothing to do with the engine: the yardsticks that its speed is measured by.
#ifndef NNREPL_CYARDSTICKS_H
#define NNREPL_CYARDSTICKS_H

#include <stddef.h>

// `rounds` of independent fused multiply-adds in the widest lanes of the processor, on numbers that stay in registers.
// Returns how many floating-point operations that were, two a multiply-add.
double ys_multiply_add(size_t rounds);

// A chain of `links` fused multiply-adds, each of which waits for the one before: the latency that short sums are bound by.
double ys_chain(size_t links);

// a[i] = b[i] + 3 c[i] over arrays of `count` numbers. Returns how many bytes that moved.
double ys_triad(double *a, const double *b, const double *c, size_t count);

// From now on large blocks of memory go back to the system as soon as they are freed, where the C library can be told so.
void ys_give_back_large_blocks(void);

#endif
