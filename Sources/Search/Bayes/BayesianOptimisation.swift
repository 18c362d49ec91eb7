// Bayesian optimisation: the next trial is where the expected improvement is greatest (Jones, Schonlau and Welch 1998).
import NeuralEngine

enum BayesianOptimisation {
    /// How many points are drawn first.
    static func first(_ space: Space) -> Int { space.count + 3 }

    static func answer(_ question: Question, _ memory: Fits) -> ([Double], Thinking)? {
        let space = question.space, record = question.record
        let drawn = first(space)
        if record.count < drawn { return (LatinHypercube.point(question, count: drawn), .random(drawn: record.count, of: drawn)) }
        let coding = Coding(space), inputs = coding.inputs(record.units)
        let fit = memory.fit(record, inputs)
        guard let surrogate = Surrogate(fit, coding, inputs, record.values) else { return RandomSearch.answer(question) }
        let unit = maximum(surrogate, question)
        let log = surrogate.logImprovement(at: space.coordinates(space.setting(unit)))
        return (unit, .bayes(BayesThinking(surrogate: surrogate, maximum: unit, logImprovement: log)))
    }

    /// Where the expected improvement is greatest: of many points drawn, evenly and about the best trials, the foremost climb.
    private static func maximum(_ surrogate: Surrogate, _ question: Question) -> [Double] {
        let space = question.space, record = question.record, coding = surrogate.coding
        var random = question.random(2)
        var candidates: [[Double]] = []
        for _ in 0..<min(200 * space.count + 200, 1000) { candidates.append((0..<space.count).map { _ in random.uniform() }) }
        let tried = record.filled
        let order = record.values.indices.sorted { (record.values[$0], $0) < (record.values[$1], $1) }
        for (rank, place) in order.prefix(4).enumerated() {
            for k in 0..<(rank == 0 ? 60 : 20) {
                let width = Elementary.pow(10, -1 - Double(k % 4))
                candidates.append(tried[place].map { min(max($0 + width * random.normal(), 0), 1) })
            }
        }
        var known = Set(record.units)
        let scored = candidates.compactMap { candidate -> (unit: [Double], coded: [Double], score: Double)? in
            let unit = space.coordinates(space.setting(candidate))
            guard known.insert(unit).inserted else { return nil }
            let coded = coding.coded(unit)
            return (candidate, coded, surrogate.logImprovement(coded: coded))
        }.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(\.element)
        guard var best = scored.first else { return candidates[0] }
        let isFree = coding.isFree
        // Climbers begin apart from one another.
        var starts: [(unit: [Double], coded: [Double], score: Double)] = []
        for candidate in scored.prefix(200) where starts.count < 6 {
            if starts.allSatisfy({ distance($0.coded, candidate.coded) > 0.02 }) { starts.append(candidate) }
        }
        for start in starts where isFree.contains(true) {
            let low = zip(start.coded, isFree).map { $1 ? 0 : $0 }, high = zip(start.coded, isFree).map { $1 ? 1 : $0 }
            let climbed = BoxMinimiser.minimise(from: start.coded, low: low, high: high, steps: 40, tolerance: 1e-10) { x in
                let (value, slopes) = surrogate.logImprovementSlopes(coded: x)
                return (-value, slopes.map { -$0 })
            }
            let unit = coding.unit(climbed.x, like: start.unit)
            let coordinates = space.coordinates(space.setting(unit))
            let score = surrogate.logImprovement(coded: coding.coded(coordinates))
            if score > best.score, !known.contains(coordinates) { best = (unit, climbed.x, score) }
        }
        return best.unit
    }
}

/// Fits of a process by the number of trials, kept: each is a function of the trials. Everything is searched for when there are certain
/// numbers of trials, ever a sixth more; between, scales and noise go on from there by a few steps.
struct Fits: Sendable {
    private var last: (record: Record, fit: Fit)?

    func fit(_ record: Record, _ inputs: Inputs) -> Fit {
        let size = Fits.size(record.count)
        let base: Fit
        if let last, last.record.count == size, record.begins(with: last.record) {
            base = last.fit
        } else {
            base = Fits.searched(record, inputs, size)
        }
        return size == record.count ? base : Fitting.refined(base, inputs, record.values, steps: 4).fit
    }

    /// Keeps the search for everything that the trials so far call for.
    mutating func follow(_ question: Question) {
        let record = question.record, size = Fits.size(record.count)
        guard record.count >= BayesianOptimisation.first(question.space) else { return }
        if let last, last.record.count == size, record.begins(with: last.record) { return }
        last = (record.first(size), Fits.searched(record, Coding(question.space).inputs(record.units), size))
    }

    private static func searched(_ record: Record, _ inputs: Inputs, _ size: Int) -> Fit {
        let part = Inputs(points: Array(inputs.points.prefix(size)), groups: inputs.groups, groupCount: inputs.groupCount)
        return Fitting.all(part, Array(record.values.prefix(size)))
    }

    /// The greatest number of the row 1, 2, ... 8, then each a sixth greater (9, 11, 13, 16, 19 ...), that is not above a count.
    private static func size(_ count: Int) -> Int {
        var size = 1
        while true {
            let next = max(size + 1, size * 7 / 6)
            if next > count { return size }
            size = next
        }
    }
}
