// A small dense network trained one sample at a time, each layer's units side by side in the lanes of a vector.
// include/SmallNetworks.h says what is computed; the order of every sum is that of the general kernels.
#ifndef NNREPL_SMALL_NETWORK_IN_LANES_H
#define NNREPL_SMALL_NETWORK_IN_LANES_H

#include "activations.h"
#include "kernels.h"

// The weights twice, so that both directions read whole vectors: for each input the weights of all outputs, and for
// each output the weights of all inputs.
typedef struct { number by_input[LANES], by_output[LANES], bias; } small_parameters;

inlined number lane(number x, int i) {
#if LANES == 2
    return i ? __builtin_shufflevector(x, x, 1, 1) : __builtin_shufflevector(x, x, 0, 0);
#else
    return splat(x[i]);
#endif
}

// `kind` where it is known when this is compiled, otherwise `activation`.
inlined graph small_graph(int kind, enum nnk_activation activation, number z) {
    switch (kind >= 0 ? (enum nnk_activation)kind : activation) {
    case nnk_activation_sigmoid: return sigmoid_graph(z);
    case nnk_activation_tanh: return tanh_graph(z);
    case nnk_activation_relu: return relu_graph(z);
    default: return identity_graph(z);
    }
}

// `width`, `depth` and `kind` are those of all layers where they are known when this is compiled, otherwise 0, 0, -1.
inlined void train_layers(int width, int depth, int kind, const struct nnk_small_layer *layers, size_t count, double rate,
                          const double *inputs, const double *targets, size_t samples, size_t first, size_t steps) {
    small_parameters p[nnk_small_layers_at_most];
    if (depth) count = (size_t)depth;
#define INPUTS(l) (width ? (size_t)width : layers[l].inputs)
#define OUTPUTS(l) (width ? (size_t)width : layers[l].outputs)
    for (size_t l = 0; l < count; l++) {
        p[l].bias = get(layers[l].bias, OUTPUTS(l));
        for (size_t i = 0; i < LANES; i++) p[l].by_input[i] = p[l].by_output[i] = splat(0);
        for (size_t j = 0; j < OUTPUTS(l); j++)
            for (size_t i = 0; i < INPUTS(l); i++)
                p[l].by_input[i][j] = p[l].by_output[j][i] = layers[l].weights[j * INPUTS(l) + i];
    }
    const number less_rate = splat(-rate), zero = splat(0);
    const double *x = inputs + first * INPUTS(0), *t = targets + first * OUTPUTS(count - 1);
    const double *end = inputs + samples * INPUTS(0);
    for (size_t step = 0; step < steps; step++) {
        number a[nnk_small_layers_at_most + 1], slope[nnk_small_layers_at_most];
        a[0] = get(x, INPUTS(0));
        number target = get(t, OUTPUTS(count - 1));
        x += INPUTS(0), t += OUTPUTS(count - 1);
        if (x == end) x = inputs, t = targets;
#pragma clang loop unroll_count(2)
        for (size_t l = 0; l < count; l++) {
            number z = p[l].bias;
            for (size_t i = 0; i < INPUTS(l); i++) z = fused(p[l].by_input[i], lane(a[l], (int)i), z);
            graph g = small_graph(kind, layers[l].activation, z);
            a[l + 1] = g.value, slope[l] = g.slope;
        }
        number error = a[count] - target;
#pragma clang loop unroll_count(2)
        for (size_t l = count; l-- > 0;) {
            number delta = error * slope[l];
            error = zero;
            for (size_t j = 0; j < OUTPUTS(l); j++) {
                number delta_j = lane(delta, (int)j);
                error = fused(delta_j, p[l].by_output[j], error);
                p[l].by_output[j] = fused(less_rate, fused(delta_j, a[l], zero), p[l].by_output[j]);
            }
            for (size_t i = 0; i < INPUTS(l); i++)
                p[l].by_input[i] = fused(less_rate, fused(delta, lane(a[l], (int)i), zero), p[l].by_input[i]);
            p[l].bias = fused(less_rate, delta + zero, p[l].bias);
        }
    }
    for (size_t l = 0; l < count; l++) {
        put(layers[l].bias, p[l].bias, OUTPUTS(l));
        for (size_t j = 0; j < OUTPUTS(l); j++)
            for (size_t i = 0; i < INPUTS(l); i++) layers[l].weights[j * INPUTS(l) + i] = p[l].by_output[j][i];
    }
#undef INPUTS
#undef OUTPUTS
}

// The commonest networks are compiled for their shape, and stay in registers.
static void train_small(const struct nnk_small_layer *layers, size_t count, double rate,
                        const double *inputs, const double *targets, size_t samples, size_t first, size_t steps) {
#if LANES == 2
    _Bool is_2_2_2 = count == 2 && layers[0].activation == layers[1].activation;
    for (size_t l = 0; l < count; l++) is_2_2_2 = is_2_2_2 && layers[l].inputs == 2 && layers[l].outputs == 2;
    if (is_2_2_2 && layers[0].activation == nnk_activation_sigmoid) {
        train_layers(2, 2, nnk_activation_sigmoid, layers, 2, rate, inputs, targets, samples, first, steps);
        return;
    }
    if (is_2_2_2 && layers[0].activation == nnk_activation_tanh) {
        train_layers(2, 2, nnk_activation_tanh, layers, 2, rate, inputs, targets, samples, first, steps);
        return;
    }
#endif
    train_layers(0, 0, -1, layers, count, rate, inputs, targets, samples, first, steps);
}

#endif
