// What each build of the kernels, one a processor feature, hands to the dispatcher.
#ifndef NNREPL_KERNELS_H
#define NNREPL_KERNELS_H

#include "CKernels.h"

typedef double one_number_function(double x);
typedef void array_function(const double *x, double *y, size_t n);
typedef void activation_function(double parameter, const double *z, double *a, double *slope, size_t n);

typedef void train_small_function(const struct nnk_small_layer *layers, size_t count, double rate,
                                  const double *inputs, const double *targets, size_t samples, size_t first, size_t steps);

// The functions of one number, and layers of at most two units.
struct elementary {
    train_small_function *train_small;
    one_number_function *exp, *expm1, *log, *log1p, *log10, *sin, *cos, *erf, *erfc, *sqrt;
    one_number_function *tanh, *sigmoid;
    double (*pow)(double x, double y);
};

// The functions of many, and layers of at most `lanes` units.
struct arrays {
    size_t lanes;
    train_small_function *train_small;
    array_function *exp, *expm1, *log, *log1p, *erf, *erfc, *sqrt;
    activation_function *values[nnk_activation_count], *slopes[nnk_activation_count], *both[nnk_activation_count];
    void (*softmax_rows)(size_t m, size_t n, const double *z, double *a);
    void (*multiply_add)(size_t m, size_t n, size_t k,
                         const double *a, size_t a_row, size_t a_column,
                         const double *b, size_t b_row, size_t b_column,
                         const double *start, size_t start_row, size_t start_column,
                         double *c, size_t c_row);
    void (*multiply)(const double *x, const double *y, double *out, size_t n);
    void (*add_products)(const double *x, const double *y, double *out, size_t n);
    void (*joined_deltas)(double weight, double total, const double *a, const double *t, double divisor, double *delta, size_t n);
    void (*scale)(double factor, double *x, size_t n);
    void (*clip)(double limit, double *x, size_t n);
    void (*lay_plane)(const double *plane, size_t height, size_t width, ptrdiff_t row, ptrdiff_t column,
                      size_t row_stride, size_t column_stride, size_t rows, size_t columns, double *out);
    void (*greatest_of_windows)(const double *x, size_t line, size_t height, size_t width, size_t apart, size_t stride, double place,
                                double *greatest, double *winner, size_t n);
    double (*sum_of_squares)(double start, const double *x, size_t n);
    void (*add_rows)(size_t m, size_t n, const double *x, size_t x_row, double *sums);
    void (*add_penalty)(double l1, double l2, const double *p, double *gradient, size_t n);
    void (*sgd)(double rate, double decay, const double *g, double *p, size_t n);
    void (*momentum)(struct nnk_momentum_rule rule, const double *g, double *v, double *p, size_t n);
    void (*adagrad)(double rate, double decay, double epsilon, const double *g, double *s, double *p, size_t n);
    void (*rmsprop)(struct nnk_rmsprop_rule rule, const double *g, double *s, double *v, double *m, double *p, size_t n);
    void (*adadelta)(struct nnk_adadelta_rule rule, const double *g, double *s, double *u, double *p, size_t n);
    void (*adam)(struct nnk_adam_rule rule, const double *g, double *m, double *v, double *greatest, double *p, size_t n);
    void (*radam)(struct nnk_radam_rule rule, const double *g, double *m, double *v, double *p, size_t n);
    void (*adamax)(struct nnk_adamax_rule rule, const double *g, double *m, double *u, double *p, size_t n);
    void (*rprop)(struct nnk_rprop_rule rule, const double *g, double *d, double *q, double *p, size_t n);
};

// Where a thread keeps a part of a matrix in the order in which the tiles of a product read it.
enum { nnk_packed_rows_count = 264 * 256 };
extern _Thread_local double nnk_packed_rows[nnk_packed_rows_count];

extern const struct elementary nnk_elementary_baseline, nnk_elementary_fma;
extern const struct arrays nnk_arrays_baseline, nnk_arrays_avx2, nnk_arrays_avx512;

#endif
