// What is wrong in a column of a table: words among numbers, gaps, numbers that can be read in two ways.

extension CSVFile {
    /// ` (length)`: the name of a column where it has one.
    private func title(_ column: Int) -> String { format.hasHeader && !names[column].isEmpty ? " (\(names[column]))" : "" }

    /// Whether the first line, taken as a sample, has a word in this column that names it perhaps.
    func mayBeNamed(_ column: Int) -> Bool {
        !format.hasHeader && contents[column].words > 0 && number(column, row: 0).isNaN
    }

    /// What is wrong with a column that should hold numbers alone; nil if nothing is.
    /// - Parameters:
    ///   - hint: what can be done about words.
    ///   - otherwise: what can be done about numbers with signs or units, beside mending them; nil: the column may be left out.
    func wordAmongNumbers(
        _ column: Int, hint: @autoclosure () -> String, otherwise: @autoclosure () -> String? = nil
    ) -> DataFileError? {
        if format.isDecimalUnclear, let error = unclearDecimal(column) { return error }
        guard let field = contents[column].word else { return nil }
        let text = scanner.text(of: field), leavingOut = "without=\(typed(column)) leaves the column out"
        if let unheld = Numeral(text).text(format).flatMap(UnheldNumber.init) {
            return DataFileError(
                "'\(text)'\(title(column)) is \(unheld.fault) for a number", line: field.line, field: field.number,
                hint: "\(unheld.bound); \(leavingOut)")
        }
        let marked = marks(column).map { "numbers stand without signs or units: \($0.number); \(otherwise() ?? leavingOut)" }
        return DataFileError(
            "'\(text.abridged)'\(title(column)) is not a number", line: field.line, field: field.number,
            hint: numberHint(text, column) ?? marked
                ?? (contents[column].hasSlips ? "mend it in the file; \(leavingOut)" : hint()))
    }

    /// The first number with a sign or unit, where all words of a column are numbers with the same one; nil where they are not.
    func marks(_ column: Int) -> MarkedNumber? {
        guard let field = contents[column].word, let first = MarkedNumber(scanner.text(of: field)) else { return nil }
        var areAlike = true
        try? scanner.forEachRow(unless: { !areAlike }) { row, fields throws(DataFileError) in
            guard areAlike, row > 0 || !format.hasHeader, fields.indices.contains(column), scanner.number(of: fields[column]) == nil
            else { return }
            let text = scanner.text(of: fields[column])
            guard GapMark.kind(of: text) == .word else { return }
            areAlike = MarkedNumber(text).map { $0.mark == first.mark && $0.isBehind == first.isBehind } ?? false
        }
        return areAlike ? first : nil
    }

    /// What reads a text as a number that is none in this format.
    private func numberHint(_ text: String, _ column: Int) -> String? {
        if text.hasPrefix("#"), column == 0, contents[column].hasSlips { return "comment=# leaves such lines out" }
        if text.contains(" #"), !format.endsLines { return "comment=# leaves out what stands behind it" }
        switch Numeral(text).form {
        case .comma, .thousandsByPoint: return "decimal=, reads numbers with decimal commas, if all are written so"
        case .point, .thousandsByComma: return "decimal=. reads numbers with decimal points, if all are written so"
        default: return nil
        }
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
