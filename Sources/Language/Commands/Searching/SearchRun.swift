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

    var search: Search
    let objective: Objective
    /// The rule by which trainings are given up early, if there is one.
    var pruning: Pruning?
    /// What was found out of turn: trials that had ended before others of their batch when it was stopped, or killed.
    var ahead = KnownTrials()
    /// The words that have begun it, as they are typed.
    let words: [String]

    /// Trials that are made side by side unless it is said otherwise; a part of what is searched, so that any number of threads finds the same.
    static let batchOfTrainings = 4

    var space: Space { search.space }

    /// The method as it is typed.
    var method: String { search.method.word }

    /// What is sought, as it is told: `val.loss`, or the formula.
    var sought: String {
        switch objective {
        case .formula(_, let text): text
        case .training(_, let measure, _): measure.rawValue
        }
    }

    /// How long a training lasts whose curve is kept; nil where no rule needs curves.
    var epochsOfCurves: Int? { pruning == nil ? nil : objective.epochs }

    var isOfTrainings: Bool { if case .training = objective { true } else { false } }
}

extension Pruning {
    /// As it is typed.
    var word: String {
        switch self {
        case .halving: "halving"
        case .median: "median"
        }
    }

    static let words: [(name: String, summary: String)] = [
        ("halving", "after a ninth and a third of the epochs the best third goes on"),
        ("median", "from a quarter of the epochs on, what was never better than the middle of the others"),
    ]

    /// The rule of a word, for trainings of so many epochs.
    init?(_ word: String, epochs: Int) {
        switch word {
        case "halving": self = .halving(first: max(1, epochs / 9), factor: 3)
        case "median": self = .median(after: max(1, epochs / 4))
        default: return nil
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
