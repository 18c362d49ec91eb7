// Terms: kinds of layers.

extension Term {
    static let layers = [
        Term(
            "kind of a layer", "kind", means: "What a layer does: dense, conv, maxpool, dropout and others, as `layer` adds them.",
            try: "show network", "help layer"),
        Term(
            "dropout",
            means:
                "In training each output is 0 with a probability p and else divided by 1 - p, so that no unit can rely on a single other one.",
            try: "layer dropout 0.2"),
        Term(
            "residual connection", "residual", "skip connection", "shortcut", "resnet",
            means:
                "A layer gives what comes in plus what an earlier layer gave, so that the layers between learn only what is to be changed and "
                + "gradients have a way around them.",
            try: "layer input 2; layer dense 4 tanh; layer dense 4 tanh; layer add 1", "help layer"),
        Term(
            "batch normalisation", "batch normalization", "batchnorm",
            means: "Each channel is brought to mean 0 and variance 1 over the batch, then scaled and shifted by two learnt numbers.",
            try: "layer batchnorm"),
        Term(
            "convolution", "conv",
            means:
                "A small filter slides over the image; at each place its weights times the pixels under it are added up. The same weights everywhere.",
            try: "layer conv 8 3x3 relu", "lesson convolution"),
        Term(
            "filter", "kernel", means: "The weights of a convolution: one matrix a channel that comes in.", try: "plot features",
            "lesson convolution"
        ),
        Term(
            "feature map", "map", means: "What a filter makes of the whole image: an output for each place of the window.",
            try: "lesson convolution"),
        Term("channel", means: "A layer of an image: red, green, blue, or one feature map.", try: "layer input 28x28x3"),
        Term(
            "stride", means: "How far the window moves from one place to the next: 2 halves the size of the map.",
            try: "layer conv 8 3x3 stride=2", "lesson strides"),
        Term(
            "padding", "same padding", "causal padding",
            means: "A border of zeros around the image, so that the window can reach over its edge and the map stays as large (same). "
                + "Along a sequence all of it may stand before (causal): then no place sees a later step.",
            try: "layer conv 8 3x3 padding=same"),
        Term(
            "dilation", "dilated convolution", "atrous",
            means: "How far the cells of a window lie apart: with 2 it sees every second number, and twice as far with as many weights.",
            try: "layer conv 8 3x3 dilation=2"),
        Term(
            "groups", "grouped convolution", "depthwise convolution", "depthwise",
            means: "Channels and filters in as many blocks: each block of filters reads its block of channels alone. "
                + "A group a channel is depthwise.",
            try: "layer conv 4 3x3 groups=2"),
        Term(
            "pooling", "pool", "max pooling", "subsampling",
            means:
                "Of each window only the largest number is kept, or the mean: the map gets smaller. Back, only the one that won gets the delta.",
            try: "layer maxpool 2x2", "lesson pooling"),
        Term(
            "global pooling", "global average pooling",
            means: "The mean, or the greatest, of a whole channel: of each feature map one number is left, whatever its size.",
            try: "layer globalavgpool"),
        Term(
            "sequence", "time step",
            means: "A list of numbers at each step of time, written [[step],[step],...]. "
                + "Layers go along it with the same weights at every step.",
            try: "layer input 3 steps=12", "layer conv 8 3 padding=causal"),
    ]
}
