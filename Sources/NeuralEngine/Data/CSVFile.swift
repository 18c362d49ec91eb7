// A table in a text file: columns of numbers and columns of words.

/// A table that has been read. Its lines decide how it is written down, as far as nothing is said about that.
public struct CSVFile: Sendable {
    public let names: [String]
    public let rowCount: Int
    public let format: TableFormat
    private let scanner: CSVScanner
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
        var values: [Double] = []
        try scanner.forEachRow(unless: isToStop) { row, fields throws(DataFileError) in
            if row == 0 {
                names = format.hasHeader ? CSVFile.names(fields.map(scanner.text)) : fields.indices.map { "\($0 + 1)" }
                contents = fields.map { _ in Content() }
                if format.hasHeader { return }
            }
            if row == 1, format.hasHeader, fields.count == names.count + 1 {
                // Nothing stands over the names of the rows.
                names.insert("", at: 0)
                contents.append(Content())
            }
            guard fields.count == names.count else { throw CSVFile.unequal(fields, names.count, isSecond: row == 1) }
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
        guard rowCount > 0 else {
            throw DataFileError(
                names.isEmpty ? "the file is empty" : "there are no samples below the header", line: 1,
                hint: names.isEmpty ? nil : "header=no takes the line as a sample")
        }
        (self.names, self.contents, self.values, self.rowCount) = (names, contents, values, rowCount)
        (self.format, self.scanner) = (format, scanner)
    }

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

    /// The number of each row; NaN where there is none.
    func numbers(_ column: Int) -> [Double] { (0..<rowCount).map { values[$0 * names.count + column] } }

    /// The text of each row; nil where there is a gap.
    func texts(_ column: Int, unless isToStop: () -> Bool) throws(DataFileError) -> [String?] {
        var texts: [String?] = []
        texts.reserveCapacity(rowCount)
        let hasGaps = contents[column].gaps > 0
        try scanner.forEachRow(unless: isToStop) { row, fields throws(DataFileError) in
            guard row > 0 || !format.hasHeader, case let field = fields[column] else { return }
            let text = scanner.text(of: field)
            texts.append(hasGaps && scanner.number(of: field) == nil && GapMark.kind(of: text) == .gap ? nil : text)
        }
        return texts
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

    /// Whether a column says only which row it is.
    func rowNames(_ column: Int, unless isToStop: () -> Bool) throws(DataFileError) -> TableColumn.Reason? {
        guard RowNames.isTitle(names[column]), format.hasHeader, contents[column].gaps == 0 else { return nil }
        let texts = try texts(column, unless: isToStop).map { $0 ?? "" }
        guard RowNames.isColumn(named: names[column], texts) else { return nil }
        return contents[column].isWords ? .rowNames : .rowNumbers
    }

    // MARK: Errors

    /// ` (length)`: the name of a column where it has one.
    private func title(_ column: Int) -> String { format.hasHeader && !names[column].isEmpty ? " (\(names[column]))" : "" }

    /// Whether the first line, taken as a sample, has a word in this column that names it perhaps.
    func mayBeNamed(_ column: Int) -> Bool {
        !format.hasHeader && contents[column].words > 0 && values[column].isNaN
    }

    /// What is wrong with a column that should hold numbers alone; nil if nothing is.
    func wordAmongNumbers(_ column: Int, hint: String) -> DataFileError? {
        if format.isDecimalUnclear, let error = unclearDecimal(column) { return error }
        guard let field = contents[column].word else { return nil }
        let text = scanner.text(of: field)
        return DataFileError(
            "'\(text)'\(title(column)) is not a number", line: field.line, field: field.number,
            hint: numberHint(text, column)
                ?? (contents[column].isWords ? hint : "mend it in the file; without=\(typed(column)) leaves the column out"))
    }

    /// What reads a text as a number that is none in this format.
    private func numberHint(_ text: String, _ column: Int) -> String? {
        if text.hasPrefix("#"), column == 0 { return "comment=# leaves such lines out" }
        if text.contains(" #"), !format.endsLines { return "comment=# leaves out what stands behind it" }
        switch Numeral(text).form {
        case .comma, .thousandsByPoint: return "decimal=, reads numbers with decimal commas, if all are written so"
        case .point, .thousandsByComma: return "decimal=. reads numbers with decimal points, if all are written so"
        default: break
        }
        guard text.contains(where: \.isNumber), contents[column].words > 0 else { return nil }
        let digits = text.filter { $0.isNumber || ".,-".contains($0) }
        guard Numeral(digits).form != nil, text.count - digits.count <= 3 else { return nil }
        return "numbers stand without signs or units: \(digits); without=\(typed(column)) leaves the column out"
    }

    private func unclearDecimal(_ column: Int) -> DataFileError? {
        var found: DataFileError?
        try? scanner.forEachRow(unless: { found != nil }) { row, fields throws(DataFileError) in
            guard found == nil, row > 0 || !format.hasHeader, fields.indices.contains(column) else { return }
            let text = scanner.text(of: fields[column])
            guard Numeral(text).form == .unclear else { return }
            found = DataFileError(
                "'\(text)'\(title(column)) may be a number of thousands or have decimals", line: fields[column].line,
                field: fields[column].number, hint: "decimal=. takes the comma as parting thousands, decimal=, as the decimal sign")
        }
        return found
    }

    /// The first value of a column that is missing or not finite; nil if none is.
    func gap(_ column: Int, amongNumbers: Bool) -> DataFileError? {
        let content = contents[column]
        let fields = [content.gap] + (amongNumbers ? [content.gapAmongNumbers, content.infinity] : [])
        guard let field = fields.compactMap(\.self).min(by: { $0.line < $1.line }) else { return nil }
        let text = scanner.text(of: field), count = gapCount(column, amongNumbers: amongNumbers)
        let message =
            GapMark.kind(of: text) == .infinite
            ? "'\(text)'\(title(column)) is not finite" : "the value\(title(column)) is missing" + (text.isEmpty ? "" : ": '\(text)'")
        return DataFileError(
            message + (count > 1 ? ", in \(count) of \(rowCount) rows" : ""), line: field.line, field: field.number,
            hint:
                "missing=drop leaves such rows out, missing=mean or missing=median fills them; without=\(typed(column)) leaves the column out"
        )
    }

    /// Rows of a column without a value.
    func gapCount(_ column: Int, amongNumbers: Bool) -> Int {
        let content = contents[column]
        return content.gaps + (amongNumbers ? content.gapsAmongNumbers + content.infinite : 0)
    }
}
