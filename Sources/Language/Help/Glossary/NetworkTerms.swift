// Terms: what a network is made of.

extension Term {
    static let networks = [
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
            "neuron", "unit", "node",
            means:
                "It adds up its inputs, each times a weight, and a bias: the net input. Its activation function makes the output of that.",
            try: "step", "explain h1.out"),
        Term(
            "weight", "weights", "parameter",
            means: "How strongly an input counts in a net input: net = w1·i1 + w2·i2 + bias. Weights and biases are what training changes.",
            try: "show weights", "set w5 0.4"),
        Term(
            "bias of a unit", "b_h1", asked: ["bias", "biases"],
            means: "A number that a unit adds to its net input whatever comes in: b_h1 of h1, b1 of all units of layer 1.",
            try: "set b1 0.35",
            "help bias"),
        Term(
            "net input", "pre-activation", "logit", asked: ["net"],
            means: "What a unit adds up before its activation: the sum of inputs times weights, and the bias.", try: "print h1.net", "step"),
        Term(
            "activation function", "activation", "nonlinearity",
            means: "It bends the net input into the output. Without a bend any number of layers is one linear layer.",
            try: "plot sigmoid tanh relu", "layer activation tanh"),
        Term(
            "output of a unit",
            means: "What its activation function makes of its net input: out = f(net). The next layer reads it.", try: "explain h1.out",
            "step"),
        Term(
            "target value", asked: ["target", "targets"],
            means: "What an output should be, as the data say. How far the output is from it is the error.", try: "target 0.01 0.99",
            "print o1.target"),
        Term(
            "softmax",
            means: "Makes probabilities of all outputs of a layer: e to each net input, divided by the sum of these.", try: "lesson softmax"
        ),
        Term(
            "perceptron", means: "One unit whose activation is a step: it separates its inputs by a straight line, or not at all.",
            try: "lesson perceptron"),
        Term(
            "decision boundary", "boundary", means: "Where a network goes over from one answer to the other, drawn over two inputs.",
            try: "data circle", "plot boundary"),
        Term(
            "initialisation", "initialization", "first weights", "initial weights", "initialiser", "initializer",
            means:
                "Where training begins: random weights, of a width that suits the sizes of the layers. Equal ones would stay equal. The rules "
                + "are glorot, he, lecun, orthogonal and others, each with a page.", try: "init he-normal seed=1", "help glorot"),
    ]
}
