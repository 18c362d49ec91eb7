// The compiler puts the files of the folder sessions in as they are (#embed of C23).
#include "CLessons.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char perceptron[] = {
#embed "../../sessions/01-perceptron.nns"
};

static const unsigned char gates[] = {
#embed "../../sessions/02-gates.nns"
};

static const unsigned char perceptron_rule[] = {
#embed "../../sessions/03-perceptron-rule.nns"
};

static const unsigned char forward[] = {
#embed "../../sessions/04-forward.nns"
};

static const unsigned char backpropagation[] = {
#embed "../../sessions/05-backpropagation.nns"
};

static const unsigned char backward[] = {
#embed "../../sessions/06-backward.nns"
};

static const unsigned char xor[] = {
#embed "../../sessions/07-xor.nns"
};

static const unsigned char non_linear[] = {
#embed "../../sessions/08-non-linear.nns"
};

static const unsigned char activations[] = {
#embed "../../sessions/09-activations.nns"
};

static const unsigned char properties[] = {
#embed "../../sessions/10-properties.nns"
};

static const unsigned char regression[] = {
#embed "../../sessions/11-regression.nns"
};

static const unsigned char slow_down[] = {
#embed "../../sessions/12-slow-down.nns"
};

static const unsigned char cross_entropy[] = {
#embed "../../sessions/13-cross-entropy.nns"
};

static const unsigned char softmax[] = {
#embed "../../sessions/14-softmax.nns"
};

static const unsigned char tanh[] = {
#embed "../../sessions/15-tanh.nns"
};

static const unsigned char relu[] = {
#embed "../../sessions/16-relu.nns"
};

static const unsigned char mini_batches[] = {
#embed "../../sessions/17-mini-batches.nns"
};

static const unsigned char optimizers[] = {
#embed "../../sessions/18-optimizers.nns"
};

static const unsigned char overfitting[] = {
#embed "../../sessions/19-overfitting.nns"
};

static const unsigned char hyper_parameters[] = {
#embed "../../sessions/20-hyper-parameters.nns"
};

static const unsigned char choosing[] = {
#embed "../../sessions/21-choosing.nns"
};

static const unsigned char depth[] = {
#embed "../../sessions/22-depth.nns"
};

static const unsigned char vanishing[] = {
#embed "../../sessions/23-vanishing.nns"
};

static const unsigned char exploding[] = {
#embed "../../sessions/24-exploding.nns"
};

static const unsigned char degeneration[] = {
#embed "../../sessions/25-degeneration.nns"
};

static const unsigned char residual[] = {
#embed "../../sessions/26-residual.nns"
};

static const unsigned char convolution[] = {
#embed "../../sessions/27-convolution.nns"
};

static const unsigned char strides[] = {
#embed "../../sessions/28-strides.nns"
};

static const unsigned char pooling[] = {
#embed "../../sessions/29-pooling.nns"
};

static const unsigned char auto_encoder[] = {
#embed "../../sessions/30-auto-encoder.nns"
};

static const unsigned char denoising[] = {
#embed "../../sessions/31-denoising.nns"
};

static const unsigned char center_loss[] = {
#embed "../../sessions/32-center-loss.nns"
};

static const unsigned char recurrent[] = {
#embed "../../sessions/33-recurrent.nns"
};

static const unsigned char lstm[] = {
#embed "../../sessions/34-lstm.nns"
};

static const unsigned char search[] = {
#embed "../../sessions/35-search.nns"
};

static const unsigned char bayesian[] = {
#embed "../../sessions/36-bayesian.nns"
};

static const unsigned char bobyqa[] = {
#embed "../../sessions/37-bobyqa.nns"
};

static const unsigned char lipo[] = {
#embed "../../sessions/38-lipo.nns"
};

static const unsigned char searching_digits[] = {
#embed "../../sessions/39-searching-digits.nns"
};

static const unsigned char features[] = {
#embed "../../sessions/40-features.nns"
};

static const unsigned char gallery[] = {
#embed "../../sessions/41-gallery.nns"
};

static const unsigned char platforms[] = {
#embed "../../sessions/42-platforms.nns"
};

static const unsigned char formulas[] = {
#embed "../../sessions/43-formulas.nns"
};

static const unsigned char debugging[] = {
#embed "../../sessions/44-debugging.nns"
};

static const unsigned char tour[] = {
#embed "../../sessions/tour.nns"
};

static const CLesson lessons[] = {
    {"01-perceptron", perceptron, sizeof perceptron},
    {"02-gates", gates, sizeof gates},
    {"03-perceptron-rule", perceptron_rule, sizeof perceptron_rule},
    {"04-forward", forward, sizeof forward},
    {"05-backpropagation", backpropagation, sizeof backpropagation},
    {"06-backward", backward, sizeof backward},
    {"07-xor", xor, sizeof xor},
    {"08-non-linear", non_linear, sizeof non_linear},
    {"09-activations", activations, sizeof activations},
    {"10-properties", properties, sizeof properties},
    {"11-regression", regression, sizeof regression},
    {"12-slow-down", slow_down, sizeof slow_down},
    {"13-cross-entropy", cross_entropy, sizeof cross_entropy},
    {"14-softmax", softmax, sizeof softmax},
    {"15-tanh", tanh, sizeof tanh},
    {"16-relu", relu, sizeof relu},
    {"17-mini-batches", mini_batches, sizeof mini_batches},
    {"18-optimizers", optimizers, sizeof optimizers},
    {"19-overfitting", overfitting, sizeof overfitting},
    {"20-hyper-parameters", hyper_parameters, sizeof hyper_parameters},
    {"21-choosing", choosing, sizeof choosing},
    {"22-depth", depth, sizeof depth},
    {"23-vanishing", vanishing, sizeof vanishing},
    {"24-exploding", exploding, sizeof exploding},
    {"25-degeneration", degeneration, sizeof degeneration},
    {"26-residual", residual, sizeof residual},
    {"27-convolution", convolution, sizeof convolution},
    {"28-strides", strides, sizeof strides},
    {"29-pooling", pooling, sizeof pooling},
    {"30-auto-encoder", auto_encoder, sizeof auto_encoder},
    {"31-denoising", denoising, sizeof denoising},
    {"32-center-loss", center_loss, sizeof center_loss},
    {"33-recurrent", recurrent, sizeof recurrent},
    {"34-lstm", lstm, sizeof lstm},
    {"35-search", search, sizeof search},
    {"36-bayesian", bayesian, sizeof bayesian},
    {"37-bobyqa", bobyqa, sizeof bobyqa},
    {"38-lipo", lipo, sizeof lipo},
    {"39-searching-digits", searching_digits, sizeof searching_digits},
    {"40-features", features, sizeof features},
    {"41-gallery", gallery, sizeof gallery},
    {"42-platforms", platforms, sizeof platforms},
    {"43-formulas", formulas, sizeof formulas},
    {"44-debugging", debugging, sizeof debugging},
    {"tour", tour, sizeof tour},
};

const CLesson *clessons(size_t *count) {
    *count = sizeof lessons / sizeof lessons[0];
    return lessons;
}
