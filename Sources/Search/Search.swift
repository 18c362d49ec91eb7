// The numeric heart of hyper-parameter search: a space, trials, and methods that propose the next one.
//
// What belongs here: values and pure functions. Spaces and their points, the methods (grid, random, Bayesian optimisation, TPE, BOBYQA, LIPO)
// with what each one thinks, rules that prune, and the importance of each dimension. A method sees points and values, nothing else.
//
// What never does: words for people (errors are values; sentences are written above), training, threads, clocks, files, the screen, and any
// number that is not the same on every machine: logarithms and exponentials are the engine's, random numbers come from its generator.
import NeuralEngine

/// A search: what is asked, and the trials that have ended. A value: to step back is to take an earlier one.
///
/// The next trials are a function of (space, method, goal, seed, batch, trials in the order of their numbers) alone. Trials are proposed in
/// batches of one size: those of a batch see only trials of the batches before it and, in place of the values of their fellows with smaller
/// numbers, a constant (the constant liar of Ginsbourger, Le Riche and Carraro 2010, here the worst value known). So the order in which
/// the trials of a batch end changes nothing.
public struct Search: Sendable {
    /// Whether small or large values are good.
    public enum Goal: Sendable, Hashable { case minimise, maximise }

    public let space: Space
    public let method: Method
    public let goal: Goal
    public let seed: UInt64
    /// How many trials are proposed at once.
    public let batch: Int
    /// Where the first trial is, if somebody says: other methods than grid begin there.
    public let start: Setting?
    /// The trials that have ended, by rising number. Numbers begin at 1.
    public private(set) var trials: [Trial] = []
    /// Points that somebody tried by hand: a method that learns from trials learns from these too.
    public private(set) var guesses: [Trial] = []

    /// - Throws: what the method cannot take, or why the start is outside.
    public init(
        _ space: Space, by method: Method, goal: Goal = .minimise, seed: UInt64 = 1, batch: Int = 1, start: Setting? = nil
    ) throws(SearchError) {
        guard batch >= 1 else { throw .batch(batch) }
        try method.check(space)
        if let start { try space.check(start) }
        (self.space, self.method, self.goal, self.seed, self.batch, self.start) = (space, method, goal, seed, batch, start)
    }

    /// Notes a trial that has ended. A trial of the same number is replaced.
    /// - Throws: why its point is none of the space.
    public mutating func add(_ trial: Trial) throws(SearchError) {
        guard trial.number >= 1 else { throw .number(trial.number) }
        try space.check(trial.setting)
        let place =
            (trials.last?.number ?? 0) < trial.number ? trials.count : trials.firstIndex { $0.number >= trial.number } ?? trials.count
        if place < trials.count, trials[place].number == trial.number { trials[place] = trial } else { trials.insert(trial, at: place) }
        while inOrder < trials.count, trials[inOrder].number == inOrder + 1 { inOrder += 1 }
        if method.learns { memory.follow(question(number: ended + 1, record), method) }
    }

    /// Notes what somebody tried by hand. The number counts guesses from 1.
    public mutating func guess(_ setting: Setting, value: Double) throws(SearchError) {
        try space.check(setting)
        guesses.append(Trial(number: guesses.count + 1, setting: setting, value: value))
    }

    /// The search as it was after its first `count` trials.
    public func after(trials count: Int) -> Search {
        var earlier = self
        earlier.trials = Array(trials.prefix(max(count, 0)))
        earlier.inOrder = min(inOrder, earlier.trials.count)
        return earlier
    }

    /// The best of the trials that came to their end, guesses included: the earliest of equal ones. Nil while there is none.
    public var best: Trial? {
        (guesses + trials).filter { $0.state == .complete }.reduce(nil) { best, trial in
            best.map { isBetter(trial.value, than: $0.value) ? trial : $0 } ?? trial
        }
    }

    /// Whether the first value is better than the second.
    public func isBetter(_ a: Double, than b: Double) -> Bool { goal == .minimise ? a < b : a > b }

    /// The trials of the batches before that of a number: what it may be compared with, whoever of its own batch ends first.
    public func trials(beforeBatchOf number: Int) -> ArraySlice<Trial> {
        trials.prefix { $0.number <= (number - 1) / batch * batch }
    }

    /// How many of the first trials have ended without a gap.
    private var inOrder = 0
    /// What a method has worked out from trials already. It spares work and changes nothing.
    private var memory = Memory()
    /// How many trials the batches that have ended hold.
    private var ended: Int { inOrder / batch * batch }

    /// The next trial that has not ended: of the present batch the one with the least number. Nil if the method has no more to propose.
    public func propose() -> Proposal? {
        let after = Set(trials[ended...].map(\.number))
        return proposals { !after.contains($0) }.last
    }

    /// The present batch, the trials of it that have ended included. It is shorter than others where a method comes to its end, empty
    /// after that.
    public func proposals() -> [Proposal] { proposals { _ in false } }

    /// The present batch up to the first number that is asked for.
    private func proposals(upTo isEnough: (Int) -> Bool) -> [Proposal] {
        var proposals: [Proposal] = []
        var record = method.learns ? self.record : Record()
        for place in 0..<batch {
            let question = question(number: ended + place + 1, record)
            guard let (unit, thinking) = method.answer(question, memory) else { return isEnough(.max) ? [] : proposals }
            // The start is met to the bit, which a way through the unit cube would not promise.
            let isStart: Bool = if case .start = thinking { true } else { false }
            let setting = (isStart ? start : nil) ?? space.setting(unit)
            let proposal = Proposal(number: question.number, setting: setting, unit: unit, thinking: thinking)
            proposals.append(proposal)
            if isEnough(proposal.number) { break }
            if place + 1 < batch { record.pretend(proposal.setting, space) }
        }
        return proposals
    }

    /// What a method sees of the batches that have ended.
    private var record: Record {
        Record(guesses: guesses, trials: trials.prefix(ended), sign: goal == .minimise ? 1 : -1, space)
    }

    private func question(number: Int, _ record: Record) -> Question {
        Question(space: space, record: record, seed: seed, number: number, start: start.map { space.unit($0) })
    }
}

/// The next trial and why.
public struct Proposal: Sendable {
    /// Counted from 1.
    public let number: Int
    public let setting: Setting
    /// The point in the unit cube, a coordinate a dimension.
    public let unit: [Double]
    public let thinking: Thinking
}
