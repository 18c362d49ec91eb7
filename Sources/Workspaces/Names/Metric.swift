// How well the network does on each part of the data: val.loss, test.accuracy, recall.2.
import NeuralEngine

/// A number that judges the network on a part of the data.
public struct Metric: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case loss, accuracy
        /// Of the samples of a class the share that is recognised; of those taken for it the share that is of it.
        case recall(Class), precision(Class)
    }

    /// A class: by its number, from 1, or by its name.
    public struct Class: Sendable, Equatable {
        let text: String
    }

    public let part: Split.Part
    public let kind: Kind

    /// `val.loss`, `validation.accuracy`, `test.loss`; of one class `recall.2`, `val.recall[2]`, `precision.setosa`; nil for any other name.
    public init?(named name: String) {
        var parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        switch parts[0] {
        case "val", "validation": part = .validation
        case "test": part = .test
        default: part = .training
        }
        if part != .training { parts.removeFirst() }
        if parts.count == 1, parts[0].hasSuffix("]"), let bracket = parts[0].firstIndex(of: "[") {
            parts = [String(parts[0][..<bracket]), String(parts[0][parts[0].index(after: bracket)...].dropLast())]
        }
        switch (parts.first, parts.count) {
        case ("loss", 1) where part != .training: kind = .loss
        case ("accuracy", 1) where part != .training: kind = .accuracy
        case ("recall", 2) where !parts[1].isEmpty: kind = .recall(Class(text: parts[1]))
        case ("precision", 2) where !parts[1].isEmpty: kind = .precision(Class(text: parts[1]))
        default: return nil
        }
    }

    /// The names that tell of training besides the quantities of the network.
    public static let names = [
        "epoch", "loss", "accuracy", "val.loss", "val.accuracy", "test.loss", "test.accuracy", "recall.1", "precision.1", "val.recall.1",
        "val.precision.1",
    ]

    /// Whether a name is one of them.
    public static func isKnown(_ name: String) -> Bool { names.contains(name.lowercased()) || Metric(named: name) != nil }

    /// What it is called in a sentence.
    var word: String {
        switch kind {
        case .loss: "loss"
        case .accuracy: "accuracy"
        case .recall(let label): "recall.\(label.text)"
        case .precision(let label): "precision.\(label.text)"
        }
    }

    /// The number where training keeps it after an epoch; nil where it has to be found.
    func value(in standing: Standing) throws(WorkspaceError) -> Double? {
        guard part == .validation, let loss = standing.validationLoss else { return nil }
        switch kind {
        case .loss: return loss
        case .accuracy:
            guard let accuracy = standing.validationAccuracy else { throw .noAccuracy }
            return accuracy
        case .recall, .precision: return nil
        }
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
    public func evaluation(
        of part: Split.Part = .training, unless isToStop: () -> Bool = { false }
    ) throws(WorkspaceError) -> Evaluation {
        var evaluator = try evaluator(of: part)
        guard let evaluation = evaluator.evaluate(try requireParameters(), unless: isToStop) else { throw .stoppedOnTheWay }
        return evaluation
    }

    /// A metric with the present parameters.
    func value(of metric: Metric, unless isToStop: () -> Bool) throws(WorkspaceError) -> Double {
        switch metric.kind {
        case .loss: return try evaluation(of: metric.part, unless: isToStop).loss
        case .accuracy: return try evaluation(of: metric.part, unless: isToStop).requireAccuracy()
        case .recall(let label):
            let confusion = try confusion(of: metric.part, unless: isToStop), place = try place(of: label, among: confusion.classCount)
            guard let recall = confusion.recall(of: place) else { throw .noSampleOfClass(label.text) }
            return recall
        case .precision(let label):
            let confusion = try confusion(of: metric.part, unless: isToStop), place = try place(of: label, among: confusion.classCount)
            guard let precision = confusion.precision(of: place) else { throw .noSampleTakenForClass(label.text) }
            return precision
        }
    }

    private func confusion(of part: Split.Part, unless isToStop: () -> Bool) throws(WorkspaceError) -> Confusion {
        guard let confusion = try evaluator(of: part).confusion(try requireParameters(), unless: isToStop) else {
            throw isToStop() ? .stoppedOnTheWay : .noAccuracy
        }
        return confusion
    }

    /// The place of a class, from 0: its number less 1, or where its name stands among those of the data.
    private func place(of label: Metric.Class, among count: Int) throws(WorkspaceError) -> Int {
        if let number = Int(label.text), (1...count).contains(number) { return number - 1 }
        var names = dataset?.read(for: network).classNames ?? []
        if names.count == 1, let named = outputClasses { names = named }
        let alike = names.prefix(count).indices.filter { names[$0].lowercased() == label.text }
        if Int(label.text) == nil, alike.count == 1 { return alike[0] }
        throw .noClass(label.text, names: names, count: count)
    }
}
