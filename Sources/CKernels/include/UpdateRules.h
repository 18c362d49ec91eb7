// The update rules of the optimisers (PyTorch's), in place, number by number. What changes with the step count, such as
// 1 - beta^t, is the caller's. Where decay is not 0, every rule but adamw's first replaces g by g + decay p (fused).
// A sum of two products such as beta m + (1 - beta) g is fma(beta, m, (1 - beta) g); p - rate d is fma(-rate, d, p).
#ifndef NNREPL_UPDATE_RULES_H
#define NNREPL_UPDATE_RULES_H

#include <stddef.h>

// p -= rate g.
void nnk_sgd(double rate, double decay, const double *g, double *p, size_t n);

// v = momentum v + (1 - dampening) g, or g at the first step; p -= rate v, or with nesterov rate (g + momentum v).
struct nnk_momentum_rule { double rate, decay, momentum, dampening; _Bool nesterov, first; };
void nnk_momentum(struct nnk_momentum_rule rule, const double *g, double *v, double *p, size_t n);

// s += g^2; p -= rate g / (sqrt(s) + epsilon).
void nnk_adagrad(double rate, double decay, double epsilon, const double *g, double *s, double *p, size_t n);

// s = alpha s + (1 - alpha) g^2; q = g / (sqrt(s) + epsilon); p -= rate q.
// With momentum (v is not NULL): v = momentum v + q; p -= rate v.
// Centered (m is not NULL): m = alpha m + (1 - alpha) g, and max(0, s - m^2) stands under the root in place of s.
struct nnk_rmsprop_rule { double rate, decay, alpha, epsilon, momentum; };
void nnk_rmsprop(struct nnk_rmsprop_rule rule, const double *g, double *s, double *v, double *m, double *p, size_t n);

// s = rho s + (1 - rho) g^2; d = sqrt(u + epsilon) / sqrt(s + epsilon) g; u = rho u + (1 - rho) d^2; p -= rate d.
struct nnk_adadelta_rule { double rate, decay, rho, epsilon; };
void nnk_adadelta(struct nnk_adadelta_rule rule, const double *g, double *s, double *u, double *p, size_t n);

// p *= shrink; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; d = sqrt(v / v_share) + epsilon;
// p -= rate m / d; then, where gradient_rate is not 0, p -= gradient_rate g / d. With t from 1:
// adam:  shrink 1, rate lr / (1 - beta1^t), v_share 1 - beta2^t, gradient_rate 0.
// adamw: likewise, but decay 0 and shrink 1 - lr weight-decay.
// amsgrad (greatest is not NULL): greatest = max(greatest, v) stands under the root in place of v.
// nadam: rate lr mu_(t+1) / (1 - mu_1 ... mu_(t+1)), gradient_rate lr (1 - mu_t) / (1 - mu_1 ... mu_t).
struct nnk_adam_rule { double rate, gradient_rate, shrink, decay, beta1, beta2, v_share, epsilon; };
void nnk_adam(struct nnk_adam_rule rule, const double *g, double *m, double *v, double *greatest, double *p, size_t n);

// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p -= rate m / (sqrt(v) + epsilon), or not rectified rate m.
struct nnk_radam_rule { double rate, decay, beta1, beta2, epsilon; _Bool rectified; };
void nnk_radam(struct nnk_radam_rule rule, const double *g, double *m, double *v, double *p, size_t n);

// m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g| + epsilon); p -= rate m / u.
struct nnk_adamax_rule { double rate, decay, beta1, beta2, epsilon; };
void nnk_adamax(struct nnk_adamax_rule rule, const double *g, double *m, double *u, double *p, size_t n);

// With q the gradient before: d *= eta_plus where g q > 0, eta_minus where g q < 0, kept within least and greatest; where g q < 0, g = 0;
// p -= sign(g) d; q = g. A d of 0 is one that nothing has been remembered of yet, and begins at rate.
struct nnk_rprop_rule { double rate, decay, eta_minus, eta_plus, least, greatest; };
void nnk_rprop(struct nnk_rprop_rule rule, const double *g, double *d, double *q, double *p, size_t n);

#endif
