// Sessions drawn at random, the same ones in every run.
// swift-format-ignore-file: NeverForceUnwrap
import Fuzzing
import NeuralEngine
import Testing

@testable import Language
@testable import Sessions

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
        if int(0...3) == 0 { return courseCommand() }
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

    /// A command of what the course has besides: its layers, rules, costs, analyses and searches; it may be refused.
    mutating func courseCommand() -> String {
        pick([
            "layer add \(int(0...3))", "layer noise 0.2", "layer dense \(int(1...3)) tanh", "layer remove \(int(1...4))",
            "layer recurrent 2 relu", "layer recurrent 2 last", "layer lstm 2", "layer gru 2 last", "layer activation \(int(1...3)) relu",
            "layer input 2 steps=3", "features x y x*y", "features x^2 y^2", "features none", "penalty activity=0.02 layer=\(int(1...2))",
            "penalty l1=0.01", "penalty off", "schedule plateau patience=1 factor=0.5", "schedule plateau on=accuracy",
            "schedule step every=2 gamma=0.5", "schedule constant", "loss cross-entropy smoothing=0.2", "loss cross-entropy center=0.1",
            "loss binary-cross-entropy smoothing=0.1 weights=1,3", "loss squared-error reduction=sum", "loss squared-error",
            "optimizer perceptron lr=1", "optimizer adam lr=0.05", "optimizer sgd lr=0.2", "target input", "target none",
            "data echo n=6 length=4", "data x*y n=8", "data gauss n=8", "data and", "split 60/40 seed=1", "split none", "normalise",
            "normalise none", "compare lr=0.1,0.5 seeds=2 epochs=2", "compare loss=squared-error,huber start=here epochs=2", "collapse",
            "properties swish", "show truth", "show spectrum", "plot units", "plot folding", "plot samples", "plot spectrum",
            "plot loss with=before", "gallery lstm", "gallery residual open", "why", "check gradients limit=10",
            "search random lr=log(0.01..1) trials=3 epochs=2", "search grid lr=0.1..1 trials=2 epochs=1", "search step \(int(1...2))",
            "search back", "search on \(int(1...2))", "search apply", "search stop", "show search", "plot search",
            "train \(int(1...3)) batch=2",
            "rewind \(int(0...3))", "rewind -1", "init glorot-uniform seed=\(int(0...9))", "freeze U1", "unfreeze all", "set s1 [0.5,-0.5]",
        ])
    }
}

extension Talk {
    /// Runs commands drawn at random, takes some back and does some again: each state is then what it was, to the bit. A command that is
    /// refused changes nothing, and neither does one that looks.
    mutating func wander(
        _ moves: Int, _ random: inout RandomTalk, seed: Int, command: (inout RandomTalk) -> String
    ) {
        // The states along the time line, and where on it we are; within a command that stands for several they are not known.
        var states: [Bits?] = [bits], place = 0
        func expectState(after what: String) {
            if let state = states[place] { #expect(bits.difference(from: state) == nil, "seed \(seed), \(what)") }
        }
        for _ in 1...moves {
            switch random.int(0...9) {
            case 0...1:
                let count = min(place, random.int(1...4))
                if count > 0 { #expect(error("undo \(count)") == nil) }
                place -= count
                expectState(after: "undo")
            case 2:
                let count = random.int(1...4), wanted = min(states.count - 1, place + count)
                if place < states.count - 1 { #expect(error("redo \(count)") == nil) }
                place = wanted
                expectState(after: "redo")
            default:
                let line = command(&random), depth = session.timeline.depth
                let isRefused = error(line) != nil, gained = session.timeline.depth - depth
                if gained > 0 {
                    states.removeSubrange((place + 1)...)
                    states += Array(repeating: nil, count: gained - 1) + [bits]
                    place += gained
                }
                #expect(!isRefused || gained == 0 || line.hasSuffix(" open"), "seed \(seed), \(line)")
                expectState(after: line)
            }
        }
        while place > 0 {
            #expect(error("undo") == nil)
            place -= 1
            expectState(after: "undo")
        }
    }
}
