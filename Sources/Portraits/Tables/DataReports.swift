// What is told about data, and about how the classes are told apart.
import Documents
import NeuralEngine
import Workspaces

package enum DataReports {
    // MARK: Data

    package static func data(_ workspace: Workspace, _ numerals: Numerals) throws(WorkspaceError) -> Document {
        let features = workspace.features?.names
        guard let dataset = workspace.dataset else { return samples(try workspace.setup.samples(), features, numerals) }
        var blocks: [Block] = [.line(dataset.summary)]
        if let split = workspace.split { blocks.append(.line(split.summary)) }
        if let table = classes(of: dataset, workspace.split) { blocks.append(.table(table)) }
        var reply = raw(dataset, workspace.split, features, numerals)
        if workspace.network != nil {
            // A network of one output shows what it is trained towards; many one-hot columns would say less than the class.
            let seen = samples(try workspace.setup.samples(), features, numerals)
            if dataset.classNames.count <= 2 { reply.blocks = seen.blocks }
            reply.values = seen.values
        }
        reply.blocks = blocks + reply.blocks
        reply.values += (workspace.split?.values ?? []) + (dataset.values.filter { $0.name == "classes" })
        return reply
    }

    /// How many samples of each class each part has. Nil if there are no classes, or the truth table says it all.
    private static func classes(of dataset: Dataset, _ split: Split?) -> Table? {
        guard let classes = dataset.classes else { return nil }
        func counts(_ rows: [Int]) -> [Int] {
            var counts = [Int](repeating: 0, count: dataset.classNames.count)
            for row in rows { counts[classes[row]] += 1 }
            return counts
        }
        var columns = [("samples", counts(Array(0..<dataset.count)))]
        if let split { columns += Split.Part.allCases.map { ($0.rawValue, counts(split.rows(of: $0))) } }
        let rows = dataset.classNames.indices.map { k in [dataset.classNames[k]] + columns.map { "\($0.1[k])" } }
        return Table(
            header: ["class"] + columns.map(\.0), rows: Array(rows.prefix(30)), alignRight: [false] + columns.map { _ in true })
    }

    /// The first samples to train on, with their classes by name.
    private static func raw(_ dataset: Dataset, _ split: Split?, _ names: [String]?, _ numerals: Numerals) -> Document {
        let shown = split.map { dataset.subset($0.training) } ?? dataset
        switch shown.answers {
        case .values(let matrix):
            return table(
                shown.inputs, names, matrix.rowList.prefix(mostShown).map { $0.prefix(mostColumns).map(numerals.text) }, "target", numerals)
        case .classes(let classes, _):
            var reply = table(shown.inputs, names, classes.prefix(mostShown).map { [shown.classNames[$0]] }, "class", numerals)
            reply.values.append(.init("targets", .vector(classes.map(Double.init))))
            return reply
        }
    }

    private static func samples(_ samples: Samples, _ names: [String]?, _ numerals: Numerals) -> Document {
        let targets = samples.targets.rowList.prefix(mostShown).map { $0.prefix(mostColumns).map(numerals.text) }
        var reply = table(samples.inputs, names, samples.hasTargets ? targets : [], "target", numerals)
        reply.values.append(
            .init("targets", samples.hasTargets ? .matrix(samples.targets.values, columns: samples.targets.columns) : .null))
        return reply
    }

    /// All samples with their answers, as they are trained on; nil where there are none.
    package static func sheet(_ workspace: Workspace) -> Sheet? {
        guard let samples = workspace.samples ?? workspace.dataset.map({ Samples(inputs: $0.inputs, outputs: 0) }) else { return nil }
        let dataset = workspace.dataset.map { data in workspace.split.map { data.subset($0.training) } ?? data }
        let named = workspace.features?.names ?? dataset?.inputNames ?? []
        let inputs = named.count == samples.inputs.columns ? named : (0..<samples.inputs.columns).map { "i\($0 + 1)" }
        var header = inputs, answers: [[JSONValue]] = []
        if let dataset, let classes = dataset.classes {
            header.append(dataset.preparation.targetNames.first { !$0.isEmpty } ?? "class")
            answers = classes.map { [.string(dataset.classNames[$0])] }
        } else if samples.hasTargets {
            let names = dataset?.preparation.targetNames ?? []
            header += (0..<samples.targets.columns).map {
                names.indices.contains($0) && !names[$0].isEmpty ? names[$0] : "target \($0 + 1)"
            }
            answers = samples.targets.rowList.map { $0.map(JSONValue.number) }
        }
        let rows = (0..<samples.count).map { row in
            samples.inputs.row(row).map(JSONValue.number) + (answers.indices.contains(row) ? answers[row] : [])
        }
        return Sheet(header: header, rows: rows)
    }

    /// More samples, inputs or targets are not shown.
    private static let mostShown = 12, mostColumns = 8

    /// The first samples with their answers, if there are any.
    /// - Parameter names: of the inputs, where they are features.
    private static func table(
        _ inputs: Matrix, _ names: [String]?, _ answers: [[String]], _ title: String, _ numerals: Numerals
    ) -> Document {
        let rows = (0..<min(inputs.rows, mostShown)).map { s in
            ["\(s + 1)"] + inputs.row(s).prefix(mostColumns).map(numerals.text) + (answers.isEmpty ? [] : answers[s])
        }
        let answerCount = answers.first?.count ?? 0
        let header =
            ["sample"] + (0..<min(mostColumns, inputs.columns)).map { names?[$0] ?? "i\($0 + 1)" }
            + (0..<answerCount).map { title == "class" ? title : "\(title) \($0 + 1)" }
        var blocks: [Block] = [.table(Table(header: header, rows: rows, alignRight: header.map { $0 != "class" }))]
        if rows.count < inputs.rows { blocks.append(.note("... \(inputs.rows - rows.count) more samples")) }
        return Document(
            blocks, values: [.init("samples", .int(inputs.rows)), .init("inputs", .matrix(inputs.values, columns: inputs.columns))])
    }

    // MARK: Confusion

    /// The confusion matrix of a part; nil where there are no classes.
    package static func confusion(
        _ workspace: Workspace, _ part: Split.Part, _ numerals: Numerals, unless isToStop: () -> Bool
    ) throws(WorkspaceError) -> Document? {
        let evaluator = try workspace.evaluator(of: part)
        guard let confusion = evaluator.confusion(try workspace.requireParameters(), unless: isToStop) else {
            if isToStop() { throw .stoppedOnTheWay }
            return nil
        }
        return Document(blocks(confusion, part, workspace, numerals), values: values(confusion, part, workspace))
    }

    /// The matrix with recall and precision, shares from 0 to 1, at its edges; of many classes with two digits, so that ten fit into 80 columns.
    private static func blocks(
        _ confusion: Confusion, _ part: Split.Part, _ workspace: Workspace, _ numerals: Numerals
    ) -> [Block] {
        let names = classNames(confusion, workspace), isLarge = names.count > 4
        func share(_ value: Double?) -> String {
            value.map { numerals.text(isLarge ? (100 * $0).rounded() / 100 : $0) } ?? "-"
        }
        var rows = names.indices.map { k in [names[k]] + confusion.counts[k].map(String.init) + [share(confusion.recall(of: k))] }
        rows.append(["precision"] + names.indices.map { share(confusion.precision(of: $0)) } + [share(confusion.accuracy)])
        let header = [isLarge ? "" : "true \\ answered"] + names + ["recall"]
        let about = (isLarge ? "a row a true class, a column an answer; " : "") + "at the bottom right the accuracy"
        return [
            .line("\(part.rawValue): \(confusion.counts.joined().reduce(0, +)) samples; \(about)"),
            .table(Table(header: header, rows: rows, alignRight: [false] + names.map { _ in true } + [true])),
        ]
    }

    private static func values(_ confusion: Confusion, _ part: Split.Part, _ workspace: Workspace) -> [JSONField] {
        [
            .init("part", .string(part.rawValue)), .init("classes", .array(classNames(confusion, workspace).map { .string($0) })),
            .init("confusion", .matrix(confusion.counts.joined().map(Double.init), columns: confusion.classCount)),
            .init("accuracy", confusion.accuracy.map(JSONValue.number) ?? .null),
        ]
    }

    /// The names of the data set, or of the outputs.
    private static func classNames(_ confusion: Confusion, _ workspace: Workspace) -> [String] {
        if let dataset = workspace.dataset {
            if dataset.classNames.count == confusion.classCount { return dataset.classNames }
            if let names = workspace.outputClasses, names.count == confusion.classCount { return names }
        }
        return workspace.network?.outputs == 1 ? ["0", "1"] : (0..<confusion.classCount).map { "o\($0 + 1)" }
    }

    // MARK: The test part

    package static func test(
        _ workspace: Workspace, _ numerals: Numerals, unless isToStop: () -> Bool
    ) throws(WorkspaceError) -> Document {
        var evaluator = try workspace.evaluator(of: .test)
        let parameters = try workspace.requireParameters()
        guard let evaluation = evaluator.evaluate(parameters, unless: isToStop) else { throw .stoppedOnTheWay }
        let confusion = evaluator.confusion(parameters, unless: isToStop)
        if confusion == nil, isToStop() { throw .stoppedOnTheWay }
        let accuracy = evaluation.accuracy.map { " · test.accuracy \(numerals.text($0))" } ?? ""
        var blocks: [Block] = [.line("test.loss \(numerals.text(evaluation.loss))\(accuracy)")]
        var fields: [JSONField] = [
            .init("test_loss", .number(evaluation.loss)), .init("test_accuracy", evaluation.accuracy.map(JSONValue.number) ?? .null),
        ]
        if let confusion {
            blocks += self.blocks(confusion, .test, workspace, numerals)
            fields += values(confusion, .test, workspace).filter { $0.name != "accuracy" }
        }
        blocks.append(.note("a choice made by these numbers needs other samples to be judged"))
        return Document(blocks, values: fields)
    }
}
