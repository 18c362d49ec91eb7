// A table in a text file: columns of numbers and columns of words.

/// A table that has been read. Its lines decide how it is written down, as far as nothing is said about that.
public struct CSVFile: Sendable {
    public let names: [String]
    public let rowCount: Int
    public let format: TableFormat
    let scanner: CSVScanner
    /// Every field as a number, line by line; NaN where it is none.
    private let values: [Double]
    /// What stands in each column besides numbers.
    let contents: [Content]

    /// What stands in a column.
    struct Content {
        var numbers = 0, words = 0, gaps = 0, gapsAmongNumbers = 0, infinite = 0
        /// The first of each kind.
        var word: CSVScanner.Field?, gap: CSVScanner.Field?, gapAmongNumbers: CSVScanner.Field?, infinity: CSVScanner.Field?

        mutating func add(_ field: CSVScanner.Field, _ kind: GapMark.Kind) {
            switch kind {
            case .word: (words, word) = (words + 1, word ?? field)
            case .gap: (gaps, gap) = (gaps + 1, gap ?? field)
            case .gapAmongNumbers: (gapsAmongNumbers, gapAmongNumbers) = (gapsAmongNumbers + 1, gapAmongNumbers ?? field)
            case .infinite: (infinite, infinity) = (infinite + 1, infinity ?? field)
            }
        }

        /// Whether most of what stands there are words: a few among numbers are slips.
        var isWords: Bool { words + gapsAmongNumbers + infinite > numbers && words > 0 }
        var isEmpty: Bool { numbers + words + infinite == 0 }
        /// Whether its words are so few that they are slips of the pen.
        var hasSlips: Bool { !isWords && (words == 1 || 10 * words <= numbers) }
    }

    /// - Parameters:
    ///   - bytes: text in any of the usual encodings.
    ///   - wishes: what is said about its format.
    ///   - isToStop: asked on the way, some hundred times a second.
    /// - Throws: where lines have too few or too many fields, a quote is not closed, or there are too many numbers.
    public init(_ bytes: [UInt8], _ wishes: FormatWishes = FormatWishes(), unless isToStop: () -> Bool = { false }) throws(DataFileError) {
        let text = try PlainUTF8.bytes(of: bytes), format = FormatGuesser.format(of: text, wishes)
        let scanner = CSVScanner(text, format)
        var names: [String] = [], contents: [Content] = []
        var rowCount = 0
        var values: [Double] = [], unnamed: (line: Int, header: Int)?, headerLine = 1
        try scanner.forEachRow(unless: isToStop) { row, fields throws(DataFileError) in
            if row == 0 {
                headerLine = fields.first?.line ?? 1
                names = format.hasHeader ? CSVFile.names(fields.map(scanner.text)) : fields.indices.map { "\($0 + 1)" }
                contents = fields.map { _ in Content() }
                if format.hasHeader { return }
            }
            if row == 1, format.hasHeader, fields.count == names.count + 1 {
                // Nothing stands over the names of the rows.
                names.insert("", at: 0)
                contents.append(Content())
                unnamed = (fields.first?.line ?? 2, headerLine)
            }
            guard fields.count == names.count else { throw CSVFile.unequal(fields, names.count, isSecond: row == 1) }
            if values.isEmpty {
                // A list that grows is there twice while it does: most rows take as many bytes as the first one.
                let bytes = (fields.last?.range.upperBound ?? 0) - (fields.first?.range.lowerBound ?? 0) + 1
                values.reserveCapacity(min(text.count / bytes * names.count, CSVFile.mostReserved))
            }
            if values.count == values.capacity {
                try MemoryNeed.checkNumbers(
                    "\(rowCount) rows of \(names.count) numbers and more", 2 * rowCount, names.count, remedy: "take fewer of its lines")
            }
            for (index, field) in fields.enumerated() {
                let value = scanner.number(of: field)
                values.append(value ?? .nan)
                if value == nil {
                    contents[index].add(field, GapMark.kind(of: scanner.text(of: field)))
                } else {
                    contents[index].numbers += 1
                }
            }
            rowCount += 1
        }
        guard rowCount > 0 else { throw CSVFile.noRows(below: names, in: text, format) }
        (self.names, self.contents, self.values, self.rowCount) = (names, contents, values, rowCount)
        (self.format, self.scanner) = (format, scanner)
        if let unnamed, try rowNames(0, unless: isToStop) == nil {
            throw DataFileError(
                "this line has \(names.count) fields, the header \(names.count - 1)", line: unnamed.line,
                hint: "every column has a name, but for words or 1, 2, 3 ... that name the rows; skip=\(unnamed.header) reads the lines "
                    + "below the header without names")
        }
    }

    private static func noRows(below names: [String], in text: [UInt8], _ format: TableFormat) -> DataFileError {
        if names.isEmpty {
            let lines = text.count { $0 == UInt8(ascii: "\n") } + (text.last == UInt8(ascii: "\n") || text.isEmpty ? 0 : 1)
            guard format.skip > 0, lines > 0 else { return DataFileError("the file is empty", line: 1) }
            return DataFileError(
                "there is nothing behind the \(format.skip) lines that are skipped: the file has \(lines)", line: 1,
                hint: "skip=N leaves out what stands before the table")
        }
        let mark = format.comment.map { String(Character(Unicode.Scalar($0))) }
        let isSample = names.contains { Numeral($0).form != nil }
        return DataFileError(
            "there are no samples below the header", line: 1,
            hint: mark.map { "lines that begin with \($0) are taken as comments: comment=none takes them as rows" }
                ?? (isSample ? "header=no takes the line as a sample" : "a sample is a line with a value for each name"))
    }

    /// More numbers are not made room for before it is known that they come.
    private static let mostReserved = MemoryNeed.limit / 3 / MemoryLayout<Double>.stride

    private static func unequal(_ fields: [CSVScanner.Field], _ count: Int, isSecond: Bool) -> DataFileError {
        let line = fields.first?.line
        let skip = isSecond ? line.map { "skip=\($0 - 1) leaves out what stands before this line; " } : nil
        return DataFileError(
            "this line has \(fields.count) field\(fields.count == 1 ? "" : "s"), the first one \(count)", line: line,
            hint: (skip ?? "") + "every line has as many fields; one with a separator in it stands in quotes"
                + (skip == nil ? "; lines before the table: skip=N" : ""))
    }

    /// The names of the columns. Where all stand between single quotes these are none of theirs.
    private static func names(_ texts: [String]) -> [String] {
        let areQuoted = texts.allSatisfy { $0.count > 1 && $0.hasPrefix("'") && $0.hasSuffix("'") }
        return areQuoted ? texts.map { String($0.dropFirst().dropLast()) } : texts
    }

    /// The index of a column: its name (case counts only if it must), or its number from 1.
    public func column(named name: String) -> Int? {
        if let exact = names.firstIndex(of: name) { return exact }
        let matching = names.indices.filter { names[$0].lowercased() == name.lowercased() }
        if matching.count == 1 { return matching[0] }
        return Int(name).flatMap { (1...max(1, names.count)).contains($0) ? $0 - 1 : nil }
    }

    /// A column as it can be typed: by its name, in quotes if that has blanks; by its number if the name says too little.
    public func typed(_ column: Int) -> String {
        let name = names[column]
        guard !name.isEmpty, !name.contains("\""), self.column(named: name) == column, !name.contains(where: \.isNewline) else {
            return "\(column + 1)"
        }
        return name.contains { " ,;#()[]".contains($0) } ? "\"\(name)\"" : name
    }

    // MARK: Columns

    /// The number of a row; NaN where there is none.
    func number(_ column: Int, row: Int) -> Double { values[row * names.count + column] }

    /// The number of each row; NaN where there is none.
    func numbers(_ column: Int) -> [Double] { (0..<rowCount).map { values[$0 * names.count + column] } }

    /// The text of each row; nil where there is a gap.
    func texts(_ column: Int, unless isToStop: () -> Bool) throws(DataFileError) -> [String?] {
        var texts: [String?] = []
        texts.reserveCapacity(rowCount)
        try forEachText(of: [column], unless: isToStop) { _, _, text in texts.append(text) }
        return texts
    }

    /// Gives the texts of some columns, row by row, in one pass through the file; nil where there is a gap.
    /// - Parameter body: gets the row, the place among these columns, and the text.
    func forEachText(
        of columns: [Int], unless isToStop: () -> Bool, _ body: (_ row: Int, _ place: Int, _ text: String?) -> Void
    ) throws(DataFileError) {
        guard !columns.isEmpty else { return }
        try scanner.forEachRow(unless: isToStop) { line, fields throws(DataFileError) in
            guard case let row = format.hasHeader ? line - 1 : line, row >= 0 else { return }
            for (place, column) in columns.enumerated() {
                let field = fields[column], text = scanner.text(of: field), hasGaps = contents[column].gaps > 0
                body(row, place, hasGaps && scanner.number(of: field) == nil && GapMark.kind(of: text) == .gap ? nil : text)
            }
        }
    }

    /// The texts of all rows.
    public func allTexts(unless isToStop: () -> Bool) throws(DataFileError) -> [[String]] {
        var rows: [[String]] = []
        rows.reserveCapacity(rowCount)
        try scanner.forEachRow(unless: isToStop) { row, fields throws(DataFileError) in
            if row > 0 || !format.hasHeader { rows.append(fields.map(scanner.text)) }
        }
        return rows
    }

    /// Texts of its rows with their numbers as a file with decimal points has them.
    public func withPoints(_ texts: [[String]]) -> [[String]] {
        guard format.decimal == .comma else { return texts }
        return texts.map { $0.map { Numeral($0).text(format) ?? $0 } }
    }

    /// Whether a column says only which row it is.
    func rowNames(_ column: Int, unless isToStop: () -> Bool) throws(DataFileError) -> TableColumn.Reason? {
        guard RowNames.isTitle(names[column]), format.hasHeader, contents[column].gaps == 0 else { return nil }
        // Numbers that do not count need not be looked at as texts, but in the first column, where R has its names in quotes.
        if !contents[column].isWords, column > 0, !(0...1).contains(number(column, row: 0)) { return nil }
        var texts: [String] = [], areWords = true
        texts.reserveCapacity(rowCount)
        try scanner.forEachRow(unless: isToStop) { row, fields throws(DataFileError) in
            guard row > 0 || !format.hasHeader else { return }
            texts.append(scanner.text(of: fields[column]))
            areWords = areWords && column == 0 && fields[column].isQuoted && fields.contains { !$0.isQuoted }
        }
        guard RowNames.isColumn(named: names[column], texts, areWords: areWords) else { return nil }
        return contents[column].isWords ? .rowNames : .rowNumbers
    }
}
