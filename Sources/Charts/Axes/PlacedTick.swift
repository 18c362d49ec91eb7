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
    /// The longest axis, of at most `most` cells less than `cells`, on which equally distant ticks stand in equally distant cells; nil where there
    /// is none.
    /// - Parameter cell: the cell of a place on an axis of some length; nil where the ends of the axis are the middles of its cells.
    func evenLength(upTo cells: Int, most: Int, cell: ((_ place: Double, _ cells: Int) -> Int)? = nil) -> Int? {
        let steps = zip(self, dropFirst()).map { $1.place - $0.place }
        guard count > 2, cells > 0, let first = steps.first, steps.allSatisfy({ abs($0 - first) < 1e-6 }) else { return nil }
        return (Swift.max(1, cells - most)...cells).last { cells in
            let places = map { cell?($0.place, cells) ?? $0.place(within: cells) }
            return Set(zip(places, places.dropFirst()).map { $1 - $0 }).count == 1
        }
    }
}

extension Scale {
    /// Ticks for an upright axis: a label every fourth row or so, in neighbouring rows only where rows are few.
    func ticks(fittingRows rows: Int) -> [PlacedTick] {
        let most = max(rows / 4, 3)
        func fit(_ ticks: [PlacedTick], gap: Int) -> Bool { gaps(in: ticks, along: rows).allSatisfy { $0 >= gap } }
        let usual = mostTicks(upTo: most) { fit($0, gap: 2) } ?? mostTicks(upTo: most) { fit($0, gap: 1) }
        if let usual, usual.count > 2 { return evenTicks(instead: usual, rows) ?? usual }
        // Between two ticks alone little can be read off: a few more, if they can be told apart.
        let finer = stride(from: most + 1, through: rows / 2, by: 1).lazy.map { placed(ticks(about: $0)) }
        return finer.first { $0.count > 2 && fit($0, gap: 2) } ?? usual ?? loneTick
    }

    /// How many of so many rows may be given for ticks that stand at equal distances.
    static func rowsToGive(of rows: Int) -> Int { rows / 6 }

    /// Ticks at equal distances: these, or the next fewer that can stand so; nil where there are none.
    private func evenTicks(instead usual: [PlacedTick], _ rows: Int) -> [PlacedTick]? {
        let fewer = stride(from: usual.count - 1, through: 2, by: -1).lazy.map { placed(ticks(about: $0)) }
        return ([usual] + fewer.filter { (3..<usual.count).contains($0.count) }).first {
            $0.evenLength(upTo: rows, most: Self.rowsToGive(of: rows)) != nil
        }
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

extension Scale {
    /// The same axis a little longer or further up, so that ticks at equal distances stand in the middle of rows, with the ticks on it; itself where
    /// that would leave out what it has to hold.
    func aligned(
        to ticks: [PlacedTick], onRows rows: Int, holding needed: ClosedRange<Double>?
    ) -> (axis: Scale, ticks: [PlacedTick]) {
        guard ticks.count > 2, rows > 1, ticks.evenLength(upTo: rows, most: 0) != nil, let needed else { return (self, ticks) }
        let places = ticks.map { $0.place(within: rows) }, width = 2 * (upper / 2 - lower / 2)
        let row = (ticks[1].place - ticks[0].place) * width / Double(places[1] - places[0])
        let first = lower + ticks[0].place * width, last = Double(rows - 1)
        for below in [places[0], places[0] + 1, places[0] - 1] where below >= 0 && below + places[places.count - 1] - places[0] < rows {
            let bottom = first - Double(below) * row, moved = Scale(lower: bottom, upper: bottom + last * row, isLogarithmic: isLogarithmic)
            let ends = [needed.lowerBound, needed.upperBound].map(moved.place)
            guard ends.allSatisfy({ (-1e-9...1 + 1e-9).contains($0) }) else { continue }
            return (
                moved, ticks.enumerated().map { PlacedTick(place: Double(below + places[$0] - places[0]) / last, label: $1.label) }
            )
        }
        return (self, ticks)
    }
}
