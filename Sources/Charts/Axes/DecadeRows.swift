// Upright logarithmic axes: powers of ten stand in the middle of rows at equal distances, and so do 2 and 5 times those, or they are left out.

extension Scale {
    /// A logarithmic axis on some rows as its ticks want it, and the ticks: what they stand for is off by an eighth of a row at most.
    /// - Parameter needed: what the axis has to hold; nil stands for all that it holds now.
    func onDecades(ofRows rows: Int, holding needed: ClosedRange<Double>?) -> (axis: Scale, ticks: [PlacedTick]) {
        var (low, high) = (lower, upper)
        if let needed, needed.lowerBound > 0, needed.lowerBound < needed.upperBound {
            (low, high) = (decadeLogarithm(needed.lowerBound), decadeLogarithm(needed.upperBound))
        }
        let choices = DecadeSpacing.all(for: high - low, onRows: rows).compactMap { PlacedDecades($0, from: low, to: high, onRows: rows) }
        let best = PlacedDecades.wishes.lazy.compactMap { choices.first(where: $0) }.first ?? choices.max { $0.share < $1.share }
        if let best { return (best.axis, best.ticks) }
        // So few rows, or so narrow a range: what there is, without what would be wrong.
        let usual = ticks(fittingRows: rows), exact = usual.filter { isWhole($0.place * Double(rows - 1)) }
        return (self, exact.count > 1 ? exact : usual)
    }
}

/// A tick every so many rows, that many decades apart.
private struct DecadeSpacing {
    let rows: Int
    let decades: Int

    var rowsADecade: Double { Double(rows) / Double(decades) }

    /// Whether 2 and 5 times a power of ten stand on rows as well, and apart: both do or none, as log 2 + log 5 = 1.
    var hasMiddles: Bool { decades == 1 && rows >= 7 && isWhole(Double(rows) * decadeLogarithm(2)) }

    /// Those on which a range, given by the difference of its logarithms, fits into some rows: of each number of decades the widest first.
    static func all(for span: Double, onRows rows: Int) -> [DecadeSpacing] {
        let last = Double(rows - 1), least = rows < 8 ? 1 : rows < 13 ? 2 : 3
        return [1, 2, 3, 4, 5, 10, 20, 50, 100].flatMap { decades -> [DecadeSpacing] in
            let widest = Int(min(last * Double(decades) / span, 4 * last))
            guard widest >= least else { return [] }
            return (max(least, widest / 2)...widest).reversed().map { DecadeSpacing(rows: $0, decades: decades) }
        }
    }
}

/// A logarithmic axis on rows whose ticks have a spacing.
private struct PlacedDecades {
    let spacing: DecadeSpacing
    let axis: Scale
    let tickCount: Int
    /// How much of the axis is of use.
    let share: Double
    private let last: Double

    /// What is looked for, one after the other.
    static let wishes: [@Sendable (PlacedDecades) -> Bool] = [
        { $0.spacing.hasMiddles && $0.spacing.rows >= 10 && $0.tickCount > 2 && $0.share >= 0.75 },
        { $0.tickCount > 2 && $0.share >= 0.8 },
        { $0.spacing.hasMiddles && $0.share >= 0.75 },
    ]

    /// Nil where the range does not fit between whole rows, or has not two ticks. Of the places that it may have the middle one is the best.
    init?(_ spacing: DecadeSpacing, from low: Double, to high: Double, onRows rows: Int) {
        let decade = spacing.rowsADecade, step = Double(spacing.decades)
        last = Double(rows - 1)
        // The row of the last tick that is not above the range.
        let tick = (low / step + 1e-9).rounded(.down) * step
        let least = ((tick - low) * decade - 1e-6).rounded(.up), most = (last - (high - tick) * decade + 1e-6).rounded(.down)
        guard least <= most else { return nil }
        var best: (lower: Double, count: Int)?
        for row in [((least + most) / 2).rounded(.down), least, most] {
            let lower = tick - row / decade, count = spacing.tickCount(from: lower, to: lower + last / decade)
            if count > best?.count ?? 1 { best = (lower, count) }
        }
        guard let best else { return nil }
        axis = Scale(lower: best.lower, upper: best.lower + last / decade, isLogarithmic: true)
        (self.spacing, tickCount, share) = (spacing, best.count, (high - low) * decade / last)
    }

    /// Each in the middle of its row.
    var ticks: [PlacedTick] {
        let ticks = Ticks(decadesFrom: axis.lower, to: axis.upper, by: spacing.decades, withMiddles: spacing.hasMiddles)
        return zip(ticks.values, ticks.labels).map { PlacedTick(place: (axis.place(of: $0) * last).rounded() / last, label: $1) }
    }
}

extension DecadeSpacing {
    /// How many ticks there are between two powers of ten.
    fileprivate func tickCount(from low: Double, to high: Double) -> Int {
        let step = Double(decades), parts = hasMiddles ? [0, decadeLogarithm(2), decadeLogarithm(5)] : [0]
        return parts.reduce(0) { count, part in
            let last = ((high - part) / step + 1e-9).rounded(.down), first = ((low - part) / step - 1e-9).rounded(.up)
            return count + Int(last - first) + 1
        }
    }
}

/// Whether a number of rows is whole but for half of a dot, of which a row has four.
private func isWhole(_ rows: Double) -> Bool { abs(rows - rows.rounded()) <= 0.125 + 1e-9 }
