// A table in text, taken apart into lines and fields.

/// The fields of a table. They may stand in quotes, where a quote is doubled.
struct CSVScanner {
    let bytes: [UInt8]
    let format: TableFormat
    /// The byte between two fields; a blank where any number of blanks is.
    private let separator: UInt8
    private let isBlankSeparated: Bool

    struct Field {
        /// The bytes between the separators, without the quotes around them and the blanks beside them.
        let range: Range<Int>
        let isQuoted: Bool
        /// Counted from 1.
        let line: Int
        let number: Int
    }

    init(_ bytes: [UInt8], _ format: TableFormat) {
        self.bytes = bytes
        self.format = format
        if case .byte(let byte) = format.separator { separator = byte } else { separator = UInt8(ascii: " ") }
        isBlankSeparated = format.separator == .blanks
    }

    /// Gives the fields of each line of the table, in order, up to `most` of them; `body` gets the index of the row, from 0.
    func forEachRow(
        upTo most: Int = .max, unless isToStop: () -> Bool, _ body: (_ row: Int, _ fields: [Field]) throws(DataFileError) -> Void
    ) throws(DataFileError) {
        var place = 0, line = 1, row = 0, nextLook = CSVScanner.bytesALook
        var fields: [Field] = []
        while place < bytes.count, row < most {
            if isOutside(line: line, at: place) {
                place = (bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count) + 1
                line += 1
                continue
            }
            if place == format.commentedHeader { place += 1 }
            fields.removeAll(keepingCapacity: true)
            var isLast = false
            while !isLast {
                let (field, end) = try field(at: place, line: &line, number: fields.count + 1)
                fields.append(field)
                place = end + 1
                if place > nextLook {
                    if isToStop() { throw .stopped }
                    nextLook = place + CSVScanner.bytesALook
                }
                isLast = end >= bytes.count || bytes[end] == UInt8(ascii: "\n")
            }
            line += 1
            // Where blanks part the fields, those before a comment part nothing.
            if isBlankSeparated, format.endsLines, fields.count > 1, let last = fields.last, last.range.isEmpty, !last.isQuoted {
                fields.removeLast()
            }
            if fields.count == 1 && fields[0].range.isEmpty && !fields[0].isQuoted { continue }
            try body(row, fields)
            row += 1
        }
    }

    /// Bytes that are read in some milliseconds: between them it may be asked to stop.
    private static let bytesALook = 1 << 18

    /// Whether a line is none of the table: skipped, or a comment.
    private func isOutside(line: Int, at place: Int) -> Bool {
        line <= format.skip || bytes[place] == format.comment && place != format.commentedHeader
    }

    /// Whether a comment begins here that ends a line.
    private func endsLine(at place: Int) -> Bool {
        format.endsLines && bytes[place] == format.comment && place > 0
            && (bytes[place - 1] == UInt8(ascii: " ") || bytes[place - 1] == separator)
    }

    /// The field that begins at a place, and where it ends: at a separator, at the end of the line, or at that of the file.
    private func field(at start: Int, line: inout Int, number: Int) throws(DataFileError) -> (Field, end: Int) {
        var place = start
        while place < bytes.count, isBlank(bytes[place]) { place += 1 }
        if place < bytes.count, bytes[place] == UInt8(ascii: "\"") { return try quoted(at: place, line: &line, number: number) }
        var end = place
        while end < bytes.count, !isSeparator(bytes[end]), bytes[end] != UInt8(ascii: "\n"), !endsLine(at: end) { end += 1 }
        var last = end
        if end < bytes.count, endsLine(at: end) { end = bytes[end...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count }
        while last > place, isBlank(bytes[last - 1]) { last -= 1 }
        return (Field(range: place..<last, isQuoted: false, line: line, number: number), pastBlanks(end))
    }

    private func quoted(at start: Int, line: inout Int, number: Int) throws(DataFileError) -> (Field, end: Int) {
        let firstLine = line
        var place = start + 1
        while true {
            guard place < bytes.count else {
                throw DataFileError("the quote that begins here is never closed", line: firstLine, field: number)
            }
            if bytes[place] == UInt8(ascii: "\n") { line += 1 }
            if bytes[place] == UInt8(ascii: "\"") {
                guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") else { break }
                place += 1
            }
            place += 1
        }
        var end = place + 1
        while end < bytes.count, !isSeparator(bytes[end]), isBlank(bytes[end]) { end += 1 }
        guard end >= bytes.count || isSeparator(bytes[end]) || bytes[end] == UInt8(ascii: "\n") else {
            throw DataFileError(
                "there is text behind the closing quote", line: line, field: number, hint: "a quote inside quotes is written twice")
        }
        return (Field(range: start + 1..<place, isQuoted: true, line: firstLine, number: number), pastBlanks(end))
    }

    /// Where blanks separate, several are one, and none stands at the end of a line: the last of them, or the end that they lead to.
    private func pastBlanks(_ end: Int) -> Int {
        guard isBlankSeparated else { return end }
        var place = end
        while place < bytes.count, isBlank(bytes[place]) { place += 1 }
        return place >= bytes.count || bytes[place] == UInt8(ascii: "\n") ? place : max(end, place - 1)
    }

    private func isSeparator(_ byte: UInt8) -> Bool {
        byte == separator || isBlankSeparated && (byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r"))
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")) && (isBlankSeparated || byte != separator)
    }

    // MARK: What a field says

    func text(of field: Field) -> String {
        let text = String(decoding: bytes[field.range], as: UTF8.self)
        return field.isQuoted ? text.replacing("\"\"", with: "\"") : text
    }

    /// The number of a field; nil if it is none, or none that a double holds.
    ///
    /// A decimal number of up to 15 digits is a whole number divided by a power of ten: both are exact, so the quotient is rounded once.
    func number(of field: Field) -> Double? {
        let mark = format.decimal == .point ? UInt8(ascii: ".") : UInt8(ascii: ",")
        var digits: UInt64 = 0, count = 0, decimals = 0
        var isNegative = false, hasPoint = false
        for place in field.range {
            switch bytes[place] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits = digits &* 10 &+ UInt64(bytes[place] - UInt8(ascii: "0"))
                count += 1
                if hasPoint { decimals += 1 }
            case mark where !hasPoint: hasPoint = true
            case UInt8(ascii: "-") where place == field.range.lowerBound: isNegative = true
            default: return slowNumber(of: field)
            }
        }
        guard count > 0, count <= 15 else { return slowNumber(of: field) }
        let value = Double(digits) / CSVScanner.powersOfTen[decimals]
        return isNegative ? -value : value
    }

    private func slowNumber(of field: Field) -> Double? {
        guard let text = Numeral(text(of: field)).text(format), let number = Double(held: text), number.isFinite else { return nil }
        return number
    }

    private static let powersOfTen = (0...15).map { (exponent: Int) in (0..<exponent).reduce(1.0) { power, _ in power * 10 } }
}
