// The format of a table, guessed from its lines.
//
// Elsewhere: pandas takes the first line as names whatever it holds and asks for the separator; R takes it so if it has one field less than
// the others, or if it is told; both read NA and empty fields as gaps. Here the lines decide, and options overrule them.

/// Guesses how a table is written down.
struct FormatGuesser {
    private let bytes: [UInt8]
    private let wishes: FormatWishes
    /// Lines that a guess is founded on.
    private static let most = 500

    static func format(of bytes: [UInt8], _ wishes: FormatWishes) -> TableFormat {
        FormatGuesser(bytes: bytes, wishes: wishes).format()
    }

    private func format() -> TableFormat {
        var format = TableFormat()
        let said = wishes.skip == nil && wishes.separator == nil ? saidSeparator : nil
        format.skip = wishes.skip ?? (said == nil ? 0 : 1)
        format.comment = wishes.comment ?? (leadingComment(format) ? UInt8(ascii: "#") : nil)
        format.endsLines = wishes.comment.flatMap(\.self) != nil
        format.separator = wishes.separator ?? said ?? separator(format)
        let rows = rows(format)
        if wishes.comment == nil, format.comment == nil, hasStrayComments(rows) { format.comment = UInt8(ascii: "#") }
        (format.decimal, format.isDecimalUnclear) = decimal(format, rows)
        if wishes.decimal == nil, format.decimal == .point { format.possibleThousands = possibleThousands(format, rows) }
        let table = self.rows(format)
        format.hasHeader = wishes.hasHeader ?? hasHeader(table)
        if let header = commentedHeader(format, table) {
            (format.commentedHeader, format.hasHeader) = (header, true)
        }
        return format
    }

    /// The first lines of the table as texts; as many as can be read.
    private func rows(_ format: TableFormat) -> [[String]] {
        let scanner = CSVScanner(bytes, format)
        var rows: [[String]] = []
        // What is wrong with a line is told when the table is read.
        try? scanner.forEachRow(upTo: FormatGuesser.most, unless: { false }) { _, fields throws(DataFileError) in
            rows.append(fields.map(scanner.text))
        }
        return rows
    }

    // MARK: Separators

    /// The separator that the first line says, as in `sep=;`: so spreadsheets write it.
    private var saidSeparator: TableFormat.Separator? {
        let line = bytes.prefix(8).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=", bytes.count > 5 else { return nil }
        return .byte(bytes[4])
    }

    private static let separators: [TableFormat.Separator] = [
        .byte(UInt8(ascii: "\t")), .byte(UInt8(ascii: ";")), .byte(UInt8(ascii: "|")), .byte(UInt8(ascii: ",")), .blanks,
    ]

    /// The separator by which most lines have the same number of fields, and most fields are numbers; of equals the rarer sign. Where one
    /// parts all lines alike, one that leaves the first line a field short, as R does, is none.
    private func separator(_ format: TableFormat) -> TableFormat.Separator {
        let partings = FormatGuesser.separators.compactMap { parting($0, format) }
        let isWhole = partings.contains(where: \.isWhole)
        var best: Parting?
        for parting in partings where !(isWhole && parting.leavesHeaderShort) && parting.worth > (best?.worth ?? 0) + 1e-12 {
            best = parting
        }
        return best?.separator ?? .byte(UInt8(ascii: ","))
    }

    /// How a separator parts the lines.
    private struct Parting {
        let separator: TableFormat.Separator
        let worth: Double
        /// Whether all lines have the same number of fields.
        let isWhole: Bool
        /// Whether only the first line has one field less.
        let leavesHeaderShort: Bool
    }

    /// How a separator parts the lines; nil where they make no table.
    private func parting(_ separator: TableFormat.Separator, _ format: TableFormat) -> Parting? {
        var tried = format
        tried.separator = separator
        let rows = rows(tried), width = FormatGuesser.width(of: rows)
        guard width > 1 else { return nil }
        let leavesHeaderShort = rows[0].count == width - 1
        let regular = rows.count { $0.count == width || $0.count == width - 1 && $0 == rows[0] }
        let agreement = Double(regular) / Double(rows.count)
        // Words fall apart at blanks anywhere: only where every line falls into as many is it a table, and not where the sign that parts the
        // fields stands before the blanks.
        guard agreement > (separator == .blanks ? 0.95 : 0.5), !(separator == .blanks && FormatGuesser.endInSigns(rows)) else { return nil }
        let fields = rows.joined()
        let numbers = fields.count { isNumeral($0, separator) }
        return Parting(
            separator: separator, worth: agreement * (1 + Double(numbers) / Double(fields.count)),
            isWhole: rows.allSatisfy { $0.count == width }, leavesHeaderShort: leavesHeaderShort)
    }

    /// Whether the first field of every line but the first ends in a comma, a semicolon or a bar.
    private static func endInSigns(_ rows: [[String]]) -> Bool {
        let body = rows.dropFirst()
        return !body.isEmpty && body.allSatisfy { row in row.count > 1 && row[0].last.map { ",;|".contains($0) } ?? false }
    }

    private func isNumeral(_ text: String, _ separator: TableFormat.Separator) -> Bool {
        switch Numeral(text).form {
        case nil: false
        case .comma where wishes.decimal == .point: false
        default: true
        }
    }

    /// How many fields most lines have.
    private static func width(of rows: [[String]]) -> Int {
        var counts: [Int: Int] = [:]
        for row in rows { counts[row.count, default: 0] += 1 }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    // MARK: Comments

    /// Whether the file begins with comments, and most lines behind them are none.
    private func leadingComment(_ format: TableFormat) -> Bool {
        var leading = 0, marked = 0, count = 0
        forEachLine(behind: format.skip) { start, _ in
            guard bytes[start] != UInt8(ascii: "\n"), bytes[start] != UInt8(ascii: "\r") else { return }
            if bytes[start] == UInt8(ascii: "#") { marked += 1 }
            count += 1
            if marked == count { leading = marked }
        }
        let rest = count - leading
        return leading > 0 && rest > 0 && 2 * (marked - leading) <= rest
    }

    /// Whether lines that begin with # have another number of fields than the others.
    private func hasStrayComments(_ rows: [[String]]) -> Bool {
        let width = FormatGuesser.width(of: rows)
        return rows.contains { $0.first?.hasPrefix("#") == true && $0.count != width }
    }

    /// The last comment before the table, if it has as many words as the table has columns.
    private func commentedHeader(_ format: TableFormat, _ rows: [[String]]) -> Int? {
        guard let comment = format.comment, wishes.hasHeader == nil, !hasHeader(rows), let first = rows.first else { return nil }
        var last: Int?, isInTable = false
        forEachLine(behind: format.skip) { start, _ in
            if bytes[start] == comment, !isInTable { last = start } else if bytes[start] > UInt8(ascii: " ") { isInTable = true }
        }
        guard let last else { return nil }
        var marked = format
        marked.commentedHeader = last
        let table = self.rows(marked)
        return table.count == rows.count + 1 && table[0].count == first.count && hasHeader(table) ? last : nil
    }

    /// The first lines behind some that are skipped.
    private func forEachLine(behind skipped: Int, _ body: (_ start: Int, _ line: Int) -> Void) {
        var start = 0, line = 1
        while start < bytes.count, line <= skipped + FormatGuesser.most {
            if line > skipped { body(start, line) }
            start = (bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count) + 1
            line += 1
        }
    }

    // MARK: Decimals

    /// The decimal sign that the numbers show, and whether they leave it open.
    private func decimal(_ format: TableFormat, _ rows: [[String]]) -> (TableFormat.Decimal, isUnclear: Bool) {
        if let asked = wishes.decimal { return (asked, false) }
        var points = 0, commas = 0, unclear = 0, groups = 0, partedByPoint = 0
        for field in rows.joined() {
            let numeral = Numeral(field)
            switch numeral.form {
            case .point where numeral.mayHaveThousandsByPoint: groups += 1
            case .point, .thousandsByComma: points += 1
            case .comma: commas += 1
            case .thousandsByPoint: partedByPoint += 1
            case .unclear: unclear += 1
            case .plain, nil: break
            }
        }
        // 12.000 has decimals, unless others show that points part thousands here.
        if partedByPoint == 0 { points += groups }
        if commas + partedByPoint > points { return (.comma, false) }
        return (.point, unclear > 0 && points == 0 && format.separator != .byte(UInt8(ascii: ",")))
    }

    /// The first number with a point, where commas do not part the fields and all such numbers are like 1.299.
    private func possibleThousands(_ format: TableFormat, _ rows: [[String]]) -> String? {
        guard format.separator == .byte(UInt8(ascii: ";")) else { return nil }
        let pointed = rows.joined().filter { field in [.point, .thousandsByComma, .comma].contains(Numeral(field).form) }
        return pointed.allSatisfy { Numeral($0).mayHaveThousandsByPoint } ? pointed.first : nil
    }

    // MARK: Header

    /// Whether the first line names the columns: it has words where the lines below have numbers, or words that do not come again.
    private func hasHeader(_ rows: [[String]]) -> Bool {
        guard let first = rows.first else { return true }
        let body = rows.dropFirst(), width = FormatGuesser.width(of: Array(body))
        // R writes no name over its names of the rows, or an empty one.
        if first.count == width - 1 || first.first?.isEmpty == true, RowNames.are(body.compactMap(\.first)) { return true }
        var names = 0, values = 0, recurring = 0
        for (column, field) in first.enumerated() where GapMark.kind(of: field) != .gap {
            let below = body.lazy.compactMap { column < $0.count ? $0[column] : nil }
            let numbers = below.count { Numeral($0).form != nil }
            let known = below.count { GapMark.kind(of: $0) == .word }
            if known > 0 && 2 * numbers >= known || body.isEmpty {
                if Numeral(field).form != nil { values += 1 } else if GapMark.kind(of: field) == .word { names += 1 }
            } else if below.contains(field) {
                recurring += 1
            }
        }
        if body.isEmpty { return values == 0 }
        if names == 0, recurring == 0, FormatGuesser.areYears(first), !body.contains(where: FormatGuesser.areYears) { return true }
        if names == 0, values == 0 { return recurring == 0 && first.contains { Numeral($0).form == nil } }
        return names > 0 && names >= values
    }

    /// Whether the numbers of a line are years as columns are named by them: at least two, each as far from the one before.
    private static func areYears(_ fields: [String]) -> Bool {
        let years = fields.filter { Numeral($0).form != nil }.map { Int($0) ?? 0 }
        guard years.count > 1, fields.first.map({ Numeral($0).form == nil }) ?? false, case let gap = years[1] - years[0], gap != 0 else {
            return false
        }
        return years.allSatisfy((1000...2999).contains) && zip(years, years.dropFirst()).allSatisfy { $1 - $0 == gap }
    }
}
