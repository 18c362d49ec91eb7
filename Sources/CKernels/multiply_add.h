// c += a b, each output one chain of fused multiply-adds in the order of k. A tile of ROWS x COLUMNS sums stays in
// registers while k runs; where a block of k ends, the sums rest in c, which rounds nothing.
#ifndef NNREPL_MULTIPLY_ADD_H
#define NNREPL_MULTIPLY_ADD_H

#include "lanes.h"

enum {
    VECTORS = 2,
    COLUMNS = VECTORS * LANES,
    ROWS = LANES == 8 ? 8 : 4,
    BLOCK = 1536 / COLUMNS,  // of k: 12 KB of b stay in the first-level cache beside the rows of a
};

// The sums of `rows` x `vectors` LANES outputs; b is packed, COLUMNS numbers a step of k, or lies b_row apart.
inlined void add_to_tile(int rows, int vectors, size_t k,
                         const double *a, size_t a_row, size_t a_column, const double *b, size_t b_row,
                         double *c, size_t c_row) {
    number sums[ROWS][VECTORS];
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) sums[i][v] = load(c + i * c_row + v * LANES);
    for (size_t p = 0; p < k; p++) {
        number row_of_b[VECTORS];
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) row_of_b[v] = load(b + p * b_row + v * LANES);
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
            for (int v = 0; v < vectors; v++)
                sums[i][v] = fused(splat(a[i * a_row + p * a_column]), row_of_b[v], sums[i][v]);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) store(c + i * c_row + v * LANES, sums[i][v]);
}

#define ADD_ROWS(rows)                                                                                          \
    for (; i + rows <= m; i += rows)                                                                            \
        add_to_tile(rows, vectors, k, a + i * a_row, a_row, a_column, b, b_row, c + i * c_row, c_row);

// All rows of `vectors` LANES columns.
inlined void add_to_strip(int vectors, size_t m, size_t k,
                          const double *a, size_t a_row, size_t a_column, const double *b, size_t b_row,
                          double *c, size_t c_row) {
    size_t i = 0;
    if (ROWS == 8) ADD_ROWS(8)
    ADD_ROWS(4)
    ADD_ROWS(2)
    ADD_ROWS(1)
}

// `columns` < LANES columns: they are widened by columns of zeros, and a few rows at a time travel through a buffer.
inlined void add_to_narrow_strip(size_t columns, size_t m, size_t k,
                                 const double *a, size_t a_row, size_t a_column, const double *b, size_t b_row,
                                 double *c, size_t c_row) {
    double wide[ROWS * LANES];
    for (size_t i = 0; i < m; i += ROWS) {
        size_t rows = m - i < ROWS ? m - i : ROWS;
        for (size_t r = 0; r < rows; r++)
            for (size_t j = 0; j < LANES; j++) wide[r * LANES + j] = j < columns ? c[(i + r) * c_row + j] : 0;
        add_to_strip(1, rows, k, a + i * a_row, a_row, a_column, b, b_row, wide, LANES);
        for (size_t r = 0; r < rows; r++)
            for (size_t j = 0; j < columns; j++) c[(i + r) * c_row + j] = wide[r * LANES + j];
    }
}

// Rows of b, `width` adjacent numbers each, the missing columns zeros.
inlined void pack(size_t k, size_t columns, size_t width,
                  const double *b, size_t b_row, size_t b_column, double *packed) {
    for (size_t j = 0; j < width; j++)
        for (size_t p = 0; p < k; p++) packed[p * width + j] = j < columns ? b[p * b_row + j * b_column] : 0;
}

// One output after the other, for products too small to fill a tile.
inlined void add_one_by_one(size_t m, size_t n, size_t k,
                            const double *a, size_t a_row, size_t a_column,
                            const double *b, size_t b_row, size_t b_column,
                            double *c, size_t c_row) {
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = c[i * c_row + j];
            for (size_t p = 0; p < k; p++)
                sum = __builtin_elementwise_fma(a[i * a_row + p * a_column], b[p * b_row + j * b_column], sum);
            c[i * c_row + j] = sum;
        }
}

// Column strips, and in each of them blocks of k. One tile of rows reads b once, so that packing it would only cost.
static void multiply_add(size_t m, size_t n, size_t k,
                         const double *a, size_t a_row, size_t a_column,
                         const double *b, size_t b_row, size_t b_column,
                         double *c, size_t c_row) {
    if (m * n * k <= 64) {
        add_one_by_one(m, n, k, a, a_row, a_column, b, b_row, b_column, c, c_row);
        return;
    }
    double packed[BLOCK * COLUMNS];
    for (size_t j = 0; j < n;) {
        size_t rest = n - j, columns = rest >= COLUMNS ? COLUMNS : rest >= LANES ? LANES : rest;
        size_t width = columns == COLUMNS ? COLUMNS : LANES;
        int lies_packed = b_column == 1 && columns == width && m <= ROWS;
        for (size_t p = 0; p < k; p += BLOCK) {
            size_t depth = k - p < BLOCK ? k - p : BLOCK;
            const double *a_block = a + p * a_column, *b_block = b + p * b_row + j * b_column;
            size_t stride = b_row;
            if (!lies_packed) {
                pack(depth, columns, width, b_block, b_row, b_column, packed);
                b_block = packed;
                stride = width;
            }
            if (columns == COLUMNS)
                add_to_strip(VECTORS, m, depth, a_block, a_row, a_column, b_block, stride, c + j, c_row);
            else if (columns == LANES)
                add_to_strip(1, m, depth, a_block, a_row, a_column, b_block, stride, c + j, c_row);
            else
                add_to_narrow_strip(columns, m, depth, a_block, a_row, a_column, b_block, stride, c + j, c_row);
        }
        j += columns;
    }
}

#endif
