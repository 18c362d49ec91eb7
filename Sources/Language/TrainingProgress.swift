// How far a training run has come.
import NeuralEngine

/// A snapshot of a training run: all that is needed to draw it, so that the drawing need not be done by the thread that trains.
public struct TrainingProgress: Sendable {
    public var network: Network
    /// What it trains on.
    public var samples: Samples
    public var parameters: Parameters
    public var optimizer: Optimizer
    /// Epochs since the network's birth, with what they reached.
    public var history: TrainingHistory
    /// Epochs made so far in this run, and asked for.
    public var epochsDone: Int
    public var epochsWanted: Int
    public var samplesPerSecond: Double
    /// Samples between two updates.
    public var batchSize: Int { history.batchSize ?? samples.count }
    /// How the network did at an epoch of the past that is looked back at; nil tells of the present.
    public var past: Standing?

    public init(
        network: Network, samples: Samples, parameters: Parameters, optimizer: Optimizer, history: TrainingHistory, epochsDone: Int,
        epochsWanted: Int, samplesPerSecond: Double
    ) {
        self.network = network
        self.samples = samples
        self.parameters = parameters
        self.optimizer = optimizer
        self.history = history
        self.epochsDone = epochsDone
        self.epochsWanted = epochsWanted
        self.samplesPerSecond = samplesPerSecond
    }

    /// The epoch that it tells of.
    public var epoch: Int { past?.epoch ?? history.epoch }

    /// Seconds until all epochs are done, if it goes on at this speed; nil before there is a speed.
    public var secondsLeft: Double? {
        samplesPerSecond > 0 ? Double((epochsWanted - epochsDone) * samples.count) / samplesPerSecond : nil
    }
}

extension TrainingProgress {
    /// How a training stands that is not running; nil without a network and something to train on.
    public init?(resting workspace: Workspace, epochsDone: Int = 0, epochsWanted: Int = 0) {
        guard let network = workspace.network, let parameters = workspace.parameters, let samples = workspace.samples else { return nil }
        self.init(
            network: network, samples: samples, parameters: parameters, optimizer: workspace.optimizer, history: workspace.training,
            epochsDone: epochsDone, epochsWanted: epochsWanted, samplesPerSecond: 0)
    }
}

extension Workspace {
    /// What the network is trained on; nil while something is missing.
    public var samples: Samples? { try? requireSamples() }
}

/// A training that has been asked for, or what is left of it: `train 477 batch=10`.
public struct PlannedTraining: Sendable, Equatable {
    public let epochs: Int
    /// As typed.
    public let options: [String]

    /// The training that the last command of a line asks for; nil if that is no training of a number of epochs.
    public init?(readingLast line: String) {
        guard let command = try? CommandLine.commands(of: line).last, CommandTable.name(of: command.text) == "train",
            let train = try? CommandTable.command(named: command.words[0]), let arguments = try? Arguments(command, for: train)
        else { return nil }
        let until = arguments.option("until") != nil
        let count = arguments.words.isEmpty ? (until ? TrainingRequest.mostEpochsUntil : 1) : Int(arguments.words[0].text)
        guard let count, count > 0, arguments.words.count <= 1 else { return nil }
        self.init(
            epochs: count, options: train.options.compactMap { option in arguments.option(option.name).map { "\(option.name)=\($0.text)" } }
        )
    }

    /// What a training says that was stopped at once.
    public static let stoppedTooSoon = "stopped before the first epoch was done"

    private init(epochs: Int, options: [String]) {
        self.epochs = epochs
        self.options = options
    }

    /// The command that does it.
    public var command: String { (["train \(epochs)"] + options).joined(separator: " ") }

    /// One epoch of it, without the conditions that may end it.
    public var singleEpoch: String {
        (["train 1"] + options.filter { !$0.hasPrefix("until=") && !$0.hasPrefix("patience=") }).joined(separator: " ")
    }

    /// What is left after some epochs; nil if nothing is.
    public func after(_ done: Int) -> PlannedTraining? {
        done < epochs ? PlannedTraining(epochs: epochs - done, options: options) : nil
    }

    /// As it goes on when a line has been obeyed: what that has set, no option of the training sets back.
    public func after(obeying line: String) -> PlannedTraining {
        let commands = (try? CommandLine.commands(of: line)) ?? []
        let set = commands.filter { CommandTable.name(of: $0.text) == "set" && $0.words.count > 1 }.map { $0.words[1].text.lowercased() }
        return PlannedTraining(epochs: epochs, options: options.filter { option in !set.contains { option.hasPrefix($0 + "=") } })
    }
}

extension Workspace {
    /// The learning rate that lines of commands set, taken one after the other; nil if none of them changes it.
    public func learningRate(after lines: [String]) -> Double? {
        var then = self
        for command in lines.flatMap({ (try? CommandLine.commands(of: $0)) ?? [] }) {
            if let name = CommandTable.name(of: command.text), name == "set" || name == "optimizer" { _ = try? then.execute(command) }
        }
        return then.optimizer.learningRate == optimizer.learningRate ? nil : then.optimizer.learningRate
    }
}

extension CommandTable {
    /// Whether a command typed during a training may be obeyed between two epochs: one that only looks, or changes how the training goes
    /// on, but neither what is trained nor the past.
    public static func fitsBetweenEpochs(_ line: String) -> Bool {
        guard let commands = try? CommandLine.commands(of: line), !commands.isEmpty else { return false }
        return commands.allSatisfy { command in
            guard let name = name(of: command.text), let kind = kind(of: command.text) else { return false }
            let isActivation = name == "layer" && command.words.count > 1 && command.words[1].text.lowercased() == "activation"
            return fitting.contains(name) || isActivation || kind == .look && !waiting.contains(name)
        }
    }

    private static let fitting = ["set", "optimizer", "freeze", "unfreeze", "define", "display", "plot"]
    private static let waiting = ["undo", "redo", "open", "replay", "lesson", "quit", "pause", "check"]
}
