// How well the network does on each part of the data: val.loss, test.accuracy.
import NeuralEngine

/// A number that judges the network on the validation or the test part.
struct Metric: Sendable, Equatable {
    enum Kind: String, CaseIterable, Sendable { case loss, accuracy }

    let part: Split.Part
    let kind: Kind

    /// `val.loss`, `validation.accuracy`, `test.loss`; nil for any other name.
    init?(named name: String) {
        let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[1])) else { return nil }
        switch parts[0] {
        case "val", "validation": part = .validation
        case "test": part = .test
        default: return nil
        }
        self.kind = kind
    }

    /// The names that tell of training besides the quantities of the network.
    static let names: [(name: String, summary: String)] = [
        ("epoch", "how many epochs have been made"), ("loss", "the loss of all samples; within a pass that of its batch"),
        ("accuracy", "the part of the samples whose class is found"), ("val.loss", "the loss of the validation part"),
        ("val.accuracy", "the accuracy of the validation part"), ("test.loss", "the loss of the test part: to be looked at once"),
        ("test.accuracy", "the accuracy of the test part: to be looked at once"),
    ]

    /// Whether a name is one of them.
    static func isKnown(_ name: String) -> Bool { names.contains { $0.name == name.lowercased() } || Metric(named: name) != nil }

    /// The number in an evaluation, or an error where there is none.
    func value(in evaluation: Evaluation, column: Int?) throws(CommandError) -> Double {
        guard kind == .accuracy else { return evaluation.loss }
        return try evaluation.requireAccuracy(column: column)
    }
}

extension Evaluation {
    func requireAccuracy(column: Int?) throws(CommandError) -> Double {
        guard let accuracy else {
            throw CommandError(
                "there is no accuracy: the targets are not classes", column: column, hint: "classes are 0 or 1, or one-hot rows")
        }
        return accuracy
    }
}

extension Workspace {
    /// Judges the present network on a part of the data.
    func evaluator(of part: Split.Part, column: Int? = nil, threads: Int = 1) throws(CommandError) -> Evaluator {
        let samples = try requireSamples(of: part, column: column)
        guard samples.hasTargets else {
            throw CommandError("there is no target yet", hint: "give one: target \(Workspace.exampleRow(samples.targets.columns))")
        }
        guard let network, let parameters else { throw CommandError("there is no network yet") }
        try requireMemory(for: .looking, capacity: min(samples.count, Evaluator.batchSize), workers: threads)
        return Evaluator(network: network, parameters: parameters, samples: samples, threads: threads)
    }

    /// The loss and accuracy over a part of the data with the present parameters.
    func evaluation(of part: Split.Part = .training, column: Int? = nil) throws(CommandError) -> Evaluation {
        var evaluator = try evaluator(of: part, column: column)
        guard let parameters else { throw CommandError("there is no network yet") }
        return evaluator.evaluate(parameters)
    }
}
