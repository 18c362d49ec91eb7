// The compiler puts the files of the folder sessions in as they are (#embed of C23).
#include "CLessons.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char perceptron[] = {
#embed "../../sessions/01-perceptron.nns"
};

static const unsigned char gates[] = {
#embed "../../sessions/02-gates.nns"
};

static const unsigned char forward[] = {
#embed "../../sessions/03-forward.nns"
};

static const unsigned char backpropagation[] = {
#embed "../../sessions/04-backpropagation.nns"
};

static const unsigned char backward[] = {
#embed "../../sessions/05-backward.nns"
};

static const unsigned char xor[] = {
#embed "../../sessions/06-xor.nns"
};

static const unsigned char activations[] = {
#embed "../../sessions/07-activations.nns"
};

static const unsigned char regression[] = {
#embed "../../sessions/08-regression.nns"
};

static const unsigned char slow_down[] = {
#embed "../../sessions/09-slow-down.nns"
};

static const unsigned char cross_entropy[] = {
#embed "../../sessions/10-cross-entropy.nns"
};

static const unsigned char softmax[] = {
#embed "../../sessions/11-softmax.nns"
};

static const unsigned char tanh[] = {
#embed "../../sessions/12-tanh.nns"
};

static const unsigned char relu[] = {
#embed "../../sessions/13-relu.nns"
};

static const unsigned char mini_batches[] = {
#embed "../../sessions/14-mini-batches.nns"
};

static const unsigned char optimizers[] = {
#embed "../../sessions/15-optimizers.nns"
};

static const unsigned char overfitting[] = {
#embed "../../sessions/16-overfitting.nns"
};

static const unsigned char hyper_parameters[] = {
#embed "../../sessions/17-hyper-parameters.nns"
};

static const unsigned char choosing[] = {
#embed "../../sessions/18-choosing.nns"
};

static const unsigned char depth[] = {
#embed "../../sessions/19-depth.nns"
};

static const unsigned char vanishing[] = {
#embed "../../sessions/20-vanishing.nns"
};

static const unsigned char exploding[] = {
#embed "../../sessions/21-exploding.nns"
};

static const unsigned char convolution[] = {
#embed "../../sessions/22-convolution.nns"
};

static const unsigned char strides[] = {
#embed "../../sessions/23-strides.nns"
};

static const unsigned char pooling[] = {
#embed "../../sessions/24-pooling.nns"
};

static const unsigned char auto_encoder[] = {
#embed "../../sessions/25-auto-encoder.nns"
};

static const unsigned char center_loss[] = {
#embed "../../sessions/26-center-loss.nns"
};

static const unsigned char tour[] = {
#embed "../../sessions/tour.nns"
};

static const CLesson lessons[] = {
    {"01-perceptron", perceptron, sizeof perceptron},
    {"02-gates", gates, sizeof gates},
    {"03-forward", forward, sizeof forward},
    {"04-backpropagation", backpropagation, sizeof backpropagation},
    {"05-backward", backward, sizeof backward},
    {"06-xor", xor, sizeof xor},
    {"07-activations", activations, sizeof activations},
    {"08-regression", regression, sizeof regression},
    {"09-slow-down", slow_down, sizeof slow_down},
    {"10-cross-entropy", cross_entropy, sizeof cross_entropy},
    {"11-softmax", softmax, sizeof softmax},
    {"12-tanh", tanh, sizeof tanh},
    {"13-relu", relu, sizeof relu},
    {"14-mini-batches", mini_batches, sizeof mini_batches},
    {"15-optimizers", optimizers, sizeof optimizers},
    {"16-overfitting", overfitting, sizeof overfitting},
    {"17-hyper-parameters", hyper_parameters, sizeof hyper_parameters},
    {"18-choosing", choosing, sizeof choosing},
    {"19-depth", depth, sizeof depth},
    {"20-vanishing", vanishing, sizeof vanishing},
    {"21-exploding", exploding, sizeof exploding},
    {"22-convolution", convolution, sizeof convolution},
    {"23-strides", strides, sizeof strides},
    {"24-pooling", pooling, sizeof pooling},
    {"25-auto-encoder", auto_encoder, sizeof auto_encoder},
    {"26-center-loss", center_loss, sizeof center_loss},
    {"tour", tour, sizeof tour},
};

const CLesson *clessons(size_t *count) {
    *count = sizeof lessons / sizeof lessons[0];
    return lessons;
}
