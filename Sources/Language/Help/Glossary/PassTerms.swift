// Terms: a pass, step by step: forward, loss, backward, update.

extension Term {
    static let passes = [
        Term(
            "pass",
            means: "Once forward from the inputs to the loss, backward to the gradients, and the update of all weights.", try: "step pass",
            "backward"),
        Term(
            "phase", "quantity", "step of a pass",
            means:
                "A pass goes through four phases, forward, loss, backward and update; each of its steps computes one quantity, one number of the "
                + "network.", try: "show steps", "help quantities"),
        Term(
            "forward pass", "feedforward", "inference",
            means: "From the inputs, layer by layer, to the outputs and the loss.", try: "forward", "step pass"),
        Term(
            "error", "E",
            means:
                "E is what the outputs cost against their targets: the loss of the sample. h1.error is dE/d(h1.out), how E moves with an output. "
                + "In small, e is Euler's number, 2.71828..., and pi 3.14159...",
            try: "print E", "print h1.error", "explain h1.delta"),
        Term(
            "cost", "loss function", "objective", asked: ["loss"],
            means: "One number for how far the outputs are from the targets; training makes it small.", try: "loss squared-error",
            "help loss"),
        Term(
            "cross-entropy", "log loss", "negative log likelihood",
            means: "-ln of the probability that the network gave to the right class. With softmax its delta is simply output minus target.",
            try: "loss cross-entropy", "lesson cross-entropy"),
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
                "Which way a unit's sum should have been: above 0 it was too large, below 0 too small, and the size says how much that matters. In "
                + "signs dE/dnet, how the loss changes with the net input. At an output it is the error times the slope of the activation; behind "
                + "it the deltas of the next layer come back through their weights.",
            try: "print h1.delta", "explain h1.delta"),
        Term(
            "gradient", "derivative", "partial derivative", "slope", "grad", "dE/dw", "dE/db", "dE/dx",
            means:
                "dE/dw, how the loss changes with a weight: the delta of its unit times what comes in through it. Training moves against it. Of a bias "
                + "it is the delta alone (dE/db), and dE/dx tells how the loss changes with an input.",
            try: "explain grad(w5)", "show gradients"),
        Term(
            "numerical gradient", "gradient check", "finite difference",
            means: "(E(w + h) - E(w - h)) / 2h, which needs no backpropagation and so can check it.", try: "check gradients"),
        Term(
            "gradient descent", "sgd",
            means: "w = w - lr · dE/dw, for every weight: downhill on the loss, in steps of the learning rate.", try: "update",
            "help optimizer"),
        Term(
            "term of a sum", "term", "so far",
            means: "A formula is walked through one term at a time; so far is what the terms up to this one have come to.", try: "step term"
        ),
        Term(
            "next", "before", "after",
            means: "In the pane of the step: the formula that comes next, and those before. An updated weight is w5 after.", try: "step",
            "back"),
    ]
}
