// Settings and deeds by their everyday names, and the commands that do them.
import Formula
import NeuralEngine

package enum Sayings {
    /// Ways to say something, and the command that does it: with what stands behind the words for its `#`, or as an example.
    struct Saying: Sendable {
        let phrases: [[String]]
        let command: String
        let example: String
        /// What is said before the example; nil where that says it all.
        let note: String?
        /// Whether the command takes what stands behind the words.
        let takes: @Sendable (String) -> Bool

        init(
            _ phrases: String..., means command: String = "", asIn example: String, note: String? = nil,
            taking takes: @escaping @Sendable (String) -> Bool = { _ in false }
        ) {
            self.init(phrases, means: command, asIn: example, note: note, taking: takes)
        }

        init(
            _ phrases: [String], means command: String = "", asIn example: String, note: String? = nil,
            taking takes: @escaping @Sendable (String) -> Bool = { _ in false }
        ) {
            self.phrases = phrases.map { $0.split(separator: " ").map(String.init) }
            (self.command, self.example, self.note, self.takes) = (command, example, note, takes)
        }

        /// How many words of its longest phrase that fits begin others; nil if none does.
        func length(in words: some Collection<String>) -> Int? {
            phrases.filter { words.starts(with: $0) }.map(\.count).max()
        }
    }

    private static let isNumber: @Sendable (String) -> Bool = { Double($0) != nil }
    private static let isCount: @Sendable (String) -> Bool = { Int($0).map { $0 > 0 } ?? false }

    private static let all = everyday + foreign + behindCommands + ofData

    private static let everyday = [
        Saying("learning rate", "learning-rate", "lr", "rate", "eta", "step size", means: "set lr #", asIn: "set lr 0.1", taking: isNumber),
        Saying(
            "epochs", "epoch", "iterations", "train for", "train", "fit", "learn", "start training", means: "train #", asIn: "train 100",
            taking: isCount),
        Saying(
            "batch size", "batchsize", "batch", "mini-batch", "minibatch", means: "set batch #", asIn: "set batch 10", taking: isCount),
        Saying("momentum", means: "optimizer sgd momentum=#", asIn: "optimizer sgd momentum=0.9", taking: isNumber),
        Saying("random seed", "seed", means: "init seed=#", asIn: "init seed=1", taking: isCount),
        Saying(
            "activation function", "activation", means: "layer activation #", asIn: "layer activation tanh",
            taking: { Activation.named($0) != nil }),
        Saying("dropout", means: "layer dropout #", asIn: "layer dropout 0.2", taking: isNumber),
        Saying("weight decay", "l2", means: "penalty l2=#", asIn: "penalty l2=0.001", taking: isNumber),
        Saying("l1", means: "penalty l1=#", asIn: "penalty l1=0.001", taking: isNumber),
        Saying(
            "make network", "create network", "build network", "new network", "neural network", "make model", "create model", "build model",
            "new model", "model", "create", "build", means: "net #", asIn: "net 2-2-2 sigmoid",
            taking: { $0.split(separator: "-").count > 1 && $0.split(separator: "-").allSatisfy { Int($0) != nil } }),
        Saying(
            "load data", "dataset", "data set", "open data", means: "data #", asIn: "data iris",
            taking: { name in DataCommands.names.contains { $0.0 == name } }),
        Saying(
            "draw", "graph", "visualise", "visualize", "chart", "plot", means: "plot #", asIn: "plot loss",
            taking: { words in
                words.split(separator: " ").allSatisfy { word in
                    PlotForm.named(String(word)) != nil || Activation.named(String(word)) != nil
                }
            }),
        Saying("accuracy", "evaluate", "eval", "validate", "validation", "score", asIn: "print accuracy"),
        Saying("run", "go", means: "train #", asIn: "train 100", taking: isCount),
        Saying("clear", "cls", "clean", asIn: "init", note: "nothing has to be cleared; new first weights come by init"),
        Saying("recover", asIn: "history", note: "`nnrepl recover` in the shell opens what was not saved"),
        Saying("device", "cuda", "gpu", "to device", asIn: "train 100", note: "all is computed on the processor"),
        Saying("train test split", asIn: "split 70/15/15 seed=1"),
        Saying("export onnx", "onnx", asIn: "show weights > weights.txt", note: "networks are kept as sessions: save NAME"),
        Saying("error", "cost", asIn: "print E"),
        Saying("optimiser", "optimizer", asIn: "optimizer adam"),
        Saying(
            "tutorial", "introduction", "intro", "getting started", "get started", "start", "begin", "demo", "beginner", asIn: "tour"),
        Saying("course", asIn: "lesson"),
        Saying(
            "reset", "restart", "start over", "start again", "begin again", "new weights", "random weights", "randomise", "randomize",
            asIn: "init"),
        Saying("go back", "previous", "step back", "backwards", asIn: "back"), Saying("go on", "next", "proceed", "advance", asIn: "step"),
        Saying("backward pass", "backprop", "backpropagate", "backpropagation", asIn: "backward"),
        Saying("predict", "classify", asIn: "predict 5.1 3.5 1.4 0.2"), Saying("close", "leave", "exit", asIn: "quit"),
        Saying(
            "i don't understand", "i do not understand", "don't understand", "do not understand", "understand", "i am lost", "lost",
            "what now",
            "what next", "what is", "what are", "what do do", "what should do", "help me", asIn: "tour"),
    ]

    /// What does the same in programs, `loss.backward()`, and keys by their names.
    private static let foreign = [
        Saying("model summary", "summary", "describe", "print model", asIn: "show network"),
        Saying("model fit", "trainer fit", "trainer train", "model train", means: "train #", asIn: "train 100", taking: isCount),
        Saying("model compile", "compile", asIn: "optimizer adam", note: "loss and rule are set, and nothing is compiled"),
        Saying("model evaluate", "model score", asIn: "print accuracy"), Saying("model eval", asIn: "forward"),
        Saying("model predict", asIn: "predict 5.1 3.5 1.4 0.2"), Saying("model forward", "model call", asIn: "forward"),
        Saying("loss backward", "tape gradient", "autograd", "value and grad", asIn: "backward"),
        Saying("optimizer step", "optim step", "opt step", "apply gradients", asIn: "update"),
        Saying(
            "zero grad", "optimizer zero grad", "optim zero grad", "opt zero grad", "model zero grad", asIn: "show gradients",
            note: "each pass begins with gradients of 0"),
        Saying("optim sgd", "torch optim sgd", asIn: "optimizer sgd lr=0.1"),
        Saying("optim adam", "torch optim adam", asIn: "optimizer adam"),
        Saying(
            "model parameters", "parameters", "model state dict", "state dict", "get weights", "model get weights", "model weights",
            asIn: "show weights"),
        Saying("nn linear", "linear", "add layer", "model add", "nn sequential", "sequential", asIn: "layer dense 2 sigmoid"),
        Saying("nn flatten", "flatten", asIn: "layer flatten"),
        Saying("nn conv2d", "conv2d", asIn: "layer conv 8 3x3 relu"),
        Saying("nn maxpool2d", "maxpool2d", "maxpooling2d", asIn: "layer maxpool 2x2"),
        Saying(
            "torch manual seed", "manual seed", "random set seed", "np random seed", means: "init seed=#", asIn: "init seed=1",
            taking: isCount),
        Saying(
            "import torch", "import tensorflow", "import keras", "import numpy", "import jax", asIn: "net 2-2-2 sigmoid",
            note: "everything is here already"),
        Saying("read csv", "pd read csv", "dataloader", "load dataset", asIn: "data iris", note: "data load FILE reads a file"),
        Saying("plt plot", "plt show", "matplotlib", "tensorboard", asIn: "plot loss"),
        Saying("f1", asIn: "help"), Saying("f5", asIn: "continue"), Saying("f10", "space", "spacebar", asIn: "step"),
        Saying("backspace", asIn: "back"), Saying("f12", asIn: "screen > now.svg"),
    ]

    /// Commands that go on in words of other programs.
    private static let behindCommands = [
        Saying("show parameters", "show params", "show biases", asIn: "show weights"),
        Saying("show summary", "show model", "show architecture", "plot network", "plot model", asIn: "show network"),
        Saying("show grads", asIn: "show gradients"), Saying("show outputs", asIn: "show activations"),
        Saying("show samples", asIn: "show data"), Saying("show matrix", "plot confusion", "plot confusion matrix", asIn: "show confusion"),
        Saying("plot filters", "plot kernels", asIn: "plot features"), Saying("plot data", "plot dataset", asIn: "plot samples"),
        Saying("plot histogram", "plot distribution", asIn: "plot activations"), Saying("plot error", "plot cost", asIn: "plot loss"),
        Saying("plot lr", "plot rate", "plot learning rate", "show lr", "show rate", "show learning rate", asIn: "print rate"),
        Saying(
            "loss ce", "loss crossentropy", "loss categorical-cross-entropy", "loss categorical cross entropy",
            "loss sparse-categorical-crossentropy", "loss sparse categorical crossentropy", asIn: "loss cross-entropy"),
        Saying(
            "loss binary-cross-entropy-with-logits", "loss binary cross entropy with logits", "loss bcewithlogitsloss",
            "loss nn bcewithlogitsloss", asIn: "loss binary-cross-entropy"),
        Saying("loss l1", "loss absolute-error", "loss absolute error", asIn: "loss mean-absolute-error"),
        Saying("loss l2", asIn: "loss squared-error"), Saying("loss rmse", asIn: "loss mean-squared-error"),
    ]

    /// Data by the names that they have elsewhere, and what loads them there.
    private static let ofData = DataCommands.names.map { name, _ in
        let others = dataElsewhere[name] ?? []
        let phrases = ([name] + others).flatMap { ["load \($0)", "open \($0)"] } + others.map { "data \($0)" }
        return Saying(phrases, asIn: "data \(name)")
    }

    private static let dataElsewhere = [
        "circle": ["ring", "rings", "disc", "disk"], "gauss": ["blobs", "clouds", "clusters", "gaussian", "gaussians"],
        "spiral": ["swirl"], "sine": ["sinus", "sin"], "plane": ["linear"], "iris": ["flowers"], "digits": ["mnist", "numbers"],
    ]

    // MARK: What is written instead

    /// How a setting is written that is named in everyday words, `learning rate 0.1`; nil where no value stands behind it.
    static func setting(_ words: [Word]) -> String? { written(plain(words.map(\.text))) }

    /// A command with the value that is typed; nil if none is that it takes.
    static func written(_ words: [String]) -> String? {
        // `100 epochs`
        let words = words.count > 1 && Double(words[0]) != nil ? Array(words.dropFirst()) + [words[0]] : words
        if let rule = words.first, OptimizerFamily.all.contains(where: { $0.name == rule }) {
            let rate = words.dropFirst().first { Double($0) != nil }
            return "optimizer \(rule)" + (rate.map { " lr=\($0)" } ?? "")
        }
        guard let (saying, length) = saying(words[...]), !saying.command.isEmpty else { return nil }
        let value = words.dropFirst(length).filter { !["of", "to", "for", "with", "by", "is"].contains($0) }.joined(separator: " ")
        return !value.isEmpty && saying.takes(value) ? saying.command.replacing("#", with: value) : nil
    }

    /// What a line does that begins as one command and goes on as other programs have it, `show parameters`, with the options that it has;
    /// nil where it is not known so.
    package static func meant(by typed: [String]) -> String? {
        let options = typed.filter { $0.contains("=") && $0 != "=" }, words = plain(typed.filter { !options.contains($0) })
        guard let (saying, length) = saying(words), length > 1 else { return nil }
        return written(words) ?? (length == words.count ? ([saying.example] + options).joined(separator: " ") : nil)
    }

    static func saying(_ words: [String]) -> (saying: Saying, length: Int)? { saying(words[...]) }

    /// The saying whose phrase some words begin with, the longest one.
    static func saying(_ words: ArraySlice<String>) -> (saying: Saying, length: Int)? {
        // A network has many names in programs: net.parameters() is model.parameters().
        let words = ["net", "network", "self", "mlp"].contains(words.first) && words.count > 1 ? ["model"] + words.dropFirst() : words
        return all.compactMap { saying in saying.length(in: words).map { (saying, $0) } }.max { $0.1 < $1.1 }
    }

    /// The words in lower case, without articles and the marks between and behind them: `optimizer.zero_grad()` is three.
    static func plain(_ words: [String]) -> [String] {
        words.flatMap { word -> [Substring] in
            // A point before a digit is that of a number.
            let characters = Array(word.lowercased()), ends = characters.dropFirst().map(Optional.some) + [nil]
            let plain = zip(characters, ends).map { $0 == "." && $1?.isNumber != true ? " " : $0 }
            return String(plain).split { " =:,?!_()".contains($0) }
        }.map(String.init).filter { !articles.contains($0) }
    }

    static let articles = ["a", "an", "the", "my", "this", "that", "it", "some"]
}
