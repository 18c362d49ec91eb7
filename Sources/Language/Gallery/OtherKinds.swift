// Architectures of images, of time, of energy, and the rest.

extension Architecture {
    static let ofImages: [Architecture] = [
        Architecture(
            "convolutional", aliases: ["cnn", "convolution"], "The convolutional network", "Fukushima 1980; LeCun and others 1989",
            "one small filter slides over the image",
            drawing: """
                  8x8 ──[3x3 filters]── 4 maps 6x6 ──[max 2x2]── 4 maps 3x3 ── 10
                """,
            parameters: 410, "4·(9 + 1) in the filters, 36·10 + 10 in the last layer",
            commands: [
                "layer input 8x8x1", "layer conv 4 3x3 relu", "layer maxpool 2x2", "layer flatten", "layer dense 10 softmax", "data digits",
            ],
            "The same few weights look at every place, so an edge is known wherever it lies, and a filter costs the same on an image of any size.",
            "It read cheques in the 1990s, won the large contest of images in 2012, and began the present rise of networks."),
        Architecture(
            "deconvolutional", aliases: ["deconvolution", "transposed-convolution"], "The deconvolutional network",
            "Zeiler and others 2010",
            "from a small map to a large image",
            drawing: """
                  2x2 ──[3x3 filter, each number spread over nine]── 4x4
                """,
            parameters: 10, "a filter of 9 and a bias",
            "Each number of a map lays its filter over the image, and what overlaps is added: the way back of a convolution.",
            "It shows what a unit looks for, marks every pixel by what it belongs to, and draws images out of codes."),
        Architecture(
            "gan", aliases: ["generative-adversarial"], "The generative adversarial network", "Goodfellow and others 2014",
            "one draws, the other tells drawn from real",
            drawing: """
                  noise 2 ── 4 ── 3 ─╮
                                     ├── 4 ── 1: real or drawn?
                        data      3 ─╯
                """,
            parameters: 48, "12 + 15 in the one that draws, 16 + 5 in the one that judges",
            "Both learn at once, each from the mistakes that the other makes. In the end the judge can only guess.",
            "For some years it drew the sharpest faces; it is hard to train, since the two may chase each other in a circle. Models that take noise "
                + "away step by step have mostly taken its place."),
    ]

    static let ofTime: [Architecture] = [
        Architecture(
            "recurrent", aliases: ["rnn", "elman"], "The recurrent network", "Elman 1990", "a layer that hears its own last answer",
            drawing: """
                          ╭──U──╮
                  x_t ─W─ r_t ──╯── o_t        r_t = tanh(W x_t + U r_(t-1) + b)
                """,
            parameters: 22, "2·3 + 3·3 + 3, and 3 + 1 for the output",
            commands: ["layer input 2 steps=8", "layer recurrent 3 tanh last", "layer dense 1", "data adding"],
            "It reads a sequence step by step and keeps in its units what it needs to remember. Unrolled in time it is as deep as the sequence is "
                + "long, with the same weights in every layer.",
            "The gradient through time vanishes or explodes as in any deep network, so it forgets after some ten steps."),
        Architecture(
            "lstm", aliases: ["long-short-term-memory"], "Long short-term memory",
            "Hochreiter and Schmidhuber 1997; the gate that forgets: Gers and others 2000",
            "a memory with gates that open and close",
            drawing: """
                              f          i·g
                              │           │
                  c_(t-1) ───(×)─────────(+)──────┬────── c_t
                                                tanh
                                                  │
                                          o ─────(×)───── h_t
                  f, i, o: sigmoid; g: tanh; each of x_t and h_(t-1)
                """,
            parameters: 76, "4·(2·3 + 3·3 + 3), and 3 + 1 for the output",
            commands: ["layer input 2 steps=8", "layer lstm 3 last", "layer dense 1", "data adding"],
            "What is remembered is added to, not multiplied through a weight at every step, so the gradient lives on over hundreds of steps. Gates learn "
                + "when to write, to keep and to tell.",
            "It read handwriting, heard speech and translated for ten years, before attention took over."),
        Architecture(
            "gru", aliases: ["gated-recurrent-unit"], "The gated recurrent unit", "Cho and others 2014", "the same idea with fewer gates",
            drawing: """
                  h_t = (1 - z)·n + z·h_(t-1)        n = tanh(W x_t + b + r·(U h_(t-1) + c))
                """,
            parameters: 67, "3·(2·3 + 3·3 + 3 + 3), and 3 + 1 for the output",
            commands: ["layer input 2 steps=8", "layer gru 3 last", "layer dense 1", "data adding"],
            "One gate decides between the old and the new, another how much of the old is looked at. It has no memory besides its answer.",
            "Mostly as good as an LSTM and a quarter cheaper."),
        Architecture(
            "transformer", aliases: ["attention", "gpt", "bert"], "The transformer", "Vaswani and others 2017",
            "every step looks at every other",
            drawing: """
                  x_t ─┬─ attention ─(+)─┬─ dense 8 relu, dense 4 ─(+)── o_t
                       ╰──────────────╯  ╰─────────────────────────╯
                  attention_t = sum over s of softmax(q_t·k_s / 2) v_s    q, k, v: W x + b
                """,
            parameters: 156, "4·(4·4 + 4) for q, k, v and what comes out, 4·8 + 8 and 8·4 + 4 in the dense layers",
            "Each step asks a question q; every step offers a key k and a value v. Softmax over the products says how much of each value is taken in, "
                + "so what matters is one look away, however long ago it was. All steps are computed at once.",
            "It took the place of recurrent networks in translation within two years, and language models are made of it. The price: the work grows "
                + "with the square of the length."),
        Architecture(
            "echo-state", aliases: ["reservoir", "esn"], "The echo state network", "Jaeger 2001",
            "a wild recurrent layer that is never trained",
            drawing: """
                  x ──▶ [ 5 units joined at random, fixed ] ──▶ o1 (trained)
                """,
            parameters: 6, "5 weights and a bias of the output: all others stay as they were drawn",
            "The random layer echoes what it has heard in many ways at once; only the output learns which echoes to listen to, by solving one linear "
                + "equation.",
            "It foretells chaotic series well, and is built of light and of water, for a reservoir need not be made exactly."),
    ]

    static let ofEnergy: [Architecture] = [
        Architecture(
            "hopfield", "The Hopfield network", "Hopfield 1982", "memories as valleys",
            drawing: """
                  s1 ─── s2
                   │ ╲ ╱ │        all joined to all, both ways alike
                   │ ╱ ╲ │        s = sign(W s), again and again
                  s3 ─── s4
                """,
            parameters: 6, "one weight for each pair of 4 units",
            "Its units turn each other on and off until nothing changes: it runs downhill to the nearest memory. A spoilt picture becomes whole again.",
            "It brought physics to networks, and its author the Nobel prize of 2024. It holds about one memory for seven units."),
        Architecture(
            "boltzmann", "The Boltzmann machine", "Ackley, Hinton and Sejnowski 1985", "a Hopfield network that rolls dice",
            drawing: """
                  visible v1 v2 v3 v4
                          ║╲╱║╲╱║       all joined to all
                  hidden     h1 h2
                """,
            parameters: 21, "15 weights between 6 units, and 6 biases",
            "Units turn on by chance, the likelier the more it lowers the energy; hidden ones learn what the seen ones have in common.",
            "Right, and far too slow: learning means waiting until the dice have settled, for every step."),
        Architecture(
            "restricted-boltzmann", aliases: ["rbm"], "The restricted Boltzmann machine", "Smolensky 1986; Hinton 2002",
            "two layers, and none joined to its neighbours",
            drawing: """
                  h1  h2  h3
                   │╲╱│╲╱│        only between the layers
                  v1 v2 v3 v4
                """,
            parameters: 19, "4·3 weights, 4 + 3 biases",
            "Without joins inside a layer all its units can be thrown at once, and a single throw there and back is enough to learn by.",
            "It recommended films and woke up deep learning in 2006; plain backpropagation has since made it needless."),
        Architecture(
            "deep-belief", aliases: ["dbn"], "The deep belief network", "Hinton, Osindero and Teh 2006", "restricted machines in a stack",
            drawing: """
                  4 seen ══ 3 ══ 2        each pair trained by itself, from below
                """,
            parameters: 27, "4·3 + 3·2 weights, 4 + 3 + 2 biases",
            "Each layer learns to explain the one below, without any answers; then the whole is trained a little with them.",
            "It showed that depth can be learnt. Five years later good first weights and relu did as well without it."),
    ]

    static let ofOthers: [Architecture] = [
        Architecture(
            "kohonen", aliases: ["som", "self-organising-map"], "The Kohonen map", "Kohonen 1982",
            "a net of units that lays itself over the data",
            drawing: """
                  ●──●──●
                  │  │  │        the nearest unit and its neighbours
                  ●──●──●        move towards each sample
                  │  │  │
                  ●──●──●
                """,
            parameters: 18, "9 units with 2 coordinates each",
            "There are no answers and no error: for each sample the unit that is nearest moves a little towards it, and takes its neighbours along. "
                + "What is alike ends up side by side.",
            "It draws maps of what has many properties: voters, galaxies, sounds. Other ways to flatten data have mostly replaced it.")
    ]
}
