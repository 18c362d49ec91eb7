// Terms: training: data, rules of updating, and what can go wrong.

extension Term {
    static let training = [
        Term(
            "learning", "training", "trained", asked: ["train"],
            means: "Pass after pass over all samples, each moving the weights a little down the slope of the loss.", try: "train 100",
            "plot loss"),
        Term(
            "data set", "dataset", asked: ["data"],
            means: "Samples to learn from, a row each: numbers that go in, and what should come out.", try: "data xor", "show data"),
        Term("sample", "example", "instance", means: "One input with its target: a row of the data.", try: "data iris", "goto start"),
        Term(
            "label", "class",
            means:
                "What the outputs should be. A class is one of a few answers that exclude each other; its target is 1 at its place and 0 elsewhere.",
            try: "target 0 1 0", "data iris"),
        Term("one-hot", "one hot", means: "A class as a target: 1 at its place, 0 at all others.", try: "target 0 1 0"),
        Term("epoch", means: "Once through all samples of the training part.", try: "train 1", "step epoch"),
        Term(
            "batch", "minibatch", "mini-batch",
            means: "The samples between two updates: their gradients are averaged. All of them are a full batch; one makes a noisy path.",
            try: "set batch 10", "lesson mini-batches"),
        Term(
            "learning rate", "lr", "rate",
            means:
                "How far an update goes against the gradient. Too small takes long, too large overshoots: the loss then swings or grows.",
            try: "set lr 0.1", "lesson hyper-parameters"),
        Term(
            "momentum", means: "Each update keeps a part of the one before, like a heavy ball that rolls on.",
            try: "optimizer sgd lr=0.1 momentum=0.9", "lesson optimizers"),
        Term(
            "annealing", "learning rate schedule", "rate decay",
            means: "A learning rate that changes while training goes on: large at first, small at the end.",
            try: "schedule cosine epochs=100", "schedule plateau patience=5"),
        Term(
            "pace", means: "How many epochs a second a training is slowed down to, so that it can be watched.", try: "train 500 pace=50"),
        Term(
            "samples a second", "samples/s", means: "How many samples the training takes each second.", try: "train 100"),
        Term(
            "seed", means: "Where the random numbers begin: with the same seed a session gives the same numbers to the last bit.",
            try: "init glorot-uniform seed=42"),
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
            "diverged", "divergence", "diverge", "nan", "infinite",
            means:
                "A training whose numbers grow until they are infinite or none: mostly the learning rate is too large. It counts as the worst.",
            try: "set lr 0.01", "lesson exploding"),
        Term(
            "regularisation", "regularization", "weight decay",
            means: "What keeps a network from learning by heart: a cost for large weights, dropout, an early end.",
            try: "penalty l2=0.001", "layer dropout 0.2", "train 200 patience=10"),
        Term(
            "early stopping", "patience",
            means: "Training ends when the loss of the validation part has not fallen for so many epochs, and goes back to the best one.",
            try: "split 70/30", "train 200 patience=10"),
        Term(
            "label smoothing", "smoothing", "soft targets",
            means: "The right class should get 0.9, say, and not 1: the network does not become certain without end.",
            try: "loss cross-entropy smoothing=0.1"),
        Term(
            "class weights", "weighted loss", "class imbalance",
            means: "Where a class has few samples, each of them can count more, so that it is not passed over.",
            try: "loss cross-entropy weights=balanced"),
    ]
}
