// What people type before they know the commands: settings by their everyday names, deeds in other words, questions in a sentence.
import Formula
import NeuralEngine

/// Reads lines that no command begins for what they mean.
enum EverydayWords {
    /// Ways to say something, and the command that does it: with what stands behind the words for its `#`, or as an example.
    private struct Saying: Sendable {
        let phrases: [[String]]
        let command: String
        let example: String
        /// Whether the command takes what stands behind the words.
        let takes: @Sendable (String) -> Bool

        init(
            _ phrases: String..., means command: String = "", asIn example: String,
            taking takes: @escaping @Sendable (String) -> Bool = { _ in false }
        ) {
            self.phrases = phrases.map { $0.split(separator: " ").map(String.init) }
            (self.command, self.example, self.takes) = (command, example, takes)
        }

        /// How many words of its longest phrase that fits begin others; nil if none does.
        func length(in words: some Collection<String>) -> Int? {
            phrases.filter { words.starts(with: $0) }.map(\.count).max()
        }
    }

    private static let isNumber: @Sendable (String) -> Bool = { Double($0) != nil }
    private static let isCount: @Sendable (String) -> Bool = { Int($0).map { $0 > 0 } ?? false }

    private static let sayings = [
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
                    PlottingCommands.names.contains { $0.name == word } || Activation.named(String(word)) != nil
                }
            }),
        Saying("accuracy", "evaluate", asIn: "print accuracy"), Saying("error", "cost", asIn: "print E"),
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
    ]

    // MARK: What does it

    /// The error of a line that no command begins, with what does that which it says; nil where that is not known.
    static func error(_ line: CommandLine) -> CommandError? {
        guard let first = line.words.first, let hint = hint(for: line.words.map(\.text)) else { return nil }
        return CommandError("unknown command '\(first.text)'", column: first.column, hint: hint)
    }

    /// How a setting is written that is named in everyday words, `learning rate 0.1`; nil where no value stands behind it.
    static func setting(_ words: [Word]) -> String? { written(plain(words.map(\.text))) }

    private static func hint(for typed: [String]) -> String? {
        var words = plain(typed)
        let asked = questions.filter { words.starts(with: $0) }.max { $0.count < $1.count }
        words.removeFirst(asked?.count ?? 0)
        if let written = written(words) { return "write: \(written)" }
        if let saying = saying(words)?.saying { return example(saying.example) }
        guard asked != nil else {
            // A word that a command takes, or a slip of a finger, is told of by the table of commands.
            let isNear = CommandTable.near(Word(typed[0], column: 1)) != nil
            return isNear ? nil : subject(in: words, of: 1).map(page)
        }
        // Of a question any of the words may say what it is about.
        for start in words.indices.dropFirst() {
            if let saying = saying(words[start...])?.saying { return example(saying.example) }
        }
        for word in words {
            if let command = CommandTable.commands.first(where: { $0.name == word || $0.aliases.contains(word) }) {
                return example(command.examples.first ?? command.name)
            }
            if let command = CommandTable.command(taking: word) { return example("\(command.name) \(word)") }
        }
        return subject(in: words, of: 1).map(page)
    }

    private static func example(_ command: String) -> String {
        "for example: \(command)" + (CommandTable.name(of: command).map { "; `help \($0)` tells more" } ?? "")
    }

    private static func page(_ subject: String) -> String { "`help \(subject)` tells of it" }

    /// A command with the value that is typed; nil if none is that it takes.
    private static func written(_ words: [String]) -> String? {
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

    private static func saying(_ words: [String]) -> (saying: Saying, length: Int)? { saying(words[...]) }

    /// The saying whose phrase some words begin with, the longest one.
    private static func saying(_ words: ArraySlice<String>) -> (saying: Saying, length: Int)? {
        sayings.compactMap { saying in saying.length(in: words).map { (saying, $0) } }.max { $0.1 < $1.1 }
    }

    /// The words in lower case, without articles and the marks between and behind them.
    private static func plain(_ words: [String]) -> [String] {
        words.flatMap { $0.lowercased().split { "=:,?!".contains($0) }.map(String.init) }
            .map { $0.count > 1 && $0.hasSuffix(".") ? String($0.dropLast()) : $0 }.filter { !articles.contains($0) }
    }

    private static let articles = ["a", "an", "the", "my", "this", "that", "it", "some"]

    private static let questions = [
        "how do i", "how do you", "how do we", "how does one", "how can i", "how can you", "how could i", "how would i", "how should i",
        "how to", "how", "where do i", "where can i", "where", "can i", "can you", "could you", "i want to", "i would like to", "i",
        "let me", "please",
    ].map { $0.split(separator: " ").map(String.init) }

    // MARK: What something is

    private static let askingForMeaning = ["what is", "what are", "what's", "whats", "what does", "what do", "what means", "meaning of"]
    private static let askingForWorking = ["how does", "how do"]

    /// What a question asks the meaning of: the words of `what is a sigmoid?` that name it; nil for other lines.
    static func subject(of line: CommandLine) -> [Word]? {
        let text = line.words.map { $0.text.lowercased() }.joined(separator: " ")
        func opening(_ openings: [String]) -> Int? { openings.first { text.hasPrefix($0 + " ") }?.split(separator: " ").count }
        var words = line.words
        let last = words.count - 1
        words[last] = Word(String(words[last].text.reversed().drop { "?!.".contains($0) }.reversed()), column: words[last].column)
        let end = words[last].text.lowercased()
        if let count = opening(askingForMeaning) {
            words.removeFirst(count)
            if ["mean", "do"].contains(end), words.count > 1 { words.removeLast() }
        } else if let count = opening(askingForWorking), end == "work" {
            words = Array(words[count..<last])
        } else {
            return nil
        }
        words.removeAll { articles.contains($0.text.lowercased()) || $0.text.isEmpty }
        return words.isEmpty ? nil : words
    }

    /// Whether words that are being typed may become such a question.
    static func mayBecomeQuestion(_ words: [Word]) -> Bool {
        let text = words.map { $0.text.lowercased() }.joined(separator: " ")
        return text.count > 1 && (askingForMeaning + askingForWorking).contains { $0.hasPrefix(text) || text.hasPrefix($0 + " ") }
    }

    /// The longest run of words that has a page of its own, of so many words at least.
    static func subject(in words: [String], of least: Int) -> String? {
        for length in stride(from: min(3, words.count), through: least, by: -1) {
            for start in 0...(words.count - length) {
                let run = words[start..<start + length].joined(separator: " ")
                if run.count > 1, Help.explains(run) { return run }
            }
        }
        return nil
    }
}
