// Random expressions from a seed, the same in every run.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry
@testable import Formula

/// SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

extension Expression {
    static let someNames = ["x", "h1.net", "grad(w5)", "grad(h1->o1)", "W1[2,1]", "h1->o1", "h2[3].out", "E.o1", "epoch", "target_o1"]

    /// Any expression that the parser can make.
    static func random(depth: Int, using generator: inout SeededGenerator) -> Expression {
        func inner() -> Expression { random(depth: depth - 1, using: &generator) }
        guard depth > 0 else {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                return .number(
                    [-2, -0.5, 0, 0.1, 1, 2, 3, 1e-6, 1e300, .random(in: -9...9, using: &generator)].randomElement(using: &generator)!)
            case 1: return .pi
            default: return .quantity(someNames.randomElement(using: &generator)!)
            }
        }
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: return inner().minus
        case 1: return .not(inner())
        case 2: return .conditional(inner(), inner(), inner())
        case 3:
            let function = (Function.elementary + [.sigmoid, .tanh]).randomElement(using: &generator)!
            let count = function.argumentCount.upperBound == 1 ? 1 : Int.random(in: 1...3, using: &generator)
            return .call(function, (0..<count).map { _ in inner() })
        case 4:
            let text = ["sigmoid'", "tanh''", "softplus'''", "relu'", "cos'", "leaky-relu", "exp''"].randomElement(using: &generator)!
            return try! Expression.curve(text).replacing("x", with: inner())
        default: return .binary(Operator.allCases.randomElement(using: &generator)!, inner(), inner())
        }
    }

    /// A smooth expression in x without poles, of moderate size near 0.
    static func randomSmooth(depth: Int, using generator: inout SeededGenerator) -> Expression {
        func inner() -> Expression { randomSmooth(depth: depth - 1, using: &generator) }
        guard depth > 0 else { return [.x, .x, .number(.random(in: -2...2, using: &generator)), 2, 1].randomElement(using: &generator)! }
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return .binary(.add, inner(), inner())
        case 1: return .binary(.subtract, inner(), inner())
        case 2: return .binary(.multiply, inner(), inner())
        case 3: return .binary(.divide, inner(), .binary(.add, 2, .call(.cos, [inner()])))
        case 4: return .binary(.power, inner(), .number(Double(Int.random(in: 0...3, using: &generator))))
        case 5: return .binary(.power, .binary(.add, 1, .call(.sigmoid, [inner()])), .call(.sin, [inner()]))
        case 6: return .negation(inner())
        default:
            let texts = [
                "sigmoid", "tanh", "softplus", "sin", "cos", "sigmoid'", "tanh'", "softplus''", "exp(sin(x))", "ln(2 + cos(x))",
                "sqrt(1 + x^2)", "log10(1 + x^2)",
            ]
            return try! Expression.curve(texts.randomElement(using: &generator)!).replacing("x", with: inner())
        }
    }
}

/// The value of an expression in x alone.
func value(_ text: String, x: Double = 0, functions: FunctionTable = FunctionTable()) throws -> Double {
    try Expression.parse(text, functions: functions).compiled()(x)
}

/// The error that a text is refused with.
func refusal(_ text: String) -> FormulaError? {
    do {
        _ = try Expression.parse(text)
        return nil
    } catch { return error }
}
