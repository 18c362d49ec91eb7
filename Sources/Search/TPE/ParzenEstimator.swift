// The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl 2011): where good trials are dense and bad ones are not.
import NeuralEngine

enum ParzenEstimator {
    static func first(_ space: Space) -> Int { max(2 * space.count, 8) }

    static func answer(_ question: Question) -> ([Double], Thinking)? {
        let space = question.space, record = question.record
        let drawn = first(space)
        if record.count < drawn { return (LatinHypercube.point(question, count: drawn), .random(drawn: record.count, of: drawn)) }
        let order = record.values.indices.sorted {
            (record.isFailed[$0] ? 1 : 0, record.values[$0], $0) < (record.isFailed[$1] ? 1 : 0, record.values[$1], $1)
        }
        let good = goodCount(record.count)
        let l = ParzenDensity(space, order.prefix(good).map { record.units[$0] }, of: record.count)
        let g = ParzenDensity(space, order.dropFirst(good).map { record.units[$0] }, of: record.count)
        var random = question.random(2)
        var best: (unit: [Double], ratio: Double)?
        let known = Set(record.units)
        var fallback: [Double] = []
        for _ in 0..<24 {
            let unit = l.drawn(&random)
            let coordinates = space.coordinates(space.setting(unit))
            fallback = unit
            guard !known.contains(coordinates) else { continue }
            let ratio = l.logDensity(coordinates) - g.logDensity(coordinates)
            if ratio > best?.ratio ?? -.infinity { best = (unit, ratio) }
        }
        let thinking = TPEThinking(good: good, goodDensity: l, otherDensity: g, logRatio: best?.ratio ?? 0)
        return (best?.unit ?? fallback, .tpe(thinking))
    }

    /// A share of the trials, never more than 25.
    private static func goodCount(_ count: Int) -> Int {
        min(max((count + 9) / 10, 6), 25)
    }
}
