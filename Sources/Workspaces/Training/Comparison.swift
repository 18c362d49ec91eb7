// The same task under several settings: trainings side by side, each from the same starts as the others.
import NeuralEngine
import Synchronization

/// Trainings of several workspaces, each from several starts.
public struct Comparison: Sendable {
    /// What the trainings are judged by.
    public enum Measure: String, CaseIterable, Sendable {
        case loss, accuracy
        case validationLoss = "val.loss", validationAccuracy = "val.accuracy"

        /// Whether less is better.
        public var isLoss: Bool { self == .loss || self == .validationLoss }
        public var isOfValidation: Bool { self == .validationLoss || self == .validationAccuracy }

        public func value(_ standing: Standing) -> Double? {
            switch self {
            case .loss: standing.loss
            case .accuracy: standing.accuracy
            case .validationLoss: standing.validationLoss
            case .validationAccuracy: standing.validationAccuracy
            }
        }

        /// The numbers of all recorded epochs.
        public func values(_ history: TrainingHistory) -> [Double?] {
            switch self {
            case .loss: history.losses
            case .accuracy: history.accuracies
            case .validationLoss: history.validationLosses
            case .validationAccuracy: history.validationAccuracies
            }
        }
    }

    /// One training that has come to its end.
    public struct Run: Sendable {
        /// Which of the workspaces it was, from 0.
        public let entrant: Int
        /// Which random numbers it began with; nil where it began with the parameters that there were.
        public let seed: UInt64?
        public let outcome: TrainingOutcome
        public let history: TrainingHistory

        /// Whether a number was no longer finite on the way.
        public var hasDiverged: Bool { if case .notFinite = outcome.ending { true } else { false } }
        public var isGivenUp: Bool { outcome.ending == .givenUp }
    }

    public let entrants: Int
    public let seeds: [UInt64?]
    /// The trainings of all starts that every entrant has been trained from, entrant by entrant.
    public let runs: [Run]
    /// How many starts were asked for: more than there are if somebody has stopped it.
    public let seedsWanted: Int

    public func runs(of entrant: Int) -> ArraySlice<Run> { runs[entrant * seeds.count..<(entrant + 1) * seeds.count] }

    /// How the trainings of one entrant have ended by a measure.
    public struct Summary: Sendable, Equatable {
        public let mean: Double
        /// The standard deviation of the sample, the root of sum (v - mean)^2 / (n - 1); nil of fewer than two.
        public let deviation: Double?
        public let least: Double
        public let greatest: Double
        /// Trainings that are not counted in, for a number in them was no longer finite.
        public let diverged: Int
    }

    /// - Returns: nil where no training of it has such a number.
    public func summary(of entrant: Int, by measure: Measure) -> Summary? {
        let runs = runs(of: entrant), values = runs.filter { !$0.hasDiverged }.compactMap { measure.value($0.outcome.standing) }
        guard let least = values.min(), let greatest = values.max() else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return Summary(
            mean: mean, deviation: values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil, least: least,
            greatest: greatest, diverged: runs.count { $0.hasDiverged })
    }

    /// The entrants from the best to the worst; those that diverged more often come behind the others.
    public func order(by measure: Measure) -> [Int] {
        func rank(_ entrant: Int) -> (Int, Double) {
            guard let summary = summary(of: entrant, by: measure) else { return (.max, 0) }
            return (summary.diverged, measure.isLoss ? summary.mean : -summary.mean)
        }
        return (0..<entrants).sorted { rank($0) < rank($1) }
    }
}

extension Comparison {
    /// Trains every workspace from every start, as many at a time as there are processors. What comes out depends on no other training.
    /// - Parameters:
    ///   - entrants: what is compared, each ready to be trained.
    ///   - seeds: the starts: fresh weights by each workspace's rule; nil begins once with the parameters that each has.
    ///   - counted: how many trainings have come before these, and of how many in all; nil counts these alone.
    ///   - finished: is told of each training that has come to its end, by the thread that has made it.
    public init(
        of entrants: [Workspace], titles: [String], seeds: [UInt64]?, _ request: TrainingRequest, _ control: RunControl,
        counted: (before: Int, of: Int)? = nil, finished: @escaping @Sendable (Run) -> Void = { _ in }
    ) throws(WorkspaceError) {
        let starts: [UInt64?] = seeds ?? [nil], count = entrants.count * starts.count
        let found = Mutex<[Result<Run, WorkspaceError>?]>(Array(repeating: nil, count: count)), done = Atomic<Int>(0)
        shareOut(count, threads: max(control.threads, processorCount)) { piece in
            guard !control.isCancelled else { return }
            let (start, entrant) = piece.quotientAndRemainder(dividingBy: entrants.count)
            let result = Self.run(entrants[entrant], entrant, seed: starts[start], request, control)
            found.withLock { $0[piece] = result }
            if case .success(let run) = result, !run.outcome.isCancelled { finished(run) }
            let number = (counted?.before ?? 0) + done.add(1, ordering: .relaxed).newValue
            control.stage = Stage(number, of: counted?.of ?? count, title: titles[entrant], kind: .training)
        }
        let results = found.withLock { $0 }
        for case .failure(let error)? in results where error != .stoppedBeforeFirstEpoch && error != .stoppedOnTheWay { throw error }
        let whole = results.map { result in (try? result?.get()).flatMap { $0.outcome.isCancelled ? nil : $0 } }
        // A start counts once everybody has been trained from it.
        let seedCount = starts.indices.first { start in whole[start * entrants.count..<(start + 1) * entrants.count].contains { $0 == nil }
        }
        let kept = seedCount ?? starts.count
        guard kept > 0 else { throw .stoppedOnTheWay }
        (self.entrants, self.seeds, seedsWanted) = (entrants.count, Array(starts.prefix(kept)), starts.count)
        runs = entrants.indices.flatMap { entrant in (0..<kept).compactMap { whole[$0 * entrants.count + entrant] } }
    }

    private static func run(
        _ workspace: Workspace, _ entrant: Int, seed: UInt64?, _ request: TrainingRequest, _ control: RunControl
    ) -> Result<Run, WorkspaceError> {
        var workspace = workspace
        do throws(WorkspaceError) {
            if let seed { try workspace.initialise(by: workspace.initialiser, seed: seed, unless: control.isToStop) }
            workspace.training = TrainingHistory()
            let outcome = try workspace.train(request, RunControl(partOf: control))
            // The curves alone: what leads back to each epoch would be kept for hundreds of trainings.
            var curves = workspace.training
            curves.stretches = []
            return .success(Run(entrant: entrant, seed: seed, outcome: outcome, history: curves))
        } catch {
            return .failure(error)
        }
    }
}
