// A training as it was asked for, and what is left of it when it is interrupted.
import NeuralEngine
import Workspaces

/// A training that has been asked for, or what is left of it: `train 477 batch=10`.
public struct PlannedTraining: Sendable, Equatable {
    public let epochs: Int
    /// As typed.
    public let options: [String]

    /// The training that the last command of a line asks for; nil if that is no training of a number of epochs.
    public init?(readingLast line: String) {
        guard let command = try? CommandLine.commands(of: line).last, let train = try? CommandTable.command(named: command.words[0]),
            train.manner.trains, let arguments = try? Arguments(command, for: train)
        else { return nil }
        let until = arguments.option("until") != nil
        let count = arguments.words.isEmpty ? (until ? TrainingRequest.mostEpochsUntil : 1) : Int(arguments.words[0].text)
        guard let count, count > 0, arguments.words.count <= 1 else { return nil }
        self.init(
            epochs: count, options: train.options.compactMap { option in arguments.option(option.name).map { "\(option.name)=\($0.text)" } }
        )
    }

    private init(epochs: Int, options: [String]) {
        self.epochs = epochs
        self.options = options
    }

    /// The command that does it.
    public var command: String { (["train \(epochs)"] + options).joined(separator: " ") }

    /// Whether it says how fast it is to go.
    public var hasPace: Bool { options.contains { $0.hasPrefix("pace=") } }

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
        let set = commands.filter { CommandTable.manner(of: $0.text)?.configures == true && $0.words.count > 1 }.map {
            $0.words[1].text.lowercased()
        }
        return PlannedTraining(epochs: epochs, options: options.filter { option in !set.contains { option.hasPrefix($0 + "=") } })
    }
}

extension Desk {
    /// The learning rate that lines of commands set, taken one after the other; nil if none of them changes it.
    public func learningRate(after lines: [String]) -> Double? {
        var then = self
        for command in lines.flatMap({ (try? CommandLine.commands(of: $0)) ?? [] }) {
            let name = CommandTable.name(of: command.text)
            if name == ParameterCommands.set.name || name == OptimizerCommands.optimizer.name { _ = try? then.execute(command) }
        }
        let rate = then.workspace.optimizer.learningRate
        return rate == workspace.optimizer.learningRate ? nil : rate
    }
}
