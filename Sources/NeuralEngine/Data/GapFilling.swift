// What stands in for the gaps of a table: something typical of the samples that may be known.

extension Dataset {
    /// The same samples with what is typical of some of them in the place of gaps, so that the others stay unseen: of numbers their mean or
    /// median, of words the most frequent one. A column that none of them knows stays as it is; so do inputs on another scale.
    public func fillingGaps(from rows: [Int]) -> Dataset {
        guard preparation.inputScales.isEmpty else { return self }
        var changed = self, start = 0
        for (place, column) in preparation.columns.enumerated() {
            let input = start, known = known(place, in: rows)
            start += column.inputCount
            guard !known.isEmpty else { continue }
            switch column.use {
            case .number(let least, let greatest, _):
                let typical = known.map { inputs[$0, input] }.typical(by: preparation.gapRule)
                for row in gaps[place, default: []] { changed.inputs[row, input] = typical }
                changed.preparation.columns[place].use = .number(least: least, greatest: greatest, typical: typical)
            case .oneHot(let words, _):
                let counts = words.indices.map { word in known.count { inputs[$0, input + word] == 1 } }
                guard let most = words.indices.max(by: { counts[$0] < counts[$1] }) else { continue }
                for row in gaps[place, default: []] {
                    for word in words.indices { changed.inputs[row, input + word] = word == most ? 1 : 0 }
                }
                changed.preparation.columns[place].use = .oneHot(words: words, typical: words[most])
            case .target, .leftOut: continue
            }
        }
        return changed
    }

    /// The columns with gaps that were filled.
    public var filledColumns: [TableColumn] { gaps.keys.sorted().map { preparation.columns[$0] } }

    /// Those of them in which none of some samples has a value.
    public func unknownColumns(in rows: [Int]) -> [TableColumn] {
        gaps.keys.sorted().filter { known($0, in: rows).isEmpty }.map { preparation.columns[$0] }
    }

    /// Those of some samples that have a value in a column of the table.
    private func known(_ column: Int, in rows: [Int]) -> [Int] {
        guard let without = gaps[column].map(Set.init) else { return rows }
        return rows.filter { !without.contains($0) }
    }

    /// The gaps of some of the samples, in the order of `rows`.
    func gaps(picking rows: [Int]) -> [Int: [Int]] {
        gaps.mapValues { gaps in
            let without = Set(gaps)
            return rows.indices.filter { without.contains(rows[$0]) }
        }
    }
}

extension TableColumn {
    /// How many inputs it became.
    public var inputCount: Int {
        switch use {
        case .number: 1
        case .oneHot(let words, _): words.count
        case .target, .leftOut: 0
        }
    }
}

extension [Double] {
    fileprivate func typical(by rule: GapRule) -> Double { rule == .median ? median : reduce(0, +) / Double(count) }

    /// The middle one in order of size; of an even number the mean of the two in the middle.
    private var median: Double {
        let sorted = sorted(), middle = count / 2
        return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
