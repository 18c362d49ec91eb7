// Losses: what a network's outputs cost against the targets, output by output, with the slope beside it.

/// A loss function. The loss of a sample is the sum of its outputs' shares; that of a batch the mean over its samples.
public struct Loss: Sendable {
    public let name: String
    public let aliases: [String]
    /// One output's share and its slope, as a person writes them, with a the output and t the target.
    public let formula: String
    public let slopeFormula: String
    /// The share of an output `a` with target `t` among `count` outputs, and its derivative by `a`.
    public let share: @Sendable (_ a: Double, _ t: Double, _ count: Int) -> Double
    public let slope: @Sendable (_ a: Double, _ t: Double, _ count: Int) -> Double
    /// Whether the loss belongs to a softmax layer and is computed from its logits, where the slope of softmax cancels:
    /// share = -t ln softmax(z), delta = (sum of t) softmax(z) - t.
    public let isJoinedToSoftmax: Bool

    /// (t - a)^2 / 2, summed over the outputs.
    public static let squaredError = Loss(
        name: "squared-error", aliases: ["sse", "half-sse", "quadratic"], formula: "(t - a)^2/2", slopeFormula: "a - t",
        share: { a, t, _ in (t - a) * (t - a) / 2 }, slope: { a, t, _ in a - t }, isJoinedToSoftmax: false)

    /// (t - a)^2, averaged over the outputs.
    public static let meanSquaredError = Loss(
        name: "mean-squared-error", aliases: ["mse"], formula: "(t - a)^2/n", slopeFormula: "2 (a - t)/n",
        share: { a, t, count in (t - a) * (t - a) / Double(count) },
        slope: { a, t, count in 2 * (a - t) / Double(count) }, isJoinedToSoftmax: false)

    /// -t ln a, summed over the classes of a softmax layer.
    public static let crossEntropy = Loss(
        name: "cross-entropy", aliases: ["softmax-cross-entropy", "nll"], formula: "-t ln a", slopeFormula: "-t/a",
        share: { a, t, _ in t == 0 ? 0 : -t * Elementary.log(a) }, slope: { a, t, _ in -t / a }, isJoinedToSoftmax: true)

    public static let builtIn = [squaredError, meanSquaredError, crossEntropy]

    /// The loss of that name or alias, or nil.
    public static func named(_ name: String) -> Loss? {
        let name = name.lowercased().replacing("_", with: "-")
        return builtIn.first { $0.name == name || $0.aliases.contains(name) }
    }
}

extension Loss: Equatable {
    public static func == (a: Loss, b: Loss) -> Bool { a.name == b.name }
}
