// Grid search: every combination, in order.

/// The points of a grid; dimensions vary the faster the later they stand. Points that a condition makes the same are there once.
struct Grid {
    let space: Space
    let axes: [[Value]]
    /// How many points of the whole there are beneath each value of each dimension: to count out the k-th without making them all.
    let count: Int

    /// Nil if there are too many points.
    init?(_ space: Space, perAxis: Int) {
        self.space = space
        let perAxis = max(perAxis, 1)
        axes = space.dimensions.map { Grid.values($0.domain, perAxis) }
        guard let count = Grid.count(space, axes, []), count <= Method.mostPointsOfGrid else { return nil }
        self.count = count
    }

    /// Evenly spread values, ends included; one value is the middle.
    private static func values(_ domain: Domain, _ perAxis: Int) -> [Value] {
        let most = domain.isChoice ? domain.count ?? 1 : min(domain.count ?? perAxis, perAxis)
        if case .choice(let names) = domain { return names.map { .name($0) } }
        var values: [Value] = []
        for k in 0..<most {
            let value = domain.value(at: most == 1 ? 0.5 : Double(k) / Double(most - 1))
            if values.last != value { values.append(value) }
        }
        return values
    }

    /// How many points begin with some values; nil if more than the most.
    private static func count(_ space: Space, _ axes: [[Value]], _ values: [Value?]) -> Int? {
        let place = values.count
        guard place < space.count else { return 1 }
        let later = space.dimensions[(place + 1)...].compactMap(\.condition)
        guard space.isActive(place, values) else { return count(space, axes, values + [nil]) }
        if !later.contains(where: { $0.name == space.dimensions[place].name }) {
            guard let below = count(space, axes, values + [axes[place].first]) else { return nil }
            let (product, overflow) = below.multipliedReportingOverflow(by: axes[place].count)
            return overflow || product > Method.mostPointsOfGrid ? nil : product
        }
        var sum = 0
        for value in axes[place] {
            guard let below = count(space, axes, values + [value]) else { return nil }
            sum += below
            if sum > Method.mostPointsOfGrid { return nil }
        }
        return sum
    }

    func answer(_ question: Question) -> ([Double], Thinking)? {
        let done = question.number - 1
        guard done < count else { return nil }
        var left = done, values: [Value?] = [], places: [Int?] = []
        for place in 0..<space.count {
            guard space.isActive(place, values) else {
                values.append(nil)
                places.append(nil)
                continue
            }
            for (k, value) in axes[place].enumerated() {
                let below = Grid.count(space, axes, values + [value]) ?? 0
                if left < below {
                    values.append(value)
                    places.append(k)
                    break
                }
                left -= below
            }
        }
        return (space.unit(Setting(values)), .grid(GridThinking(axes: axes, places: places, done: done, count: count)))
    }
}
