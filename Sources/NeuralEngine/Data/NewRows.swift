// New rows for a network that learnt from a table: they go the same way as the rows of the table did.

/// Rows of inputs made as those of a table were, and what in them the table never had.
public struct NewRows: Sendable, Equatable {
    /// Something in a column that the data never had; `row` counts from 1.
    public enum Oddity: Sendable, Equatable {
        /// A gap, and what stands in for it.
        case gap(row: Int, column: String, filledBy: String)
        /// A word that none of the data's rows had: none of its inputs is 1.
        case newWord(row: Int, column: String, word: String, known: [String])
        /// A number beyond those of the data.
        case beyond(row: Int, column: String, number: Double, least: Double, greatest: Double)
    }

    /// A row a row, not scaled yet.
    public let inputs: Matrix
    public let oddities: [Oddity]

    /// - Parameters:
    ///   - rows: the texts of the columns that are inputs, in the order of the table.
    ///   - format: how their numbers are written.
    public init(_ rows: [[String]], of preparation: Preparation, format: TableFormat = TableFormat()) throws(NewRowsError) {
        let columns = preparation.inputColumns
        var values: [Double] = [], oddities: [Oddity] = []
        for (index, row) in rows.enumerated() {
            guard row.count == columns.count else { throw NewRowsError(row: index + 1, column: nil, .count(row.count)) }
            for (place, (column, text)) in zip(columns, row).enumerated() {
                do throws(NewRowsError.Kind) {
                    let (inputs, oddity) = try column.inputs(of: text, row: index + 1, format)
                    values += inputs
                    if let oddity { oddities.append(oddity) }
                } catch {
                    throw NewRowsError(row: index + 1, column: place, error)
                }
            }
        }
        inputs = Matrix(rows: rows.count, columns: values.count / max(1, rows.count), values: values)
        self.oddities = oddities
    }
}

/// Why new rows cannot be made inputs.
public struct NewRowsError: Error, Sendable, Equatable {
    public enum Kind: Error, Sendable, Equatable {
        /// A row has so many values, which are not as many as the columns that are inputs.
        case count(Int)
        /// A text in a column of numbers.
        case notANumber(String)
        /// A word of the data but for its case, which several of them are.
        case oneOfSeveral(String, [String])
    }

    /// From 1.
    public let row: Int
    /// The place among the columns that are inputs, from 0.
    public let column: Int?
    public let kind: Kind

    init(row: Int, column: Int?, _ kind: Kind) {
        self.row = row
        self.column = column
        self.kind = kind
    }
}

extension Preparation {
    /// The columns of the table that became inputs.
    public var inputColumns: [TableColumn] {
        columns.filter(\.isInput)
    }
}

extension TableColumn {
    fileprivate var isInput: Bool {
        switch use {
        case .number, .oneHot: true
        case .target, .leftOut: false
        }
    }

    /// The inputs that a text becomes.
    fileprivate func inputs(
        of text: String, row: Int, _ format: TableFormat
    ) throws(NewRowsError.Kind) -> ([Double], NewRows.Oddity?) {
        switch use {
        case .number(let least, let greatest, let typical):
            if let number = Numeral(text).text(format).flatMap(Double.init(held:)), number.isFinite {
                let isBeyond = number < least || number > greatest
                return ([number], isBeyond ? .beyond(row: row, column: name, number: number, least: least, greatest: greatest) : nil)
            }
            guard GapMark.kind(of: text) != .word else { throw .notANumber(text) }
            return ([typical], .gap(row: row, column: name, filledBy: "\(typical)"))
        case .oneHot(let words, let typical):
            let alike = words.contains(text) ? [text] : words.filter { $0.lowercased() == text.lowercased() }
            guard alike.count < 2 else { throw .oneOfSeveral(text, alike) }
            if let word = alike.first { return (words.map { $0 == word ? 1 : 0 }, nil) }
            guard GapMark.kind(of: text) != .gap else {
                return (words.map { $0 == typical ? 1 : 0 }, .gap(row: row, column: name, filledBy: typical))
            }
            return (words.map { _ in 0 }, .newWord(row: row, column: name, word: text, known: words))
        case .target, .leftOut: return ([], nil)
        }
    }
}

extension CSVFile {
    /// The columns that the inputs of a preparation are taken from: those of the same names; where neither has a header and there are as
    /// many, those at the same places. The first name that is missing, if one is.
    ///
    /// Columns of one name are taken by their order: of all of that name, or of the inputs alone where there are no more.
    public func columns(for preparation: Preparation) -> (columns: [Int], missing: String?) {
        let places = Dictionary(grouping: names.indices) { names[$0] }
        let counts = Dictionary(grouping: preparation.columns, by: \.name).mapValues(\.count)
        var found: [Int] = [], missing: String?, passed: [String: Int] = [:]
        for column in preparation.columns {
            let name = column.name, isWhole = places[name]?.count == counts[name], before = passed[name, default: 0]
            if isWhole || column.isInput { passed[name] = before + 1 }
            guard column.isInput else { continue }
            let named = places[name].map { before < $0.count ? $0[before] : nil } ?? (format.hasHeader ? self.column(named: name) : nil)
            if let named { found.append(named) } else if missing == nil { missing = name }
        }
        if missing != nil, !format.hasHeader, names.count == preparation.inputColumns.count { return (Array(names.indices), nil) }
        if missing != nil, !format.hasHeader, names.count == preparation.columns.count {
            return (preparation.columns.indices.filter { preparation.columns[$0].isInput }, nil)
        }
        return (found, missing)
    }
}

extension NumberArray {
    /// A row a sample, as inputs are made of arrays.
    public var inputRows: Matrix { Dataset.rows(of: self, channelsFirst: false) }
}
