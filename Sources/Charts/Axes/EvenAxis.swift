// An upright axis on which ticks stand at equal distances, whatever the number of rows.

extension Scale {
    /// An axis about as long as this one on which equally distant ticks stand in the middle of equally distant rows, with the ticks on it; nil where
    /// it would have to be much longer.
    /// - Parameters:
    ///   - needed: what the axis has to hold.
    ///   - suits: whether there is room for the labels.
    func evened(
        onRows rows: Int, holding needed: ClosedRange<Double>?, suits: ([PlacedTick]) -> Bool
    ) -> (axis: Scale, ticks: [PlacedTick])? {
        guard !isLogarithmic, rows > 2, let needed else { return nil }
        // A label every fourth row or so, rather fewer than more.
        let usual = max(rows / 4, 3), counts = Array((2...usual).reversed()) + Array((usual + 1)..<max(usual + 2, rows / 2))
        let axes = counts.compactMap { evened(to: ticks(about: $0), onRows: rows, holding: needed) }.filter { suits($0.ticks) }
        func length(_ axis: Scale) -> Double { (axis.upper / 2 - axis.lower / 2) / (upper / 2 - lower / 2) }
        return axes.first { length($0.axis) <= Self.littleLonger }
            ?? axes.filter { length($0.axis) <= Self.muchLonger }.min { length($0.axis) < length($1.axis) }
    }

    /// How many times as long an axis may be without a second thought, and at most.
    private static let littleLonger = 1.15, muchLonger = 1.5

    /// The axis on which so many rows as can be lie between two of some ticks.
    private func evened(to ticks: Ticks, onRows rows: Int, holding needed: ClosedRange<Double>) -> (axis: Scale, ticks: [PlacedTick])? {
        guard ticks.values.count > 2 else { return nil }
        let first = ticks.values[0], step = ticks.values[1] - first, last = Double(rows - 1)
        let room = last * step / (needed.upperBound - needed.lowerBound)
        guard step > 0, room.isFinite, room >= 2, room <= last else { return nil }
        for distance in [Int(room), Int(room) - 1] where distance >= 2 {
            let row = step / Double(distance)
            // The row of the first tick, from below: far enough up for what lies below it, and down for what lies above it.
            let least = max(0, ((first - needed.lowerBound) / row - 1e-9).rounded(.up))
            guard least <= (last - (needed.upperBound - first) / row + 1e-9).rounded(.down) else { continue }
            let bottom = first - least * row
            let placed = zip(0..., ticks.labels).map { PlacedTick(place: (least + Double($0 * distance)) / last, label: $1) }
            return (Scale(lower: bottom, upper: bottom + last * row), placed.filter { $0.place <= 1 + 1e-9 })
        }
        return nil
    }
}
