// Activations: each is one value that holds its function, its derivative and its names side by side.
import CKernels

/// An activation function `a = f(z)` with its derivative `da/dz`, a function of one unit's net input;
/// or softmax, which looks at the whole layer.
public struct Activation: Sendable {
    /// A function applied to many net inputs at once; the same bits as one by one.
    public typealias ArrayFunction =
        @Sendable (_ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ count: Int) -> Void

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
    /// Both over arrays.
    public let values: ArrayFunction
    public let derivatives: ArrayFunction
    /// Whether every output depends on all net inputs of the layer. Then `value` and `derivative` are those of
    /// a layer of one unit, and the engine uses `Softmax`.
    public let isSoftmax: Bool

    /// An activation from a function of one number and its derivative.
    public init(
        name: String, aliases: [String] = [], formula: String, derivativeFormula: String,
        value: @escaping @Sendable (Double) -> Double, derivative: @escaping @Sendable (Double) -> Double,
        values: ArrayFunction? = nil, derivatives: ArrayFunction? = nil, isSoftmax: Bool = false
    ) {
        self.name = name
        self.aliases = aliases
        self.formula = formula
        self.derivativeFormula = derivativeFormula
        self.value = value
        self.derivative = derivative
        self.values = values ?? { x, y, count in for i in 0..<count { y[i] = value(x[i]) } }
        self.derivatives = derivatives ?? { x, y, count in for i in 0..<count { y[i] = derivative(x[i]) } }
        self.isSoftmax = isSoftmax
    }
}

extension Activation: Equatable {
    /// Activations are the same when they have the same name and the same formula.
    public static func == (a: Activation, b: Activation) -> Bool { a.name == b.name && a.formula == b.formula }
}

extension Activation {
    public static let identity = Activation(
        name: "identity", aliases: ["linear", "none"], formula: "x", derivativeFormula: "1",
        value: { $0 }, derivative: { _ in 1 })

    /// 1 if x > 0, else 0: the perceptron's unit. Its derivative is 0 everywhere (by convention at 0 too).
    public static let step = Activation(
        name: "step", aliases: ["heaviside", "threshold"], formula: "1 if x > 0 else 0", derivativeFormula: "0",
        value: { $0 > 0 ? 1 : ($0.isNaN ? $0 : 0) }, derivative: { $0.isNaN ? $0 : 0 })

    public static let sigmoid = Activation(
        name: "sigmoid", aliases: ["logistic"], formula: "1/(1 + e^-x)", derivativeFormula: "sigmoid(x) (1 - sigmoid(x))",
        value: { nnk_sigmoid($0) }, derivative: { nnk_sigmoid_derivative($0) },
        values: { nnk_sigmoid_n($0, $1, $2) }, derivatives: { nnk_sigmoid_derivative_n($0, $1, $2) })

    public static let tanh = Activation(
        name: "tanh", formula: "(e^x - e^-x)/(e^x + e^-x)", derivativeFormula: "1 - tanh(x)^2",
        value: { nnk_tanh($0) }, derivative: { nnk_tanh_derivative($0) },
        values: { nnk_tanh_n($0, $1, $2) }, derivatives: { nnk_tanh_derivative_n($0, $1, $2) })

    /// max(0, x); the derivative at 0 is 0 by convention.
    public static let relu = Activation(
        name: "relu", formula: "max(0, x)", derivativeFormula: "1 if x > 0 else 0",
        value: { $0 > 0 || $0.isNaN ? $0 : 0 }, derivative: { $0 > 0 ? 1 : ($0.isNaN ? $0 : 0) })

    /// x if x > 0, else slope x. Common libraries use 0.01; the course draws 0.5.
    public static func leakyRelu(slope: Double = 0.01) -> Activation {
        Activation(
            name: "leaky-relu(\(slope))", aliases: slope == 0.01 ? ["leaky-relu"] : [],
            formula: "x if x > 0 else \(slope) x", derivativeFormula: "1 if x > 0 else \(slope)",
            value: { $0 > 0 ? $0 : slope * $0 }, derivative: { $0 > 0 ? 1 : ($0.isNaN ? $0 : slope) })
    }

    /// A smooth relu; its derivative is the sigmoid.
    public static let softplus = Activation(
        name: "softplus", formula: "ln(1 + e^x)", derivativeFormula: "sigmoid(x)",
        value: { nnk_softplus($0) }, derivative: { nnk_sigmoid($0) },
        values: { nnk_softplus_n($0, $1, $2) }, derivatives: { nnk_sigmoid_n($0, $1, $2) })

    /// e^(x_i) / sum of e^(x_k) over the units of the layer: a probability for each class.
    public static let softmax = Activation(
        name: "softmax", formula: "e^x_i / sum_k e^x_k", derivativeFormula: "softmax_i (1 if i = j else 0 - softmax_j)",
        value: { $0.isNaN ? $0 : 1 }, derivative: { $0.isNaN ? $0 : 0 }, isSoftmax: true)

    /// Every activation that comes with the engine and takes no parameter, in the order of the course.
    public static let builtIn: [Activation] = [identity, step, sigmoid, tanh, relu, leakyRelu(), softplus, softmax]

    /// The built-in activation of that name or alias; `leaky-relu(0.5)` gives the parameter. Nil if there is none.
    public static func named(_ name: String) -> Activation? {
        let name = name.lowercased().replacing("_", with: "-").replacing(" ", with: "")
        if let known = builtIn.first(where: { $0.name == name || $0.aliases.contains(name) }) { return known }
        for family in ["leaky-relu(", "leakyrelu("] where name.hasPrefix(family) && name.hasSuffix(")") {
            guard let slope = Double(name.dropFirst(family.count).dropLast()), slope.isFinite else { return nil }
            return leakyRelu(slope: slope)
        }
        return nil
    }
}
