// Rosenblatt's rule: optimizer perceptron.
import Documents
import NeuralEngine
import Portraits
import Workspaces

/// `optimizer perceptron lr=1`: w += lr (t - a) x and b += lr (t - a) after each sample. That is gradient descent on the perceptron's loss
/// (a - t) z, sample by sample, and so it is set up.
enum PerceptronRule {
    static let name = "perceptron"
    static let summary = "w += lr (t - a) x, b += lr (t - a) after each sample: one layer of step units learns what a line can part"

    static func read(_ arguments: Arguments, _ desk: Desk) throws(CommandError) -> Acting {
        for option in OptimizerCommands.optimizer.options where option.name != "lr" {
            if let word = arguments.option(option.name) {
                throw CommandError("perceptron has no \(option.name)", column: word.column - option.name.count - 1, hint: "it has lr=")
            }
        }
        let rate = try arguments.number(option: "lr") ?? 1
        guard rate >= 0 else {
            throw CommandError("the learning rate is not negative", column: arguments.option("lr")?.column, hint: "for example lr=1")
        }
        let network = try worded(desk.workspace.requireNetwork()), column = arguments.words[0].column
        let weighted = network.layers.filter { $0.weightCount > 0 }
        guard weighted.count == 1, network.layers.last?.activation == .step, network.layers.last?.weightCount ?? 0 > 0 else {
            throw CommandError(
                "the perceptron's rule is for one layer of step units", column: column,
                hint: "write: net \(network.inputs)-\(max(1, network.outputs)) step")
        }
        return { desk, _ throws(CommandError) in
            try worded(at: column, desk.workspace.choose(.perceptron))
            desk.workspace.adjustOptimizer {
                ($0.rule, $0.weightDecay, $0.learningRate) = (.sgd, 0, rate)
            }
            desk.workspace.batch(1)
            return Reply(
                [
                    .line("perceptron, learning rate \(desk.text(rate)): w += lr (t - a) x, b += lr (t - a), after each sample"),
                    .note("that is sgd with the loss perceptron, (a - t) z, and mini-batches of 1 sample"),
                ],
                values: [.init("optimizer", .string(name)), .init("lr", .number(rate)), .init("loss", .string(Loss.perceptron.name))])
        }
    }
}
