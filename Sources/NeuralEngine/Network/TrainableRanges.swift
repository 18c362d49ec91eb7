// Which parameters may learn, as sorted ranges of their indices.

extension [Range<Int>] {
    /// The ranges without the given indices.
    func removing(_ removed: Range<Int>) -> [Range<Int>] {
        flatMap { range in
            [
                range.lowerBound..<Swift.max(range.lowerBound, Swift.min(range.upperBound, removed.lowerBound)),
                Swift.min(range.upperBound, Swift.max(range.lowerBound, removed.upperBound))..<range.upperBound,
            ]
        }.filter { !$0.isEmpty }
    }

    /// The ranges with the given indices as well.
    func inserting(_ added: Range<Int>) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in (removing(added) + [added]).sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = merged.last, last.upperBound == range.lowerBound {
                merged[merged.count - 1] = last.lowerBound..<range.upperBound
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// How many indices they hold.
    var total: Int { reduce(0) { $0 + $1.count } }

    /// The index at a place, counted through the ranges.
    func index(at place: Int) -> Int {
        var place = place
        for range in self {
            if place < range.count { return range.lowerBound + place }
            place -= range.count
        }
        preconditionFailure("place \(place) is beyond the ranges")
    }

    /// The place of an index, counted through the ranges; nil if they do not hold it.
    func place(of index: Int) -> Int? {
        var before = 0
        for range in self {
            if range.contains(index) { return before + index - range.lowerBound }
            before += range.count
        }
        return nil
    }
}
