// why: what the step or chart that is in view is good for, in two or three sentences, and the lesson that has more.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

/// A few sentences about what a step is for.
struct Rationale {
    let sentences: String
    /// The lesson that they come from, by its name.
    let lesson: String

    init(_ lesson: String, _ sentences: String) { (self.lesson, self.sentences) = (lesson, sentences) }

    /// The reason for the step that computes a quantity.
    init(for quantity: Quantity, phase: Phase, in network: Network) {
        if let layer = network.recurrentLayer(of: quantity), let recurrence = network[layer: layer].recurrence,
            let (part, _, _) = recurrence.part(of: quantity)
        {
            self = Rationale.recurrent(recurrence.cell, part)
            return
        }
        switch quantity {
        case .netInput(let layer, _): self = Rationale.netInput(network[layer: layer])
        case .output(let layer, _): self = Rationale.output(network[layer: layer])
        case .share, .sampleLoss, .batchLoss, .target: self = Rationale.loss(network)
        case .centerLoss, .center:
            self = Rationale(
                "center-loss",
                "Each class has a center among the features, and what lies far from its own costs something. So the classes are not only parted, each of "
                    + "them is drawn together.")
        case .error(let layer, _):
            self = Rationale(
                "backward",
                layer == 0
                    ? "The walk back goes on to the inputs: dE/dx says which input would have to change, and how, for a smaller error. It is what a "
                        + "picture would be altered by to fool the network."
                    : "A unit has a share in the error of every unit that it sends its output to. Its own is the sum of theirs, each times the weight "
                        + "between: that is the chain rule, walked backwards.")
        case .delta(let layer, _): self = Rationale.delta(layer, network)
        case .weightGradient, .biasGradient:
            self = phase == .update ? Rationale.update : Rationale.gradient
        case .weight, .bias, .learningRate, .gradientNorm, .ofStep: self = Rationale.update
        case .statistic, .runningStatistic:
            self = Rationale(
                "mini-batches",
                "Batch normalisation looks at all samples of the batch together: their mean becomes 0 and their deviation 1, whatever the layers "
                    + "before have made of them. So the next layer need not follow every shift.")
        }
    }

    private static let gradient = Rationale(
        "backpropagation",
        "The gradient of a weight is how much the error would grow if the weight did: the delta of the unit that it leads to, times what comes "
            + "through it. If nothing came through, the weight had no part in the error.")

    private static let update = Rationale(
        "optimizers",
        "Each weight goes a little way against its gradient, downhill. The learning rate says how far: too small takes long, too large jumps over the "
            + "valley.")

    private static func recurrent(_ cell: RecurrentCell, _ part: RecurrentPart) -> Rationale {
        switch part {
        case _ where cell == .plain && [.netInput(0), .output].contains(part):
            Rationale(
                "recurrent",
                "A recurrent unit hears two things: what comes in at this step, and what all units have given at the step before. With the same weights "
                    + "at every step it can meet a pattern wherever in time it begins.")
        case .netInput, .gate:
            Rationale(
                "lstm",
                "A gate is a unit whose answer between 0 and 1 is multiplied with something: 0 shuts it out, 1 lets it pass. What the gates open for is "
                    + "learnt like everything else.")
        case .state where cell == .lstm:
            Rationale(
                "lstm",
                "The cell is carried on by a sum: what it held, times the forget gate, plus what enters. While that gate is open nothing squeezes it on the "
                    + "way, and so it can remember over many steps.")
        case .state, .output:
            Rationale(
                "recurrent",
                "What is given at a step goes two ways: on to the next layer, and back to the layer itself at the next step. That is its memory."
            )
        case .error, .stateError, .delta:
            Rationale(
                "recurrent",
                "An output has been used by the next layer and by the next step, so its share in the error is the sum of both: the way back goes through "
                    + "time. Each step multiplies by weights and slopes, and the error vanishes or explodes as it does through many layers."
            )
        }
    }

    private static func netInput(_ layer: Layer) -> Rationale {
        switch layer.kind {
        case .convolution:
            Rationale(
                "convolution",
                "The same few weights are laid over every place of the image. So the filter finds what it looks for wherever it lies, and has as many "
                    + "weights for a large image as for a small one.")
        case .batchNormalisation:
            Rationale(
                "mini-batches",
                "What comes in is brought to mean 0 and deviation 1 over the batch, so that no unit is driven to where its curve is flat. gamma and beta "
                    + "let the layer choose another scale if that is better."
            )
        case .dense, .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition, .recurrent:
            Rationale(
                "forward",
                "A unit weighs what comes in: a large weight listens closely, a negative one turns the opinion round. The bias says how easily the unit "
                    + "is moved at all.")
        }
    }

    private static func output(_ layer: Layer) -> Rationale {
        switch layer.kind {
        case .maxPooling, .averagePooling:
            Rationale(
                "pooling",
                "Pooling keeps what a window has found and forgets where exactly. The map becomes smaller, and small shifts change nothing."
            )
        case .dropout:
            Rationale(
                "overfitting",
                "Units that are dropped at random cannot rely on one another, so each has to be of use by itself. That makes it harder to learn single "
                    + "samples by heart.")
        case .noise:
            Rationale(
                "denoising",
                "What is spoilt by noise cannot be copied: the network has to learn how the numbers hang together. Only so it can tell what has been "
                    + "spoilt from what was meant.")
        case .addition:
            Rationale(
                "residual",
                "What came in earlier is added, so the layers between only learn what to change. On the way back the error passes the sum as it is: it does "
                    + "not vanish.")
        case .dense, .convolution, .flatten, .batchNormalisation, .recurrent:
            layer.activation == .identity
                ? Rationale(
                    "regression",
                    "The output is the net input as it is, so it can be any number: that is what a regression needs. Between other layers it would add "
                        + "nothing, for a sum of sums is a sum.")
                : layer.activation.ofLayer != nil
                    ? Rationale(
                        "softmax",
                        "Softmax makes probabilities of the outputs: all are above 0 and add up to 1. A difference of net inputs becomes a ratio of "
                            + "probabilities.")
                    : Rationale(
                        "activations",
                        "Without a bend between them, layers of sums would be one layer of sums. The bend of \(layer.activation.name) is what lets a "
                            + "network part what no line can part.")
        }
    }

    private static func loss(_ network: Network) -> Rationale {
        network.loss.comparesDistributions || network.loss == .binaryCrossEntropy
            ? Rationale(
                "cross-entropy",
                "The loss is -ln of the probability that was given to the right answer. It is near 0 when the network is sure and right, and without bound "
                    + "when it is sure and wrong.")
            : Rationale(
                "backpropagation",
                "One number says how wrong the outputs are. All of learning is to make it smaller, so everything that follows asks how it depends on each weight."
            )
    }

    private static func delta(_ layer: Int, _ network: Network) -> Rationale {
        if layer == network.outputLayer, network.lossIsFromLogits {
            return Rationale(
                "cross-entropy",
                "The slope of the activation has cancelled against that of the loss: what is left is output minus target. So a unit that is very wrong "
                    + "learns fast, even where its curve is flat.")
        }
        return Rationale(
            "backpropagation",
            "Delta is how the error changes with the net input: how it changes with the output, times the slope of the activation there. Where the curve "
                + "is flat, delta is near 0 and little is learnt.")
    }

    /// Asks for the reason of what is in view: the step done last, or the chart or remark that came after it; or of a subject by its word.
    static let why = Command.look(
        "why", group: .looking, synopsis: ["why", "why boundary | gradients | dead | ..."],
        summary: "What the step, chart or remark in view is good for, in two or three sentences, and the lesson that has more.",
        details: ["By their words: \(ofSights.map(\.subject).joined(separator: ", "))."], examples: ["why", "why boundary"],
        arguments: .words(ofSights.map { ($0.subject, "lesson \($0.reason.lesson)") }).only(at: 0)
    ) { arguments, _ throws(CommandError) in
        if arguments.words.count > 1 {
            let known = arguments.words.map { $0.text.lowercased() }.first { of($0) != nil }
            throw CommandError(
                "why answers no whole questions", column: arguments.words[1].column,
                hint: known.map { "write: why \($0)" } ?? "why alone tells of the step in view; `explain w5` shows how a number comes about"
            )
        }
        if let word = arguments.words.first {
            let subject = word.text.lowercased()
            guard let reason = of(subject) else {
                throw CommandError(
                    "there is no reason kept for '\(word.text)'", column: word.column,
                    hint: closest(to: subject, among: ofSights.map(\.subject)).map { "did you mean '\($0)'?" } ?? "help why lists the words"
                )
            }
            return { _, _ throws(CommandError) in reply(reason, about: subject) }
        }
        return { desk, _ throws(CommandError) in
            let stepper = desk.workspace.stepper
            if let sight = desk.glance ?? desk.sight, sight.place == stepper?.position, let reason = of(sight.subject) {
                return reply(reason, about: sight.subject)
            }
            guard let stepper, let step = stepper.lastStep else {
                throw CommandError("no step has been done yet", column: 1, hint: "`step` does one; `why boundary` tells of a chart")
            }
            let reason = Rationale(for: step.quantity, phase: step.phase, in: stepper.network)
            return reply(reason, about: Names(network: stepper.network).name(of: step), isQuantity: true)
        }
    }

    private static func reply(_ reason: Rationale, about name: String, isQuantity: Bool = false) -> Reply {
        var reply = Reply.line(
            reason.sentences,
            values: [
                .init(isQuantity ? "quantity" : "subject", .string(name)), .init("why", .string(reason.sentences)),
                .init("lesson", .string(reason.lesson)),
            ])
        reply.reference = LessonReference(subject: name, lesson: reason.lesson)
        return reply
    }
}
