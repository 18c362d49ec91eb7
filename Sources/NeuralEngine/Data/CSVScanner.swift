// Comma-separated values, taken apart into lines and fields.

/// The fields of a CSV file. They are separated by commas, semicolons or tabs, and may stand in quotes, where a quote is doubled.
struct CSVScanner {
    let bytes: [UInt8]
    let separator: UInt8

    struct Field {
        /// The bytes between the separators, without the quotes around them and the blanks beside them.
        let range: Range<Int>
        let isQuoted: Bool
        /// Counted from 1.
        let line: Int
        let number: Int
    }

    /// Refuses what is no text; the separator is the one that is most frequent in the first line.
    init(_ bytes: [UInt8]) throws(DataFileError) {
        let marked = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let place = marked.firstIndex(of: 0) {
            let line = marked[..<place].count { $0 == UInt8(ascii: "\n") } + 1
            throw DataFileError("this is not text", line: line, hint: "data files are CSV text, IDX or .npy")
        }
        var counts: [UInt8: Int] = [:]
        var isInQuotes = false
        for byte in marked {
            if byte == UInt8(ascii: "\"") { isInQuotes.toggle() }
            if isInQuotes { continue }
            if byte == UInt8(ascii: "\n") { break }
            if [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains(byte) { counts[byte, default: 0] += 1 }
        }
        self.bytes = marked
        separator =
            [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")].max { counts[$0, default: 0] < counts[$1, default: 0] } ?? 44
    }

    /// Gives the fields of each line that is not empty, in order; `body` gets the index of the row, from 0.
    func forEachRow(
        unless isToStop: () -> Bool, _ body: (_ row: Int, _ fields: [Field]) throws(DataFileError) -> Void
    ) throws(DataFileError) {
        var place = 0, line = 1, row = 0, nextLook = CSVScanner.bytesALook
        var fields: [Field] = []
        while place < bytes.count {
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
                isLast = end >= bytes.count || bytes[end] != separator
            }
            line += 1
            if fields.count == 1 && fields[0].range.isEmpty && !fields[0].isQuoted { continue }
            try body(row, fields)
            row += 1
        }
    }

    /// Bytes that are read in some milliseconds: between them it may be asked to stop.
    private static let bytesALook = 1 << 18

    /// The field that begins at a place, and where it ends: at a separator, at the end of the line, or at that of the file.
    private func field(at start: Int, line: inout Int, number: Int) throws(DataFileError) -> (Field, end: Int) {
        var place = start
        while place < bytes.count, isBlank(bytes[place]) { place += 1 }
        if place < bytes.count, bytes[place] == UInt8(ascii: "\"") { return try quoted(at: place, line: &line, number: number) }
        var end = place
        while end < bytes.count, bytes[end] != separator, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        var last = end
        while last > place, isBlank(bytes[last - 1]) { last -= 1 }
        return (Field(range: place..<last, isQuoted: false, line: line, number: number), end)
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
        while end < bytes.count, isBlank(bytes[end]) { end += 1 }
        guard end >= bytes.count || bytes[end] == separator || bytes[end] == UInt8(ascii: "\n") else {
            throw DataFileError(
                "there is text behind the closing quote", line: line, field: number, hint: "a quote inside quotes is written twice")
        }
        return (Field(range: start + 1..<place, isQuoted: true, line: firstLine, number: number), end)
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")) && byte != separator
    }

    // MARK: What a field says

    func text(of field: Field) -> String {
        let text = String(decoding: bytes[field.range], as: UTF8.self)
        return field.isQuoted ? text.replacing("\"\"", with: "\"") : text
    }

    /// The number of a field; nil if it is none, or not finite.
    ///
    /// A decimal number of up to 15 digits is a whole number divided by a power of ten: both are exact, so the quotient is rounded once.
    func number(of field: Field) -> Double? {
        var digits: UInt64 = 0, count = 0, decimals = 0
        var isNegative = false, hasPoint = false
        for place in field.range {
            switch bytes[place] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits = digits &* 10 &+ UInt64(bytes[place] - UInt8(ascii: "0"))
                count += 1
                if hasPoint { decimals += 1 }
            case UInt8(ascii: ".") where !hasPoint: hasPoint = true
            case UInt8(ascii: "-") where place == field.range.lowerBound: isNegative = true
            default: return slowNumber(of: field)
            }
        }
        guard count > 0, count <= 15 else { return slowNumber(of: field) }
        let value = Double(digits) / CSVScanner.powersOfTen[decimals]
        return isNegative ? -value : value
    }

    private func slowNumber(of field: Field) -> Double? {
        guard let number = Double(text(of: field)), number.isFinite else { return nil }
        return number
    }

    private static let powersOfTen = (0...15).map { (exponent: Int) in (0..<exponent).reduce(1.0) { power, _ in power * 10 } }
}
