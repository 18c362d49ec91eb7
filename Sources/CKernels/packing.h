// Parts of a matrix laid out in the order in which a tile reads them.
#ifndef NNREPL_PACKING_H
#define NNREPL_PACKING_H

#include "lanes.h"

// Two rows after exchange of the upper right and the lower left of each 2 x 2 block of blocks of 1, 2 or 4 columns.
#if LANES == 8
#define EXCHANGE_1(x, y) __builtin_shufflevector(x, y, 0, 8, 2, 10, 4, 12, 6, 14), __builtin_shufflevector(x, y, 1, 9, 3, 11, 5, 13, 7, 15)
#define EXCHANGE_2(x, y) __builtin_shufflevector(x, y, 0, 1, 8, 9, 4, 5, 12, 13), __builtin_shufflevector(x, y, 2, 3, 10, 11, 6, 7, 14, 15)
#define EXCHANGE_4(x, y) __builtin_shufflevector(x, y, 0, 1, 2, 3, 8, 9, 10, 11), __builtin_shufflevector(x, y, 4, 5, 6, 7, 12, 13, 14, 15)
#elif LANES == 4
#define EXCHANGE_1(x, y) __builtin_shufflevector(x, y, 0, 4, 2, 6), __builtin_shufflevector(x, y, 1, 5, 3, 7)
#define EXCHANGE_2(x, y) __builtin_shufflevector(x, y, 0, 1, 4, 5), __builtin_shufflevector(x, y, 2, 3, 6, 7)
#define EXCHANGE_4(x, y) x, y
#else
#define EXCHANGE_1(x, y) __builtin_shufflevector(x, y, 0, 2), __builtin_shufflevector(x, y, 1, 3)
#define EXCHANGE_2(x, y) x, y
#define EXCHANGE_4(x, y) x, y
#endif

typedef struct { number first, second; } two_rows;

// A block of LANES x LANES numbers becomes its transpose.
inlined void transpose(number rows[LANES]) {
#pragma clang loop unroll(full)
    for (int size = 1; size < LANES; size *= 2)
#pragma clang loop unroll(full)
        for (int i = 0; i < LANES; i++) {
            if (i & size) continue;
            number x = rows[i], y = rows[i + size];
            two_rows t = size == 1 ? (two_rows){EXCHANGE_1(x, y)} : size == 2 ? (two_rows){EXCHANGE_2(x, y)} : (two_rows){EXCHANGE_4(x, y)};
            rows[i] = t.first;
            rows[i + size] = t.second;
        }
}

// `columns` <= LANES columns, each of them adjacent in memory along k, are transposed block by block.
inlined void pack_transposed(size_t k, size_t columns, size_t room, size_t width,
                            const double *b, size_t b_column, double *packed) {
    for (size_t p = 0; p < k; p += LANES) {
        size_t depth = k - p < LANES ? k - p : LANES;
        number block[LANES];
#pragma clang loop unroll(full)
        for (size_t j = 0; j < LANES; j++) {
            const double *from = b + p + (j < columns ? j : 0) * b_column;
            block[j] = depth == LANES ? load(from) : load_some(from, depth);
        }
        transpose(block);
#pragma clang loop unroll(full)
        for (size_t q = 0; q < LANES; q++)
            if (q < depth) put(packed + (p + q) * width, block[q], room);
    }
}

// k rows of `columns` numbers become rows of `width` numbers, which lie one after the other; what stands in the columns
// beyond does not matter.
inlined void pack(size_t k, size_t columns, size_t width, const double *b, size_t b_row, size_t b_column, double *packed) {
    for (size_t j = 0; j < columns; j += LANES) {
        size_t some = columns - j < LANES ? columns - j : LANES, room = width - j < LANES ? width - j : LANES;
        const double *from = b + j * b_column;
        if (b_row == 1) {
            pack_transposed(k, some, room, width, from, b_column, packed + j);
        } else if (b_column == 1) {
            for (size_t p = 0; p < k; p++) put(packed + p * width + j, get(from + p * b_row, some), room);
        } else {
            for (size_t p = 0; p < k; p++)
                for (size_t l = 0; l < some; l++) packed[p * width + j + l] = from[p * b_row + l * b_column];
        }
    }
}

#endif
