// Chooses the kernels for this processor when the program is loaded. All of them give the same bits.
#include "CKernels.h"
#include "kernels.h"
#include <stdlib.h>
#include <string.h>

static const struct elementary *_Atomic elementary = &nnk_elementary_baseline;
static const struct arrays *_Atomic arrays = &nnk_arrays_baseline;

#if defined(__aarch64__)
#define BASELINE "neon"
#else
#define BASELINE "scalar"
#endif
static const char *_Atomic instruction_set = BASELINE;

_Thread_local double nnk_packed_rows[nnk_packed_rows_count] __attribute__((aligned(64)));

const char *nnk_instruction_set(void) { return instruction_set; }

_Bool nnk_use_instruction_set(const char *name) {
    if (strcmp(name, BASELINE) == 0) {
        elementary = &nnk_elementary_baseline;
        arrays = &nnk_arrays_baseline;
        instruction_set = BASELINE;
        return 1;
    }
#if defined(__x86_64__)
    __builtin_cpu_init();
    _Bool has_fma = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (strcmp(name, "avx2") == 0 && has_fma) {
        elementary = &nnk_elementary_fma;
        arrays = &nnk_arrays_avx2;
        instruction_set = "avx2";
        return 1;
    }
    if (strcmp(name, "avx512") == 0 && has_fma && __builtin_cpu_supports("avx512f")) {
        elementary = &nnk_elementary_fma;
        arrays = &nnk_arrays_avx512;
        instruction_set = "avx512";
        return 1;
    }
#endif
    return 0;
}

// The highest that the processor has, and NNREPL_SIMD allows.
__attribute__((constructor)) static void choose(void) {
    static const char *const falling[] = {"avx512", "avx2", BASELINE};
    const char *wanted = getenv("NNREPL_SIMD");
    int first = 0;
    for (int i = 0; wanted && i < 3; i++)
        if (strcmp(wanted, falling[i]) == 0) first = i;
    while (!nnk_use_instruction_set(falling[first])) first++;
}

double nnk_exp(double x) { return elementary->exp(x); }
double nnk_expm1(double x) { return elementary->expm1(x); }
double nnk_log(double x) { return elementary->log(x); }
double nnk_log1p(double x) { return elementary->log1p(x); }
double nnk_log10(double x) { return elementary->log10(x); }
double nnk_sin(double x) { return elementary->sin(x); }
double nnk_cos(double x) { return elementary->cos(x); }
double nnk_erf(double x) { return elementary->erf(x); }
double nnk_erfc(double x) { return elementary->erfc(x); }
double nnk_pow(double x, double y) { return elementary->pow(x, y); }
double nnk_sqrt(double x) { return elementary->sqrt(x); }
double nnk_tanh(double x) { return elementary->tanh(x); }
double nnk_sigmoid(double x) { return elementary->sigmoid(x); }

void nnk_exp_n(const double *x, double *y, size_t n) { arrays->exp(x, y, n); }
void nnk_expm1_n(const double *x, double *y, size_t n) { arrays->expm1(x, y, n); }
void nnk_log_n(const double *x, double *y, size_t n) { arrays->log(x, y, n); }
void nnk_log1p_n(const double *x, double *y, size_t n) { arrays->log1p(x, y, n); }
void nnk_erf_n(const double *x, double *y, size_t n) { arrays->erf(x, y, n); }
void nnk_erfc_n(const double *x, double *y, size_t n) { arrays->erfc(x, y, n); }
void nnk_sqrt_n(const double *x, double *y, size_t n) { arrays->sqrt(x, y, n); }

void nnk_tanh_n(const double *x, double *y, size_t n) { nnk_activate(nnk_activation_tanh, 0, x, y, n); }
void nnk_sigmoid_n(const double *x, double *y, size_t n) { nnk_activate(nnk_activation_sigmoid, 0, x, y, n); }

void nnk_activate(enum nnk_activation f, double parameter, const double *z, double *a, size_t n) {
    arrays->values[f](parameter, z, a, NULL, n);
}
void nnk_activate_slope(enum nnk_activation f, double parameter, const double *z, double *slope, size_t n) {
    arrays->slopes[f](parameter, z, NULL, slope, n);
}
void nnk_activate_both(enum nnk_activation f, double parameter, const double *z, double *a, double *slope, size_t n) {
    arrays->both[f](parameter, z, a, slope, n);
}
double nnk_activation_value(enum nnk_activation f, double parameter, double z) {
    double a;
    nnk_activate(f, parameter, &z, &a, 1);
    return a;
}
double nnk_activation_slope(enum nnk_activation f, double parameter, double z) {
    double slope;
    nnk_activate_slope(f, parameter, &z, &slope, 1);
    return slope;
}
void nnk_softmax_rows(size_t m, size_t n, const double *z, double *a) { arrays->softmax_rows(m, n, z, a); }

void nnk_multiply_add(size_t m, size_t n, size_t k,
                      const double *a, size_t a_row, size_t a_column,
                      const double *b, size_t b_row, size_t b_column,
                      const double *start, size_t start_row, size_t start_column,
                      double *c, size_t c_row) {
    arrays->multiply_add(m, n, k, a, a_row, a_column, b, b_row, b_column, start, start_row, start_column, c, c_row);
}

void nnk_multiply(const double *x, const double *y, double *out, size_t n) { arrays->multiply(x, y, out, n); }
void nnk_add_products(const double *x, const double *y, double *out, size_t n) { arrays->add_products(x, y, out, n); }
void nnk_joined_deltas(double weight, double total, const double *a, const double *t, double divisor, double *delta, size_t n) {
    arrays->joined_deltas(weight, total, a, t, divisor, delta, n);
}
void nnk_scale(double factor, double *x, size_t n) { arrays->scale(factor, x, n); }
void nnk_clip(double limit, double *x, size_t n) { arrays->clip(limit, x, n); }
void nnk_lay_plane(const double *plane, size_t height, size_t width, ptrdiff_t row, ptrdiff_t column,
                   size_t row_stride, size_t column_stride, size_t rows, size_t columns, double *out) {
    arrays->lay_plane(plane, height, width, row, column, row_stride, column_stride, rows, columns, out);
}
void nnk_greatest_of_windows(const double *x, size_t line, size_t height, size_t width, size_t apart, size_t stride, double place,
                             double *greatest, double *winner, size_t n) {
    arrays->greatest_of_windows(x, line, height, width, apart, stride, place, greatest, winner, n);
}
double nnk_sum_of_squares(double start, const double *x, size_t n) { return arrays->sum_of_squares(start, x, n); }
void nnk_add_rows(size_t m, size_t n, const double *x, size_t x_row, double *sums) { arrays->add_rows(m, n, x, x_row, sums); }
void nnk_add_penalty(double l1, double l2, const double *p, double *gradient, size_t n) {
    arrays->add_penalty(l1, l2, p, gradient, n);
}

void nnk_sgd(double rate, double decay, const double *g, double *p, size_t n) { arrays->sgd(rate, decay, g, p, n); }
void nnk_momentum(struct nnk_momentum_rule rule, const double *g, double *v, double *p, size_t n) {
    arrays->momentum(rule, g, v, p, n);
}
void nnk_adagrad(double rate, double decay, double epsilon, const double *g, double *s, double *p, size_t n) {
    arrays->adagrad(rate, decay, epsilon, g, s, p, n);
}
void nnk_rmsprop(struct nnk_rmsprop_rule rule, const double *g, double *s, double *v, double *m, double *p, size_t n) {
    arrays->rmsprop(rule, g, s, v, m, p, n);
}
void nnk_adadelta(struct nnk_adadelta_rule rule, const double *g, double *s, double *u, double *p, size_t n) {
    arrays->adadelta(rule, g, s, u, p, n);
}
void nnk_adam(struct nnk_adam_rule rule, const double *g, double *m, double *v, double *greatest, double *p, size_t n) {
    arrays->adam(rule, g, m, v, greatest, p, n);
}
void nnk_radam(struct nnk_radam_rule rule, const double *g, double *m, double *v, double *p, size_t n) {
    arrays->radam(rule, g, m, v, p, n);
}
void nnk_adamax(struct nnk_adamax_rule rule, const double *g, double *m, double *u, double *p, size_t n) {
    arrays->adamax(rule, g, m, u, p, n);
}
void nnk_rprop(struct nnk_rprop_rule rule, const double *g, double *d, double *q, double *p, size_t n) {
    arrays->rprop(rule, g, d, q, p, n);
}

size_t nnk_small_width(void) { return arrays->lanes; }

_Bool nnk_train_small(const struct nnk_small_layer *layers, size_t count, double rate,
                      const double *inputs, const double *targets, size_t samples, size_t first, size_t steps) {
    if (count == 0 || count > nnk_small_layers_at_most || samples == 0) return 0;
    size_t width = 0;
    for (size_t l = 0; l < count; l++) {
        enum nnk_activation f = layers[l].activation;
        if (f != nnk_activation_identity && f != nnk_activation_sigmoid && f != nnk_activation_tanh && f != nnk_activation_relu)
            return 0;
        if (layers[l].inputs > width) width = layers[l].inputs;
        if (layers[l].outputs > width) width = layers[l].outputs;
    }
    if (width > arrays->lanes) return 0;
    train_small_function *train = width <= 2 ? elementary->train_small : arrays->train_small;
    train(layers, count, rate, inputs, targets, samples, first % samples, steps);
    return 1;
}
