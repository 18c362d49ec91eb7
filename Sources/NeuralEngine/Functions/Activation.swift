// Activations: each is one value that holds its function, its derivative and its names side by side.
import CKernels

/// An activation function `a = f(z)` with its derivative `da/dz`, a function of one unit's net input;
/// or softmax and its logarithm, which look at the whole layer.
public struct Activation: Sendable {
    /// The name that the language prints, with its parameter if it has one: `leaky-relu(0.01)`.
    public let name: String
    /// Other names that mean the same.
    public let aliases: [String]
    /// `f(x)` and `f'(x)` as a person writes them.
    public let formula: String
    public let derivativeFormula: String
    /// The function of one net input, and its slope there.
    public let value: @Sendable (Double) -> Double
    public let derivative: @Sendable (Double) -> Double
    /// What every output is that depends on all net inputs of the layer. Then `value` and `derivative` are those of
    /// a layer of one unit, and the engine uses `Softmax`. Nil where each unit looks at its own net input alone.
    public let ofLayer: OfLayer?
    /// The range that its values lie in, or come as near to as one likes; nil where it is not known, or is every number.
    public let range: ClosedRange<Double>?
    /// What the formula, or that of the slope, ends at where the value for a net input is infinite or no number; nil where that is not known.
    public let ending: (@Sendable (_ z: Double, _ ofSlope: Bool) -> Ending?)?
    /// The kernel that computes it over arrays, to the same bits; nil if there is none.
    private let kernel: Kernel?

    private struct Kernel: Sendable {
        let function: nnk_activation
        let parameter: Double
    }

    /// A function of all net inputs of a layer.
    public enum OfLayer: Sendable {
        /// The probability of each unit.
        case probabilities
        /// The logarithm of it.
        case logProbabilities
    }

    /// An activation from a function of one number and its derivative.
    public init(
        name: String, aliases: [String] = [], formula: String, derivativeFormula: String,
        value: @escaping @Sendable (Double) -> Double, derivative: @escaping @Sendable (Double) -> Double, ofLayer: OfLayer? = nil,
        range: ClosedRange<Double>? = nil, ending: (@Sendable (_ z: Double, _ ofSlope: Bool) -> Ending?)? = nil
    ) {
        self.name = name
        self.aliases = aliases
        self.formula = formula
        self.derivativeFormula = derivativeFormula
        self.value = value
        self.derivative = derivative
        self.ofLayer = ofLayer
        self.range = range
        self.ending = ending
        kernel = nil
    }

    /// An activation that a kernel computes.
    private init(
        _ name: String, aliases: [String] = [], formula: String, slope derivativeFormula: String, _ function: nnk_activation,
        parameter: Double = 0, range: ClosedRange<Double>? = nil
    ) {
        self.name = name
        self.aliases = aliases
        self.formula = formula
        self.derivativeFormula = derivativeFormula
        value = { nnk_activation_value(function, parameter, $0) }
        derivative = { nnk_activation_slope(function, parameter, $0) }
        ofLayer = nil
        self.range = range
        ending = nil
        kernel = Kernel(function: function, parameter: parameter)
    }

    /// Which function the kernels know it as, if it has no parameter of its own; nil if they do not.
    var kernelFunction: nnk_activation? { kernel?.function }

    /// f and f' of `count` net inputs, the same bits as one by one. Inlined, so that one that lies in memory is not copied for it.
    @inline(__always)
    func apply(
        _ z: UnsafePointer<Double>, values a: UnsafeMutablePointer<Double>, slopes: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        if let kernel {
            nnk_activate_both(kernel.function, kernel.parameter, z, a, slopes, count)
        } else {
            for i in 0..<count {
                a[i] = value(z[i])
                slopes[i] = derivative(z[i])
            }
        }
    }
}

extension Activation: Equatable {
    /// Activations are the same when they have the same name and the same formula.
    public static func == (a: Activation, b: Activation) -> Bool { a.name == b.name && a.formula == b.formula }
}

// MARK: - Built in

extension Activation {
    public static let identity = Activation(
        "identity", aliases: ["linear", "none"], formula: "x", slope: "1", .identity)

    /// 1 if x > 0, else 0: the perceptron's unit. Its derivative is 0 everywhere (by convention at 0 too).
    public static let step = Activation(
        "step", aliases: ["heaviside", "threshold"], formula: "1 if x > 0 else 0", slope: "0", .step, range: 0...1)

    public static let sigmoid = Activation(
        "sigmoid", aliases: ["logistic"], formula: "1/(1 + e^-x)", slope: "sigmoid(x) (1 - sigmoid(x))", .sigmoid, range: 0...1)

    public static let tanh = Activation(
        "tanh", formula: "(e^x - e^-x)/(e^x + e^-x)", slope: "1 - tanh(x)^2", .tanh, range: -1...1)

    /// max(0, x); the derivative at 0 is 0 by convention.
    public static let relu = Activation("relu", formula: "max(0, x)", slope: "1 if x > 0 else 0", .relu, range: 0 ... .infinity)

    /// x if x > 0, else slope x. Common libraries use 0.01; the course draws 0.5.
    public static func leakyRelu(slope: Double = 0.01) -> Activation {
        Activation(
            "leaky-relu(\(slope))", aliases: slope == 0.01 ? ["leaky-relu", "leakyrelu"] : [],
            formula: "x if x > 0 else \(slope) x", slope: "1 if x > 0 else \(slope)", .leaky_relu, parameter: slope)
    }

    /// x if x > 0, else alpha (e^x - 1) (Clevert et al. 2015).
    public static func elu(alpha: Double = 1) -> Activation {
        Activation(
            alpha == 1 ? "elu" : "elu(\(alpha))", formula: "x if x > 0 else \(alpha) (e^x - 1)",
            slope: "1 if x > 0 else \(alpha) e^x", .elu, parameter: alpha, range: alpha >= 0 ? -alpha ... .infinity : nil)
    }

    /// elu scaled so that deep layers keep mean 0 and variance 1 (Klambauer et al. 2017).
    public static let selu = Activation(
        "selu", formula: "1.0507009873554805 (x if x > 0 else 1.6732632423543772 (e^x - 1))",
        slope: "1.0507009873554805 (1 if x > 0 else 1.6732632423543772 e^x)", .selu, range: -1.759 ... .infinity)

    /// A smooth relu; its derivative is the sigmoid.
    public static let softplus = Activation("softplus", formula: "ln(1 + e^x)", slope: "sigmoid(x)", .softplus, range: 0 ... .infinity)

    public static let softsign = Activation("softsign", formula: "x/(1 + |x|)", slope: "1/(1 + |x|)^2", .softsign, range: -1...1)

    /// x sigmoid(x) (Ramachandran et al. 2017).
    public static let swish = Activation(
        "swish", aliases: ["silu"], formula: "x sigmoid(x)", slope: "sigmoid(x) (1 + x (1 - sigmoid(x)))", .swish,
        range: -0.279 ... .infinity)

    /// x Phi(x), Phi the distribution function of the normal distribution (Hendrycks and Gimpel 2016).
    public static let gelu = Activation(
        "gelu", formula: "x (1 + erf(x/sqrt(2)))/2", slope: "(1 + erf(x/sqrt(2)))/2 + x e^(-x^2/2)/sqrt(2 pi)", .gelu,
        range: -0.17 ... .infinity)

    /// gelu with Phi approached by tanh.
    public static let geluTanh = Activation(
        "gelu-tanh", formula: "x (1 + tanh(u))/2 with u = sqrt(2/pi) (x + 0.044715 x^3)",
        slope: "(1 + tanh(u))/2 + x (1 - tanh(u)^2) sqrt(2/pi) (1 + 0.134145 x^2)/2", .gelu_tanh, range: -0.171 ... .infinity)

    /// x tanh(softplus(x)) (Misra 2019).
    public static let mish = Activation(
        "mish", formula: "x tanh(softplus(x))", slope: "tanh(softplus(x)) + x sigmoid(x) (1 - tanh(softplus(x))^2)", .mish,
        range: -0.309 ... .infinity)

    public static let hardSigmoid = Activation(
        "hard-sigmoid", aliases: ["hardsigmoid"], formula: "min(1, max(0, (x + 3)/6))", slope: "1/6 if -3 < x < 3 else 0", .hard_sigmoid,
        range: 0...1)

    public static let logSigmoid = Activation(
        "log-sigmoid", aliases: ["logsigmoid"], formula: "-ln(1 + e^-x)", slope: "sigmoid(-x)", .log_sigmoid, range: -Double.infinity...0)

    /// swish put together from straight lines and a parabola (Howard et al. 2019). The derivative at -3 is 0, at 3 it is 1, by convention.
    public static let hardSwish = Activation(
        "hard-swish", aliases: ["hardswish", "hard-silu", "hardsilu"], formula: "x min(6, max(0, x + 3))/6",
        slope: "0 if x <= -3, 1 if x >= 3, else (2x + 3)/6", .hard_swish, range: -0.375 ... .infinity)

    /// relu that gives at most 6 (Krizhevsky 2010); the derivative at 0 and 6 is 0 by convention.
    public static let relu6 = Activation(
        "relu6", formula: "min(6, max(0, x))", slope: "1 if 0 < x < 6 else 0", .relu6, range: 0...6)

    /// tanh put together from straight lines; the derivative at -1 and 1 is 0 by convention.
    public static let hardTanh = Activation(
        "hard-tanh", aliases: ["hardtanh"], formula: "min(1, max(-1, x))", slope: "1 if -1 < x < 1 else 0", .hard_tanh, range: -1...1)

    /// x if x > 0, else alpha (e^(x/alpha) - 1): elu whose slope has no jump, whatever alpha > 0 is (Barron 2017).
    public static func celu(alpha: Double = 1) -> Activation {
        Activation(
            alpha == 1 ? "celu" : "celu(\(alpha))",
            formula: alpha == 1 ? "x if x > 0 else e^x - 1" : "x if x > 0 else \(alpha) (e^(x/\(alpha)) - 1)",
            slope: alpha == 1 ? "1 if x > 0 else e^x" : "1 if x > 0 else e^(x/\(alpha))", .celu, parameter: alpha,
            range: alpha >= 0 ? -alpha ... .infinity : nil)
    }

    /// e^(x_i) / sum of e^(x_k) over the units of the layer: a probability for each class.
    public static let softmax = Activation(
        name: "softmax", formula: "e^x_i / sum_k e^x_k", derivativeFormula: "softmax_i (1 if i = j else 0 - softmax_j)",
        value: { $0.isNaN ? $0 : 1 }, derivative: { $0.isNaN ? $0 : 0 }, ofLayer: .probabilities,
        range: 0...1)

    /// ln of softmax, to all digits also where a probability is near 1: x_i - ln of the sum of e^(x_k).
    public static let logSoftmax = Activation(
        name: "log-softmax", aliases: ["logsoftmax"], formula: "x_i - ln(sum_k e^x_k)",
        derivativeFormula: "1 if i = j else 0, - softmax_j", value: { $0.isNaN ? $0 : 0 }, derivative: { $0.isNaN ? $0 : 0 },
        ofLayer: .logProbabilities, range: -Double.infinity...0)

    /// Every activation that comes with the engine, those with a parameter at its usual value; those of the course first.
    public static let builtIn: [Activation] = [
        identity, step, sigmoid, tanh, relu, leakyRelu(), softplus, softmax,
        elu(), selu, softsign, swish, gelu, geluTanh, mish, hardSigmoid, logSigmoid, hardSwish, relu6, hardTanh, celu(), logSoftmax,
    ]

    /// The families with a parameter.
    private static let families: [(names: [String], make: @Sendable (Double) -> Activation?)] = [
        (["leaky-relu", "leakyrelu"], { leakyRelu(slope: $0) }), (["elu"], { elu(alpha: $0) }),
        (["celu"], { $0 > 0 ? celu(alpha: $0) : nil }),
    ]

    /// How an activation of a family is written whose name a text begins with: `celu(0.5)` for `celu(0)`; nil if there is none.
    public static func example(ofFamilyIn text: String) -> String? {
        let name = text.lowercased().replacing("_", with: "-").prefix { $0 != "(" }
        return text.contains("(") ? families.first { $0.names.contains(String(name)) }.map { "\($0.names[0])(0.5)" } : nil
    }

    /// The built-in activation of that name or alias; `leaky-relu(0.5)` gives the parameter. Nil if there is none.
    public static func named(_ name: String) -> Activation? {
        let name = name.lowercased().replacing("_", with: "-").replacing(" ", with: "")
        if let known = builtIn.first(where: { $0.name == name || $0.aliases.contains(name) }) { return known }
        guard let open = name.firstIndex(of: "("), name.hasSuffix(")"),
            let parameter = Double(name[name.index(after: open)...].dropLast()), parameter.isFinite
        else { return nil }
        return families.first { $0.names.contains(String(name[..<open])) }?.make(parameter)
    }
}
