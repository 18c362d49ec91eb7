// What was made of each column of a table, one line a column.
import Documents
import NeuralEngine

/// Tells what was made of the columns of a table.
package struct ColumnAccount {
    private let dataset: Dataset
    private let numerals: Numerals

    package init(_ dataset: Dataset, _ numerals: Numerals) {
        self.dataset = dataset
        self.numerals = numerals
    }

    /// One line a column; neighbours of which the same was made share one where there are many.
    package var lines: [String] {
        let columns = dataset.preparation.columns
        var groups: [(first: TableColumn, last: TableColumn, count: Int)] = []
        for column in columns {
            if columns.count > ColumnAccount.most, let group = groups.last, alike(group.last, column) {
                groups[groups.count - 1] = (joined(group.first, column), column, group.count + 1)
            } else {
                groups.append((column, column, 1))
            }
        }
        let titles = groups.map { $0.count == 1 ? title($0.first) : "\(title($0.first)) ... \(title($0.last))" }
        let width = min(24, titles.map(\.count).max() ?? 0)
        let shown = groups.count > 2 * ColumnAccount.most ? ColumnAccount.most : groups.count
        var lines = zip(titles, groups).prefix(shown).map { title, group in
            "  " + title + String(repeating: " ", count: max(0, width - title.count)) + "  " + text(of: group.first, count: group.count)
        }
        if shown < groups.count { lines.append("  ... \(groups.count - shown) more columns") }
        return lines
    }

    /// Of arrays, whose columns have no names: the inputs in one line, the answers in another.
    package var arrayLines: [String] {
        let answers = dataset.classes == nil && dataset.answerWidth > 1 ? range(of: answerMatrix) : answerOfArray
        return ["  inputs   " + range(of: dataset.inputs), "  answers  " + answers]
    }

    private var answerMatrix: Matrix {
        if case .values(let matrix) = dataset.answers { matrix } else { Matrix(rows: 0, columns: dataset.answerWidth) }
    }

    private var answerOfArray: String {
        if let labels = dataset.labels { return text(of: labels) }
        if case .classes(_, let count) = dataset.answers { return "\(count) classes" }
        return range(of: answerMatrix)
    }

    /// `4 numbers from 0.1 to 7.9`
    private func range(of matrix: Matrix) -> String {
        let values = matrix.values, what = matrix.columns == 1 ? "a number" : "\(matrix.columns) numbers"
        return what + range(values.min() ?? 0, values.max() ?? 0)
    }

    /// ` from 1 to 3`; with all their digits where they would look alike else.
    private func range(_ least: Double, _ greatest: Double) -> String {
        let ends = [least, greatest], short = ends.map(numerals.text)
        let shown = short[0] == short[1] && least < greatest ? ends.map { "\($0)" } : short
        return " from \(shown[0]) to \(shown[1])"
    }

    /// Of more columns those are told together that are alike.
    private static let most = 24

    package var values: [JSONField] {
        guard !dataset.preparation.columns.isEmpty else { return [] }
        return [
            .init(
                "columns",
                .array(
                    dataset.preparation.columns.map { column in
                        .object([
                            .init("name", .string(column.name)), .init("use", .string(use(of: column))), .init("gaps", .int(column.gaps)),
                        ])
                    }))
        ]
    }

    private func use(of column: TableColumn) -> String {
        switch column.use {
        case .number: "number"
        case .oneHot: "one-hot"
        case .target: dataset.classes == nil ? "target" : "class"
        case .leftOut: "left out"
        }
    }

    private func title(_ column: TableColumn) -> String { column.name.isEmpty ? "(no name)" : column.name }

    private func alike(_ a: TableColumn, _ b: TableColumn) -> Bool {
        guard a.gaps == 0, b.gaps == 0 else { return false }
        switch (a.use, b.use) {
        case (.number, .number): return true
        case (.leftOut(let a), .leftOut(let b)): return a == b
        default: return false
        }
    }

    /// A column with the range of another one joined to its own.
    private func joined(_ a: TableColumn, _ b: TableColumn) -> TableColumn {
        guard case .number(let least, let greatest, let typical) = a.use, case .number(let otherLeast, let otherGreatest, _) = b.use else {
            return a
        }
        return TableColumn(
            name: a.name, use: .number(least: min(least, otherLeast), greatest: max(greatest, otherGreatest), typical: typical))
    }

    private func text(of column: TableColumn, count: Int) -> String {
        switch column.use {
        case .number(let least, let greatest, _):
            return (count == 1 ? "a number" : "\(count) numbers") + range(least, greatest)
                + gaps(column)
        case .oneHot(let words, _):
            return (words.count == 1 ? "1 word, an input of 1: " : "\(words.count) words, each an input of 0 or 1: ") + list(words)
                + gaps(column)
        case .target: return "the answer: " + answer(column) + gaps(column)
        case .leftOut(let reason): return "left out" + text(of: reason)
        }
    }

    private func gaps(_ column: TableColumn) -> String {
        guard column.gaps > 0 else { return "" }
        let gaps = "\(column.gaps) gap\(column.gaps == 1 ? "" : "s")", typical = typical(column)
        return dataset.preparation.fillsGaps && typical != nil ? "; \(gaps), filled by \(typical ?? "")" : "; \(gaps), left out"
    }

    /// What stands in for the gaps of an input.
    private func typical(_ column: TableColumn) -> String? {
        switch column.use {
        case .number(_, _, let typical): numerals.text(typical)
        case .oneHot(_, let typical): "'\(typical)'"
        case .target, .leftOut: nil
        }
    }

    /// `age 31.5`: a column and what fills its gaps.
    package func filling(of column: TableColumn) -> String { [column.name, typical(column)].compactMap(\.self).joined(separator: " ") }

    private func answer(_ column: TableColumn) -> String {
        if let labels = dataset.labels, labels.areClassesAtFirst || labels.values.count <= 20 && 2 * labels.values.count <= dataset.count {
            return text(of: labels)
        }
        switch dataset.answers {
        case .classes(_, let count):
            return dataset.preparation.columns.count { $0.use == .target } > 1
                ? "1 where it is the class, of \(count)" : "\(count) class\(count == 1 ? "" : "es")"
        case .values(let matrix):
            let targets = dataset.preparation.columns.filter { $0.use == .target }
            guard let place = targets.firstIndex(of: column), place < matrix.columns else { return "a number" }
            let values = (0..<matrix.rows).map { matrix[$0, place] }
            return "a number" + range(values.min() ?? 0, values.max() ?? 0)
        }
    }

    private func text(of labels: Labels) -> String {
        let values = list(labels.values.map(String.init))
        return labels.areClassesAtFirst
            ? "\(labels.values.count) classes, \(values); numbers under a linear output"
            : "whole numbers, \(values): classes under softmax or sigmoid, numbers under a linear output"
    }

    private func list(_ words: [String]) -> String {
        let words = words.map(\.abridged)
        return words.count > 8 ? words.prefix(7).joined(separator: ", ") + " ... \(words.last ?? "")" : words.joined(separator: ", ")
    }

    private func text(of reason: TableColumn.Reason) -> String {
        switch reason {
        case .asked: ", as asked"
        case .rowNumbers: ": it numbers the rows (without=none keeps it)"
        case .rowNames: ": it names the rows (without=none keeps it)"
        case .text(let different): ": \(different) different words are too many for inputs"
        case .empty: ": it is empty"
        }
    }
}

extension Dataset {
    /// What is odd about columns: those of one name, words that differ by case alone.
    package var oddColumns: [String] {
        let named = Dictionary(grouping: preparation.columns.filter { !$0.name.isEmpty }, by: \.name)
        var said: Set<String> = [], remarks: [String] = []
        for name in preparation.columns.map(\.name) where named[name, default: []].count > 1 && said.insert(name).inserted {
            remarks.append("\(named[name, default: []].count) columns are called \(name): `predict FILE` takes them in their order")
        }
        for column in preparation.columns {
            guard case .oneHot(let words, _) = column.use, let twins = Dataset.twins(of: words) else { continue }
            remarks.append("\(twins) (\(column.name)) differ by case only: they are different words")
        }
        if classes != nil, let twins = Dataset.twins(of: classNames) {
            remarks.append("\(twins) differ by case only: they are different classes")
        }
        return remarks.count > 4 ? remarks.prefix(4) + ["... \(remarks.count - 4) more remarks of this kind"] : remarks
    }

    /// `No, no`: the first words that differ by case alone; nil if none do.
    private static func twins(of words: [String]) -> String? {
        let alike = Dictionary(grouping: words) { $0.lowercased() }
        return words.lazy.compactMap { alike[$0.lowercased()] }.first { $0.count > 1 }?.map(\.abridged).joined(separator: ", ")
    }

    /// Why nothing can be learnt where all answers are the same; nil where they are not.
    package var constancyRemark: String? {
        switch answers {
        case .classes(let classes, _):
            guard let first = classes.first, classes.allSatisfy({ $0 == first }), classNames.indices.contains(first) else { return nil }
            return "there is one class only, \(classNames[first].abridged), in all samples: there is nothing to learn"
        case .values(let matrix):
            guard matrix.columns == 1, count > 1, let first = matrix.values.first, matrix.values.allSatisfy({ $0 == first }) else {
                return nil
            }
            let name = preparation.targetNames.first { !$0.isEmpty } ?? "the answer"
            return "\(name) is always \(Numerals().text(first)): there is nothing to learn"
        }
    }

    /// What has become of rows with gaps; nil if every row is there.
    package var gapRemark: String? {
        let leftOut = preparation.rowsLeftOut
        return leftOut > 0 ? "\(leftOut) of \(count + leftOut) rows had gaps and are left out" : nil
    }
}

extension TableFormat {
    /// What is unusual in how a table is written down; nil if nothing is.
    package var remark: String? {
        var parts: [String] = []
        switch separator {
        case .byte(UInt8(ascii: ",")): break
        case .byte(UInt8(ascii: "\t")): parts.append("tabs part the fields")
        case .byte(UInt8(ascii: ";")): parts.append("semicolons part the fields")
        case .byte(let byte): parts.append("\(Character(Unicode.Scalar(byte))) parts the fields")
        case .blanks: parts.append("blanks part the fields")
        }
        if let possibleThousands {
            parts.append("\(possibleThousands) is read with decimals (decimal=, takes such points as parting thousands)")
        }
        if decimal == .comma { parts.append("commas part the decimals") }
        if let comment { parts.append("lines that begin with \(Character(Unicode.Scalar(comment))) are comments") }
        if !hasHeader { parts.append("the first line is a sample (header=yes takes it as names)") }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}
