// why, of charts and remarks: what is to be seen there, in two or three sentences, and the lesson that has more.
import NeuralEngine

extension Rationale {
    /// The subjects that `why` can be asked about by a word, in the order in which they are listed.
    static let ofSights: [(subject: String, reason: Rationale)] = [
        (
            "loss",
            Rationale(
                "overfitting",
                "The loss falls steeply while there is much to be learnt, then slowly. What counts is the curve of samples that are not learnt from: when "
                    + "val.loss rises while loss goes on falling, the network has begun to learn by heart.")
        ),
        (
            "accuracy",
            Rationale(
                "cross-entropy",
                "Accuracy counts how many answers are right, not how sure they are. So it stands still for a while and jumps, where the loss changes a "
                    + "little at every update; learning follows the loss, for a count has no slope.")
        ),
        (
            "boundary",
            Rationale(
                "xor",
                "Each place of the plane is shown as the network would answer there. A single unit parts it by a straight line; hidden units draw a line "
                    + "each, and the next layer makes a shape of them.")
        ),
        (
            "gradients",
            Rationale(
                "vanishing",
                "How large the gradient of a layer is says how fast it learns. If it falls from layer to layer towards the input, the first layers hardly "
                    + "learn; if it grows, they may burst.")
        ),
        (
            "steps",
            Rationale(
                "recurrent",
                "The error goes back through time step by step, and is multiplied by the same weights at each. Where the bars have come to nothing, the "
                    + "network cannot learn that something so long ago mattered.")
        ),
        (
            "weights",
            Rationale(
                "overfitting",
                "Weights by sign and size: large ones decide, those near 0 could be left out. If a few become ever larger while the loss hardly falls, the "
                    + "network is bending itself to single samples.")
        ),
        (
            "activations",
            Rationale(
                "relu",
                "How often a layer gives which number. All at the ends of a sigmoid or tanh means flat curves and no gradient; a unit of relu that is 0 for "
                    + "every sample is dead.")
        ),
        (
            "features",
            Rationale(
                "convolution",
                "The weights of a unit in the shape of what it reads are the pattern that it answers to most. Filters of a first layer often look for edges "
                    + "and spots, whatever the task is.")
        ),
        (
            "units",
            Rationale(
                "features",
                "What a unit answers all over the plane is a feature that was learnt, not made by hand. Those of the first layer are bent steps; each layer "
                    + "behind it makes more of them.")
        ),
        (
            "samples",
            Rationale(
                "center-loss",
                "What a layer makes of the samples is all that the layers behind it get to see. Classes that lie apart here, each close together, are easily "
                    + "told apart; where two run into one another, no output can part them.")
        ),
        (
            "folding",
            Rationale(
                "non-linear",
                "The lines show where a layer carries the plane. It may stretch, turn and fold it, so that at the end a straight cut parts what no line could "
                    + "part before.")
        ),
        (
            "spectrum",
            Rationale(
                "degeneration",
                "The singular values say how strongly a layer's answer moves when the input moves in each of its directions. If one of them is left and the "
                    + "others are near 0, the layer has forgotten all but one number about its input.")
        ),
        (
            "properties",
            Rationale(
                "properties",
                "Each line answers one question about the curve: how far it goes, whether it turns back, where it is flat, how steep it can be. A flat "
                    + "place lets no error through, a steep one much of it; so the shape says how a network with it learns.")
        ),
        (
            "collapse",
            Rationale(
                "non-linear",
                "Layers that only add up can be multiplied into one, and that one gives the same answers. So depth is worth nothing until something bends "
                    + "between the layers.")
        ),
        (
            "truth",
            Rationale(
                "gates",
                "With few inputs of 0 and 1 every case can be listed, and nothing has to be guessed. A table that one line can part is a gate, and one unit "
                    + "is enough for it; the others take several layers.")
        ),
        (
            "check",
            Rationale(
                "backward",
                "A slip in the way back shows nowhere but in bad learning. Moving one number a little and looking at the loss is slow, but needs no chain "
                    + "rule: where both agree, the gradients are right.")
        ),
        (
            "confusion",
            Rationale(
                "hyper-parameters",
                "Accuracy is one number for all classes. The table tells which one is taken for which, and so what to look after: more samples of the one, "
                    + "or a feature by which the two differ.")
        ),
        (
            "test",
            Rationale(
                "hyper-parameters",
                "The test part has had no say in the weights or in any choice, so it tells what to expect of new samples. It judges once: whoever chooses by "
                    + "it needs a fresh one.")
        ),
        (
            "gallery",
            Rationale(
                "gallery",
                "Each drawing joins units in a way of its own, made for one kind of task: an image, a sequence, a code, a choice. Most of what is built "
                    + "today mixes a few of them; so it pays to know what each part was made for.")
        ),
        (
            "compare",
            Rationale(
                "choosing",
                "The same task under each setting, from the same starts: only so the setting, and not luck, makes the difference. A lead smaller than the "
                    + "spread of the starts is no lead.")
        ),
        (
            "search",
            Rationale(
                "search",
                "Every trial is a whole training. A good method learns from the trials before where the next one is worth its time, and still looks where "
                    + "nothing has been tried.")
        ),
        (
            "curves",
            Rationale(
                "activations",
                "What an activation makes of a net input. Where the curve is steep the unit learns; where it is flat, hardly; and without a bend many layers "
                    + "would be no more than one.")
        ),
        (
            "dead",
            Rationale(
                "relu",
                "A dead unit gives 0 for every sample, and its slope there is 0 too. So no error comes through to its weights, and nothing that training does "
                    + "can bring it back.")
        ),
        (
            "nan",
            Rationale(
                "exploding",
                "A number has grown beyond all that can be written, mostly since a step of the weights was far too long. From inf - inf or 0 times inf comes "
                    + "nan, and that spreads over all; so the training has stopped before it.")
        ),
        (
            "patience",
            Rationale(
                "overfitting",
                "The loss on samples that are not learnt from has not fallen for a while: going on would only learn the others by heart. The weights of the "
                    + "best epoch are taken.")
        ),
        (
            "unreachable",
            Rationale(
                "regression",
                "An activation gives numbers from its range and no others: a sigmoid never 2, a tanh never 5. A target beyond it keeps an error that no weight "
                    + "can take away; a linear output reaches any number.")
        ),
        (
            "lone-softmax",
            Rationale(
                "softmax",
                "Softmax divides each output by the sum of all. With one output that is always 1, whatever the weights are; for yes or no take one sigmoid, or "
                    + "softmax over two.")
        ),
        (
            "steps",
            Rationale(
                "perceptron",
                "A gradient says what a little more or less of a weight would change. Behind a step nothing changes, until all does: its slope is 0 "
                    + "everywhere, so what stands before it hears of no error. A sigmoid is a step with a slope.")
        ),
        (
            "still",
            Rationale(
                "backpropagation",
                "Learning is a change of weights: each is moved against its gradient, by the learning rate times it. Where the rate is 0, or the weights are "
                    + "frozen, the gradients are as ever and nothing follows from them.")
        ),
        (
            "disturbed",
            Rationale(
                "overfitting",
                "Dropout silences some units in each step of a training, so that none can rely on another. Behind the outputs there is nobody left to "
                    + "rely on them: what it takes away is the answer, and the loss counts it as a mistake.")
        ),
        (
            "twins",
            Rationale(
                "vanishing",
                "Units that begin with the same weights get the same gradient, and so they stay one and the same unit for ever. That is why first weights are "
                    + "drawn at random.")
        ),
    ]

    /// The reason of a subject.
    static func of(_ subject: String) -> Rationale? { ofSights.first { $0.subject == subject }?.reason }
}
