// How the answers for new rows are told.
import Documents
import NeuralEngine
import Workspaces

/// Tells what the network answers for rows.
struct PredictionAccount {
    private let desk: Desk
    /// What the classes are called; nil where the outputs are numbers.
    private let classNames: [String]?

    init(_ desk: Desk) {
        self.desk = desk
        classNames = desk.workspace.outputClasses
    }

    func reply(_ asked: AskedRows) throws(CommandError) -> Reply {
        let prediction = try worded(desk.workspace.predict(asked.inputs)), isFile = !asked.texts.isEmpty
        var blocks: [Block] = []
        if prediction.outputs.rows == 1 && !isFile {
            blocks.append(.line(sentence(prediction)))
        } else {
            blocks.append(.table(table(prediction)))
            if prediction.outputs.rows > PredictionAccount.mostShown {
                blocks.append(.note("... \(prediction.outputs.rows - PredictionAccount.mostShown) more rows; > FILE.csv keeps them all"))
            }
        }
        blocks += remarks(asked.oddities, isFile: isFile).map(Block.note)
        var values: [JSONField] = [.init("outputs", .matrix(prediction.outputs.values, columns: prediction.outputs.columns))]
        if let classNames { values.append(.init("classes", .array(prediction.classes.map { .string(classNames[$0]) }))) }
        var reply = Reply(blocks, values: values)
        reply.sheet = sheet(prediction, asked)
        return reply
    }

    /// More rows are not shown.
    private static let mostShown = 12

    // MARK: One row

    /// `species: setosa (0.98), versicolor 0.02, virginica 0.001`, or `price = 231.5`.
    private func sentence(_ prediction: Prediction) -> String {
        let row = Array(prediction.outputs.row(0))
        guard let classNames, let chosen = prediction.classes.first else {
            return zip(targetNames(row.count), row).map { "\($0) = \(desk.text($1))" }.joined(separator: ", ")
        }
        let others = zip(outputNames, row).map { "\($0) \(desk.text($1))" }.joined(separator: ", ")
        return "\(className): \(classNames[chosen]) (\(others))"
    }

    // MARK: Several rows

    private func table(_ prediction: Prediction) -> Table {
        let names = outputNames, shown = min(prediction.outputs.rows, PredictionAccount.mostShown)
        let rows = (0..<shown).map { row in
            ["\(row + 1)"] + (classNames.map { [$0[prediction.classes[row]]] } ?? []) + prediction.outputs.row(row).prefix(8).map(desk.text)
        }
        let header = ["row"] + (classNames == nil ? [] : [className]) + names.prefix(8)
        return Table(header: header, rows: rows, alignRight: header.indices.map { classNames == nil || $0 != 1 })
    }

    private func sheet(_ prediction: Prediction, _ asked: AskedRows) -> Sheet {
        let answers = ((classNames == nil ? [] : [className]) + outputNames).map { name in
            asked.header.contains(name) ? "predicted \(name)" : name
        }
        let rows = (0..<prediction.outputs.rows).map { row -> [JSONValue] in
            (asked.texts.isEmpty ? [] : asked.texts[row].map(JSONValue.string))
                + (classNames.map { [.string($0[prediction.classes[row]])] } ?? []) + prediction.outputs.row(row).map(JSONValue.number)
        }
        return Sheet(header: asked.header + answers, rows: rows)
    }

    // MARK: Names

    /// What the class is called in the data.
    private var className: String { desk.workspace.preparation?.targetNames.first { !$0.isEmpty } ?? "class" }

    /// What each output is called: by the class that it stands for, or by the answer.
    private var outputNames: [String] {
        let count = desk.workspace.network?.outputs ?? 1
        guard let classNames else { return targetNames(count) }
        return count == 1 ? [classNames.last ?? ""] : classNames
    }

    private func targetNames(_ count: Int) -> [String] {
        let names = desk.workspace.preparation?.targetNames ?? []
        return (0..<count).map { names.indices.contains($0) && names.count == count && !names[$0].isEmpty ? names[$0] : "o\($0 + 1)" }
    }

    // MARK: Remarks

    /// What the rows have that the data never had; of a file a line a column and kind.
    private func remarks(_ oddities: [NewRows.Oddity], isFile: Bool) -> [String] {
        var order: [String] = [], counts: [String: Int] = [:]
        for oddity in oddities {
            let text = text(of: oddity, isFile: isFile)
            if counts[text] == nil { order.append(text) }
            counts[text, default: 0] += 1
        }
        let shown = order.prefix(8).map { text in
            isFile ? "\(text) (in \(counts[text] ?? 1) row\(counts[text] == 1 ? "" : "s"))" : text
        }
        return shown + (order.count > 8 ? ["... \(order.count - 8) more remarks of this kind"] : [])
    }

    private func text(of oddity: NewRows.Oddity, isFile: Bool) -> String {
        switch oddity {
        case .gap(_, let column, let filler): "\(column) is missing: \(Double(filler).map(desk.text) ?? "'\(filler)'") stands in for it"
        case .newWord(_, let column, let word): "the data never had '\(word)' for \(column): none of its words is 1"
        case .beyond(_, let column, let number, let least, let greatest):
            isFile
                ? "\(column) goes beyond \(desk.text(least)) to \(desk.text(greatest)), all that the data had"
                : "\(column) \(desk.text(number)) lies beyond \(desk.text(least)) to \(desk.text(greatest)), all that the data had"
        }
    }
}
