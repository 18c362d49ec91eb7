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
            throw DataFileError("no column is left for the inputs", line: 1, hint: inputHint(roles))
        }
        let rows = try rowsKept(roles), wordColumns = roles.indices.filter { roles[$0] == .oneHot }
        let counts = try wordCounts(wordColumns, rows, unless: isToStop)
        var preparation = Preparation()
        (preparation.gapRule, preparation.rowsLeftOut) = (use.gaps, file.rowCount - rows.count)
        var inputs: [Input] = []
        for (column, role) in roles.enumerated() {
            if isToStop() { throw .stopped }
            switch role {
            case .number:
                inputs.append(.number(column: column))
                preparation.inputNames.append(file.names[column])
                preparation.columns.append(self.column(column, numbers(column, rows), amongNumbers: true))
            case .oneHot:
                let words = try words(column, counts[column] ?? [:], beside: preparation.inputNames.count)
                inputs.append(.oneHot(column: column, words: words))
                preparation.inputNames += words.map { "\(file.names[column])=\($0)" }
                preparation.columns.append(self.column(column, .oneHot(words: words, typical: ""), amongNumbers: false))
            case .target: preparation.columns.append(self.column(column, .target, amongNumbers: !file.contents[column].isWords))
            case .leftOut(let reason): preparation.columns.append(TableColumn(name: file.names[column], use: .leftOut(reason)))
            }
        }
        let (answers, classNames, labels) = try answers(targets, rows, unless: isToStop)
        let isOneHot = targets.count > 1 && !classNames.isEmpty
        preparation.targetNames = isOneHot ? [] : targets.map { file.format.hasHeader ? file.names[$0] : "" }
        let (matrix, gaps) = try matrix(of: inputs, rows, unless: isToStop)
        var dataset = Dataset(
            name: name, inputs: matrix, answers: answers, classNames: classNames, labels: labels, preparation: preparation)
        dataset.gaps = gaps
        return dataset.fillingGaps(from: Array(0..<rows.count))
    }

    private func column(_ column: Int, _ use: TableColumn.Use, amongNumbers: Bool) -> TableColumn {
        TableColumn(name: file.names[column], use: use, gaps: file.gapCount(column, amongNumbers: amongNumbers))
    }

    private func inputHint(_ roles: [Role]) -> String? {
        for (column, role) in roles.enumerated() {
            guard case .leftOut(.text(let different)) = role else { continue }
            return "\(file.typed(column)) has \(different) different words, too many unless you say so: one-hot=\(file.typed(column))"
        }
        return file.names.count == 1 ? "separator= says what parts the fields; an input and an answer are two columns" : nil
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
        let inputs = roles.indices.filter { roles[$0] == nil }
        let ofWords = inputs.filter { use.oneHotAll && file.contents[$0].isWords && !use.oneHot.contains($0) }
        let counts = try wordCounts(ofWords, .all(file.rowCount), unless: isToStop)
        for column in inputs { roles[column] = try input(column, different: counts[column]?.count) }
        return roles.map { $0 ?? .leftOut(.empty) }
    }

    /// What a column is that is to be an input.
    /// - Parameter different: how many words it has, if its words are to be inputs; nil if they need not be.
    private func input(_ column: Int, different: Int?) throws(DataFileError) -> Role {
        if use.oneHot.contains(column) { return .oneHot }
        if let different {
            let isText = different > 20 && 2 * different > file.rowCount || different > Labels.mostClasses
            return isText ? .leftOut(.text(different: different)) : .oneHot
        }
        if let error = file.wordAmongNumbers(column, hint: wordsHint(column)) { throw error }
        return .number
    }

    /// What can be done about a column of words that is to be an input.
    private func wordsHint(_ column: Int) -> String {
        let asked = (use.oneHot + [column]).map(file.typed).joined(separator: ",")
        let words =
            if use.oneHotAll {
                "one-hot=all,\(file.typed(column)) makes inputs of these, too"
            } else if file.contents[column].isWords {
                "one-hot=all makes inputs of all words, one-hot=\(asked) of these"
            } else {
                "one-hot=\(asked) makes inputs of these"
            }
        return "\(words); without=\(file.typed(column)) leaves the column out"
            + (file.mayBeNamed(column) ? "; header=yes takes the first line as names" : "")
    }

    // MARK: Gaps

    /// The rows that are taken: without an answer none is, whatever is done about the gaps of inputs.
    private func rowsKept(_ roles: [Role]) throws(DataFileError) -> KeptRows {
        var isKept = [Bool](repeating: true, count: file.rowCount), areAll = true
        for (column, role) in roles.enumerated() {
            guard role == .number || role == .oneHot || role == .target else { continue }
            let amongNumbers = role == .number || role == .target && !readsWords(column)
            guard let gap = file.gap(column, amongNumbers: amongNumbers) else { continue }
            if use.gaps == .refuse { throw gap }
            guard use.gaps == .drop || role == .target else { continue }
            let hasValue =
                amongNumbers ? file.numbers(column).map { !$0.isNaN } : try file.texts(column, unless: { false }).map { $0 != nil }
            for (row, known) in hasValue.enumerated() where !known { (isKept[row], areAll) = (false, false) }
        }
        let rows = areAll ? KeptRows.all(file.rowCount) : .some(isKept.indices.filter { isKept[$0] })
        guard rows.count > 0 else {
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

    /// A column of the table as inputs.
    private enum Input {
        case number(column: Int)
        /// An input for each word: that of the row is 1, the others are 0.
        case oneHot(column: Int, words: [String])
    }

    /// The inputs, a row a sample, 0 in gaps, and of each column which samples have one. They go straight to their places: large tables are
    /// not there once more on the way.
    private func matrix(
        of inputs: [Input], _ rows: KeptRows, unless isToStop: () -> Bool
    ) throws(DataFileError) -> (Matrix, gaps: [Int: [Int]]) {
        let width = inputs.reduce(0) { count, input in
            if case .oneHot(_, let words) = input { count + words.count } else { count + 1 }
        }
        var matrix = Matrix(rows: rows.count, columns: width), gaps: [Int: [Int]] = [:], start = 0
        // Of each column of words where the input of a word is.
        var wordColumns: [Int] = [], places: [[String: Int]] = []
        for input in inputs {
            switch input {
            case .number(let column):
                for (place, row) in rows.enumerated() {
                    let number = file.number(column, row: row)
                    if number.isNaN { gaps[column, default: []].append(place) } else { matrix[place, start] = number }
                }
                start += 1
            case .oneHot(let column, let words):
                wordColumns.append(column)
                places.append(Dictionary(uniqueKeysWithValues: zip(words, start...)))
                start += words.count
            }
        }
        let kept = rows.places(of: file.rowCount)
        try file.forEachText(of: wordColumns, unless: isToStop) { row, place, text in
            guard let row = kept.map({ $0[row] }) ?? row else { return }
            if let input = text.flatMap({ places[place][$0] }) {
                matrix[row, input] = 1
            } else {
                gaps[wordColumns[place], default: []].append(row)
            }
        }
        return (matrix, gaps)
    }

    /// How often each word of some columns occurs in some rows.
    private func wordCounts(_ columns: [Int], _ rows: KeptRows, unless isToStop: () -> Bool) throws(DataFileError) -> [Int: [String: Int]] {
        var counts = columns.map { _ in [String: Int]() }
        let kept = rows.places(of: file.rowCount)
        try file.forEachText(of: columns, unless: isToStop) { row, place, text in
            if let text, kept.map({ $0[row] != nil }) ?? true { counts[place][text, default: 0] += 1 }
        }
        return Dictionary(uniqueKeysWithValues: zip(columns, counts))
    }

    /// What is told of a column of numbers; what is typical of them is found when gaps are filled.
    private func numbers(_ column: Int, _ rows: KeptRows) -> TableColumn.Use {
        let known = rows.lazy.map { file.number(column, row: $0) }.filter { !$0.isNaN }
        return .number(least: known.min() ?? 0, greatest: known.max() ?? 0, typical: 0)
    }

    /// The words of a column in order.
    private func words(_ column: Int, _ counts: [String: Int], beside inputs: Int) throws(DataFileError) -> [String] {
        try MemoryNeed.checkNumbers(
            "\(file.rowCount) samples of \(inputs + counts.count) inputs, as '\(file.names[column])' has \(counts.count) different words",
            file.rowCount, inputs + counts.count, remedy: "without=\(file.typed(column)) leaves them out")
        return counts.keys.sorted(by: comesBefore)
    }

    // MARK: Answers

    private typealias Answers = (Dataset.Answers, classNames: [String], Labels?)

    private func answers(_ targets: [Int], _ rows: KeptRows, unless isToStop: () -> Bool) throws(DataFileError) -> Answers {
        if targets.count == 1, case let column = targets[0] {
            if use.areClasses == nil, file.contents[column].isWords, file.marks(column)?.hasSign == true,
                let error = file.wordAmongNumbers(column, hint: "", otherwise: "answers=classes takes them as classes")
            {
                throw error
            }
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
        let matrix = Matrix(rows: rows.count, columnsOf: columns)
        guard use.areClasses != false, let classes = matrix.oneHotClasses else { return (.values(matrix), [], nil) }
        return (.classes(classes, count: targets.count), targets.map { file.names[$0] }, nil)
    }

    private func known(_ column: Int, _ rows: KeptRows, hint: String) throws(DataFileError) -> [Double] {
        if let error = file.wordAmongNumbers(column, hint: hint) { throw error }
        return rows.map { file.number(column, row: $0) }
    }

    private func classes(_ column: Int, _ rows: KeptRows, unless isToStop: () -> Bool) throws(DataFileError) -> Answers {
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

/// The rows of a table that are taken.
private enum KeptRows: RandomAccessCollection {
    case all(Int)
    case some([Int])

    var startIndex: Int { 0 }
    var endIndex: Int {
        switch self {
        case .all(let count): count
        case .some(let rows): rows.count
        }
    }

    subscript(place: Int) -> Int {
        switch self {
        case .all: place
        case .some(let rows): rows[place]
        }
    }

    /// Where each row of the table is among those that are taken; nil where all are, each at its own place.
    func places(of count: Int) -> [Int?]? {
        guard case .some(let rows) = self else { return nil }
        var places = [Int?](repeating: nil, count: count)
        for (place, row) in rows.enumerated() { places[row] = place }
        return places
    }
}

extension Matrix {
    /// Where each row is 1 once and else 0: the places of the ones; nil where it is not so.
    fileprivate var oneHotClasses: [Int]? {
        guard columns > 1, values.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
        var places: [Int] = []
        for index in 0..<rows {
            let row = row(index)
            guard row.reduce(0, +) == 1, let place = row.firstIndex(of: 1) else { return nil }
            places.append(place - row.startIndex)
        }
        return places
    }

    /// A matrix from its columns.
    fileprivate init(rows: Int, columnsOf columns: [[Double]]) {
        self.init(rows: rows, columns: columns.count)
        for (index, column) in columns.enumerated() {
            for (row, value) in column.enumerated() { self[row, index] = value }
        }
    }
}
