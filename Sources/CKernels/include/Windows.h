// Windows that slide over an image.
#ifndef NNREPL_WINDOWS_H
#define NNREPL_WINDOWS_H

#include <stddef.h>

// What one cell of a window sees, a number a place of the window, rows x columns of them:
//     out[r, c] = plane[row + r row_stride, column + c column_stride], or 0 outside the plane of height x width numbers.
void nnk_lay_plane(const double *plane, size_t height, size_t width, ptrdiff_t row, ptrdiff_t column,
                   size_t row_stride, size_t column_stride, size_t rows, size_t columns, double *out);

// The greatest number of each of n windows of height x width cells, the first of equal ones in row-major order, and where it is.
// Window i begins at x[i stride], which is number place + i stride of the whole; from a cell to the one below it are `line` numbers, to the next one `apart`. A
// NaN wins.
void nnk_greatest_of_windows(const double *x, size_t line, size_t height, size_t width, size_t apart, size_t stride, double place,
                             double *greatest, double *winner, size_t n);

#endif
