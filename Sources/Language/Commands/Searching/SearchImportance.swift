// Which hyper-parameter mattered, and what shows it.
import Documents
import NeuralEngine
import Search

/// The importance of each dimension by functional analysis of variance, with where the best trials lie.
struct SearchImportance {
    private let space: Space
    private let importance: Importance
    private let count: Int
    /// The best quarter of the trials.
    private let best: [Trial]

    /// Of fewer trials nobody can tell, nor of one dimension.
    private static let leastTrials = 10

    init?(_ run: SearchRun) {
        let search = run.search, trials = (search.guesses + search.trials).filter { $0.state == .complete }
        guard search.space.count > 1, trials.count >= Self.leastTrials, let importance = Importance(search) else { return nil }
        (space, self.importance, count) = (search.space, importance, trials.count)
        best = Array(
            trials.enumerated().sorted { a, b in
                search.isBetter(a.element.value, than: b.element.value) || a.element.value == b.element.value && a.offset < b.offset
            }.map(\.element).prefix(max(3, trials.count / 4)))
    }

    /// The dimensions, the one that matters most first.
    private var order: [Int] { space.dimensions.indices.sorted { (-importance.shares[$0], $0) < (-importance.shares[$1], $1) } }

    var blocks: [Block] {
        let rows = order.map { place in
            [space.dimensions[place].name, "\(Int((100 * importance.shares[place]).rounded())) %", evidence(place)]
        }
        return [
            .table(Table(header: ["", "importance", "the best \(best.count) trials have"], rows: rows, alignRight: [false, true, false])),
            .note("importance: the share of what the values vary by that each explains alone (functional ANOVA over \(count) trials)"),
        ]
    }

    /// Where the best trials lie: `0.01 to 0.03 of 0.001 to 1`, `tanh 4, relu 1`.
    private func evidence(_ place: Int) -> String {
        let values = best.compactMap { $0.setting.values[place] }, numerals = Numerals(digits: 3)
        if case .choice(let names) = space.dimensions[place].domain {
            let counts = names.map { name in (name, values.count { $0 == .name(name) }) }.filter { $0.1 > 0 }
            return counts.map { "\($0) \($1) time\($1 == 1 ? "" : "s")" }.joined(separator: ", ")
        }
        let numbers = values.compactMap(\.number)
        guard let least = numbers.min(), let greatest = numbers.max() else { return "no value" }
        let (low, high) = space.dimensions[place].domain.numbers
        return "\(numerals.text(least)) to \(numerals.text(greatest)), of \(numerals.text(low)) to \(numerals.text(high))"
    }

    var value: JSONValue {
        .array(
            order.map { place in
                .object([.init("name", .string(space.dimensions[place].name)), .init("share", .number(importance.shares[place]))])
            })
    }
}

extension Domain {
    /// The numbers at its ends; of names 1 and how many there are.
    var numbers: (low: Double, high: Double) {
        switch self {
        case .real(let low, let high), .log(let low, let high): (low, high)
        case .int(let low, let high), .intlog(let low, let high): (Double(low), Double(high))
        case .choice(let names): (1, Double(names.count))
        }
    }
}
