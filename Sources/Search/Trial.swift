// A trial: a point, what came of it, and what a method sees of all of them.

/// One trial that has ended.
public struct Trial: Sendable, Equatable {
    /// How a trial ended.
    public enum State: Sendable, Hashable {
        case complete
        /// Given up early; its value is the last one known.
        case pruned
        /// It gave no number.
        case failed
    }

    /// Counted from 1 within a search.
    public let number: Int
    public let setting: Setting
    /// What is searched for the least or greatest of; nan in a trial that gave none.
    public let value: Double
    public let state: State
    /// What was measured after each epoch, where rules that prune need it; else empty.
    public let curve: [Double]

    /// A value that is not finite makes a trial a failed one: it counts as the worst.
    public init(number: Int, setting: Setting, value: Double, state: State = .complete, curve: [Double] = []) {
        (self.number, self.setting, self.value, self.curve) = (number, setting, value, curve)
        self.state = value.isFinite ? state : .failed
    }

    public var isFailed: Bool { state == .failed }

    /// Equal to the bit: a value that is no number equals itself.
    public static func == (a: Trial, b: Trial) -> Bool {
        a.number == b.number && a.setting == b.setting && a.value.bitPattern == b.value.bitPattern && a.state == b.state
    }
}

/// The trials as methods see them: points of the unit cube and values of which the least is sought, in order.
struct Record: Sendable {
    /// A coordinate a dimension; nil where a dimension has no value.
    private(set) var units: [[Double?]] = []
    /// Finite: a failed trial has the worst value of all.
    private(set) var values: [Double] = []
    private(set) var isFailed: [Bool] = []
    /// How many of the first are guesses, which no method proposed.
    let guesses: Int
    var count: Int { values.count }
    /// The place of the least value, the earliest of equal ones.
    var best: Int? { values.indices.min { values[$0] < values[$1] } }

    /// Nothing yet.
    init() { guesses = 0 }

    /// - Parameter sign: -1 where the greatest value is sought.
    init(guesses: [Trial], trials: some Collection<Trial>, sign: Double, _ space: Space) {
        self.guesses = guesses.count
        let trials = guesses + trials
        let worst = trials.filter { !$0.isFailed }.map { sign * $0.value }.max() ?? 0
        for trial in trials {
            units.append(space.coordinates(trial.setting))
            values.append(trial.isFailed ? worst : sign * trial.value)
            isFailed.append(trial.isFailed)
        }
    }

    /// Adds a trial that runs still, as if it had come out worst.
    mutating func pretend(_ setting: Setting, _ space: Space) {
        units.append(space.coordinates(setting))
        values.append(values.max() ?? 0)
        isFailed.append(false)
    }

    /// The first trials.
    func first(_ count: Int) -> Record {
        var first = self
        (first.units, first.values) = (Array(units.prefix(count)), Array(values.prefix(count)))
        first.isFailed = Array(isFailed.prefix(count))
        return first
    }

    /// Whether the first trials are others'.
    func begins(with other: Record) -> Bool {
        other.count <= count && guesses == other.guesses && other.values == Array(values.prefix(other.count))
            && other.units == Array(units.prefix(other.count))
    }

    /// The points with a dimension that has no value in the middle.
    var filled: [[Double]] { units.map { $0.map { $0 ?? 0.5 } } }
}
