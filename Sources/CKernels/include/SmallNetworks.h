// Training of networks so small that calls and memory would cost more than the arithmetic.
#ifndef NNREPL_SMALL_NETWORKS_H
#define NNREPL_SMALL_NETWORKS_H

#include "Activations.h"

// A dense layer: weights [output][input] and one bias an output. a = f(bias + weights x).
struct nnk_small_layer {
    enum nnk_activation activation;  // identity, sigmoid, tanh or relu
    size_t inputs, outputs;          // at most nnk_small_width() each
    double *weights, *bias;
};

enum { nnk_small_layers_at_most = 8 };

// The widest layer that `nnk_train_small` takes on this processor.
size_t nnk_small_width(void);

// Plain gradient descent on half the squared error, one sample at a time: `steps` updates, the first on sample `first`,
// then on its followers, round and round. inputs and targets are rows, as wide as the first layer's inputs and the last
// one's outputs, and lie one after the other. The parameters get the bits that the general kernels would give them:
//     z = bias; z = fma(w_ji, x_i, z) for i in order     a = f(z)
//     delta = (a - target) f'(z) in the last layer; below it error f'(z), error = fma(delta_j, w_ji, error) from 0 for j in order
//     w_ji = fma(-rate, fma(delta_j, x_i, 0), w_ji), the bias likewise with x = 1
// False, and nothing done, where the network is too wide, too deep or has another activation.
_Bool nnk_train_small(const struct nnk_small_layer *layers, size_t count, double rate,
                      const double *inputs, const double *targets, size_t samples, size_t first, size_t steps);

#endif
