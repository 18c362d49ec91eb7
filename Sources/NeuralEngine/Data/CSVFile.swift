// A CSV file as a data set: columns of numbers, and columns of words that become classes or columns of 0 and 1.

/// A CSV file that has been read. Its first line names the columns, unless it is all numbers.
public struct CSVFile: Sendable {
    public let names: [String]
    public let rowCount: Int
    private let scanner: CSVScanner
    private let hasHeader: Bool
    /// Every field as a number, line by line; NaN where it is none.
    private let values: [Double]
    /// Of each column the first field that is no number, and how many are none.
    private let words: [(first: CSVScanner.Field, count: Int)?]

    /// - Parameter isToStop: asked on the way, some hundred times a second.
    /// - Throws: where lines have too few or too many fields, a quote is not closed, or there are too many numbers.
    public init(_ bytes: [UInt8], unless isToStop: () -> Bool = { false }) throws(DataFileError) {
        let scanner = try CSVScanner(bytes)
        var names: [String] = [], words: [(first: CSVScanner.Field, count: Int)?] = []
        var hasHeader = false, rowCount = 0
        var values: [Double] = []
        try scanner.forEachRow(unless: isToStop) { row, fields throws(DataFileError) in
            if row == 0 {
                hasHeader = fields.contains { scanner.number(of: $0) == nil }
                names = hasHeader ? fields.map(scanner.text) : fields.indices.map { "\($0 + 1)" }
                words = fields.map { _ in nil }
                if hasHeader { return }
            }
            guard fields.count == names.count else {
                throw DataFileError(
                    "this line has \(fields.count) field\(fields.count == 1 ? "" : "s"), the first one \(names.count)",
                    line: fields.first?.line, hint: "every line has as many fields; one with a separator in it stands in quotes")
            }
            if values.count == values.capacity {
                try MemoryNeed.checkNumbers(
                    "\(rowCount) rows of \(names.count) numbers and more", 2 * rowCount, names.count, remedy: "take fewer of its lines")
            }
            for (index, field) in fields.enumerated() {
                let value = scanner.number(of: field)
                values.append(value ?? .nan)
                if value == nil { words[index] = (words[index]?.first ?? field, (words[index]?.count ?? 0) + 1) }
            }
            rowCount += 1
        }
        guard rowCount > 0 else {
            throw DataFileError(names.isEmpty ? "the file is empty" : "there are no samples below the header", line: 1)
        }
        (self.names, self.words, self.values, self.rowCount) = (names, words, values, rowCount)
        (self.hasHeader, self.scanner) = (hasHeader, scanner)
    }

    /// The index of a column: its name (case counts only if it must), or its number from 1.
    public func column(named name: String) -> Int? {
        if let exact = names.firstIndex(of: name) { return exact }
        let matching = names.indices.filter { names[$0].lowercased() == name.lowercased() }
        if matching.count == 1 { return matching[0] }
        return Int(name).flatMap { (1...max(1, names.count)).contains($0) ? $0 - 1 : nil }
    }

    /// How the columns are used.
    public struct Use: Sendable {
        /// The answers; empty means the last column.
        public var targets: [Int] = []
        /// Columns of words that become inputs: one of 0 and 1 for each word, in alphabetical order.
        public var oneHot: [Int] = []
        /// Columns that are left out.
        public var without: [Int] = []
        /// Whether the answers are classes; nil decides by what stands there.
        public var areClasses: Bool?

        public init() {}
    }

    /// The file as a data set.
    ///
    /// A target of words is a class, in alphabetical order. So is one of the whole numbers 0 ... k - 1 that all occur, at least twice on
    /// average, unless the use says otherwise.
    public func dataset(name: String, use: Use = Use(), unless isToStop: () -> Bool = { false }) throws(DataFileError) -> Dataset {
        let targets = use.targets.isEmpty ? [names.count - 1] : use.targets
        var inputs: [[Double]] = [], inputNames: [String] = []
        for column in names.indices where !targets.contains(column) && !use.without.contains(column) {
            if use.oneHot.contains(column) {
                let words = try texts(column, unless: isToStop), different = Set(words)
                try MemoryNeed.checkNumbers(
                    "\(rowCount) samples of \(inputs.count + different.count) inputs, as '\(names[column])' has \(different.count) different words",
                    rowCount, inputs.count + different.count, remedy: "without=\(names[column]) leaves them out")
                for word in different.sorted(by: CSVFile.comesBefore) {
                    if isToStop() { throw .stopped }
                    inputs.append(words.map { $0 == word ? 1 : 0 })
                    inputNames.append("\(names[column])=\(word)")
                }
            } else {
                inputs.append(
                    try numbers(
                        column, hint: "one-hot=\(names[column]) makes a column of each word, without=\(names[column]) leaves them out"))
                inputNames.append(names[column])
            }
        }
        guard !inputs.isEmpty else { throw DataFileError("no column is left for the inputs", line: 1) }
        let matrix = Matrix(rows: rowCount, columnsOf: inputs)
        let (answers, classNames) = try answers(targets, areClasses: use.areClasses, unless: isToStop)
        return Dataset(name: name, inputs: matrix, answers: answers, inputNames: inputNames, classNames: classNames)
    }

    // MARK: Answers

    private func answers(
        _ targets: [Int], areClasses: Bool?, unless isToStop: () -> Bool
    ) throws(DataFileError) -> (Dataset.Answers, classNames: [String]) {
        if targets.count == 1, case let column = targets[0] {
            // A few words among numbers are slips; only words make classes.
            let isWords = words[column].map { $0.count * 2 > rowCount } ?? false
            if areClasses == true || (areClasses == nil && isWords) { return classes(try texts(column, unless: isToStop)) }
            let values = try numbers(column, hint: "a column of words makes classes, one of numbers numbers")
            if areClasses == nil && CSVFile.areLabels(values) { return classes(values.map { String(Int($0)) }) }
            return (.values(Matrix(rows: rowCount, columnsOf: [values])), [])
        }
        var columns: [[Double]] = []
        for column in targets { columns.append(try numbers(column, hint: "several targets are numbers; words stand in one column")) }
        return (.values(Matrix(rows: rowCount, columnsOf: columns)), [])
    }

    private func classes(_ labels: [String]) -> (Dataset.Answers, classNames: [String]) {
        let names = Set(labels).sorted(by: CSVFile.comesBefore)
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        return (.classes(labels.map { numbers[$0] ?? 0 }, count: names.count), names)
    }

    /// Whether numbers are 0 ... k - 1, k at least 2, all occurring, at least twice on average.
    static func areLabels(_ values: [Double]) -> Bool {
        guard let most = values.max(), most >= 1, most < Double(values.count) / 2 else { return false }
        var seen = [Bool](repeating: false, count: Int(most) + 1)
        for value in values {
            guard let label = Int(exactly: value), label >= 0 else { return false }
            seen[label] = true
        }
        return seen.allSatisfy(\.self)
    }

    /// Numbers by their size, words by the alphabet, numbers first.
    private static func comesBefore(_ a: String, _ b: String) -> Bool {
        switch (Double(a), Double(b)) {
        case (let x?, let y?) where x != y: x < y
        case (.some, nil): true
        case (nil, .some): false
        default: a < b
        }
    }

    // MARK: Columns

    private func numbers(_ column: Int, hint: String) throws(DataFileError) -> [Double] {
        if let word = words[column]?.first {
            let text = scanner.text(of: word), title = hasHeader ? " (\(names[column]))" : ""
            throw DataFileError(
                text.isEmpty ? "the value\(title) is missing" : "'\(text)'\(title) is not a number", line: word.line, field: word.number,
                hint: text.isEmpty ? "fill it in, or delete the line" : hint)
        }
        return (0..<rowCount).map { values[$0 * names.count + column] }
    }

    private func texts(_ column: Int, unless isToStop: () -> Bool) throws(DataFileError) -> [String] {
        var texts: [String] = []
        texts.reserveCapacity(rowCount)
        try scanner.forEachRow(unless: isToStop) { row, fields throws(DataFileError) in
            guard row > 0 || !hasHeader, case let field = fields[column] else { return }
            guard !field.range.isEmpty else {
                throw DataFileError(
                    "the value (\(names[column])) is missing", line: field.line, field: field.number,
                    hint: "fill it in, or delete the line")
            }
            texts.append(scanner.text(of: field))
        }
        return texts
    }
}

extension Matrix {
    /// A matrix from its columns.
    fileprivate init(rows: Int, columnsOf columns: [[Double]]) {
        self.init(rows: rows, columns: columns.count)
        for (index, column) in columns.enumerated() {
            for (row, value) in column.enumerated() { self[row, index] = value }
        }
    }
}
