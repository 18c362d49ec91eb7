// How many ticks an axis can carry: as many as leave room between their labels.

/// A tick and its place along the axis, 0...1.
struct PlacedTick: Equatable {
    let place: Double
    let label: String

    /// The cell, of `cells` along the axis, in which the tick stands.
    func place(within cells: Int) -> Int {
        Int((place * Double(max(cells - 1, 0))).rounded())
    }
}

extension [PlacedTick] {
    /// The longest axis, of at most `most` cells less than `cells`, on which equally distant ticks stand in equally distant cells; `cells` where
    /// there is none.
    /// - Parameter cell: the cell of a place on an axis of some length.
    func evenLength(upTo cells: Int, most: Int, cell: (_ place: Double, _ cells: Int) -> Int) -> Int {
        let steps = zip(self, dropFirst()).map { $1.place - $0.place }
        guard count > 2, cells > 0, let first = steps.first, steps.allSatisfy({ abs($0 - first) < 1e-6 }) else { return cells }
        return (Swift.max(1, cells - most)...cells).last { cells in
            let columns = map { cell($0.place, cells) }, gaps = zip(columns, columns.dropFirst()).map { $1 - $0 }
            return Set(gaps).count == 1
        } ?? cells
    }
}

extension Scale {
    /// Ticks for an upright axis: a label every fourth row or so, in neighbouring rows only where rows are few.
    func ticks(fittingRows rows: Int) -> [PlacedTick] {
        let most = max(rows / 4, 3)
        func fit(_ ticks: [PlacedTick], gap: Int) -> Bool { gaps(in: ticks, along: rows).allSatisfy { $0 >= gap } }
        let usual = mostTicks(upTo: most) { fit($0, gap: 2) } ?? mostTicks(upTo: most) { fit($0, gap: 1) }
        if let usual, usual.count > 2 { return usual }
        // Between two ticks alone little can be read off: a few more, if they can be told apart.
        let finer = stride(from: most + 1, through: rows / 2, by: 1).lazy.map { placed(ticks(about: $0)) }
        return finer.first { $0.count > 2 && fit($0, gap: 2) } ?? usual ?? loneTick
    }

    /// Ticks for a level axis: one every nine columns or so, with at least two blanks between labels.
    /// - Parameter isWhole: whether none may stand between whole numbers.
    func ticks(fittingColumns columns: Int, isWhole: Bool = false) -> [PlacedTick] {
        mostTicks(upTo: max(columns / 9, 2)) { ticks in
            if isWhole, ticks.contains(where: { $0.label.contains(".") || $0.label.contains("e-") }) { return false }
            let needs = zip(ticks, ticks.dropFirst()).map { ($0.label.count + $1.label.count + 1) / 2 + 2 }
            return zip(gaps(in: ticks, along: columns), needs).allSatisfy { $0 >= $1 }
        } ?? loneTick
    }

    /// As many ticks as fit; nil where no two do.
    private func mostTicks(upTo count: Int, thatFit fit: ([PlacedTick]) -> Bool) -> [PlacedTick]? {
        stride(from: count, through: 1, by: -1).lazy.map { placed(ticks(about: $0)) }.first { $0.count >= 2 && fit($0) }
    }

    private var loneTick: [PlacedTick] { Array(placed(ticks(about: 1)).prefix(1)) }

    private func placed(_ ticks: Ticks) -> [PlacedTick] {
        zip(ticks.values, ticks.labels).map { PlacedTick(place: min(max(place(of: $0), 0), 1), label: $1) }
    }

    private func gaps(in ticks: [PlacedTick], along cells: Int) -> [Int] {
        zip(ticks, ticks.dropFirst()).map { $1.place(within: cells) - $0.place(within: cells) }
    }
}
