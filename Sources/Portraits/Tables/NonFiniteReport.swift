// Where a number ended, in words: what became infinite or not a number, in which layer and step, and why.
import Documents
import NeuralEngine
import Workspaces

extension NonFiniteNumber {
    /// `the first was h1.net = inf: layer 1, forward, sample 3 of batch 1; it is larger than 1.8e308, the largest number`
    package func sentence(_ names: Names) -> String {
        let place = [
            layer.map { "layer \($0)" }, isInEvaluation ? "\(phase?.rawValue ?? "given"), after the epoch" : phase?.rawValue,
            "sample \(sample + 1)" + (batch.map { " of batch \($0 + 1)" } ?? ""),
        ].compactMap { $0 }.joined(separator: ", ")
        return "the first was \(name(names)) = \(Numerals().text(value)): \(place); \(cause.sentence(of: value))"
    }

    /// The same for programs.
    package func json(_ names: Names) -> JSONValue {
        .object([
            .init("quantity", .string(name(names))), .init("value", .number(value)), .init("layer", layer.map(JSONValue.int) ?? .null),
            .init("phase", phase.map { .string($0.rawValue) } ?? .null), .init("sample", .int(sample + 1)),
            .init("batch", batch.map { .int($0 + 1) } ?? .null), .init("cause", .string(cause.sentence(of: value))),
        ])
    }

    private func name(_ names: Names) -> String {
        let name = names.name(of: quantity)
        return cause == .overflowInMemory
            ? "what the optimizer remembers of \(name)" : name + (phase == .update && quantity != .gradientNorm ? " after" : "")
    }
}

extension NonFiniteNumber.Cause {
    /// - Parameter value: what the number has become.
    func sentence(of value: Double) -> String {
        switch self {
        case .given: "it was given so"
        case .broughtAlong: "it was so before, by an update"
        case .overflow, .overflowInMemory:
            value < 0 ? "it is less than -1.8e308, the least number" : "it is larger than 1.8e308, the largest number"
        case .logarithmOfZero: "it has the logarithm of 0"
        case .divisionByZero: "it divides by 0"
        case .undefined: "what it is made of has no value, as 0/0 and inf - inf"
        case .insideFormula(let ending): ending.sentence
        }
    }
}

extension Ending {
    /// `exp(800) = inf, inf/inf = nan; sigmoid(x), built in, is the same and does not overflow`
    package var sentence: String {
        operations.joined(separator: ", ") + (builtIn.map { "; \($0), built in, is the same and does not overflow" } ?? "")
    }
}
