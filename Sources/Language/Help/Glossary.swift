// The terms of the field, each in a sentence or two that names the numbers it stands for, and the page where one goes on from there.
import Documents
import Formula

/// A term that `help` explains.
struct Term: Sendable {
    /// Its usual name, then the others.
    let names: [String]
    let meaning: String
    /// What to type to see it.
    let tries: [String]
    /// Names of commands that mean it in a question: `what is a bias?` asks for no syntax.
    let asked: [String]

    init(_ names: String..., asked: [String] = [], means meaning: String, try tries: String...) {
        (self.names, self.asked, self.meaning, self.tries) = (names, asked, meaning, tries)
    }

    /// The term that a question means by a word that is the name of a command; nil if there is none.
    static func asked(_ word: String) -> Term? { all.first { $0.asked.contains(word.lowercased()) } }

    /// The term of a name, in one or several words, singular or plural; nil if there is none such.
    static func named(_ name: String) -> Term? {
        let name = normal(name)
        return all.first { $0.names.contains { normal($0) == name } }
    }

    /// The term of what a quantity's name means: of `net_h1` and `h1.net` the net input, of `h1` a unit of the hidden layer, of `w5` a weight.
    static func ofQuantity(_ name: String) -> Term? {
        let plain = name.lowercased().prefix { $0 != "[" }
        let parts = plain.split(whereSeparator: { "._".contains($0) }).map(String.init)
        /// The letters of a name that ends in a number: `h` of `h1`, `conv` of `conv1`.
        func stem(_ text: String) -> String? {
            let letters = text.prefix { !$0.raised.isNumber }
            return letters.isEmpty || letters.count == text.count || !text.dropFirst(letters.count).allSatisfy(\.raised.isNumber)
                ? nil : String(letters)
        }
        guard let node = parts.first(where: { stem($0) != nil }) else { return nil }
        if let property = parts.first(where: { $0 != node }) {
            return switch property {
            case "net": named("net input")
            case "bias", "b": named("bias of a unit")
            case "out": named("output of a unit")
            case "target": named("target value")
            default: named(property)
            }
        }
        let kinds = [
            "i": "input layer", "h": "hidden layer", "o": "output layer", "w": "weight", "b": "bias of a unit", "z": "net input",
            "a": "output layer", "conv": "convolution", "pool": "pooling", "norm": "batch normalisation", "drop": "dropout",
            "flat": "feature map", "add": "residual connection",
        ]
        return stem(node).flatMap { kinds[$0] }.flatMap(named)
    }

    /// Its page.
    var page: Reply { page(trying: tries) }

    /// Its page as that of a quantity which it is the kind of: how that one is explained comes first.
    func page(of quantity: String) -> Reply { page(trying: ["explain \(quantity)"] + tries) }

    private func page(trying tries: [String]) -> Reply {
        let more = tries.compactMap(CommandTable.name).first { $0 != "lesson" }
        var reply = Reply(
            [.heading(names.joined(separator: ", ")), .line(meaning)] + [.heading("examples"), .preformatted(tries.map { "  " + $0 })]
                + (more.map { [.note("help \($0) tells more")] } ?? []),
            values: [.init("term", .string(names[0])), .init("meaning", .string(meaning))])
        reply.examples = tries
        return reply
    }

    private static func normal(_ name: String) -> String {
        let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
        return letters.count > 3 && letters.hasSuffix("s") && !letters.hasSuffix("ss") ? String(letters.dropLast()) : letters
    }

    static let all = [
        Term(
            "input layer", asked: ["input", "inputs"],
            means: "The numbers that a network is given: i1, i2, ... Nothing is computed there. Each is a column of the data.",
            try: "input 0.05 0.10",
            "print i1"),
        Term(
            "hidden layer", "hidden",
            means:
                "Units between input and output: h1, h2 and so on. Nobody says what their outputs should be; training finds it.",
            try: "net 2-2-2 sigmoid", "print h1.out"),
        Term(
            "output layer", "output", "outputs", "out",
            means: "The units whose outputs are the answer of the network: o1, o2, ... They are held against the targets.",
            try: "print o1.out",
            "print o1.target"),
        Term(
            "pass",
            means: "Once forward from the inputs to the loss, backward to the gradients, and the update of all weights.", try: "step pass",
            "backward"),
        Term(
            "error", "E",
            means:
                "E is what the outputs cost against their targets: the loss of the sample. h1.error is dE/d(h1.out), how E moves with an output.",
            try: "print E", "print h1.error", "explain h1.delta"),
        Term(
            "label", "class",
            means:
                "What the outputs should be. A class is one of a few answers that exclude each other; its target is 1 at its place and 0 elsewhere.",
            try: "target 0.01 0.99", "data iris"),
        Term(
            "learning", "training", "trained", asked: ["train"],
            means: "Pass after pass over all samples, each moving the weights a little down the slope of the loss.", try: "train 100",
            "plot loss"),
        Term(
            "neuron", "unit", "node",
            means:
                "It adds up its inputs, each times a weight, and a bias: the net input. Its activation function makes the output of that.",
            try: "step", "explain h1.out"),
        Term(
            "weight", "weights", "parameter",
            means: "How strongly an input counts in a net input: net = w1·i1 + w2·i2 + bias. Weights and biases are what training changes.",
            try: "show weights", "set w5 0.4"),
        Term(
            "neural network", asked: ["network"],
            means:
                "Numbers go in at one side and answers come out at the other. Between them are layers of units, each of which adds up what the "
                + "layer before gives, times weights. The weights decide what it answers, and training changes them.",
            try: "net 2-2-1 sigmoid", "tour"),
        Term(
            "layer of units", asked: ["layer", "layers"],
            means:
                "Units side by side that read the same numbers, those of the layer before. 2-3-1 has two inputs, a hidden layer of three units "
                + "and one output.", try: "net 2-3-1", "show network"),
        Term(
            "output of a unit",
            means: "What its activation function makes of its net input: out = f(net). The next layer reads it.", try: "explain h1.out",
            "step"),
        Term(
            "target value", asked: ["target", "targets"],
            means: "What an output should be, as the data say. How far the output is from it is the error.", try: "target 0.01 0.99",
            "print o1.target"),
        Term(
            "data set", "dataset", asked: ["data"],
            means: "Samples to learn from, a row each: numbers that go in, and what should come out.", try: "data xor", "show data"),
        Term(
            "pace", means: "How many epochs a second a training is slowed down to, so that it can be watched.", try: "train 500 pace=50"),
        Term(
            "net input", "pre-activation", "logit", asked: ["net"],
            means: "What a unit adds up before its activation: the sum of inputs times weights, and the bias.", try: "print h1.net", "step"),
        Term(
            "activation function", "activation", "nonlinearity",
            means: "It bends the net input into the output. Without a bend any number of layers is one linear layer.",
            try: "plot sigmoid tanh relu", "layer activation tanh"),
        Term(
            "forward pass", "feedforward", "inference",
            means: "From the inputs, layer by layer, to the outputs and the loss.", try: "forward", "step pass"),
        Term(
            "backward pass", "backpropagation", "backprop",
            means:
                "From the loss back, layer by layer: what each net input, and then each weight, has to do with the loss. It is the chain rule, "
                + "and each delta is used for all that comes before it.",
            try: "backward", "lesson backpropagation"),
        Term(
            "chain rule",
            means:
                "The derivative of a function of a function is the product of their derivatives; of several ways to the loss they add up.",
            try: "explain grad(w5)"),
        Term(
            "delta", "error signal", "δ",
            means:
                "dE/dnet, how the loss changes with a unit's net input. At an output it is the error times the slope of the activation; behind "
                + "it the deltas of the next layer come back through their weights.",
            try: "print h1.delta", "explain h1.delta"),
        Term(
            "gradient", "derivative", "partial derivative", "slope", "grad", "dE/dw",
            means:
                "dE/dw, how the loss changes with a weight: the delta of its unit times what comes in through it. Training moves against it.",
            try: "explain grad(w5)", "show gradients"),
        Term(
            "gradient descent", "sgd",
            means: "w = w - lr · dE/dw, for every weight: downhill on the loss, in steps of the learning rate.", try: "update",
            "help optimizer"),
        Term(
            "learning rate", "lr", "rate",
            means:
                "How far an update goes against the gradient. Too small takes long, too large overshoots: the loss then swings or grows.",
            try: "set lr 0.1", "lesson hyper-parameters"),
        Term(
            "momentum", means: "Each update keeps a part of the one before, like a heavy ball that rolls on.",
            try: "optimizer sgd lr=0.1 momentum=0.9", "lesson optimizers"),
        Term("epoch", means: "Once through all samples of the training part.", try: "train 1", "step epoch"),
        Term(
            "batch", "minibatch", "mini-batch",
            means: "The samples between two updates: their gradients are averaged. All of them are a full batch; one makes a noisy path.",
            try: "set batch 10", "lesson mini-batches"),
        Term("sample", "example", "instance", means: "One input with its target: a row of the data.", try: "data iris", "goto start"),
        Term(
            "cost", "loss function", "objective", asked: ["loss"],
            means: "One number for how far the outputs are from the targets; training makes it small.", try: "loss squared-error",
            "help loss"),
        Term(
            "softmax",
            means: "Makes probabilities of all outputs of a layer: e to each net input, divided by the sum of these.", try: "lesson softmax"
        ),
        Term(
            "cross-entropy", "log loss", "negative log likelihood",
            means: "-ln of the probability that the network gave to the right class. With softmax its delta is simply output minus target.",
            try: "loss cross-entropy", "lesson cross-entropy"),
        Term(
            "vanishing gradient", "slow-down", "saturation",
            means:
                "Where an activation is flat its derivative is near 0, and so are the deltas of all layers before it: they hardly learn.",
            try: "plot sigmoid sigmoid'", "lesson slow-down", "lesson vanishing"),
        Term(
            "dead unit", "dead relu", "dying relu", "dead",
            means:
                "A unit whose output is 0 for every sample, as a relu's with only negative net inputs: no gradient reaches its weights any more.",
            try: "plot activations", "layer activation leaky-relu", "lesson relu"),
        Term(
            "overfitting", "overfit", "generalisation", "generalization",
            means: "The loss falls on the training part and rises on samples that the network has not seen: it learns them by heart.",
            try: "split 70/30", "train 200 patience=10", "lesson overfitting"),
        Term(
            "regularisation", "regularization", "weight decay",
            means: "What keeps a network from learning by heart: a cost for large weights, dropout, an early end.",
            try: "penalty l2=0.001", "layer dropout 0.2", "train 200 patience=10"),
        Term(
            "early stopping", "patience",
            means: "Training ends when the loss of the validation part has not fallen for so many epochs, and goes back to the best one.",
            try: "split 70/30", "train 200 patience=10"),
        Term(
            "validation", "validation part", "test part", "hold-out", "val.loss", "val.accuracy",
            means:
                "Samples set apart: the validation part tells while training goes on how well unseen samples do, the test part judges once at the end.",
            try: "split 70/15/15"),
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
            "global pooling", "global average pooling",
            means: "The mean, or the greatest, of a whole channel: of each feature map one number is left, whatever its size.",
            try: "layer globalavgpool"),
        Term(
            "sequence", "time step",
            means: "A list of numbers at each step of time, written [[step],[step],...]. "
                + "Layers go along it with the same weights at every step.",
            try: "layer input 3 steps=12", "layer conv 8 3 padding=causal"),
        Term(
            "pooling", "pool", "max pooling", "subsampling",
            means:
                "Of each window only the largest number is kept, or the mean: the map gets smaller. Back, only the one that won gets the delta.",
            try: "layer maxpool 2x2", "lesson pooling"),
        Term(
            "bias of a unit", "b_h1", asked: ["bias", "biases"],
            means: "A number that a unit adds to its net input whatever comes in: b_h1 of h1, b1 of all units of layer 1.",
            try: "set b1 0.35",
            "help bias"),
        Term(
            "values", "value",
            means:
                "The pane beside the network: net, out and delta of every node, then the value of every weight and bias, and its gradient. > marks "
                + "what was computed just now, * what the last command has changed.", try: "step", "show weights"),
        Term(
            "chart", means: "The pane with what was plotted last, or the loss. Left and right, or the mouse, read it.",
            try: "plot sigmoid tanh relu"),
        Term(
            "f'", "f", means: "In a chart f is a curve, and f' its slope at the cursor: how fast it rises there.",
            try: "plot sigmoid sigmoid'"),
        Term(
            "transcript", means: "The pane with what was typed and answered. A session is kept as that text, and runs again from it.",
            try: "history", "help sessions"),
        Term("welcome", means: "What is seen before there is a network: what to type first.", try: "tour", "net 2-2-2 sigmoid"),
        Term(
            "term of a sum", "term", "so far",
            means: "A formula is walked through one term at a time; so far is what the terms up to this one have come to.", try: "step term"
        ),
        Term(
            "next", "before", "after",
            means: "In the pane of the step: the formula that comes next, and those before. An updated weight is w5 after.", try: "step",
            "back"),
        Term(
            "samples a second", "samples/s", means: "How many samples the training takes each second.", try: "train 100"),
        Term(
            "perceptron", means: "One unit whose activation is a step: it separates its inputs by a straight line, or not at all.",
            try: "lesson perceptron"),
        Term(
            "decision boundary", "boundary", means: "Where a network goes over from one answer to the other, drawn over two inputs.",
            try: "data circle", "plot boundary"),
        Term(
            "confusion matrix", "confusion",
            means:
                "How many samples of each class, a row each, were taken for which class, a column each: what is right stands on the diagonal.",
            try: "show confusion"),
        Term("one-hot", "one hot", means: "A class as a target: 1 at its place, 0 at all others.", try: "target 0 1 0"),
        Term(
            "recall", "sensitivity", means: "Of the samples of a class the share that is recognised: recall.2 is that of class 2.",
            try: "print recall.1", "show confusion"),
        Term(
            "precision", means: "Of the samples that are taken for a class the share that is of it: precision.2 is that of class 2.",
            try: "print precision.1", "show confusion"),
        Term(
            "class weights", "weighted loss", "class imbalance",
            means: "Where a class has few samples, each of them can count more, so that it is not passed over.",
            try: "loss cross-entropy weights=balanced"),
        Term(
            "label smoothing", "smoothing", "soft targets",
            means: "The right class should get 0.9, say, and not 1: the network does not become certain without end.",
            try: "loss cross-entropy smoothing=0.1"),
        Term(
            "annealing", "learning rate schedule", "rate decay",
            means: "A learning rate that changes while training goes on: large at first, small at the end.",
            try: "schedule cosine epochs=100", "schedule plateau patience=5"),
        Term(
            "singular values", "spectrum", "largest s", "smallest s",
            means:
                "How far a matrix stretches each of the directions that it does not turn into one another, the largest first. Of a layer's "
                + "Jacobian they tell how many directions of the input still move the layer: their list is its spectrum.",
            try: "show spectrum", "plot spectrum"),
        Term(
            "Jacobian", "da/dx", "da/dx of", "sensitivity matrix",
            means:
                "How each output of a layer changes with each input of the network, at one sample: da/dx, a row an output, a column an input.",
            try: "show spectrum", "explain grad(w1)"),
        Term(
            "rank", "numerical rank",
            means:
                "How many directions a matrix does not flatten: its singular values that are not 0.",
            try: "show spectrum", "collapse"),
        Term(
            "stable rank", means: "The sum of the squared singular values over the largest squared one: 1 if one direction has it all.",
            try: "show spectrum"),
        Term(
            "effective rank", "participation ratio",
            means:
                "e to the entropy of the shares that the singular values have of their sum (Roy and Vetterli 2007): how many directions "
                + "count, where small ones count little.", try: "show spectrum", "lesson degeneration"),
        Term(
            "kind of a layer", "kind", means: "What a layer does: dense, conv, maxpool, dropout and others, as `layer` adds them.",
            try: "show network", "help layer"),
        Term(
            "phase", "quantity", "step of a pass",
            means:
                "A pass goes through four phases, forward, loss, backward and update; each of its steps computes one quantity, one number of the "
                + "network.", try: "show steps", "help quantities"),
        Term(
            "row", "rows", means: "One sample of the data, or one unit's weights in a matrix.", try: "show data", "show weights"),
        Term(
            "built", "built here", means: "Whether nnrepl makes an architecture of the gallery, and does not only draw it.", try: "gallery",
            "gallery residual open"),
        Term(
            "size of a matrix", "size", "shape", means: "Rows x columns: 3x2 is three rows, a unit each, of two numbers, an input each.",
            try: "show weights", "show network"),
        Term(
            "initialisation", "initialization", "first weights", "initial weights", "initialiser", "initializer",
            means:
                "Where training begins: random weights, of a width that suits the sizes of the layers. Equal ones would stay equal. The rules "
                + "are glorot, he, lecun, orthogonal and others, each with a page.", try: "init he-normal seed=1", "help glorot"),
        Term(
            "start", "starts", "restart",
            means: "One training from first weights of one seed. Several tell whether a difference is more than luck.",
            try: "compare lr=0.1,1 seeds=5 epochs=100", "init seed=2"),
        Term(
            "band",
            means:
                "In a chart of several starts the shade from the least to the greatest of them, around their mean. Between two wide layers "
                + "of the network it is a strip of their weights.", try: "compare lr=0.1,1 seeds=5 epochs=100", "net 64-16-10 relu"),
        Term(
            "deviation", "standard deviation", "spread", "variance",
            means:
                "How far numbers lie from their mean, as the root of the mean square (the variance is its square). A lead that is smaller than "
                + "the spread of the starts may be luck.", try: "compare lr=0.1,1 seeds=5 epochs=100"),
        Term(
            "mean loss", "mean accuracy", "mean val.loss", "mean val.accuracy", "least", "greatest", "best", "verdict",
            means:
                "Of each setting that is compared: the mean over its starts of what they end with, and the least and the greatest of them. "
                + "The best setting has the best mean.", try: "compare lr=0.1,1 seeds=5 epochs=100"),
        Term(
            "diverged", "divergence", "diverge", "nan", "infinite",
            means:
                "A training whose numbers grow until they are infinite or none: mostly the learning rate is too large. It counts as the worst.",
            try: "set lr 0.01", "lesson exploding"),
        Term("accuracy", means: "The share of samples whose class was found: the largest output is the answer.", try: "print accuracy"),
        Term(
            "hyper-parameter", "hyperparameter",
            means: "What is chosen before training and not learnt by it: sizes, activations, learning rate, batch, epochs.",
            try: "lesson hyper-parameters"
        ),
        Term(
            "numerical gradient", "gradient check", "finite difference",
            means: "(E(w + h) - E(w - h)) / 2h, which needs no backpropagation and so can check it.", try: "check gradients"),
        Term(
            "seed", means: "Where the random numbers begin: with the same seed a session gives the same numbers to the last bit.",
            try: "init glorot-uniform seed=42"),
    ]
}
