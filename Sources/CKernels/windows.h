// Windows on lanes, neighbouring places of a window side by side; include/Windows.h says what is computed.
#ifndef NNREPL_WINDOWS_IN_LANES_H
#define NNREPL_WINDOWS_IN_LANES_H

#include "update_rules.h"

// `count` numbers, `stride` apart; none beyond the last of them is read.
inlined number get_apart(const double *x, size_t stride, size_t count) {
    if (stride == 1) return get(x, count);
#if LANES == 8
    if (stride == 2) {
        size_t reach = 2 * count - 1;
        number low = get(x, reach < LANES ? reach : LANES), high = load_some(x + LANES, reach < LANES ? 0 : reach - LANES);
        return __builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14);
    }
#endif
    number v = splat(0);
    for (size_t l = 0; l < count; l++) v[l] = x[l * stride];
    return v;
}

inlined void copy_numbers(const double *from, double *to, size_t n) {
#define STEP(i, count) put(to + i, get(from + i, count), count);
    IN_LANES(n, STEP)
#undef STEP
}

inlined void clear_numbers(double *to, size_t n) {
#define STEP(i, count) put(to + i, splat(0), count);
    IN_LANES(n, STEP)
#undef STEP
}

// The nearest place in [0, count].
inlined size_t kept_between(ptrdiff_t x, size_t count) { return x < 0 ? 0 : x > (ptrdiff_t)count ? count : (size_t)x; }

static void lay_plane(const double *plane, size_t height, size_t width, ptrdiff_t row, ptrdiff_t column,
                      size_t row_stride, size_t column_stride, size_t rows, size_t columns, double *out) {
    // The columns that look at the plane: from the first one with column + c stride >= 0 to the last with less than the width.
    ptrdiff_t stride = (ptrdiff_t)column_stride, w = (ptrdiff_t)width;
    size_t begin = kept_between(column >= 0 ? 0 : (stride - 1 - column) / stride, columns);
    size_t end = kept_between(w > column ? (w - column + stride - 1) / stride : 0, columns);
    if (end < begin) end = begin;
    if (row_stride == 1 && column_stride == 1 && columns == width) {
        // The window sees the plane moved as a whole; only what moved over an edge into the next row must go.
        ptrdiff_t moved = row * w + column;
        size_t first = kept_between(-moved, rows * columns), last = kept_between((ptrdiff_t)(height * width) - moved, rows * columns);
        if (last < first) last = first;
        clear_numbers(out, first);
        if (last > first) copy_numbers(plane + moved + (ptrdiff_t)first, out + first, last - first);
        clear_numbers(out + last, rows * columns - last);
        for (size_t r = 0; r < rows; r++) {
            for (size_t c = 0; c < begin; c++) out[r * columns + c] = 0;
            for (size_t c = end; c < columns; c++) out[r * columns + c] = 0;
        }
        return;
    }
    for (size_t r = 0; r < rows; r++, out += columns) {
        ptrdiff_t y = row + (ptrdiff_t)(r * row_stride);
        size_t first = y >= 0 && y < (ptrdiff_t)height ? begin : columns, last = first == columns ? columns : end;
        clear_numbers(out, first);
        for (size_t c = first; c < last; c += LANES) {
            size_t count = last - c < LANES ? last - c : LANES;
            put(out + c, get_apart(plane + y * w + column + (ptrdiff_t)c * stride, column_stride, count), count);
        }
        clear_numbers(out + last, columns - last);
    }
}

static void greatest_of_windows(const double *x, size_t line, size_t height, size_t width, size_t apart, size_t stride, double place,
                                double *greatest, double *winner, size_t n) {
    number lane;
    for (int l = 0; l < LANES; l++) lane[l] = l;
#define STEP(i, count)                                                                                  \
    number best = splat(-INFINITY), first = place + (double)stride * ((double)(i) + lane), won = first; \
    for (size_t m = 0; m < height; m++)                                                                 \
        for (size_t c = 0; c < width; c++) {                                                            \
            size_t cell = m * line + c * apart;                                                                 \
            number v = get_apart(x + (i) * stride + cell, stride, count);                               \
            integer wins = (v > best) | (v != v);                                                       \
            best = pick(wins, v, best);                                                                 \
            won = pick(wins, first + (double)cell, won);                                                \
        }                                                                                               \
    put(greatest + i, best, count);                                                                     \
    put(winner + i, won, count);
    IN_LANES(n, STEP)
#undef STEP
}

#endif
