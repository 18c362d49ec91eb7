// How the answers for new rows are told.
import Documents
import NeuralEngine
import Workspaces

/// Rows that a network is asked about.
package struct AskedRows: Sendable {
    /// Not scaled yet.
    package let inputs: Matrix
    package var oddities: [NewRows.Oddity]
    /// The columns of the file that they come from, and what stands there; empty for rows that were typed.
    package var header: [String]
    package var texts: [[String]]

    package init(inputs: Matrix, oddities: [NewRows.Oddity] = [], header: [String] = [], texts: [[String]] = []) {
        (self.inputs, self.oddities, self.header, self.texts) = (inputs, oddities, header, texts)
    }

    fileprivate var areOfFile: Bool { !texts.isEmpty }
}

/// Tells what the network answers for rows.
package struct PredictionAccount {
    private let workspace: Workspace
    private let numerals: Numerals
    private let asked: AskedRows
    private let prediction: Prediction
    /// What is shown of the outputs: of classes their probabilities, where the outputs are the logarithms of these.
    private let shown: Matrix
    /// What the classes are called; nil where the outputs are numbers.
    private let classNames: [String]?

    /// - Throws: why the network cannot answer.
    package init(
        _ workspace: Workspace, _ asked: AskedRows, _ numerals: Numerals, unless isToStop: () -> Bool = { false }
    ) throws(WorkspaceError) {
        prediction = try workspace.predict(asked.inputs, unless: isToStop)
        (self.workspace, self.asked, self.numerals) = (workspace, asked, numerals)
        classNames = workspace.outputClasses
        var shown = prediction.outputs
        if classNames != nil, workspace.network?.givesLogarithms == true { shown.values = shown.values.map(Elementary.exp) }
        self.shown = shown
    }

    /// - Parameter allRows: how all of them are kept, where not all are shown.
    package func document(allRows: String) -> Document {
        var blocks: [Block] = []
        if prediction.outputs.rows == 1 && !asked.areOfFile {
            blocks.append(.line(sentence))
        } else {
            blocks.append(.table(table))
            if prediction.outputs.rows > PredictionAccount.mostShown {
                blocks.append(.note("... \(prediction.outputs.rows - PredictionAccount.mostShown) more rows; \(allRows)"))
            }
        }
        blocks += remarks.map(Block.note)
        var values: [JSONField] = [.init("outputs", .matrix(prediction.outputs.values, columns: prediction.outputs.columns))]
        if let classNames { values.append(.init("classes", .array(prediction.classes.map { .string(classNames[$0]) }))) }
        return Document(blocks, values: values)
    }

    /// More rows are not shown.
    private static let mostShown = 12

    // MARK: One row

    /// `species: setosa (0.98), versicolor 0.02, virginica 0.001`, or `price = 231.5`.
    private var sentence: String {
        let row = Array(shown.row(0))
        guard let classNames, let chosen = prediction.classes.first else {
            return zip(targetNames(row.count), row).map { "\($0) = \(numerals.text($1))" }.joined(separator: ", ")
        }
        // One output of sigmoid is the probability of the second class; the rest is that of the first.
        let isOneOfTwo = row.count == 1 && classNames.count == 2 && workspace.network?.layers.last?.activation == .sigmoid
        let told = isOneOfTwo ? zip(classNames, [1 - row[0], row[0]]).map { $0 } : zip(outputNames, row).map { $0 }
        let others = told.map { "\($0) \(numerals.text($1))" }.joined(separator: ", ")
        return "\(className): \(classNames[chosen]) (\(others))"
    }

    // MARK: Several rows

    private var table: Table {
        let names = outputNames, shown = min(prediction.outputs.rows, PredictionAccount.mostShown)
        let rows = (0..<shown).map { row in
            ["\(row + 1)"] + (classNames.map { [$0[prediction.classes[row]]] } ?? [])
                + self.shown.row(row).prefix(8).map(numerals.text)
        }
        let header = ["row"] + (classNames == nil ? [] : [className]) + names.prefix(8)
        return Table(header: header, rows: rows, alignRight: header.indices.map { classNames == nil || $0 != 1 })
    }

    /// All rows, those of a file with their answers behind them.
    package var sheet: Sheet {
        let answers = ((classNames == nil ? [] : [className]) + outputNames).map { name in
            asked.header.contains(name) ? "predicted \(name)" : name
        }
        let rows = (0..<prediction.outputs.rows).map { row -> [JSONValue] in
            (asked.texts.isEmpty ? [] : asked.texts[row].map(JSONValue.string))
                + (classNames.map { [.string($0[prediction.classes[row]])] } ?? []) + shown.row(row).map(JSONValue.number)
        }
        return Sheet(header: asked.header + answers, rows: rows)
    }

    // MARK: Names

    /// What the class is called in the data.
    private var className: String { workspace.preparation?.targetNames.first { !$0.isEmpty } ?? "class" }

    /// What each output is called: by the class that it stands for, or by the answer.
    private var outputNames: [String] {
        let count = workspace.network?.outputs ?? 1
        guard let classNames else { return targetNames(count) }
        return count == 1 ? [classNames.last ?? ""] : classNames
    }

    private func targetNames(_ count: Int) -> [String] {
        let names = (workspace.setup.targetsAreInputs ? workspace.preparation?.inputNames : workspace.preparation?.targetNames) ?? []
        return (0..<count).map { names.indices.contains($0) && names.count == count && !names[$0].isEmpty ? names[$0] : "o\($0 + 1)" }
    }

    // MARK: Remarks

    /// What the rows have that the data never had; of a file a line a column and kind.
    private var remarks: [String] {
        var order: [String] = [], counts: [String: Int] = [:]
        for oddity in asked.oddities {
            let text = text(of: oddity)
            if counts[text] == nil { order.append(text) }
            counts[text, default: 0] += 1
        }
        let shown = order.prefix(8).map { text in
            asked.areOfFile ? "\(text) (in \(counts[text] ?? 1) row\(counts[text] == 1 ? "" : "s"))" : text
        }
        return shown + (order.count > 8 ? ["... \(order.count - 8) more remarks of this kind"] : [])
    }

    private func text(of oddity: NewRows.Oddity) -> String {
        switch oddity {
        case .gap(_, let column, let filler): "\(column) is missing: \(Double(filler).map(numerals.text) ?? "'\(filler)'") stands in for it"
        case .newWord(_, let column, let word, let known):
            "the data never had '\(word)' for \(column): none of its words is 1 (\(known.prefix(8).map(\.abridged).joined(separator: ", "))"
                + (known.count > 8 ? " ... \(known.count) in all)" : ")")
        case .beyond(_, let column, let number, let least, let greatest):
            asked.areOfFile
                ? "\(column) goes beyond \(numerals.text(least)) to \(numerals.text(greatest)), all that the data had"
                : "\(column) \(numerals.text(number)) lies beyond \(numerals.text(least)) to \(numerals.text(greatest)), all that the data had"
        }
    }
}
