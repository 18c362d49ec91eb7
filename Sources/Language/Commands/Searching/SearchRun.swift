// A search of hyper-parameters on the desk: what is sought, by which method, and what came of the trials so far.
import Formula
import Search
import Workspaces

/// A search that has begun.
struct SearchRun: Sendable {
    /// What a trial is judged by.
    enum Objective: Sendable {
        /// The value of a formula in the names of the space.
        case formula(Expression, text: String)
        /// A training of so many epochs from the weights that a seed gives.
        case training(epochs: Int, Comparison.Measure, seed: UInt64)
    }

    /// The method as it is typed.
    let method: String
    var search: Search
    let objective: Objective

    /// Trials that are made side by side; a part of what is searched, so that any number of threads finds the same.
    static let batchOfTrainings = 4

    var space: Space { search.space }

    /// What is sought, as it is told: `val.loss`, or the formula.
    var sought: String {
        switch objective {
        case .formula(_, let text): text
        case .training(_, let measure, _): measure.rawValue
        }
    }
}

extension Value {
    /// As it is typed and told: the shortest form that reads back.
    var text: String {
        switch self {
        case .real(let x): "\(x)"
        case .whole(let k): "\(k)"
        case .name(let name): name
        }
    }
}
