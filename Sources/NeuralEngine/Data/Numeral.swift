// Numbers as people write them: with a point or a comma before the decimals, with thousands parted or not.

/// What a text shows of how its numbers are written.
struct Numeral {
    /// How a number is written.
    enum Form: Sendable, Equatable {
        /// Neither point nor comma: 1299, 1e-6.
        case plain
        /// Decimals behind a point: 0.5.
        case point
        /// Decimals behind a comma: 0,5.
        case comma
        /// 1,299: thousands, or decimals behind a comma.
        case unclear
        /// 1,299.99 or 1,299,000: commas part thousands.
        case thousandsByComma
        /// 1.299,99 or 1.299.000: points part thousands.
        case thousandsByPoint
    }

    private let text: String
    /// How it is written; nil if it is no number.
    let form: Form?

    init(_ text: String) {
        self.text = Numeral.plain(text)
        form = Numeral.form(of: Array(self.text.utf8))
    }

    /// A minus sign or a dash before a number, as texts have them, is a minus; blanks that keep a line together part nothing.
    private static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        let text = text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ").drop { $0 == " " }
        let shown = text.lastIndex { $0 != " " }.map { text[...$0] } ?? text
        return "−–".contains(shown.first ?? " ") ? "-" + shown.dropFirst() : String(shown)
    }

    /// The number with a point before its decimals and nothing between its thousands; nil if it is not written in that format.
    func text(_ format: TableFormat) -> String? {
        switch (form, format.decimal) {
        // What is no numeral here may be one for Swift, as 0x1p4.
        case (nil, .point), (.plain, _), (.point, .point): text
        case (.thousandsByComma, .point), (.unclear, .point): text.replacing(",", with: "")
        case (.comma, .comma), (.unclear, .comma): text.replacing(",", with: ".")
        case (.thousandsByPoint, .comma): text.replacing(".", with: "").replacing(",", with: ".")
        case (.point, .comma): mayHaveThousandsByPoint ? text.replacing(".", with: "") : nil
        default: nil
        }
    }

    /// Whether three digits stand behind its point, and one to three before.
    var mayHaveThousandsByPoint: Bool {
        let parts = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }.split(separator: UInt8(ascii: "."))
        return parts.count == 2 && (1...3).contains(parts[0].count) && parts[0].first != UInt8(ascii: "0") && parts[1].count == 3
    }

    private static func form(of bytes: [UInt8]) -> Form? {
        var place = 0
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { place = 1 }
        let point = UInt8(ascii: "."), comma = UInt8(ascii: ",")
        // Runs of digits, and the marks between them.
        var runs = [0], marks: [UInt8] = [], first: UInt8?
        while place < bytes.count {
            let byte = bytes[place]
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                runs[runs.count - 1] += 1
                first = first ?? byte
            } else if byte == point || byte == comma {
                marks.append(byte)
                runs.append(0)
            } else {
                break
            }
            place += 1
        }
        guard runs.contains(where: { $0 > 0 }) else { return nil }
        let hasExponent = place < bytes.count
        if hasExponent, !isExponent(bytes[place...]) { return nil }
        let isGrouped = (1...3).contains(runs[0]) && first != UInt8(ascii: "0")
        switch marks.count {
        case 0: return .plain
        case 1 where marks[0] == point: return .point
        // A comma behind a number parts it from what follows: 12, has no decimals.
        case 1 where runs[1] == 0: return nil
        case 1: return isGrouped && runs[1] == 3 && !hasExponent ? .unclear : .comma
        default:
            let mark = marks[0], hasDecimals = marks.last != mark
            let groups = runs.dropFirst().dropLast(hasDecimals ? 1 : 0)
            guard isGrouped, marks.dropLast().allSatisfy({ $0 == mark }), groups.allSatisfy({ $0 == 3 }), !hasExponent else { return nil }
            return mark == comma ? .thousandsByComma : .thousandsByPoint
        }
    }

    private static func isExponent(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let e = bytes.first, e == UInt8(ascii: "e") || e == UInt8(ascii: "E") else { return false }
        var digits = bytes.dropFirst()
        if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { digits = digits.dropFirst() }
        return !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

/// Marks of a value that is not known, as other programs write them.
enum GapMark {
    /// In a column of words as in one of numbers.
    private static let everywhere: Set<String> = ["", "na", "n/a", "#n/a", "<na>", "nan", "-nan", "null", "?"]
    /// In a column of numbers; among words they are words.
    private static let amongNumbers: Set<String> = [".", "-", "--", "none", "nil", "missing", "*"]
    private static let infinities: Set<String> = ["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"]

    /// What a text that is no number stands for.
    enum Kind { case gap, gapAmongNumbers, infinite, word }

    static func kind(of text: String) -> Kind {
        guard text.utf8.count <= 9 else { return .word }
        let lower = text.lowercased()
        if everywhere.contains(lower) { return .gap }
        if amongNumbers.contains(lower) { return .gapAmongNumbers }
        return infinities.contains(lower) ? .infinite : .word
    }
}
