// A chart one line high, to stand within text.

/// The course of `values` in at most `width` characters, from the least value at the bottom to the greatest at the top. Braille
/// shows two values a character. Where values are more than fit, each place shows the mean of its share; values that are not
/// numbers leave a gap.
public func sparkline(_ values: [Double], width: Int, marks: Marks = .braille) -> String {
    let places = max(width, 0) * marks.dotsAcrossSparkline
    let means = averaged(values, places: places)
    let finite = means.filter(\.isFinite)
    let scale = Scale.spanning((finite.min() ?? 0)...(finite.max() ?? 0))
    let levels = means.map { level(of: scale.place(of: $0), count: marks.sparklineLevels) }
    switch marks {
    case .braille: return brailleBars(levels)
    case .blocks: return String(levels.map { $0.map { Array("▁▂▃▄▅▆▇█")[$0] } ?? " " })
    case .ascii: return String(levels.map { $0.map { Array("_.-'")[$0] } ?? " " })
    }
}

extension Marks {
    fileprivate var dotsAcrossSparkline: Int { self == .braille ? 2 : 1 }
    fileprivate var sparklineLevels: Int { self == .blocks ? 8 : 4 }
}

private func averaged(_ values: [Double], places: Int) -> [Double] {
    guard values.count > places else { return values }
    return (0..<places).map { place in
        let share = values[(place * values.count / places)..<((place + 1) * values.count / places)].filter { !$0.isNaN }
        return share.isEmpty ? .nan : share.reduce(0) { $0 + $1 / Double(share.count) }
    }
}

/// The level, 0..<`count`, of a place between bottom (0) and top (1); infinities are at the ends.
private func level(of place: Double, count: Int) -> Int? {
    place.isNaN ? nil : Int((min(max(place, 0), 1) * Double(count - 1)).rounded())
}

/// Bars one to four dots high, two a character.
private func brailleBars(_ levels: [Int?]) -> String {
    let left: [UInt8] = [0x40, 0x44, 0x46, 0x47]
    let right: [UInt8] = [0x80, 0xA0, 0xB0, 0xB8]
    return String(
        stride(from: 0, to: levels.count, by: 2).map { index in
            let rightLevel = index + 1 < levels.count ? levels[index + 1] : nil
            return Character.braille((levels[index].map { left[$0] } ?? 0) | (rightLevel.map { right[$0] } ?? 0))
        })
}
