// Losses: what a network's outputs cost against the targets, output by output, with the slope beside it.

/// A loss function. The loss of a sample is the sum of its outputs' shares; how those of a batch become one, the `LossTerms` say.
public struct Loss: Sendable {
    public let name: String
    public let aliases: [String]
    /// The share of an output `a` with target `t`, and its derivative by `a`; both before a mean over the outputs is taken.
    public let share: @Sendable (_ a: Double, _ t: Double) -> Double
    public let slope: @Sendable (_ a: Double, _ t: Double) -> Double
    /// Whether the shares are averaged over the outputs, each being divided by their number.
    public let isMeanOverOutputs: Bool
    /// The activations whose slope cancels against that of this loss. With one of them in the last layer the share is computed from the
    /// net inputs, and delta is the probability less the target: stable where it is 0 or 1.
    public let joinedActivations: [Activation]
    /// Joined to an activation of single units: the share of an output and dShare/dz, from net input z, output a and target t.
    let ofNetInput: Joined?
    /// Joined to softmax: the share of an output from ln of its probability.
    let shareOfLogarithm: (@Sendable (_ logarithm: Double, _ t: Double) -> Double)?
    /// The number that it depends on: the delta of huber; nil for others.
    public let parameter: Double?
    /// The formulas before a mean over the outputs, and what their letters mean besides.
    private let ownFormula: String
    private let ownSlopeFormula: String
    private let legend: String

    init(
        _ name: String, aliases: [String], formula: String, slopeFormula: String, legend: String = "", isMeanOverOutputs: Bool = false,
        parameter: Double? = nil, share: @escaping @Sendable (_ a: Double, _ t: Double) -> Double,
        slope: @escaping @Sendable (_ a: Double, _ t: Double) -> Double, joinedActivations: [Activation] = [], ofNetInput: Joined? = nil,
        shareOfLogarithm: (@Sendable (_ logarithm: Double, _ t: Double) -> Double)? = nil
    ) {
        self.name = name
        self.aliases = aliases
        self.share = share
        self.slope = slope
        self.isMeanOverOutputs = isMeanOverOutputs
        self.joinedActivations = joinedActivations
        self.ofNetInput = ofNetInput
        self.shareOfLogarithm = shareOfLogarithm
        self.parameter = parameter
        (ownFormula, ownSlopeFormula, self.legend) = (formula, slopeFormula, legend)
    }

    /// One output's share and its slope, as a person writes them, with a the output, t the target and n the number of outputs.
    public var formula: String { formula(isMean: true) }
    public var slopeFormula: String { slopeFormula(isMean: true) }

    /// The same, where nothing is divided if no mean is taken.
    public func formula(isMean: Bool) -> String { ownFormula + (isMean && isMeanOverOutputs ? "/n" : "") + legend }
    public func slopeFormula(isMean: Bool) -> String { ownSlopeFormula + (isMean && isMeanOverOutputs ? "/n" : "") }

    /// Whether it compares distributions over classes: the outputs are those of softmax, or their logarithms.
    public var comparesDistributions: Bool { shareOfLogarithm != nil }

    /// Whether the targets are probabilities, which smoothing makes less certain.
    public var canBeSmoothed: Bool { self == .crossEntropy || self == .binaryCrossEntropy }
}

extension Loss {
    /// (t - a)^2 / 2, summed over the outputs.
    public static let squaredError = Loss(
        "squared-error", aliases: ["sse", "half-sse", "quadratic"], formula: "(t - a)^2/2", slopeFormula: "a - t",
        share: { a, t in (t - a) * (t - a) / 2 }, slope: { a, t in a - t })

    /// (t - a)^2, averaged over the outputs.
    public static let meanSquaredError = Loss(
        "mean-squared-error", aliases: ["mse", "mseloss"], formula: "(t - a)^2", slopeFormula: "2 (a - t)", isMeanOverOutputs: true,
        share: { a, t in (t - a) * (t - a) }, slope: { a, t in 2 * (a - t) })

    /// |t - a|, averaged over the outputs; the slope at 0 is 0 by convention.
    public static let meanAbsoluteError = Loss(
        "mean-absolute-error", aliases: ["mae", "l1-loss", "l1loss"], formula: "|t - a|", slopeFormula: "sign(a - t)",
        isMeanOverOutputs: true, share: { a, t in abs(t - a) }, slope: { a, t in sign(a - t) })

    /// d^2/2 for |d| <= delta, else delta (|d| - delta/2), with d = a - t, averaged over the outputs (Huber 1964).
    public static func huber(delta: Double = 1) -> Loss {
        let number = { (x: Double) in Int(exactly: x).map(String.init) ?? "\(x)" }
        let (beyond, slopeBeyond) =
            delta == 1
            ? ("|d| - 1/2", "sign(d)") : ("\(number(delta)) (|d| - \(number(delta / 2)))", "\(number(delta)) sign(d)")
        return Loss(
            "huber", aliases: ["smooth-l1", "huberloss", "smoothl1loss"],
            formula: "(d^2/2 if |d| <= \(number(delta)) else \(beyond))",
            slopeFormula: "(d if |d| <= \(number(delta)) else \(slopeBeyond))", legend: " with d = a - t", isMeanOverOutputs: true,
            parameter: delta,
            share: { a, t in abs(a - t) <= delta ? (a - t) / 2 * (a - t) : delta * (abs(a - t) - delta / 2) },
            slope: { a, t in abs(a - t) <= delta ? a - t : delta * sign(a - t) })
    }

    /// ln cosh(a - t), averaged over the outputs: near 0 like d^2/2, far out like |d| - ln 2, and smooth everywhere.
    public static let logCosh = Loss(
        "log-cosh", aliases: ["logcosh", "log-cosh-loss"], formula: "ln(cosh(a - t))", slopeFormula: "tanh(a - t)",
        isMeanOverOutputs: true, share: { a, t in logarithmOfCosh(a - t) }, slope: { a, t in Activation.tanh.value(a - t) })

    /// -t ln a - (1 - t) ln(1 - a), summed over the outputs. A sigmoid layer joins it: share = ln(1 + e^z) - t z.
    public static let binaryCrossEntropy = Loss(
        "binary-cross-entropy", aliases: ["bce", "logistic", "bceloss", "binary-crossentropy"], formula: "-t ln a - (1 - t) ln(1 - a)",
        slopeFormula: "(a - t)/(a (1 - a))",
        share: { a, t in (t == 0 ? 0 : -t * Elementary.log(a)) - (t == 1 ? 0 : (1 - t) * Elementary.log1p(-a)) },
        slope: { a, t in (a - t) / (a * (1 - a)) }, joinedActivations: [.sigmoid], ofNetInput: .logistic)

    /// -t ln a, summed over the classes. A softmax layer joins it: share = -t ln softmax(z); of a log-softmax layer, whose outputs are these
    /// logarithms, -t a.
    public static let crossEntropy = Loss(
        "cross-entropy", aliases: ["softmax-cross-entropy", "nll", "nllloss", "crossentropyloss", "categorical-crossentropy"],
        formula: "-t ln a", slopeFormula: "-t/a",
        share: { a, t in t == 0 ? 0 : -t * Elementary.log(a) }, slope: { a, t in t == 0 ? 0 : -t / a },
        joinedActivations: [.softmax, .logSoftmax], shareOfLogarithm: { logarithm, t in t == 0 ? 0 : -t * logarithm })

    /// t ln(t/a) = t ln t - t ln a, summed over the classes; 0 where t is 0. It is cross-entropy less what the targets cost in any case,
    /// so that it is 0 where the outputs are the targets. Joined by softmax and log-softmax as cross-entropy is.
    public static let kullbackLeibler = Loss(
        "kullback-leibler", aliases: ["kl", "kl-divergence", "kldivergence", "kldivloss", "kullback-leibler-divergence"],
        formula: "t ln t - t ln a", slopeFormula: "-t/a",
        share: { a, t in timesLogarithm(t) - (t == 0 ? 0 : t * Elementary.log(a)) }, slope: { a, t in t == 0 ? 0 : -t / a },
        joinedActivations: [.softmax, .logSoftmax], shareOfLogarithm: { logarithm, t in timesLogarithm(t) - t * logarithm })

    /// max(0, 1 - t a), summed over the outputs, for targets -1 and 1; the slope at the kink is 0 by convention.
    public static let hinge = Loss(
        "hinge", aliases: ["hinge-loss", "hingeloss"], formula: "max(0, 1 - t a)", slopeFormula: "-t if t a < 1 else 0",
        share: { a, t in max(0, 1 - t * a) }, slope: { a, t in t * a < 1 ? -t : 0 })

    /// (a - t) z, summed over the outputs: how far a step unit that answers wrongly is from the right side. Its slope by z is a - t, so that
    /// an update with one sample is Rosenblatt's rule: w += lr (t - a) x, b += lr (t - a). It needs z, and so goes with step units alone.
    public static let perceptron = Loss(
        "perceptron", aliases: ["perceptron-criterion"], formula: "(a - t) z", slopeFormula: "(a - t) by z", share: { _, _ in .nan },
        slope: { _, _ in .nan }, joinedActivations: [.step], ofNetInput: .criterion)

    public static let builtIn = [
        squaredError, meanSquaredError, meanAbsoluteError, huber(), logCosh, binaryCrossEntropy, crossEntropy, kullbackLeibler, hinge,
        perceptron,
    ]

    /// The loss of that name or alias, or nil.
    public static func named(_ name: String) -> Loss? {
        let name = name.lowercased().replacing("_", with: "-")
        return builtIn.first { $0.name == name || $0.aliases.contains(name) }
    }
}

extension Loss: Equatable {
    public static func == (a: Loss, b: Loss) -> Bool { a.name == b.name && a.parameter == b.parameter }
}

/// -1, 0 or 1; not a number if x is not.
private func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }

/// t ln t, and 0 for t = 0.
func timesLogarithm(_ t: Double) -> Double { t == 0 ? 0 : t * Elementary.log(t) }

/// ln cosh d: for small d ln(1 + 2 sinh(d/2)^2), for large |d| + ln(1 + e^(-2|d|)) - ln 2. Neither cancels there, nor overflows.
private func logarithmOfCosh(_ d: Double) -> Double {
    let size = abs(d)
    guard size < 1 else { return size + Elementary.log1p(Elementary.exp(-2 * size)) - 0x1.62e42fefa39efp-1 }
    let m = Elementary.expm1(size / 2), sinh = (m + m / (m + 1)) / 2
    return Elementary.log1p(2 * sinh * sinh)
}

// MARK: - Joined to an activation

extension Loss {
    /// How share and slope come from the net input of a unit.
    public enum Joined: Sendable {
        /// Sigmoid and binary cross-entropy.
        case logistic
        /// Step and the perceptron's criterion.
        case criterion

        /// ln(1 + e^z) - t z, arranged so that nothing cancels; or (a - t) z.
        func share(z: Double, output: Double, target: Double) -> Double {
            switch self {
            case .criterion: (output - target) * z
            case .logistic:
                z <= 0 ? Activation.softplus.value(z) - target * z : Activation.softplus.value(-z) + (1 - target) * z
            }
        }

        /// a - t; of a sigmoid whose target is 1 that is -sigmoid(-z), which keeps its digits.
        func delta(z: Double, output: Double, target: Double) -> Double {
            self == .logistic && target == 1 ? -Activation.sigmoid.value(-z) : output - target
        }
    }
}
