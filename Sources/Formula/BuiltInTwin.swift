// Built-in functions that have the values of a formula and go on where that one overflows: 1/(1 + e^-x) is the sigmoid, ln(1 + e^x) softplus.
import NeuralEngine

extension Expression {
    /// The built-in function that has the values of this expression, or of a part of it, taken as a function of a part u; and that has a
    /// value where that part has none. Nil if there is none.
    /// - Parameter values: what the parts have come to.
    func builtIn(inPlaceOfFunctionOf u: Expression, _ values: [Expression: Double]) -> Expression? {
        guard partCount <= 60, let x = values[u] else { return nil }
        var parts: [Expression] = []
        forEachPart { if !$0.children.isEmpty, values[$0]?.isFinite == false { parts.append($0) } }
        return parts.lazy.compactMap { $0.softmaxOfTwo ?? $0.twin(asFunctionOf: u, at: x) }.first
    }

    private func twin(asFunctionOf u: Expression, at x: Double) -> Expression? {
        // No name that can be typed.
        let name = "\u{1}", formula = replacing(u, with: .quantity(name))
        guard formula.freeNames == [name] else { return nil }
        let values = Twin.places.map { place in formula.evaluate { _ in place } }, known = values.filter(\.isFinite)
        guard known.count >= Twin.fewestPlaces, Set(known).count > 1 else { return nil }
        return Twin.all.first { $0.function.apply([$0.factor * x]).isFinite && $0.hasValues(values) }.map { twin in
            .call(twin.function, [twin.factor == 1 ? u : twin.factor == -1 ? -u : .number(twin.factor) * u])
        }
    }

    /// Whether it, or a part of it, is e^a over a sum of such powers, e^a among them.
    var holdsSoftmax: Bool {
        var isFound = false
        forEachPart { part in
            guard case .binary(.divide, let above, let below) = part.form, let a = above.exponent, let all = below.exponents else { return }
            isFound = isFound || all.contains(a)
        }
        return isFound
    }

    /// The exponents of a sum of powers of e; nil if it is none.
    private var exponents: [Expression]? {
        guard case .binary(.add, let u, let v) = form else { return exponent.map { [$0] } }
        guard let first = u.exponents, let second = v.exponents else { return nil }
        return first + second
    }

    /// e^a/(e^a + e^b) is sigmoid(a - b).
    private var softmaxOfTwo: Expression? {
        guard case .binary(.divide, let above, let below) = form, case .binary(.add, let first, let second) = below.form,
            let a = above.exponent, let p = first.exponent, let q = second.exponent, a == p || a == q
        else { return nil }
        return .call(.sigmoid, [a - (a == p ? q : p)])
    }

    /// The u of e^u.
    private var exponent: Expression? {
        if case .call(.exp, let arguments) = form { arguments[0] } else { nil }
    }
}

/// A built-in function of c x.
private struct Twin {
    let function: Function
    let factor: Double
    private let values: [Double]

    private init(_ function: Function, factor: Double) {
        (self.function, self.factor) = (function, factor)
        values = Self.places.map { function.apply([factor * $0]) }
    }

    /// Whether it has those values at the places, wherever they are finite.
    func hasValues(_ others: [Double]) -> Bool {
        zip(values, others).allSatisfy { own, other in !other.isFinite || abs(own - other) <= 1e-9 * max(1, abs(own)) }
    }

    /// Places at which different functions differ, none of them a round number.
    static let places = (-20...20).map { 0.377 * Double($0) + 0.0123 }
    static let fewestPlaces = 12

    static let all: [Twin] = {
        let activations = Activation.builtIn.filter { $0.ofLayer == nil && $0.name != Activation.step.name }.map(Function.init)
        let functions = activations + activations.compactMap(\.derivative)
        return [1.0, -1, 2, -2, 0.5, -0.5].flatMap { factor in functions.map { Twin($0, factor: factor) } }
    }()
}
