// Sessions drawn at random, the same ones in every run.
// swift-format-ignore-file: NeverForceUnwrap
import NeuralEngine

@testable import Language

/// Draws networks, samples and commands.
struct RandomTalk {
    private var random: RandomStream

    init(seed: Int) { random = RandomStream(seed: UInt64(seed), purpose: .data) }

    mutating func pick<T>(_ choices: [T]) -> T { choices.randomElement(using: &random)! }

    mutating func int(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }

    mutating func number() -> String { "\(random.uniform(-2, 2))" }

    mutating func row(_ count: Int) -> String { "[" + (0..<count).map { _ in number() }.joined(separator: ",") + "]" }

    /// The targets of a sample; of cross-entropy they are not below 0 and add up to 1.
    mutating func targets(_ count: Int, areProbabilities: Bool) -> String {
        guard areProbabilities else { return row(count) }
        let parts = (0..<count).map { _ in int(0...9) + 1 }, sum = parts.reduce(0, +)
        return "[" + parts.map { "\(Double($0) / Double(sum))" }.joined(separator: ",") + "]"
    }

    /// A network with samples and targets, ready to be walked.
    mutating func scene() -> Talk {
        var talk = Talk()
        let hidden = pick(["sigmoid", "tanh", "relu", "leaky-relu(0.5)", "softplus", "identity", "bend"])
        let output = pick(["sigmoid", "tanh", "identity", "softmax", "step"])
        let sizes = (0..<int(2...4)).map { _ in int(1...4) }
        let count = int(1...4)
        var lines = [
            "define bend(x) = x*sigmoid(x)", "net \(sizes.map(String.init).joined(separator: "-")) \(hidden) output=\(output)",
            "init glorot-uniform seed=\(int(0...1000))", "bias \(pick(["each", "shared", "none"]))", "set lr 0.\(int(1...9))",
            "input [" + (0..<count).map { _ in row(sizes[0]) }.joined(separator: ",") + "]",
            "target [" + (0..<count).map { _ in targets(sizes.last!, areProbabilities: output == "softmax") }.joined(separator: ",") + "]",
        ]
        if int(0...2) == 0 { lines.append("freeze \(pick(["W1", "w1"]))") }
        if int(0...1) == 0 { lines.append("set batch \(int(1...count))") }
        for line in lines { precondition(talk.error(line) == nil, line) }
        return talk
    }

    /// A command that changes something or walks, or that may be refused.
    mutating func command() -> String {
        let unit = pick(["", " term", " node", " layer", " pass", " epoch"])
        return pick([
            "step\(unit)", "step \(int(1...9))\(unit)", "back\(unit)", "back \(int(1...9))\(unit)", "step", "step \(int(1...30))",
            "goto \(int(0...30))", "finish", "continue", "forward", "backward", "update", "set w1 \(number())", "set lr 0.\(int(1...9))",
            "train \(int(1...3))", "train 2 batch=1", "bias \(pick(["each", "shared", "none"]))", "freeze w1", "unfreeze w1",
            "init he-normal seed=\(int(0...99))", "set batch all", "break E", "display E", "delete all", "set digits 5",
            "plot sigmoid size=20x5", "define kink(x) = max(x, 0)^2", "loss mean-squared-error", "data xor", "set w99 1",
            "target 1 2 3 4 5",
        ])
    }
}
