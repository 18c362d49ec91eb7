// How far a learner has come in the lessons, kept in the state folder. Only a person's own playing of lessons is noted.
import Language

/// The places that lessons have been left at: a line a move that was made, `forward 12 40`, the newest last.
public struct CourseRecord: Sendable {
    let path: String
    /// Whether a lesson goes on where it was left. Where it is played as text, all at once, it begins anew.
    var goesOn = true
    /// Lines that are kept; the file may grow to twice as many before it is cut.
    static let most = 500

    /// Where somebody stands in a lesson.
    struct Place: Equatable {
        /// Moves made, of so many.
        var move: Int
        var count: Int
        /// Whether its end has been reached, now or before.
        var isDone: Bool
    }

    /// The file course in the state folder. Nil if the environment names no place for it.
    public static func ofThisUser(goesOn: Bool) -> CourseRecord? {
        StateFolder.path.map { CourseRecord(path: $0 + "/course", goesOn: goesOn) }
    }

    /// The places by lesson, and the lesson that was played last; none if they cannot be read.
    func places() -> (places: [String: Place], last: String?) {
        var places: [String: Place] = [:], last: String?
        for (lesson, move, count) in lines() {
            let wasDone = places[lesson]?.isDone ?? false
            places[lesson] = Place(move: move, count: count, isDone: wasDone || move >= count)
            last = lesson
        }
        return (places, last)
    }

    /// Notes how many moves of a lesson are made. Where that cannot be written it is not remembered, and no reason to stop.
    public func note(_ lesson: String, move: Int, of count: Int) {
        guard let folder = path.lastIndex(of: "/").map({ String(path[..<$0]) }), (try? Files.makeDirectory(folder, nil)) != nil else {
            return
        }
        guard Files.append("\(lesson)\t\(move)\t\(count)", to: path), lines().count > 2 * Self.most else { return }
        let (places, last) = places()
        let kept = places.sorted { ($0.key == last ? 1 : 0, $0.key) < ($1.key == last ? 1 : 0, $1.key) }.flatMap { lesson, place in
            (place.isDone && place.move < place.count ? ["\(lesson)\t\(place.count)\t\(place.count)\n"] : [])
                + ["\(lesson)\t\(place.move)\t\(place.count)\n"]
        }
        try? Files.writeAtomically(kept.joined(), to: path, throughLinks: true, column: nil)
    }

    /// Lines that are none, of a write that was cut short, are passed over.
    private func lines() -> [(lesson: String, move: Int, count: Int)] {
        (Files.bytes(of: path) ?? []).split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let text = String(validating: line, as: UTF8.self) else { return nil }
            let parts = text.split(separator: "\t", omittingEmptySubsequences: false)
            guard parts.count == 3, let move = Int(parts[1]), let count = Int(parts[2]), move >= 0, count > 0 else { return nil }
            return (String(parts[0]), move, count)
        }
    }
}
