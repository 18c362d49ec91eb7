// The functions that come with the language, each with its derivative beside it.
import NeuralEngine

extension Function {
    /// Every built-in function; activations come after these.
    static let elementary: [Function] = [exp, ln, log10, sqrt, abs, sign, sin, cos, erf, min, max, sum, mean, norm, isnan, isinf]

    static let exp: Function = Function("exp", value: Elementary.exp, beyond: Wide.exp) { u in .call(exp, [u]) }

    static let ln: Function = Function("ln", aliases: ["log"], value: Elementary.log, beyond: Wide.ln) { u in 1 / u }

    static let log10: Function = Function("log10", value: Elementary.log10) { u in 1 / (u * .call(ln, [10])) }

    static let sqrt: Function = Function("sqrt", value: { $0.squareRoot() }, beyond: Wide.sqrt) { u in 1 / (2 * .call(sqrt, [u])) }

    /// |u|, whose slope at 0 is 0 by convention.
    static let abs: Function = Function("abs", value: { $0.magnitude }, beyond: Wide.abs) { u in .call(sign, [u]) }

    /// -1, 0 or 1.
    static let sign: Function = Function("sign", value: { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }) { _ in 0 }

    static let sin: Function = Function("sin", value: Elementary.sin) { u in .call(cos, [u]) }

    static let cos: Function = Function("cos", value: Elementary.cos) { u in -.call(sin, [u]) }

    /// Whether it is not a number, or infinite: 1 or 0.
    static let isnan: Function = Function("isnan", value: { $0.isNaN ? 1 : 0 }, isCondition: true) { _ in 0 }
    static let isinf: Function = Function("isinf", value: { $0.isInfinite ? 1 : 0 }, isCondition: true) { _ in 0 }

    /// The least and the greatest of any number of arguments; not a number if one of them is not.
    static let min: Function = extreme("min", .less, .lessOrEqual) { $0 <= $1 || $0.isNaN ? $0 : $1 }
    static let max: Function = extreme("max", .greater, .greaterOrEqual) { $0 >= $1 || $0.isNaN ? $0 : $1 }

    /// The sum, the mean, and the root of the sum of squares of any number of arguments; of one row or matrix, of its elements.
    static let sum: Function = reduction("sum") {
        $0.reduce(0, +)
    } formula: {
        total($0)
    }
    static let mean: Function = reduction("mean") {
        $0.reduce(0, +) / Double($0.count)
    } formula: {
        $0.count == 1 ? $0[0] : total($0) / .number(Double($0.count))
    }
    static let norm: Function = reduction("norm") {
        $0.count == 1 ? $0[0].magnitude : $0.reduce(0) { $0 + $1 * $1 }.squareRoot()
    } formula: {
        $0.count == 1 ? .call(abs, $0) : .call(sqrt, [total($0.map { $0 * $0 })])
    }

    private static func total(_ parts: [Expression]) -> Expression { parts.dropFirst().reduce(parts[0]) { $0 + $1 } }

    /// A function of many numbers that is a formula of them, whose slope is that of the formula.
    private static func reduction(
        _ name: String, _ value: @escaping @Sendable ([Double]) -> Double, formula: @escaping @Sendable ([Expression]) -> Expression
    ) -> Function {
        Function(name, argumentCount: 1...Int.max, value: .reduction(value, formula: formula)) { arguments, slopes in
            switch name {
            case "norm" where arguments.count == 1: .call(sign, arguments) * slopes[0]
            case "norm": total(zip(arguments, slopes).map { $0 * $1 }) / .call(norm, arguments)
            default: formula(slopes)
            }
        }
    }

    /// min and max have the slope of the argument that they choose: max(a, b)' = if(a >= b, a', b'), and max(a, b, c) is max(a, max(b, c)).
    /// Of equal arguments it is the slope nearer to 0, and 0 between a falling and a rising one, so that max(0, x), max(x, 0) and relu have
    /// the same slope at 0, and max(x, -x) and abs; where the slopes are no plain numbers it is that of the first.
    private static func extreme(
        _ name: String, _ strictly: Operator, _ loosely: Operator, value: @escaping @Sendable (Double, Double) -> Double
    ) -> Function {
        Function(name, argumentCount: 1...Int.max, value: .fold(value)) { arguments, slopes in
            let function = name == "min" ? min : max
            guard arguments.count > 1 else { return slopes[0] }
            let rest = Array(arguments.dropFirst()), a = arguments[0], da = slopes[0]
            let b = rest.count == 1 ? rest[0] : .call(function, rest), db = function.chainRule(rest, Array(slopes.dropFirst()))
            if da.isSame(as: db) { return db }
            let (p, q) = (da.constantValue, db.constantValue)
            if (-da).isSame(as: db) || (p ?? 0) * (q ?? 0) < 0 {
                return .conditional(.binary(strictly, a, b), da, .conditional(.binary(strictly, b, a), db, 0))
            }
            let isSecondNearer = q.map { q in p.map { q.magnitude < $0.magnitude } ?? (q == 0) } ?? false
            return .conditional(.binary(isSecondNearer ? strictly : loosely, a, b), da, db)
        }
    }
}

extension Expression {
    /// The value of a short expression without names.
    fileprivate var constantValue: Double? {
        guard number == nil, cost < 20, freeNames.isEmpty else { return number }
        return evaluate { _ in .nan }
    }
}

// MARK: - Activations

extension Function {
    static let sigmoid: Function = Function(Activation.sigmoid)
    static let tanh: Function = Function(Activation.tanh)

    /// An activation. Its first derivative is the engine's, exact in the tails too, and is printed as `tanh'`,
    /// except where the slope has a plainer name.
    init(_ activation: Activation) {
        let name = activation.plainName
        let derivative: @Sendable () -> Function = { Function(derivativeOf: activation) }
        let slope: @Sendable (Expression) -> Expression =
            switch name {
            case "identity": { _ in 1 }
            case "step", "softmax", "log-softmax": { _ in 0 }
            case "softplus": { u in .call(Self.sigmoid, [u]) }
            default: { u in .call(derivative(), [u]) }
            }
        self.init(
            name, aliases: activation.aliases.filter { $0 != name }, value: .unary(activation.value),
            chainRule: { slope($0[0]) * $1[0] }, derivative: derivative)
    }

    /// f' of an activation f; f'' is a formula in f and f'.
    private init(derivativeOf activation: Activation) {
        let name = activation.plainName
        let slope: @Sendable (Expression) -> Expression
        switch name {
        case "sigmoid": slope = Self.sigmoidCurvature
        case "softplus": slope = { u in .call(Self.sigmoidSlope, [u]) }
        case "tanh": slope = { u in -2 * .call(Self.tanh, [u]) * .call(Self.tanhSlope, [u]) }
        case "identity", "step", "relu", "relu6", "hard-tanh", "leaky-relu", "softmax", "log-softmax": slope = { _ in 0 }
        default:
            guard let formula = Self.slopeFormula(of: name) else {
                self = Self.measured(name, primes: 1, value: activation.derivative)
                return
            }
            let curvature = formula.derivative(withRespectTo: "x").simplified()
            slope = { u in curvature.replacing("x", with: u) }
        }
        self.init(
            name, primes: 1, value: .unary(activation.derivative), chainRule: { slope($0[0]) * $1[0] },
            derivative: { Function(name, primes: 2, slope: slope) })
    }

    /// A function that no formula is known for: an activation that is new in the engine has its own derivative, and higher ones are
    /// measured, (f(x + h) - f(x - h)) / 2h.
    private static func measured(_ name: String, primes: Int, value: @escaping @Sendable (Double) -> Double) -> Function {
        let next: @Sendable () -> Function = {
            measured(name, primes: primes + 1) { x in
                let h = 0x1p-17 * Swift.max(1, x.magnitude)
                return (value(x + h) - value(x - h)) / (2 * h)
            }
        }
        return Function(name, primes: primes, value: .unary(value), chainRule: { .call(next(), $0) * $1[0] }, derivative: next)
    }

    static let sigmoidSlope: Function = Function(derivativeOf: .sigmoid)
    static let tanhSlope: Function = Function(derivativeOf: .tanh)

    /// sigmoid''(u) = sigmoid'(u) (1 - 2 sigmoid(u))
    private static let sigmoidCurvature: @Sendable (Expression) -> Expression = { u in
        .call(sigmoidSlope, [u]) * (1 - 2 * .call(sigmoid, [u]))
    }

    /// x where x > 0, else slope times x, with the slope as a second argument; the prime is the derivative by x.
    static let leakyReluOfSlope: Function = Function(
        "leaky-relu", argumentCount: 2...2, value: .binary { x, slope in x > 0 ? x : slope * x },
        chainRule: { u, slopes in
            .call(leakyReluOfSlopePrime, u) * slopes[0] + .conditional(.binary(.greater, u[0], 0), 0, u[0]) * slopes[1]
        },
        derivative: { leakyReluOfSlopePrime })

    private static let leakyReluOfSlopePrime: Function = Function(
        "leaky-relu", primes: 1, argumentCount: 2...2, value: .binary { x, slope in x > 0 ? 1 : (x.isNaN ? x : slope) },
        chainRule: { u, slopes in .conditional(.binary(.greater, u[0], 0), 0, 1) * slopes[1] },
        derivative: { flat(primes: 2) })

    /// The higher derivatives of the leaky relu.
    private static func flat(primes: Int) -> Function {
        Function(
            "leaky-relu", primes: primes, argumentCount: 2...2, value: .binary { x, _ in x.isNaN ? x : 0 },
            chainRule: { _, _ in 0 }, derivative: { flat(primes: primes + 1) })
    }
}

extension Activation {
    /// The name without a parameter: `leaky-relu` of `leaky-relu(0.01)`.
    fileprivate var plainName: String { String(name.prefix { $0 != "(" }) }
}
