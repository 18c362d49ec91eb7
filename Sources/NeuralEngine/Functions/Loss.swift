// Losses: what a network's outputs cost against the targets, output by output, with the slope beside it.

/// A loss function. The loss of a sample is the sum of its outputs' shares; that of a batch the mean over its samples.
public struct Loss: Sendable {
    public let name: String
    public let aliases: [String]
    /// One output's share and its slope, as a person writes them, with a the output, t the target and n the number of outputs.
    public let formula: String
    public let slopeFormula: String
    /// The share of an output `a` with target `t` among `count` outputs, and its derivative by `a`.
    public let share: @Sendable (_ a: Double, _ t: Double, _ count: Int) -> Double
    public let slope: @Sendable (_ a: Double, _ t: Double, _ count: Int) -> Double
    /// The activation whose slope cancels against that of this loss. With it in the last layer the share is computed from the net
    /// inputs, and delta is the output less the target: stable where the output is 0 or 1.
    public let joinedActivation: Activation?

    init(
        _ name: String, aliases: [String], formula: String, slopeFormula: String,
        share: @escaping @Sendable (_ a: Double, _ t: Double, _ count: Int) -> Double,
        slope: @escaping @Sendable (_ a: Double, _ t: Double, _ count: Int) -> Double, joinedActivation: Activation? = nil
    ) {
        self.name = name
        self.aliases = aliases
        self.formula = formula
        self.slopeFormula = slopeFormula
        self.share = share
        self.slope = slope
        self.joinedActivation = joinedActivation
    }

    /// (t - a)^2 / 2, summed over the outputs.
    public static let squaredError = Loss(
        "squared-error", aliases: ["sse", "half-sse", "quadratic"], formula: "(t - a)^2/2", slopeFormula: "a - t",
        share: { a, t, _ in (t - a) * (t - a) / 2 }, slope: { a, t, _ in a - t })

    /// (t - a)^2, averaged over the outputs.
    public static let meanSquaredError = Loss(
        "mean-squared-error", aliases: ["mse", "mseloss"], formula: "(t - a)^2/n", slopeFormula: "2 (a - t)/n",
        share: { a, t, count in (t - a) * (t - a) / Double(count) },
        slope: { a, t, count in 2 * (a - t) / Double(count) })

    /// |t - a|, averaged over the outputs; the slope at 0 is 0 by convention.
    public static let meanAbsoluteError = Loss(
        "mean-absolute-error", aliases: ["mae", "l1-loss", "l1loss"], formula: "|t - a|/n", slopeFormula: "sign(a - t)/n",
        share: { a, t, count in abs(t - a) / Double(count) },
        slope: { a, t, count in sign(a - t) / Double(count) })

    /// d^2/2 for |d| <= 1, else |d| - 1/2, with d = a - t, averaged over the outputs.
    public static let huber = Loss(
        "huber", aliases: ["smooth-l1", "huberloss", "smoothl1loss"], formula: "(d^2/2 if |d| <= 1 else |d| - 1/2)/n with d = a - t",
        slopeFormula: "(d if |d| <= 1 else sign(d))/n",
        share: { a, t, count in (abs(a - t) <= 1 ? (a - t) * (a - t) / 2 : abs(a - t) - 0.5) / Double(count) },
        slope: { a, t, count in (abs(a - t) <= 1 ? a - t : sign(a - t)) / Double(count) })

    /// -t ln a - (1 - t) ln(1 - a), summed over the outputs. A sigmoid layer joins it: share = ln(1 + e^z) - t z.
    public static let binaryCrossEntropy = Loss(
        "binary-cross-entropy", aliases: ["bce", "logistic", "bceloss", "binary-crossentropy"], formula: "-t ln a - (1 - t) ln(1 - a)",
        slopeFormula: "(a - t)/(a (1 - a))",
        share: { a, t, _ in (t == 0 ? 0 : -t * Elementary.log(a)) - (t == 1 ? 0 : (1 - t) * Elementary.log1p(-a)) },
        slope: { a, t, _ in (a - t) / (a * (1 - a)) }, joinedActivation: .sigmoid)

    /// -t ln a, summed over the classes. A softmax layer joins it: share = -t ln softmax(z).
    public static let crossEntropy = Loss(
        "cross-entropy", aliases: ["softmax-cross-entropy", "nll", "crossentropyloss", "categorical-crossentropy"], formula: "-t ln a",
        slopeFormula: "-t/a",
        share: { a, t, _ in t == 0 ? 0 : -t * Elementary.log(a) }, slope: { a, t, _ in t == 0 ? 0 : -t / a }, joinedActivation: .softmax)

    /// max(0, 1 - t a), summed over the outputs, for targets -1 and 1; the slope at the kink is 0 by convention.
    public static let hinge = Loss(
        "hinge", aliases: [], formula: "max(0, 1 - t a)", slopeFormula: "-t if t a < 1 else 0",
        share: { a, t, _ in max(0, 1 - t * a) }, slope: { a, t, _ in t * a < 1 ? -t : 0 })

    public static let builtIn = [
        squaredError, meanSquaredError, meanAbsoluteError, huber, binaryCrossEntropy, crossEntropy, hinge,
    ]

    /// The loss of that name or alias, or nil.
    public static func named(_ name: String) -> Loss? {
        let name = name.lowercased().replacing("_", with: "-")
        return builtIn.first { $0.name == name || $0.aliases.contains(name) }
    }
}

extension Loss: Equatable {
    public static func == (a: Loss, b: Loss) -> Bool { a.name == b.name }
}

/// -1, 0 or 1; not a number if x is not.
private func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x }

// MARK: - Joined to an activation

extension Loss {
    /// The share of a sigmoid output from its net input: ln(1 + e^z) - t z, arranged so that nothing cancels.
    static func shareOfSigmoid(z: Double, target: Double) -> Double {
        z <= 0 ? Activation.softplus.value(z) - target * z : Activation.softplus.value(-z) + (1 - target) * z
    }

    /// dShare/dz of a sigmoid output: a - t, or -sigmoid(-z) where the target is 1, which keeps its digits.
    static func deltaOfSigmoid(z: Double, output: Double, target: Double) -> Double {
        target == 1 ? -Activation.sigmoid.value(-z) : output - target
    }
}
