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

static const unsigned char xor[] = {
#embed "../../sessions/05-xor.nns"
};

static const unsigned char activations[] = {
#embed "../../sessions/06-activations.nns"
};

static const unsigned char slow_down[] = {
#embed "../../sessions/07-slow-down.nns"
};

static const unsigned char softmax[] = {
#embed "../../sessions/08-softmax.nns"
};

static const unsigned char optimizers[] = {
#embed "../../sessions/09-optimizers.nns"
};

static const unsigned char hyper_parameters[] = {
#embed "../../sessions/10-hyper-parameters.nns"
};

static const unsigned char convolution[] = {
#embed "../../sessions/11-convolution.nns"
};

static const unsigned char tour[] = {
#embed "../../sessions/tour.nns"
};

static const CLesson lessons[] = {
    {"01-perceptron", perceptron, sizeof perceptron},
    {"02-gates", gates, sizeof gates},
    {"03-forward", forward, sizeof forward},
    {"04-backpropagation", backpropagation, sizeof backpropagation},
    {"05-xor", xor, sizeof xor},
    {"06-activations", activations, sizeof activations},
    {"07-slow-down", slow_down, sizeof slow_down},
    {"08-softmax", softmax, sizeof softmax},
    {"09-optimizers", optimizers, sizeof optimizers},
    {"10-hyper-parameters", hyper_parameters, sizeof hyper_parameters},
    {"11-convolution", convolution, sizeof convolution},
    {"tour", tour, sizeof tour},
};

const CLesson *clessons(size_t *count) {
    *count = sizeof lessons / sizeof lessons[0];
    return lessons;
}
