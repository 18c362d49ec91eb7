// A table as a data set: which columns are inputs, which are answers, and what becomes of gaps.

extension CSVFile {
    /// How the columns are used.
    public struct Use: Sendable {
        /// The answers; empty means the last column.
        public var targets: [Int] = []
        /// Columns of words that become inputs: one of 0 and 1 for each word, in alphabetical order.
        public var oneHot: [Int] = []
        /// Whether all columns of words become inputs, but for those where nearly every row has another word.
        public var oneHotAll = false
        /// Columns that are left out.
        public var without: [Int] = []
        /// Whether columns that only name or number the rows are kept.
        public var keepsRowNames = false
        /// Whether the answers are classes; nil decides by what stands there, and by what the network asks.
        public var areClasses: Bool?
        public var gaps = GapRule.refuse

        public init() {}
    }

    /// The table as a data set.
    ///
    /// A target of words is a class, in alphabetical order. One of whole numbers of few values may be classes or numbers; see `Labels`.
    public func dataset(name: String, use: Use = Use(), unless isToStop: () -> Bool = { false }) throws(DataFileError) -> Dataset {
        try TableReader(file: self, use: use).dataset(name: name, unless: isToStop)
    }
}

/// Makes a data set of a table.
private struct TableReader {
    let file: CSVFile
    let use: CSVFile.Use

    private enum Role: Equatable { case number, oneHot, target, leftOut(TableColumn.Reason) }

    func dataset(name: String, unless isToStop: () -> Bool) throws(DataFileError) -> Dataset {
        let roles = try roles(unless: isToStop), targets = roles.indices.filter { roles[$0] == .target }
        guard roles.contains(where: { $0 == .number || $0 == .oneHot }) else {
            throw DataFileError("no column is left for the inputs", line: 1, hint: inputHint(targets))
        }
        let rows = try rowsKept(roles)
        var preparation = Preparation()
        (preparation.fillsGaps, preparation.rowsLeftOut) = (use.gaps == .mean || use.gaps == .median, file.rowCount - rows.count)
        var inputs: [[Double]] = []
        for (column, role) in roles.enumerated() {
            if isToStop() { throw .stopped }
            switch role {
            case .number:
                let (values, use) = numbers(column, rows)
                inputs.append(values)
                preparation.inputNames.append(file.names[column])
                preparation.columns.append(self.column(column, use, amongNumbers: true))
            case .oneHot:
                let (columns, words, use) = try oneHot(column, rows, beside: inputs.count, unless: isToStop)
                inputs += columns
                preparation.inputNames += words.map { "\(file.names[column])=\($0)" }
                preparation.columns.append(self.column(column, use, amongNumbers: false))
            case .target: preparation.columns.append(self.column(column, .target, amongNumbers: !file.contents[column].isWords))
            case .leftOut(let reason): preparation.columns.append(TableColumn(name: file.names[column], use: .leftOut(reason)))
            }
        }
        preparation.targetNames = targets.map { file.format.hasHeader ? file.names[$0] : "" }
        let matrix = Matrix(rows: rows.count, columnsOf: inputs)
        let (answers, classNames, labels) = try answers(targets, rows, unless: isToStop)
        return Dataset(
            name: name, inputs: matrix, answers: answers, classNames: classNames, labels: labels, preparation: preparation)
    }

    private func column(_ column: Int, _ use: TableColumn.Use, amongNumbers: Bool) -> TableColumn {
        TableColumn(name: file.names[column], use: use, gaps: file.gapCount(column, amongNumbers: amongNumbers))
    }

    private func inputHint(_ targets: [Int]) -> String? {
        file.names.count == 1 ? "separator= says what parts the fields; an input and an answer are two columns" : nil
    }

    // MARK: Roles

    private func roles(unless isToStop: () -> Bool) throws(DataFileError) -> [Role] {
        var roles: [Role?] = []
        for column in file.names.indices {
            let reason: TableColumn.Reason? =
                if use.without.contains(column) {
                    .asked
                } else if use.targets.contains(column) || use.oneHot.contains(column) {
                    nil
                } else if file.contents[column].isEmpty {
                    .empty
                } else {
                    use.keepsRowNames ? nil : try file.rowNames(column, unless: isToStop)
                }
            roles.append(reason.map(Role.leftOut))
        }
        let targets =
            use.targets.isEmpty ? roles.lastIndex { $0 == nil }.map { [$0] } ?? [] : use.targets
        for target in targets { roles[target] = .target }
        // Where nothing else is left, the number of the row is what is known of it.
        if !roles.contains(where: { $0 == nil }), let place = roles.firstIndex(of: .leftOut(.rowNumbers)) { roles[place] = nil }
        for column in roles.indices where roles[column] == nil { roles[column] = try input(column, unless: isToStop) }
        return roles.map { $0 ?? .leftOut(.empty) }
    }

    /// What a column is that is to be an input.
    private func input(_ column: Int, unless isToStop: () -> Bool) throws(DataFileError) -> Role {
        if use.oneHot.contains(column) { return .oneHot }
        if use.oneHotAll, file.contents[column].isWords {
            let different = Set(try file.texts(column, unless: isToStop).compactMap(\.self)).count
            let isText = different > 20 && 2 * different > file.rowCount || different > Labels.mostClasses
            return isText ? .leftOut(.text(different: different)) : .oneHot
        }
        let name = file.typed(column)
        if let error = file.wordAmongNumbers(
            column,
            hint: "one-hot=all makes inputs of all words, one-hot=\(name) of these; without=\(name) leaves the column out"
                + (file.mayBeNamed(column) ? "; header=yes takes the first line as names" : ""))
        {
            throw error
        }
        return .number
    }

    // MARK: Gaps

    /// The rows that are taken: without an answer none is, whatever is done about the gaps of inputs.
    private func rowsKept(_ roles: [Role]) throws(DataFileError) -> [Int] {
        var isKept = [Bool](repeating: true, count: file.rowCount)
        for (column, role) in roles.enumerated() {
            guard role == .number || role == .oneHot || role == .target else { continue }
            let amongNumbers = role == .number || role == .target && !readsWords(column)
            guard let gap = file.gap(column, amongNumbers: amongNumbers) else { continue }
            if use.gaps == .refuse { throw gap }
            guard use.gaps == .drop || role == .target else { continue }
            let hasValue =
                amongNumbers ? file.numbers(column).map { !$0.isNaN } : try file.texts(column, unless: { false }).map { $0 != nil }
            for (row, known) in hasValue.enumerated() where !known { isKept[row] = false }
        }
        let rows = isKept.indices.filter { isKept[$0] }
        guard !rows.isEmpty else {
            throw DataFileError(
                "every row has a gap: none is left", line: 1, hint: "missing=mean fills gaps; without=COLUMN leaves a column of gaps out")
        }
        return rows
    }

    /// Whether an answer is read as words.
    private func readsWords(_ column: Int) -> Bool {
        use.areClasses == true || use.areClasses == nil && file.contents[column].isWords
    }

    // MARK: Inputs

    private func numbers(_ column: Int, _ rows: [Int]) -> ([Double], TableColumn.Use) {
        let values = file.numbers(column), known = rows.map { values[$0] }.filter { !$0.isNaN }
        let typical = use.gaps == .median ? known.median : known.reduce(0, +) / Double(max(1, known.count))
        return (
            rows.map { values[$0].isNaN ? typical : values[$0] },
            .number(least: known.min() ?? 0, greatest: known.max() ?? 0, typical: typical)
        )
    }

    /// A column of 0 and 1 for each word.
    private func oneHot(
        _ column: Int, _ rows: [Int], beside inputs: Int, unless isToStop: () -> Bool
    ) throws(DataFileError) -> ([[Double]], [String], TableColumn.Use) {
        let texts = try file.texts(column, unless: isToStop), known = rows.map { texts[$0] }
        var counts: [String: Int] = [:]
        for word in known.compactMap(\.self) { counts[word, default: 0] += 1 }
        try MemoryNeed.checkNumbers(
            "\(file.rowCount) samples of \(inputs + counts.count) inputs, as '\(file.names[column])' has \(counts.count) different words",
            file.rowCount, inputs + counts.count, remedy: "without=\(file.typed(column)) leaves them out")
        let words = counts.keys.sorted(by: comesBefore)
        let typical = words.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ""
        var columns: [[Double]] = []
        for word in words {
            if isToStop() { throw .stopped }
            columns.append(known.map { $0 ?? typical == word ? 1 : 0 })
        }
        return (columns, words, .oneHot(words: words, typical: typical))
    }

    // MARK: Answers

    private typealias Answers = (Dataset.Answers, classNames: [String], Labels?)

    private func answers(_ targets: [Int], _ rows: [Int], unless isToStop: () -> Bool) throws(DataFileError) -> Answers {
        if targets.count == 1, case let column = targets[0] {
            if readsWords(column) { return try classes(column, rows, unless: isToStop) }
            let values = try known(column, rows, hint: "a column of words makes classes, one of numbers numbers: answers=classes")
            guard use.areClasses == nil, let labels = Labels(values) else {
                return (.values(Matrix(rows: rows.count, columnsOf: [values])), [], nil)
            }
            let (answers, classNames) = labels.atFirst
            return (answers, classNames, labels)
        }
        var columns: [[Double]] = []
        for column in targets { columns.append(try known(column, rows, hint: "several targets are numbers; words stand in one column")) }
        return (.values(Matrix(rows: rows.count, columnsOf: columns)), [], nil)
    }

    private func known(_ column: Int, _ rows: [Int], hint: String) throws(DataFileError) -> [Double] {
        if let error = file.wordAmongNumbers(column, hint: hint) { throw error }
        let values = file.numbers(column)
        return rows.map { values[$0] }
    }

    private func classes(_ column: Int, _ rows: [Int], unless isToStop: () -> Bool) throws(DataFileError) -> Answers {
        let texts = try file.texts(column, unless: isToStop), labels = rows.map { texts[$0] ?? "" }
        let names = Set(labels).sorted(by: comesBefore)
        if use.areClasses == nil, names.count > 20, 2 * names.count > rows.count || names.count > Labels.mostClasses {
            throw DataFileError(
                "the answers (\(file.names[column])) are \(names.count) different words in \(rows.count) rows, too many for classes",
                line: 1,
                hint: "target=COLUMN names another column; answers=classes takes them all the same")
        }
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        return (.classes(labels.map { numbers[$0] ?? 0 }, count: names.count), names, nil)
    }
}

/// Numbers by their size, words by the alphabet, numbers first.
private func comesBefore(_ a: String, _ b: String) -> Bool {
    switch (Double(a), Double(b)) {
    case (let x?, let y?) where x != y: x < y
    case (.some, nil): true
    case (nil, .some): false
    default: a < b
    }
}

extension [Double] {
    /// The middle one in order of size; of an even number the mean of the two in the middle.
    fileprivate var median: Double {
        guard !isEmpty else { return 0 }
        let sorted = sorted(), middle = count / 2
        return count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
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
