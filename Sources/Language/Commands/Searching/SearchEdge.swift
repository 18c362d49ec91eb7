// A best trial at the edge of what was searched: beyond it nobody has looked, and one line does.
import Documents
import Search

struct SearchEdge {
    private let run: SearchRun

    init(_ run: SearchRun) { self.run = run }

    /// Of fewer trials any may lie anywhere.
    private static let fewestTrials = 5
    /// The part of a range that counts as its end.
    private static let margin = 0.02

    /// For each hyper-parameter whose best value is an end of its range that it says so, and at the end the search that goes farther there; nil
    /// where there is none.
    var note: String? {
        guard let best = run.search.best, run.search.trials.count >= Self.fewestTrials else { return nil }
        var words = run.words, names: [String] = []
        for (dimension, value) in zip(run.space.dimensions, best.setting.values) {
            guard let value, let isHigh = Self.isHighEnd(value, of: dimension.domain),
                let wider = dimension.domain.widened(atHighEnd: isHigh, isOfTraining: run.isOfTrainings),
                let place = words.firstIndex(where: { $0.lowercased().hasPrefix(dimension.name + "=") })
            else { continue }
            names.append(dimension.name)
            words[place] = dimension.name + "=" + wider.written { Numerals(digits: 6).text($0) }
        }
        guard !names.isEmpty else { return nil }
        let subject = names.count == 1 ? "the best \(names[0]) is an end of its range" : "the best \(names.listed) are ends of their ranges"
        let line = SearchLine(words, run.search.method).text(trials: run.search.trials.count)
        return "\(subject), and a better one may lie beyond: \(line)"
    }

    /// Whether a value is the high end of its domain, or the low one; nil of values between, and of domains without a beyond.
    private static func isHighEnd(_ value: Value, of domain: Domain) -> Bool? {
        switch (domain, value) {
        case (.real, _), (.log, _):
            guard let place = domain.place(of: value), place <= margin || place >= 1 - margin else { return nil }
            return place > 0.5
        case (.int(let low, let high), .whole(let k)), (.intlog(let low, let high), .whole(let k)):
            return high - low < 2 || k != low && k != high ? nil : k == high
        default: return nil
        }
    }
}

extension Domain {
    /// The same domain, reaching as far again beyond one end; nil where nothing lies there: what a training is set to is not below 0, and counts
    /// begin at 1.
    fileprivate func widened(atHighEnd isHigh: Bool, isOfTraining: Bool) -> Domain? {
        switch self {
        case .real(let low, let high):
            let width = high - low, least = isOfTraining ? max(0, low - width) : low - width
            guard (high + width).isFinite, least.isFinite else { return nil }
            return isHigh ? .real(low, high + width) : least < low ? .real(least, high) : nil
        case .log(let low, let high):
            guard (10 * high).isFinite, low / 10 > 0 else { return nil }
            return isHigh ? .log(low, 10 * high) : .log(low / 10, high)
        case .int(let low, let high):
            let width = high - low, least = isOfTraining ? max(1, low - width) : low - width
            return isHigh ? .int(low, high + width) : least < low ? .int(least, high) : nil
        case .intlog(let low, let high):
            return isHigh ? .intlog(low, 4 * high) : low > 1 ? .intlog(max(1, low / 4), high) : nil
        case .choice: return nil
        }
    }
}

extension [String] {
    /// `lr, l2 and units`
    fileprivate var listed: String { dropLast().joined(separator: ", ") + (count > 1 ? " and " : "") + (last ?? "") }
}
