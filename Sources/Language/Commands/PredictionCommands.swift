// predict: what a trained network answers for new rows.
import Documents
import NeuralEngine
import Portraits
import Workspaces

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

enum PredictionCommands {
    static let predict = Command.look(
        "predict", group: .data, synopsis: ["predict 5.1 3.5 1.4 0.2", "predict FILE.csv [> OUT.csv]"],
        summary: "Answer for new rows, in the names and units of the data; nothing is learnt.",
        details: [
            "The values are those of the columns that are inputs, in the order of the table: numbers in its units, words as they stand there. "
                + "They go through the scaling that the data went through; what the network answers comes back in the units of the targets, or as "
                + "a class with its probability. Dropout drops nothing, batch normalisation takes its running statistics.",
            "A file has the columns by the same names, in any order; others are passed over. `> OUT.csv` writes its rows with the answers behind "
                + "them. What stands in a row that the data never had, a new word or a gap, is said.",
        ],
        examples: ["predict 5.1 3.5 1.4 0.2", "predict new.csv > answers.csv"], options: FormatReader.options(),
        arguments: Completions.data.only(at: 0)
    ) { arguments, desk throws(CommandError) in
        if let network = desk.workspace.network { try requireFit(network, desk.workspace) }
        _ = try arguments.word(0, "a row of inputs, or a file", hint: "for example: predict \(exampleRow(desk.workspace))")
        try expectEnding(arguments)
        if arguments.words.first.map({ Double($0.text) == nil }) == true { try arguments.expectNoOpenName(from: 0) }
        let wishes = try FormatReader.wishes(arguments)
        let network = try worded(desk.workspace.requireNetwork())
        if let file = file(arguments) {
            return { desk, control throws(CommandError) in
                let asked = try rows(of: file, wishes, desk, control)
                return try answer(asked, desk, control)
            }
        }
        if let option = FormatReader.names.compactMap({ arguments.option($0) }).first {
            throw CommandError("that goes with a file", column: option.column, hint: "for example: predict new.csv")
        }
        let asked = try typed(arguments, network, desk)
        return { desk, control throws(CommandError) in try answer(asked, desk, control) }
    }

    /// A `>` before a name without an ending is no comparison here: rows are compared with nothing.
    private static func expectEnding(_ arguments: Arguments) throws(CommandError) {
        let words = arguments.words
        guard words.count > 2, words[words.count - 2].text == ">", let last = words.last, Double(last.text) == nil else { return }
        throw CommandError(
            "'\(last.text)' says not what it is to hold", column: last.column, hint: "a table ends in .csv: > \(last.text).csv")
    }

    /// Refuses to answer where rows of the data are none for the network: no row would be right then.
    private static func requireFit(_ network: Network, _ workspace: Workspace) throws(CommandError) {
        try worded(workspace.requireFittingFeatures())
        guard workspace.features == nil else { return }
        guard let preparation = workspace.preparation, case let inputs = preparation.inputCount, inputs > 0, inputs != network.inputs
        else { return }
        if let dataset = workspace.dataset { throw CommandError(.datasetMisfit(dataset, network)) }
        throw CommandError(
            "rows go through what the last data went through, and those had \(inputs) inputs, the network \(network.inputs)",
            hint: "normalise none takes rows as they are")
    }

    /// A row that could be asked about: what is typical of the data, in their units.
    private static func exampleRow(_ workspace: Workspace) -> String {
        let columns = workspace.preparation?.inputColumns ?? []
        guard (1...8).contains(columns.count) else { return Examples.row(workspace.givenCount ?? 2) }
        return columns.map { column in
            switch column.use {
            case .number(_, _, let typical): Numerals(digits: 2).text(typical)
            case .oneHot(_, let typical): typical.contains(" ") ? "\"\(typical)\"" : typical
            case .target, .leftOut: "0"
            }
        }.joined(separator: " ")
    }

    /// A sample of the data in their units, as it could be typed; nil where there is none of that number, and where it is long or has words.
    private static func row(_ number: Int, of workspace: Workspace) -> String? {
        guard let dataset = workspace.dataset, (1...dataset.count).contains(number), dataset.inputs.columns <= 12,
            workspace.features == nil, dataset.preparation.inputColumns.allSatisfy({ if case .number = $0.use { true } else { false } })
        else { return nil }
        let row = dataset.preparation.inOwnUnits(Matrix(rows: [Array(dataset.inputs.row(number - 1))]), areInputs: true)
        return row.values.map(Numerals(digits: 6).text).joined(separator: " ")
    }

    private static func answer(_ asked: AskedRows, _ desk: Desk, _ control: RunControl) throws(CommandError) -> Reply {
        let account = try worded(PredictionAccount(desk.workspace, asked, desk.style.numerals, unless: control.isToStop))
        var reply = Reply(account.document(allRows: "> FILE.csv keeps them all"))
        reply.sheet = account.sheet
        return reply
    }

    /// A lone word that is no number names a file.
    private static func file(_ arguments: Arguments) -> Word? {
        guard arguments.words.count == 1, let word = arguments.words.first, !word.text.hasPrefix("["), Double(word.text) == nil else {
            return nil
        }
        let file = word.file
        let hasEnding = file.text.split(separator: "/").last?.dropFirst().contains(".") == true
        return hasEnding || access(file.text, F_OK) == 0 ? file : nil
    }

    // MARK: Typed rows

    private static func typed(_ arguments: Arguments, _ network: Network, _ desk: Desk) throws(CommandError) -> AskedRows {
        let columns = desk.workspace.preparation?.inputColumns ?? []
        if arguments.words.count == 2, ["sample", "row", "data"].contains(arguments.words[0].text.lowercased()),
            let number = Int(arguments.words[1].text)
        {
            throw CommandError(
                "a row is given by its numbers", column: arguments.words[0].column,
                hint: row(number, of: desk.workspace).map { "sample \(number) is: predict \($0)" }
                    ?? "for example: predict \(exampleRow(desk.workspace))")
        }
        guard !columns.isEmpty, !arguments.words[0].text.hasPrefix("["), let preparation = desk.workspace.preparation else {
            var reader = SampleReader(name: "predict", what: "a row of inputs", side: "inputs", example: "predict 0.05 0.10")
            if desk.workspace.features != nil { reader.owner = "the features are made of" }
            return AskedRows(inputs: try reader.read(arguments, shape: desk.workspace.givenShape))
        }
        let rows: NewRows
        do throws(NewRowsError) {
            rows = try NewRows([arguments.words.map(\.unquoted.text)], of: preparation)
        } catch {
            switch error.kind {
            case .count(let count):
                throw CommandError(
                    "the data have \(columns.count) input\(columns.count == 1 ? "" : "s"), this row has \(count)",
                    column: arguments.words[0].column,
                    hint: "in this order: \(columns.prefix(12).map(\.name).joined(separator: " "))\(columns.count > 12 ? " ..." : "")"
                        + (columns.count <= 8 ? "; for example: predict \(exampleRow(desk.workspace))" : ""))
            case .notANumber(let text):
                let place = error.column ?? 0, name = columns[place].name, unheld = UnheldNumber(text)
                throw CommandError(
                    unheld.map { "'\(text)' (\(name)) is \($0.fault) for a number" } ?? "'\(text)' is not a number, and \(name) is one",
                    column: arguments.words[place].column, hint: unheld?.bound ?? "NA for a value that is not known")
            case .oneOfSeveral(let text, let alike):
                throw CommandError(
                    "'\(text)' may be \(alike.joined(separator: " or "))", column: arguments.words[error.column ?? 0].column,
                    hint: "these differ by case only: write it as it stands there")
            }
        }
        return AskedRows(inputs: try fitting(rows.inputs, network, desk, at: arguments.words[0].column), oddities: rows.oddities)
    }

    /// Refuses inputs that the network has not, or that its features are not made of.
    private static func fitting(_ inputs: Matrix, _ network: Network, _ desk: Desk, at column: Int) throws(CommandError) -> Matrix {
        guard case let count = desk.workspace.givenCount ?? network.inputs, inputs.columns != count else { return inputs }
        guard desk.workspace.features == nil else {
            throw CommandError(
                "the features are made of \(count) inputs, this has \(inputs.columns)", column: column,
                hint: "`features none` takes them away")
        }
        throw CommandError(
            "the data have \(inputs.columns) inputs, the network \(network.inputs)", column: column,
            hint: "a network for them: net \(inputs.columns)-10-\(network.outputs)")
    }

    // MARK: Files

    private static func rows(of file: Word, _ wishes: FormatWishes, _ desk: Desk, _ control: RunControl) throws(CommandError) -> AskedRows {
        let network = try worded(desk.workspace.requireNetwork()), reader = FileBytes(control: control)
        switch try reader.content(of: file) {
        case .array(let array) where array.shape.first != 0:
            return AskedRows(inputs: try fitting(array.inputRows, network, desk, at: file.column))
        case .array, .arrays:
            throw CommandError("\(file.text) is no table and no array of rows", column: file.column, hint: "one file .npy, or a table")
        case .table(let bytes):
            let table = try reader.located(file) { () throws(DataFileError) in try CSVFile(bytes, wishes, unless: control.isToStop) }
            let texts = try reader.located(file) { () throws(DataFileError) in try table.allTexts(unless: control.isToStop) }
            let preparation = preparation(for: table, network, desk)
            let (columns, missing) = table.columns(for: preparation)
            if let missing {
                let isThere = table.names.contains(missing)
                throw CommandError(
                    isThere
                        ? "\(file.text) has fewer columns '\(missing)' than the data" : "\(file.text) has no column '\(missing)'",
                    column: file.column,
                    hint: "it has \(table.names.prefix(12).joined(separator: ", "))\(table.names.count > 12 ? " ..." : "")")
            }
            let rows: NewRows
            do throws(NewRowsError) {
                rows = try NewRows(texts.map { row in columns.map { row[$0] } }, of: preparation, format: table.format)
            } catch {
                let column = columns.indices.contains(error.column ?? -1) ? columns[error.column ?? 0] : 0
                let row = "\(file.text), row \(error.row)", name = table.names[column]
                switch error.kind {
                case .count: throw CommandError("\(row): there is another number of values", column: file.column)
                case .notANumber(let text):
                    let unheld = UnheldNumber(text), fault = unheld.map { "\($0.fault) for a number" } ?? "not a number"
                    throw CommandError(
                        "\(row): '\(text)' (\(name)) is \(fault)", column: file.column,
                        hint: unheld?.bound ?? "NA, or an empty field, for a value that is not known")
                case .oneOfSeveral(let text, let alike):
                    throw CommandError(
                        "\(row): '\(text)' (\(name)) may be \(alike.joined(separator: " or "))", column: file.column,
                        hint: "these differ by case only: write it as it stands there")
                }
            }
            let header = table.format.hasHeader ? table.names : table.names.map { "column \($0)" }
            return AskedRows(
                inputs: try fitting(rows.inputs, network, desk, at: file.column), oddities: rows.oddities, header: header,
                texts: table.withPoints(texts))
        }
    }

    /// What the data went through; where there was no table, the first columns of this one are the inputs.
    private static func preparation(for table: CSVFile, _ network: Network, _ desk: Desk) -> Preparation {
        var preparation = desk.workspace.preparation ?? Preparation()
        guard preparation.inputColumns.isEmpty else { return preparation }
        preparation.columns = table.names.prefix(desk.workspace.givenCount ?? network.inputs).map {
            TableColumn(name: $0, use: .number(least: -.infinity, greatest: .infinity, typical: 0))
        }
        return preparation
    }
}

extension Preparation {
    /// How many inputs a row of the data has; 0 where neither a table nor a scale tells.
    fileprivate var inputCount: Int {
        inputColumns.isEmpty ? inputScales.first?.shift.count ?? 0 : inputColumns.reduce(0) { $0 + $1.inputCount }
    }
}
