// The methods: what each is called, and what can be set on it.

/// A method of search, with what can be set on it.
public enum Method: Sendable, Hashable {
    /// All combinations of a number of values an axis, ends included; of whole numbers and names not more than there are.
    case grid(perAxis: Int)
    /// Points drawn evenly, each by itself.
    case random
    /// Bayesian optimisation: a Gaussian process, expected improvement.
    case bayes
    /// The tree-structured Parzen estimator.
    case tpe
    /// Powell's method for bounds without derivatives; with restarts it begins anew elsewhere when a run has ended.
    case bobyqa(restarts: Bool)
    /// LIPO alternating with a trust region.
    case lipo

    /// One of each kind, as a person would set it: what may take a space that another cannot.
    public static let all: [Method] = [.grid(perAxis: 5), .random, .bayes, .tpe, .bobyqa(restarts: true), .lipo]
    /// The most points that a grid may have.
    public static let mostPointsOfGrid = 1_000_000

    /// Whether an answer depends on what came of trials.
    var learns: Bool {
        switch self {
        case .grid, .random: false
        case .bayes, .tpe, .bobyqa, .lipo: true
        }
    }
}
