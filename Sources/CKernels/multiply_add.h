// c = start + a b, each output one chain of fused multiply-adds in the order of k. A tile of a few rows and a strip of
// columns stays in registers while k runs; where a block of k ends, the sums rest in c, which rounds nothing. What a tile
// reads is first laid out in the order in which it reads it ("packed"), unless it lies well enough.
#ifndef NNREPL_MULTIPLY_ADD_H
#define NNREPL_MULTIPLY_ADD_H

#include "kernels.h"
#include "packing.h"

enum {
    VECTORS = 2,
    STRIP = VECTORS * LANES,  // columns of a tile
    ROWS = LANES == 8 ? 8 : LANES == 4 ? 6 : 4,
    DEPTH = 256,              // of a block of k: a strip of b stays in the first-level cache
    LINE = 8,                 // numbers that memory hands over at once
    LINES_OF_ROW = (STRIP + LINE - 1) / LINE,
    HEIGHT = 264,             // of a block of rows, a multiple of ROWS: its part of a stays in the second-level cache
};

_Static_assert(HEIGHT % ROWS == 0 && HEIGHT * DEPTH <= nnk_packed_rows_count, "a block of packed rows has its place");

// A part of a matrix: element [i, j] lies at start[i * row + j * column].
typedef struct { const double *start; size_t row, column; } view;

inlined view at(view v, size_t i, size_t j) {
    return (view){v.start + i * v.row + j * v.column, v.row, v.column};
}

// The sums of `rows` x `vectors` LANES outputs. The last vector may have fewer columns, `last`; so has b if `b_is_cut`,
// otherwise there are numbers to read beyond them. Numbers of b in a row are adjacent, those of `start` are so or are one.
inlined void sum_tile(int rows, int vectors, size_t last, int b_is_cut, size_t k, view a, view b, view start, double *c, size_t c_row) {
    number sums[ROWS][VECTORS];
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) {
            const double *from = at(start, i, v * LANES).start;
            sums[i][v] = !start.column ? splat(*from) : v < vectors - 1 || last == LANES ? load(from) : load_some(from, last);
        }
    for (size_t p = 0; p < k; p++) {
        const double *b_p = b.start + p * b.row;
        number row_of_b[VECTORS];
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++)
            row_of_b[v] = v < vectors - 1 || !b_is_cut ? load(b_p + v * LANES) : load_some(b_p + v * LANES, last);
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) {
            number a_ip = splat(a.start[i * a.row + p * a.column]);
#pragma clang loop unroll(full)
            for (int v = 0; v < vectors; v++) sums[i][v] = fused(a_ip, row_of_b[v], sums[i][v]);
        }
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++)
            if (v < vectors - 1 || last == LANES) store(c + i * c_row + v * LANES, sums[i][v]);
            else store_some(c + i * c_row + v * LANES, sums[i][v], last);
}

// Rows that are read by tiles: the groups of ROWS of them begin `group` numbers apart.
typedef struct { view rows; size_t group; } row_groups;

inlined view from_row(row_groups a, size_t i) {
    return (view){a.rows.start + i / ROWS * a.group + i % ROWS * a.rows.row, a.rows.row, a.rows.column};
}

#define SUM_ROWS(rows)                                                                                            \
    for (; i + rows <= m; i += rows)                                                                              \
        sum_tile(rows, vectors, last, b_is_cut, k, from_row(a, i), b, at(start, i, 0), c + i * c_row, c_row);

// All rows of a strip.
inlined void sum_rows_of_strip(int vectors, size_t last, int b_is_cut, size_t m, size_t k, row_groups a, view b, view start, double *c, size_t c_row) {
    size_t i = 0;
    SUM_ROWS(ROWS)
    if (ROWS > 4) SUM_ROWS(4)
    SUM_ROWS(2)
    SUM_ROWS(1)
}

// The lines of memory on which `depth` rows of a strip of b lie, and those of them that are called into the cache.
inlined size_t lines_of_strip(view b, size_t depth) { return b.row == 1 ? depth / LINE * STRIP : depth * LINES_OF_ROW; }

inlined void call_lines_of_strip(view b, size_t from, size_t to) {
    for (size_t line = from; line < to; line++)
        __builtin_prefetch(b.row == 1 ? at(b, line / STRIP * LINE, line % STRIP).start
                                      : at(b, line / LINES_OF_ROW, line % LINES_OF_ROW * LINE).start);
}

// Whole tiles of packed rows and a packed strip. While a tile is computed the next outputs are called from memory, and a part of
// the strip of b that is laid out next, if there is one.
inlined size_t sum_packed_rows_of_strip(size_t m, size_t k, row_groups a, view b, view next_b, view start, double *c, size_t c_row) {
    size_t i = 0, lines = next_b.start ? lines_of_strip(next_b, k) : 0;
    for (; i + ROWS <= m; i += ROWS) {
        call_lines_of_strip(next_b, lines * i / m, lines * (i + ROWS) / m);
        double *c_tile = c + i * c_row, *next = i + 2 * ROWS <= m ? c_tile + ROWS * c_row : c + STRIP;
#pragma clang loop unroll(full)
        for (int r = 0; r < ROWS; r++)
#pragma clang loop unroll(full)
            for (int j = 0; j < STRIP; j += 8) __builtin_prefetch(next + r * c_row + j, 1);
        view a_tile = {a.rows.start + i / ROWS * a.group, 1, ROWS}, b_strip = {b.start, STRIP, 1};
        sum_tile(ROWS, VECTORS, LANES, 0, k, a_tile, b_strip, at(start, i, 0), c_tile, c_row);
    }
    return i;
}

#define STRIP_OF(vectors, last, b_is_cut) sum_rows_of_strip(vectors, last, b_is_cut, m, k, a, b, start, c, c_row)

// A strip of any width; each kind of it is compiled apart.
static void sum_strip(size_t columns, int b_is_packed, size_t m, size_t k, row_groups a, view b, view start, double *c, size_t c_row) {
    size_t last = columns % LANES;
    if (columns == STRIP) STRIP_OF(VECTORS, LANES, 0);
    else if (columns == LANES) STRIP_OF(1, LANES, 0);
    else if (columns > LANES && b_is_packed) STRIP_OF(VECTORS, last, 0);
    else if (columns > LANES) STRIP_OF(VECTORS, last, 1);
    else if (b_is_packed) STRIP_OF(1, last, 0);
    else STRIP_OF(1, last, 1);
}

// One output after the other, for products too small to fill a tile.
inlined void sum_one_by_one(size_t m, size_t n, size_t k, view a, view b, view start, double *c, size_t c_row) {
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = at(start, i, j).start[0];
            for (size_t p = 0; p < k; p++) sum = __builtin_elementwise_fma(at(a, i, p).start[0], at(b, p, j).start[0], sum);
            c[i * c_row + j] = sum;
        }
}

// Blocks of k, in each of them blocks of rows, and in those the strips of columns.
static void multiply_add(size_t m, size_t n, size_t k,
                         const double *a_start, size_t a_row, size_t a_column,
                         const double *b_start, size_t b_row, size_t b_column,
                         const double *c_start, size_t start_row, size_t start_column,
                         double *c, size_t c_row) {
    view a = {a_start, a_row, a_column}, b = {b_start, b_row, b_column}, start = {c_start, start_row, start_column};
    if (!c_start) {
        static const double zero = 0;
        start = (view){&zero, 0, 0};
    }
    if (m * n * k <= 16) {
        sum_one_by_one(m, n, k, a, b, start, c, c_row);
        return;
    }
    if (n == 1 && c_row == 1 && start.row <= 1) {  // a column is a row of the transposed product
        view swapped = {a_start, a_column, a_row};
        a = (view){b_start, b_column, b_row}, b = swapped;
        start = (view){start.start, 0, start.row};
        n = m, m = 1;
    }
    double packed[DEPTH * STRIP] __attribute__((aligned(64)));
    double *const packed_a = nnk_packed_rows;
    // To lay out a part costs as much as a few tiles that read it; of a large matrix that costs less than to read lines far apart.
    int b_lies_well = b.column == 1 && (m <= 16 * ROWS || k * n <= 4096);
    int a_lies_well = n <= 16 * STRIP || m * k <= 4096;
    for (size_t p = 0; p < k; p += DEPTH) {
        size_t depth = k - p < DEPTH ? k - p : DEPTH;
        for (size_t i = 0; i < m; i += HEIGHT) {
            size_t height = m - i < HEIGHT ? m - i : HEIGHT;
            row_groups a_block = {at(a, i, p), ROWS * a.row};
            if (!a_lies_well) {
                for (size_t r = 0; r < height; r += ROWS) {
                    const double *from = at(a, i + r, p).start;
                    pack(depth, height - r < ROWS ? height - r : ROWS, ROWS, from, a.column, a.row, packed_a + r * depth);
                }
                a_block = (row_groups){{packed_a, 1, ROWS}, ROWS * depth};
            }
            for (size_t j = 0; j < n; j += STRIP) {
                size_t columns = n - j < STRIP ? n - j : STRIP, width = columns <= LANES ? LANES : STRIP;
                view b_block = at(b, p, j);
                if (!b_lies_well) {
                    pack(depth, columns, width, b_block.start, b.row, b.column, packed);
                    b_block = (view){packed, width, 1};
                }
                double *c_block = c + i * c_row + j;
                view start_block = at(start, i, j);
                size_t done = 0;
                if (columns == STRIP && !a_lies_well && !b_lies_well) {
                    view next_b = j + 2 * STRIP <= n ? at(b, p, j + STRIP) : (view){};
                    done = sum_packed_rows_of_strip(height, depth, a_block, b_block, next_b, start_block, c_block, c_row);
                }
                row_groups rest = {from_row(a_block, done), a_block.group};
                if (done < height)
                    sum_strip(columns, !b_lies_well, height - done, depth, rest, b_block, at(start_block, done, 0), c_block + done * c_row, c_row);
            }
        }
        start = (view){c, c_row, 1};
    }
}

#endif
