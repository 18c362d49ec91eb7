// Architectures in which numbers go one way: from the perceptron to residual networks.

extension Architecture {
    static let ofUnits: [Architecture] = [
        Architecture(
            "perceptron", aliases: ["neuron"], "The perceptron", "Rosenblatt 1958", "one unit that says yes or no",
            drawing: """
                  i1 ──w1──╮
                  i2 ──w2──┼──(Σ + b)──[step]── o1
                  i3 ──w3──╯
                """,
            parameters: 4, "3 weights and a bias", commands: ["net 3-1 step"],
            "It weighs what comes in and answers 1 if the sum is above a threshold. Its rule moves the weights only when it is wrong, and "
                + "finds a line that parts two classes whenever there is one.",
            "It was built to tell pictures apart, with motors that turned its weights. In 1969 Minsky and Papert showed what no line can do, xor "
                + "among it. Today it is the unit of which all others are made."),
        Architecture(
            "feed-forward", aliases: ["multilayer-perceptron", "mlp", "dense"], "The feed-forward network",
            "Rumelhart, Hinton and Williams 1986",
            "units in layers, each joined to all before",
            drawing: """
                  i1 ─┬─ h1 ─╮
                      ╳─ h2 ─┼─ o1
                  i2 ─┴─ h3 ─╯
                """,
            parameters: 13, "2·3 + 3 into the hidden layer, 3 + 1 into the output", commands: ["net 2-3-1 sigmoid"],
            "A hidden layer makes features of its own, and the output parts by those what it could not part by the inputs. Backpropagation finds "
                + "all derivatives in one walk back.",
            "With one wide enough hidden layer it comes as near to any continuous function as one likes. It is still the first thing to try on "
                + "tables, and the last layers of nearly everything else."),
        Architecture(
            "deep", aliases: ["deep-feed-forward", "dnn"], "The deep feed-forward network", "about 2010", "many hidden layers",
            drawing: """
                  i1..4 ── 8 relu ── 8 relu ── 8 relu ── 3 softmax
                """,
            parameters: 211, "4·8 + 8, twice 8·8 + 8, 8·3 + 3", commands: ["net 4-8-8-8-3 relu output=softmax"],
            "Early layers learn simple features, later ones put them together; a shallow network may need very many more units for the same.",
            "For long such networks did not learn: the gradient vanished on its way to the first layers. Relu, better first weights, much data and "
                + "graphics processors changed that."),
        Architecture(
            "residual", aliases: ["resnet"], "The residual network", "He, Zhang, Ren and Sun 2015", "layers that add to what comes in",
            drawing: """
                  i ── 3 tanh ─┬─ 3 tanh ─(+)── o1
                               ╰───────────╯
                """,
            parameters: 25, "2·3 + 3, 3·3 + 3, 3 + 1: adding costs none",
            commands: ["layer input 2", "layer dense 3 tanh", "layer dense 3 tanh", "layer add 1", "layer dense 1"],
            "A layer learns what to change of what comes in, and the sum goes on. The gradient has a way back that passes no layer at all.",
            "Networks of more than a hundred layers learn with it. It is inside nearly every large network of today, transformers among them."
        ),
        Architecture(
            "radial-basis", aliases: ["rbf"], "The radial basis function network", "Broomhead and Lowe 1988",
            "hidden units that answer near a centre",
            drawing: """
                  i1 ─┬─ exp(-|x - c1|²/2s1²) ─╮
                      ├─ exp(-|x - c2|²/2s2²) ─┼─(Σ + b)─ o1
                  i2 ─┴─ exp(-|x - c3|²/2s3²) ─╯
                """,
            parameters: 13, "3 centres of 2 numbers, 3 widths, 3 weights and a bias",
            "A unit answers where the input is near its centre, instead of on one side of a line; the output adds up these bumps.",
            "It was used to pass a smooth surface through measured points. In many dimensions there is too much room for bumps, and it gave way."
        ),
        Architecture(
            "support-vector", aliases: ["svm", "support-vector-machine"], "The support vector machine", "Cortes and Vapnik 1995",
            "the line with the widest margin",
            drawing: """
                   ·  ·  ╲   ╲   ╲  +  +
                     ·    ╲   ╲   ╲   +
                   ·    · ╲◄─margin─►╲ +  +
                """,
            parameters: 3, "2 weights and a bias",
            commands: ["net 2-1 identity", "loss hinge", "penalty l2=0.01"],
            "Of all lines that part two classes it takes the one that is farthest from both. Hinge loss with a penalty of the weights is just that; "
                + "a kernel bends the line.",
            "For fifteen years it was better than networks on small data, since its best line can be found for certain. It is still used there."
        ),
    ]

    static let ofCodes: [Architecture] = [
        Architecture(
            "auto-encoder", aliases: ["autoencoder"], "The auto-encoder", "Rumelhart, Hinton and Williams 1986",
            "gives back what comes in, through a narrow middle",
            drawing: """
                  i1..4 ── 2 tanh (the code) ── o1..4 = i1..4
                """,
            parameters: 22, "4·2 + 2 and 2·4 + 4", commands: ["data iris", "normalise", "net 4-2-4 tanh output=identity", "target input"],
            "The targets are the inputs. Two units have to carry what four numbers say, so they learn what the data have in common.",
            "It packs data, shows them in a plane, and finds what does not fit: what it gives back badly is unlike all that it has seen."),
        Architecture(
            "denoising", aliases: ["denoising-auto-encoder", "dae"], "The denoising auto-encoder", "Vincent and others 2008",
            "gives back what was there before noise came",
            drawing: """
                  i1..4 ──(+ noise)── 2 tanh ── o1..4 = i1..4
                """,
            parameters: 22, "as many as without noise",
            commands: [
                "data iris", "normalise", "layer input 4", "layer noise 0.3", "layer dense 2 tanh", "layer dense 4", "target input",
            ],
            "The inputs are spoilt in training, the targets are not. To copy is of no use then: it has to learn how the numbers hang together.",
            "It was made to prepare deep networks layer by layer. Models that draw pictures out of noise go back to it."),
        Architecture(
            "sparse", aliases: ["sparse-auto-encoder"], "The sparse auto-encoder", "Ranzato and others 2007",
            "many units, of which few answer",
            drawing: """
                  i1..4 ── 6 sigmoid, most near 0 ── o1..4 = i1..4
                """,
            parameters: 58, "4·6 + 6 and 6·4 + 4",
            commands: ["data iris", "normalise", "net 4-6-4 sigmoid output=identity", "target input", "penalty activity=0.01 layer=1"],
            "The code may be wider than the input, but answering costs something. Each unit comes to stand for something of its own.",
            "Trained on pictures of nature it finds edges, as cells in the eye's part of the brain do. Today such codes are used to read large "
                + "language models."),
        Architecture(
            "variational", aliases: ["vae", "variational-auto-encoder"], "The variational auto-encoder", "Kingma and Welling 2013",
            "a code that can be drawn at random",
            drawing: """
                               ╭─ 2 means ──────╮
                  i1..4 ── 3 ──┤                ├─ 2 drawn ── 3 ── o1..4
                               ╰─ 2 deviations ─╯
                """,
            parameters: 56, "15 to the hidden layer, 8 + 8 to the code, 9 + 16 back",
            "The code is a cloud, not a point: a number is drawn from it, and all clouds together are pushed to be one round one. So any point drawn "
                + "there decodes to something like the data.",
            "It was the first network to make up faces, a little blurred. As the part that packs pictures it lives on in those that draw."),
    ]
}
