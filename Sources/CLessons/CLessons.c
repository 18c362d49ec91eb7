// The compiler puts the files of the folder sessions in as they are (#embed of C23).
#include "CLessons.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char perceptron[] = {
#embed "../../sessions/1-perceptron.nns"
};

static const unsigned char backpropagation[] = {
#embed "../../sessions/2-backpropagation.nns"
};

static const unsigned char activations[] = {
#embed "../../sessions/3-activations.nns"
};

static const unsigned char xor[] = {
#embed "../../sessions/4-xor.nns"
};

static const unsigned char convolution[] = {
#embed "../../sessions/5-convolution.nns"
};

static const unsigned char optimizers[] = {
#embed "../../sessions/6-optimizers.nns"
};

static const unsigned char softmax[] = {
#embed "../../sessions/7-softmax.nns"
};

static const unsigned char slow_down[] = {
#embed "../../sessions/8-slow-down.nns"
};

static const unsigned char hyper_parameters[] = {
#embed "../../sessions/9-hyper-parameters.nns"
};

static const unsigned char tour[] = {
#embed "../../sessions/tour.nns"
};

static const CLesson lessons[] = {
    {"1-perceptron", perceptron, sizeof perceptron},
    {"2-backpropagation", backpropagation, sizeof backpropagation},
    {"3-activations", activations, sizeof activations},
    {"4-xor", xor, sizeof xor},
    {"5-convolution", convolution, sizeof convolution},
    {"6-optimizers", optimizers, sizeof optimizers},
    {"7-softmax", softmax, sizeof softmax},
    {"8-slow-down", slow_down, sizeof slow_down},
    {"9-hyper-parameters", hyper_parameters, sizeof hyper_parameters},
    {"tour", tour, sizeof tour},
};

const CLesson *clessons(size_t *count) {
    *count = sizeof lessons / sizeof lessons[0];
    return lessons;
}
