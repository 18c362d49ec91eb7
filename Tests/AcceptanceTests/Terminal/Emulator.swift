// A terminal's screen as text: what the escape sequences of an xterm do to a grid of cells.

/// The part of an xterm that ncurses drives.
struct Emulator {
    /// What a cell shows.
    struct Glyph: Equatable {
        var character: Character = " "
        /// Its colour, as the terminal was told it: `38;5;74`, `36`; nil is the terminal's own. And that of what is behind it: `48;5;74`.
        var ink: String?
        var ground: String?
        var stress = Stress()
    }

    /// How a character stands out or steps back besides its colour.
    struct Stress: Equatable {
        var isBold = false, isDim = false, isUnderlined = false, isReversed = false

        /// Obeys a number of a sequence for the look of what follows.
        mutating func obey(_ number: Int) {
            switch number {
            case 0: self = Stress()
            case 1: isBold = true
            case 2: isDim = true
            case 4: isUnderlined = true
            case 7: isReversed = true
            case 22: (isBold, isDim) = (false, false)
            case 24: isUnderlined = false
            case 27: isReversed = false
            default: break
            }
        }
    }

    private(set) var columns: Int
    private(set) var rows: Int
    private(set) var cells: [[Glyph]]
    private(set) var cursor = (x: 0, y: 0)
    /// Private modes that are on: 7 lines wrap, 25 the cursor, 1049 the second screen, 1000 ... 1006 the mouse, 2004 pasting in brackets.
    private(set) var modes: Set<Int> = [7, 25]
    /// The colours that characters were written in, as the terminal was told them: `38;5;74`, `36`; and how often a colour of the palette was
    /// changed, which no terminal asked for.
    private(set) var colors: Set<String> = []
    private(set) var paletteChanges = 0
    /// How many escape sequences have come, and whether nothing but 7-bit characters has.
    private(set) var sequences = 0
    private(set) var hasOnlySevenBits = true
    /// How often all of the screen was erased, which flickers.
    private(set) var erasures = 0
    /// Sequences that it did not understand.
    private(set) var unknown: [String] = []

    private var firstScreen: (cells: [[Glyph]], cursor: (x: Int, y: Int))?
    private var saved = (x: 0, y: 0)
    private var region: ClosedRange<Int>
    private var ink: String?
    private var ground: String?
    private var stress = Stress()
    /// A character in the last column waits there for the next one before the line breaks.
    private var isPastEnd = false
    private var last: Character = " "
    private var pending: [UInt8] = []

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        region = 0...rows - 1
        cells = Array(repeating: Array(repeating: Glyph(), count: columns), count: rows)
    }

    /// The rows without the blanks at their ends.
    var lines: [String] {
        cells.map { row in
            var line = String(row.map(\.character).filter { $0 != Self.secondHalf })
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    mutating func resize(columns: Int, rows: Int) {
        let old = cells
        self.columns = columns
        self.rows = rows
        cells = (0..<rows).map { y in (0..<columns).map { x in y < old.count && x < old[y].count ? old[y][x] : Glyph() } }
        region = 0...rows - 1
        cursor = (min(cursor.x, columns - 1), min(cursor.y, rows - 1))
    }

    // MARK: Reading

    mutating func take(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        var rest = pending[...]
        while let first = rest.first {
            let length = first == 0x1B ? escapeLength(rest) : first < 0x80 ? 1 : utf8Length(first)
            guard let length, length <= rest.count else { break }
            let piece = Array(rest.prefix(length))
            rest = rest.dropFirst(length)
            if first >= 0x80 { hasOnlySevenBits = false }
            if first == 0x1B {
                sequences += 1
                obey(String(decoding: piece.dropFirst(), as: UTF8.self))
            } else if first < 0x20 || first == 0x7F {
                control(first)
            } else {
                for character in String(decoding: piece, as: UTF8.self) { put(character) }
            }
        }
        pending = Array(rest)
    }

    private func utf8Length(_ first: UInt8) -> Int { first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1 }

    /// The bytes of the escape sequence at the start; nil if it is not complete.
    private func escapeLength(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let second = bytes.dropFirst().first else { return nil }
        switch second {
        case UInt8(ascii: "["):
            return bytes.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }.map { $0 - bytes.startIndex + 1 }
        case UInt8(ascii: "]"):
            guard let end = bytes.dropFirst(2).firstIndex(where: { $0 == 7 || $0 == 0x1B }) else { return nil }
            return bytes[end] == 7 ? end - bytes.startIndex + 1 : end + 1 < bytes.endIndex ? end - bytes.startIndex + 2 : nil
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "#"): return 3
        default: return 2
        }
    }

    private mutating func control(_ byte: UInt8) {
        isPastEnd = false
        switch byte {
        case 8: cursor.x = max(0, cursor.x - 1)
        case 9: cursor.x = min(columns - 1, cursor.x / 8 * 8 + 8)
        case 10...12: lineFeed()
        case 13: cursor.x = 0
        default: break
        }
    }

    /// What is in the second cell of a wide character.
    static let secondHalf: Character = "\0"

    private mutating func put(_ character: Character) {
        guard let scalar = character.unicodeScalars.first, scalar.properties.generalCategory != .nonspacingMark else {
            return combine(character)
        }
        if isPastEnd {
            cursor.x = 0
            lineFeed()
        }
        set(character)
        last = character
        if scalar.isWide && cursor.x < columns - 1 {
            cursor.x += 1
            set(Self.secondHalf)
        }
        isPastEnd = cursor.x == columns - 1
        if !isPastEnd { cursor.x += 1 }
    }

    private mutating func set(_ character: Character) {
        cells[cursor.y][cursor.x] = Glyph(character: character, ink: ink, ground: ground, stress: stress)
    }

    /// A mark joins the character before the cursor.
    private mutating func combine(_ mark: Character) {
        let x = isPastEnd ? cursor.x : cursor.x - 1
        guard let place = cells[cursor.y][...max(0, x)].lastIndex(where: { $0.character != Self.secondHalf }) else { return }
        cells[cursor.y][place].character = Character("\(cells[cursor.y][place].character)\(mark)")
    }

    private mutating func lineFeed() {
        if cursor.y == region.upperBound { scroll(1, in: region) } else { cursor.y = min(rows - 1, cursor.y + 1) }
    }

    // MARK: Sequences

    private mutating func obey(_ sequence: String) {
        switch sequence.first {
        case "[": obeyControlSequence(String(sequence.dropFirst()))
        case "7": saved = cursor
        case "8": cursor = saved
        case "M": if cursor.y == region.lowerBound { scroll(-1, in: region) } else { cursor.y = max(0, cursor.y - 1) }
        case "]" where sequence.hasPrefix("]4;") || sequence.hasPrefix("]104"): paletteChanges += 1
        case "(", ")", "=", ">", "]", "#", "c": break
        default: unknown.append(sequence)
        }
    }

    private mutating func obeyControlSequence(_ sequence: String) {
        guard let command = sequence.last else { return }
        let body = sequence.dropLast(), isPrivate = body.first == "?"
        let numbers = body.drop { "?>!".contains($0) }.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = numbers.first ?? 0, count = max(1, first)
        if command != "m" { isPastEnd = false }
        switch command {
        case "H", "f": cursor = (clamp((numbers.count > 1 ? numbers[1] : 1) - 1, columns), clamp(count - 1, rows))
        case "A": cursor.y = clamp(cursor.y - count, rows)
        case "B", "e": cursor.y = clamp(cursor.y + count, rows)
        case "C", "a": cursor.x = clamp(cursor.x + count, columns)
        case "D": cursor.x = clamp(cursor.x - count, columns)
        case "G", "`": cursor.x = clamp(count - 1, columns)
        case "d": cursor.y = clamp(count - 1, rows)
        case "J": eraseScreen(first)
        case "K": eraseLine(first)
        case "X": for x in cursor.x..<min(columns, cursor.x + count) { erase(x, cursor.y) }
        case "P":
            cells[cursor.y].removeSubrange(cursor.x..<min(columns, cursor.x + count))
            cells[cursor.y] += Array(repeating: Glyph(), count: columns - cells[cursor.y].count)
        case "@":
            cells[cursor.y].insert(contentsOf: Array(repeating: Glyph(), count: count), at: cursor.x)
            cells[cursor.y].removeLast(cells[cursor.y].count - columns)
        case "L": scroll(-count, in: cursor.y...region.upperBound)
        case "M": scroll(count, in: cursor.y...region.upperBound)
        case "S": scroll(count, in: region)
        case "T": scroll(-count, in: region)
        case "b": for _ in 0..<count { put(last) }
        case "r" where !isPrivate:
            let bottom = numbers.count > 1 && numbers[1] > 0 ? numbers[1] : rows
            region = clamp(count - 1, rows)...clamp(bottom - 1, rows)
            cursor = (0, 0)
        case "m":
            let parts = body.split(separator: ";").map(String.init)
            note(colorsIn: parts)
            note(stressIn: parts)
        case "h" where isPrivate: for mode in numbers { turnOn(mode) }
        case "l" where isPrivate: for mode in numbers { turnOff(mode) }
        case "h", "l", "t", "c", "p", "q", "n": break
        default: unknown.append("[" + sequence)
        }
    }

    private mutating func note(colorsIn parts: [String]) {
        if parts.isEmpty || parts == ["0"] || parts.contains("39") { ink = nil }
        if parts.isEmpty || parts == ["0"] || parts.contains("49") { ground = nil }
        if parts.first == "48" { ground = parts.joined(separator: ";") }
        if let start = parts.firstIndex(of: "38") {
            let rest = parts[start...]
            return take(ink: rest.prefix(rest.dropFirst().first == "2" ? 5 : 3).joined(separator: ";"))
        }
        for part in parts {
            let isBasic = Int(part).map { (30...37).contains($0) || (90...97).contains($0) } ?? false
            if isBasic || part.hasPrefix("38:") { take(ink: part) }
            if part.hasPrefix("48:") { ground = part }
        }
    }

    /// What follows 38 and 48 is a colour: `38;5;74`.
    private mutating func note(stressIn parts: [String]) {
        if parts.isEmpty { stress = Stress() }
        var rest = parts[...]
        while let part = rest.popFirst() {
            if part == "38" || part == "48" { rest = rest.dropFirst(rest.first == "5" ? 2 : 4) } else { Int(part).map { stress.obey($0) } }
        }
    }

    private mutating func take(ink: String) {
        self.ink = ink
        colors.insert(ink)
    }

    private mutating func turnOn(_ mode: Int) {
        if mode == 1049 && !modes.contains(1049) {
            firstScreen = (cells, cursor)
            cells = Array(repeating: Array(repeating: Glyph(), count: columns), count: rows)
        }
        modes.insert(mode)
    }

    private mutating func turnOff(_ mode: Int) {
        if mode == 1049, let first = firstScreen {
            let size = (columns, rows)
            cells = first.cells
            resize(columns: size.0, rows: size.1)
            cursor = first.cursor
            firstScreen = nil
        }
        modes.remove(mode)
    }

    private func clamp(_ place: Int, _ count: Int) -> Int { min(max(0, place), count - 1) }

    private mutating func erase(_ x: Int, _ y: Int) { cells[y][x] = Glyph() }

    private mutating func eraseLine(_ part: Int) {
        let range = part == 0 ? cursor.x..<columns : part == 1 ? 0..<cursor.x + 1 : 0..<columns
        for x in range { erase(x, cursor.y) }
    }

    private mutating func eraseScreen(_ part: Int) {
        if part > 1 || part == 0 && cursor == (0, 0) { erasures += 1 }
        if part < 2 { eraseLine(part) }
        let range = part == 0 ? cursor.y + 1..<max(rows, cursor.y + 1) : part == 1 ? 0..<cursor.y : 0..<rows
        for y in range { for x in 0..<columns { erase(x, y) } }
    }

    /// Moves the rows of a region up by a count, or down by a negative one.
    private mutating func scroll(_ count: Int, in region: ClosedRange<Int>) {
        let blank = Array(repeating: Glyph(), count: columns)
        let old = cells
        for y in region { cells[y] = region.contains(y + count) ? old[y + count] : blank }
    }
}

extension Unicode.Scalar {
    /// Whether terminals give it two cells: the scripts of East Asia, and pictures.
    fileprivate var isWide: Bool {
        [0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60].contains {
            $0.contains(Int(value))
        } || (0x1F300...0x1FAFF).contains(value) || (0x20000...0x3FFFD).contains(value)
    }
}
