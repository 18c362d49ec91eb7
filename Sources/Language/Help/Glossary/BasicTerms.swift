// Terms: what learning is, and the words of logic and school mathematics that lessons use.

extension Term {
    static let basics = [
        Term(
            "breakpoint", "watchpoint",
            means:
                "Where the walk through a pass stops by itself: at a quantity or under a condition (`break`), or when a number changes (`watch`).",
            try: "break delta_h1", "lesson debugging"),
        Term(
            "machine learning", "supervised learning",
            means: "A program finds from samples, inputs with the right answers, what nobody has written down as rules.",
            try: "lesson features", "train 1"),
        Term(
            "deep learning", "depth", "deep network",
            means:
                "Machine learning by networks of several layers. The first ones find simple features, and those behind them put these together. "
                + "The depth is how many layers there are.",
            try: "lesson depth", "lesson features"),
        Term(
            "regression", "linear regression",
            means: "What is to be learnt is a number, and not a class. With a linear output and no hidden layer it is linear regression.",
            try: "lesson regression", "net 1-8-1 tanh output=identity"),
        Term(
            "classification", "classifier", means: "What is to be learnt is a class: which of a few answers belongs to an input.",
            try: "data iris", "lesson softmax"),
        Term(
            "logic gate", "gate", "truth table", "bit",
            means:
                "A bit is 0 or 1. A gate makes one bit of others: and is 1 if both are, or if at least one is, xor if they differ. Its truth "
                + "table lists the answer to every input.",
            try: "lesson gates", "data xor"),
        Term(
            "half adder", "full adder", "carry",
            means:
                "Two gates add two bits: xor gives the last digit of the sum, and the carry for the next one. A full adder takes a carry in.",
            try: "lesson gates"),
        Term(
            "matrix", "matrices", means: "Numbers in rows and columns. A layer's weights are one: a row a unit, a column an input.",
            try: "show weights", "print W1"),
        Term(
            "function", "curve", means: "A rule that gives one number for each number. An activation is one; `define` makes others.",
            try: "plot sigmoid", "define swoosh(x) = x*sigmoid(x)"),
        Term(
            "kink", "corner", means: "A place where a curve has two slopes, one to the left and one to the right, as relu at 0.",
            try: "plot relu relu'", "properties relu"),
        Term(
            "monotonic", "monotonous", "increasing",
            means: "A curve that never falls: more in, never less out. Sigmoid, tanh and relu are; swish is not.",
            try: "properties swish", "lesson properties"),
        Term(
            "zero-centred", "zero-centered", "zero centred",
            means: "Values lie around 0, as those of tanh do: then gradients of one unit need not all have the same sign.",
            try: "properties tanh", "lesson tanh"),
        Term(
            "convex", "local minimum", "minimum",
            means:
                "A convex curve has one valley; the loss of a network with hidden layers can have many, and which one is found depends on the start.",
            try: "plot x^2", "lesson xor"),
        Term(
            "probability", "probabilities",
            means: "How sure an answer is, from 0 to 1. Sigmoid gives that of one class, softmax one for each class, which add up to 1.",
            try: "lesson softmax", "print sigmoid(2)"),
        Term(
            "shuffle", "shuffling", means: "The samples are put in an order drawn anew each epoch, so that mini-batches are mixed.",
            try: "train 10 batch=8 shuffle=1", "lesson mini-batches"),
        Term(
            "velocity", means: "What momentum remembers of the updates before, v: each update moves by it.",
            try: "optimizer sgd lr=0.1 momentum=0.9", "lesson optimizers"),
        Term(
            "pi", "constants", means: "pi is 3.14159..., half the way around a circle of radius 1; e, Euler's number, is 2.71828...",
            try: "print sin(pi/2)", "print e^1"),
        Term(
            "l1", "l2", "weight penalty",
            means: "What large weights cost: l1 their sizes, l2 half their squares. It is part of loss and val.loss.",
            try: "penalty l2=0.001", "lesson overfitting"),
    ]
}
