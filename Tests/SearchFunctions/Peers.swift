// What established libraries need on the same functions: medians of 20 seeds within 1e-2 and within 1e-4, as tabulated with their runs.
import Search

/// One column of the comparison: a method, its limit, and the library's medians by function; nil where the median run did not come so near.
public struct Column: Sendable {
    public let name: String
    public let method: Method
    public let limit: Int
    public let library: String
    public let medians: [[Double?]]

    public static let all: [Column] = [
        Column(
            name: "random", method: .random, limit: 20000, library: "NumPy",
            medians: [[2401.5, nil], [1178, nil], [4522.5, nil], [nil, nil], [12689, nil], [nil, nil], [nil, nil]]),
        Column(
            name: "bobyqa-one-start", method: .bobyqa(restarts: false), limit: 1000, library: "Py-BOBYQA",
            medians: [[19, 22.5], [nil, nil], [75, 93.5], [207, 227.5], [45.5, 58], [68.5, 84], [nil, nil]]),
        Column(
            name: "bobyqa-restarts", method: .bobyqa(restarts: true), limit: 3000, library: "Py-BOBYQA",
            medians: [[19, 22.5], [58, 63.5], [75, 93.5], [207, 227.5], [45.5, 58], [68.5, 84], [124.5, 127]]),
        Column(
            name: "lipo-trust-region", method: .lipo, limit: 400, library: "dlib",
            medians: [[20, 25], [23, 32], [85, 98], [390, nil], [42, 54], [nil, nil], [48.5, 54]]),
        Column(
            name: "tpe", method: .tpe, limit: 300, library: "Optuna",
            medians: [[105, nil], [84.5, nil], [nil, nil], [nil, nil], [106, nil], [nil, nil], [nil, nil]]),
        Column(
            name: "gp-ei", method: .bayes, limit: 80, library: "scikit-optimize",
            medians: [[23.5, nil], [38.5, nil], [43.5, nil], [nil, nil], [22, nil], [nil, nil], [nil, nil]]),
    ]
}
