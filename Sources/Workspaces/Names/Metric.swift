// How well the network does on each part of the data: val.loss, test.accuracy.
import NeuralEngine

/// A number that judges the network on the validation or the test part.
public struct Metric: Sendable, Equatable {
    public enum Kind: String, CaseIterable, Sendable { case loss, accuracy }

    public let part: Split.Part
    public let kind: Kind

    /// `val.loss`, `validation.accuracy`, `test.loss`; nil for any other name.
    public init?(named name: String) {
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
    public static let names = ["epoch", "loss", "accuracy", "val.loss", "val.accuracy", "test.loss", "test.accuracy"]

    /// Whether a name is one of them.
    public static func isKnown(_ name: String) -> Bool { names.contains(name.lowercased()) || Metric(named: name) != nil }

    /// The number in an evaluation.
    func value(in evaluation: Evaluation) throws(WorkspaceError) -> Double {
        kind == .loss ? evaluation.loss : try evaluation.requireAccuracy()
    }

    func value(in standing: Standing) throws(WorkspaceError) -> Double? {
        guard let loss = standing.validationLoss else { return nil }
        if kind == .loss { return loss }
        guard let accuracy = standing.validationAccuracy else { throw .noAccuracy }
        return accuracy
    }
}

extension Evaluation {
    func requireAccuracy() throws(WorkspaceError) -> Double {
        guard let accuracy else { throw .noAccuracy }
        return accuracy
    }
}

extension Workspace {
    /// Judges networks of this kind on a part of the data.
    package func evaluator(of part: Split.Part, threads: Int = 1) throws(WorkspaceError) -> Evaluator {
        let samples = try setup.samples(of: part)
        guard samples.hasTargets else { throw .noTarget(outputs: samples.targets.columns) }
        try setup.checkMemory(for: .looking, capacity: min(samples.count, Evaluator.batchSize), workers: threads)
        return Evaluator(network: try requireNetwork(), parameters: try requireParameters(), samples: samples, threads: threads)
    }

    /// The loss and accuracy over a part of the data with the present parameters.
    public func evaluation(of part: Split.Part = .training) throws(WorkspaceError) -> Evaluation {
        var evaluator = try evaluator(of: part)
        return evaluator.evaluate(try requireParameters())
    }
}
