// "Did you mean ...?": the nearest of some known words.

/// The word nearest to a mistyped one, or nil if none is near. Upper and lower case are the same. Of equally near words one of the same letters
/// wins, for fingers swap letters more often than they miss them (setp is step, not set), else the first.
///
/// Near means: at most one in three characters (but at least one of two) inserted, left out, replaced or swapped with its neighbour.
public func closest(to word: String, among known: [String]) -> String? {
    let letters = Array(word.lowercased())
    let limit = letters.count < 2 ? 0 : max(1, letters.count / 3)
    let sorted = letters.sorted()
    var best: (word: String, distance: Int, isSwapped: Bool)?
    for candidate in known {
        let other = Array(candidate.lowercased())
        // The distance is at least the difference in length, which spares the comparison with a word of a million letters.
        guard abs(other.count - letters.count) <= limit else { continue }
        let distance = editDistance(letters, other)
        guard distance <= limit else { continue }
        let isSwapped = other.sorted() == sorted, isNearer = distance < best?.distance ?? .max
        if isNearer || distance == best?.distance && isSwapped && best?.isSwapped == false { best = (candidate, distance, isSwapped) }
    }
    return best?.word
}

/// The number of insertions, deletions, replacements and swaps of neighbours that lead from one word to the other
/// (optimal string alignment), row by row:
///
///     d[i, j] = min(d[i-1, j] + 1, d[i, j-1] + 1, d[i-1, j-1] + (a[i] == b[j] ? 0 : 1), d[i-2, j-2] + 1 if swapped)
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, beforeLast[j - 1] + 1) }
            row.append(distance)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
