// Chooses the kernels for this processor when the program is loaded. All of them give the same bits.
#include "CKernels.h"
#include "kernels.h"
#include <stdlib.h>
#include <string.h>

static const struct elementary *elementary = &nnk_elementary_baseline;
static const struct arrays *arrays = &nnk_arrays_baseline;

#if defined(__aarch64__)
static const char *instruction_set = "neon";
#else
static const char *instruction_set = "scalar";
#endif

#if defined(__x86_64__)
__attribute__((constructor)) static void choose(void) {
    const char *wanted = getenv("NNREPL_SIMD");
    int at_most = !wanted ? 2 : strcmp(wanted, "scalar") == 0 ? 0 : strcmp(wanted, "avx2") == 0 ? 1 : 2;
    __builtin_cpu_init();
    if (at_most < 1 || !__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return;
    elementary = &nnk_elementary_fma;
    arrays = &nnk_arrays_avx2;
    instruction_set = "avx2";
    if (at_most < 2 || !__builtin_cpu_supports("avx512f")) return;
    arrays = &nnk_arrays_avx512;
    instruction_set = "avx512";
}
#endif

const char *nnk_instruction_set(void) { return instruction_set; }

double nnk_exp(double x) { return elementary->exp(x); }
double nnk_expm1(double x) { return elementary->expm1(x); }
double nnk_log(double x) { return elementary->log(x); }
double nnk_log1p(double x) { return elementary->log1p(x); }
double nnk_log10(double x) { return elementary->log10(x); }
double nnk_sin(double x) { return elementary->sin(x); }
double nnk_cos(double x) { return elementary->cos(x); }
double nnk_pow(double x, double y) { return elementary->pow(x, y); }
double nnk_fma(double x, double y, double z) { return elementary->fma(x, y, z); }
double nnk_tanh(double x) { return elementary->tanh(x); }
double nnk_tanh_derivative(double x) { return elementary->tanh_derivative(x); }
double nnk_sigmoid(double x) { return elementary->sigmoid(x); }
double nnk_sigmoid_derivative(double x) { return elementary->sigmoid_derivative(x); }
double nnk_softplus(double x) { return elementary->softplus(x); }

void nnk_exp_n(const double *x, double *y, size_t n) { arrays->exp(x, y, n); }
void nnk_tanh_n(const double *x, double *y, size_t n) { arrays->tanh(x, y, n); }
void nnk_tanh_derivative_n(const double *x, double *y, size_t n) { arrays->tanh_derivative(x, y, n); }
void nnk_sigmoid_n(const double *x, double *y, size_t n) { arrays->sigmoid(x, y, n); }
void nnk_sigmoid_derivative_n(const double *x, double *y, size_t n) { arrays->sigmoid_derivative(x, y, n); }
void nnk_softplus_n(const double *x, double *y, size_t n) { arrays->softplus(x, y, n); }

void nnk_multiply_add(size_t m, size_t n, size_t k,
                      const double *a, size_t a_row, size_t a_column,
                      const double *b, size_t b_row, size_t b_column,
                      double *c, size_t c_row) {
    arrays->multiply_add(m, n, k, a, a_row, a_column, b, b_row, b_column, c, c_row);
}
