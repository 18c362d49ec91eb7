// The command line: a value that keys change.

/// A line being typed, with its cursor, its kill buffer and the lines typed before.
public struct LineEditor: Sendable, Equatable {
    public private(set) var characters: [Character] = []
    /// The place of the cursor, 0...characters.count.
    public private(set) var cursor = 0
    private var killed: [Character] = []
    /// Lines typed before, the oldest first, and where in them the arrows have come to.
    private var history: [String] = []
    private var place: Int?
    /// What was being typed when the arrows left for the past.
    private var draft: [Character] = []

    public init() {}

    public var text: String { String(characters) }
    public var isEmpty: Bool { characters.isEmpty }
    /// What stands before the cursor: what completion looks at.
    public var textBeforeCursor: String { String(characters[..<cursor]) }

    /// Takes a key. Returns whether it meant something here.
    public mutating func take(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert([character])
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .alt("b"): cursor = wordStart
        case .alt("f"): cursor = wordEnd
        case .backspace, .control("h"):
            guard cursor > 0 else { return false }
            characters.remove(at: cursor - 1)
            cursor -= 1
        case .delete: if cursor < characters.count { characters.remove(at: cursor) }
        case .control("k"): kill(cursor..<characters.count)
        case .control("u"): kill(0..<cursor)
        case .control("w"): kill(blankWordStart..<cursor)
        case .alt("d"): kill(cursor..<wordEnd)
        case .control("y"): insert(killed)
        case .up, .control("p"): walkHistory(-1)
        case .down, .control("n"): walkHistory(1)
        default: return false
        }
        return true
    }

    /// Puts characters in at the cursor.
    public mutating func insert(_ new: [Character]) {
        characters.insert(contentsOf: new, at: cursor)
        cursor += new.count
    }

    /// Replaces the last characters before the cursor: what completion does.
    public mutating func replace(last count: Int, with text: String) {
        characters.removeSubrange(cursor - min(count, cursor)..<cursor)
        cursor -= min(count, cursor)
        insert(Array(text))
    }

    /// Takes the line away and remembers it.
    public mutating func submit() -> String {
        let line = text
        if !line.isEmpty && history.last != line { history.append(line) }
        clear()
        return line
    }

    public mutating func clear() {
        (characters, cursor, place) = ([], 0, nil)
    }

    private mutating func kill(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        killed = Array(characters[range])
        characters.removeSubrange(range)
        cursor = range.lowerBound
    }

    private var wordStart: Int {
        var place = cursor
        while place > 0, !isWord(place - 1) { place -= 1 }
        while place > 0, isWord(place - 1) { place -= 1 }
        return place
    }

    private var wordEnd: Int {
        var place = cursor
        while place < characters.count, !isWord(place) { place += 1 }
        while place < characters.count, isWord(place) { place += 1 }
        return place
    }

    private var blankWordStart: Int {
        var place = cursor
        while place > 0, characters[place - 1] == " " { place -= 1 }
        while place > 0, characters[place - 1] != " " { place -= 1 }
        return place
    }

    private func isWord(_ place: Int) -> Bool { characters[place].isLetter || characters[place].isNumber }

    private mutating func walkHistory(_ direction: Int) {
        let next = (place ?? history.count) + direction
        guard (0...history.count).contains(next) else { return }
        if place == nil { draft = characters }
        place = next == history.count ? nil : next
        characters = place.map { Array(history[$0]) } ?? draft
        cursor = characters.count
    }
}
