// The command line: a value that keys change.
import Charts

/// A line being typed, of one row or several, with its cursor, what was killed, what can be undone, and the lines typed before.
public struct LineEditor: Sendable, Equatable {
    public internal(set) var characters: [Character] = []
    /// The place of the cursor, 0...characters.count.
    public internal(set) var cursor = 0
    var recall: LineRecall
    private var kills = KillRing()
    private var past: [Moment] = []
    private var last = Action.other

    /// What the last key did: it decides what the next one joins or undoes.
    private enum Action: Equatable {
        case other, typed, killed
        /// So many characters were put back.
        case yanked(Int)
    }

    private struct Moment: Equatable {
        var characters: [Character]
        var cursor: Int
    }

    /// An empty line, and what was typed before, the oldest first.
    public init(history: [String] = []) { recall = LineRecall(lines: history) }

    public var text: String { String(characters) }
    public var isEmpty: Bool { characters.isEmpty }
    /// What stands before the cursor: what completion looks at.
    public var textBeforeCursor: String { String(characters[..<cursor]) }

    /// Takes a key. Returns whether it meant something here.
    public mutating func take(_ key: Key) -> Bool {
        let before = Moment(characters: characters, cursor: cursor), previous = last
        last = .other
        let isTaken = takeInSearch(key) ?? (move(key) || edit(key, after: previous) || walk(key))
        // A word typed in one go is undone in one go.
        let goesOn = last == .typed && previous == .typed && characters.last != " "
        if characters != before.characters && !goesOn && key != .control("_") { past.append(before) }
        return isTaken
    }

    // MARK: Moving

    private mutating func move(_ key: Key) -> Bool {
        switch key {
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): if cursor == characters.count { accept(suggestion) } else { cursor += 1 }
        case .home, .control("a"): cursor = rowStart
        case .end, .control("e"): if cursor == characters.count { accept(suggestion) } else { cursor = rowEnd }
        case .alt("b"): cursor = wordStart
        case .alt("f"): if cursor == characters.count { accept(suggestedWord) } else { cursor = wordEnd }
        case .alt("<"): cursor = 0
        case .alt(">"): cursor = characters.count
        default: return false
        }
        return true
    }

    // MARK: Editing

    private mutating func edit(_ key: Key, after previous: Action) -> Bool {
        switch key {
        case .character(let character):
            insert([character])
            last = .typed
        case .alt("\r"): insert(["\n"])
        case .backspace, .control("h"):
            guard cursor > 0 else { return false }
            characters.remove(at: cursor - 1)
            cursor -= 1
        case .delete, .control("d"): if cursor < characters.count { characters.remove(at: cursor) }
        case .control("k"): kill(cursor..<(cursor == rowEnd ? min(characters.count, cursor + 1) : rowEnd), after: previous)
        case .control("u"): kill(rowStart..<cursor, after: previous)
        case .control("w"): kill(blankWordStart..<cursor, after: previous)
        case .alt("\u{7F}"), .alt("\u{8}"): kill(wordStart..<cursor, after: previous)
        case .alt("d"): kill(cursor..<wordEnd, after: previous)
        case .control("y"): yank()
        case .alt("y"): yankOlder(after: previous)
        case .control("t"): transpose()
        case .control("_"): undo()
        default: return false
        }
        return true
    }

    /// Puts characters in at the cursor. A mark that combines with the character before it becomes one with it.
    public mutating func insert(_ new: [Character]) {
        for character in new {
            if cursor > 0, case let joined = String(characters[cursor - 1]) + String(character), joined.count == 1, let one = joined.first {
                characters[cursor - 1] = one
            } else {
                characters.insert(character, at: cursor)
                cursor += 1
            }
        }
    }

    /// Puts in what was pasted: line ends stay, other control characters go.
    public mutating func paste(_ text: String) {
        past.append(Moment(characters: characters, cursor: cursor))
        last = .other
        var pasted = text.map { $0.isNewline ? "\n" : $0 == "\t" ? " " : $0 }
        while pasted.last == "\n" { pasted.removeLast() }
        insert(pasted.filter { $0 == "\n" || !$0.unicodeScalars.contains { $0.value < 32 || $0.value == 127 } })
    }

    /// Replaces the last characters before the cursor: what completion does.
    public mutating func replace(last count: Int, with text: String) {
        past.append(Moment(characters: characters, cursor: cursor))
        last = .other
        characters.removeSubrange(cursor - min(count, cursor)..<cursor)
        cursor -= min(count, cursor)
        insert(Array(text))
    }

    /// Takes the line away and remembers its rows.
    public mutating func submit() -> String {
        let line = text
        for row in line.split(separator: "\n") { recall.remember(String(row)) }
        clear()
        return line
    }

    public mutating func clear() {
        (characters, cursor, past, last) = ([], 0, [], .other)
        recall.leave()
    }

    /// Takes the line away as if it had been killed: it can be yanked, and undone.
    public mutating func discard() {
        past.append(Moment(characters: characters, cursor: cursor))
        kills.add(characters, joins: false, inFront: false)
        (characters, cursor, last) = ([], 0, .other)
        recall.leave()
    }

    mutating func show(_ line: [Character]) { (characters, cursor) = (line, line.count) }

    private mutating func undo() {
        guard let moment = past.popLast() else { return }
        (characters, cursor) = (moment.characters, moment.cursor)
    }

    private mutating func transpose() {
        guard characters.count > 1, cursor > 0 else { return }
        let right = min(cursor, characters.count - 1)
        characters.swapAt(right - 1, right)
        cursor = right + 1
    }

    // MARK: Killing and yanking

    private mutating func kill(_ range: Range<Int>, after previous: Action) {
        guard !range.isEmpty else { return }
        kills.add(Array(characters[range]), joins: previous == .killed, inFront: range.upperBound == cursor)
        characters.removeSubrange(range)
        cursor = range.lowerBound
        last = .killed
    }

    private mutating func yank() {
        insert(kills.newest)
        last = .yanked(kills.newest.count)
    }

    /// Right after a yank: what was killed earlier takes its place.
    private mutating func yankOlder(after previous: Action) {
        guard case .yanked(let count) = previous else { return }
        characters.removeSubrange(max(0, cursor - count)..<cursor)
        cursor = max(0, cursor - count)
        kills.turn()
        yank()
    }

    // MARK: Words and rows

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

    private var rowStart: Int { characters[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0 }
    private var rowEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

    // MARK: Up and down

    /// Up and down go through the rows of a long line, then through the lines typed before.
    private mutating func walk(_ key: Key) -> Bool {
        switch key {
        case .up where rowStart > 0:
            let column = cursor - rowStart
            cursor = rowStart - 1
            cursor = min(rowStart + column, cursor)
        case .down where rowEnd < characters.count:
            let column = cursor - rowStart
            cursor = rowEnd + 1
            cursor = min(cursor + column, rowEnd)
        case .up, .control("p"): if let line = recall.walk(-1, from: characters) { show(line) }
        case .down, .control("n"): if let line = recall.walk(1, from: characters) { show(line) }
        default: return false
        }
        return true
    }
}

/// What was killed, the newest last; Alt-y goes back through it.
struct KillRing: Sendable, Equatable {
    private var pieces: [[Character]] = []
    private static let most = 30

    var newest: [Character] { pieces.last ?? [] }

    /// Kills in a row are one piece.
    mutating func add(_ piece: [Character], joins: Bool, inFront: Bool) {
        if joins, let old = pieces.popLast() {
            pieces.append(inFront ? piece + old : old + piece)
        } else {
            pieces.append(piece)
        }
        if pieces.count > Self.most { pieces.removeFirst() }
    }

    mutating func turn() { if let newest = pieces.popLast() { pieces.insert(newest, at: 0) } }
}
