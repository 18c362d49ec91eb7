// Data from files: tables in text, IDX, .npy, .npz.
import Formula
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

/// `data load FILE`: what the options say, and the data set that comes of it.
struct DataFileReader {
    let arguments: Arguments
    let file: Word
    private let wishes: FormatWishes
    private let gaps: GapRule

    init(_ arguments: Arguments) throws(CommandError) {
        self.arguments = arguments
        file = try arguments.word(1, "the file", hint: "for example: data load flowers.csv target=species").file
        try arguments.expectOneFile(at: 1, synopsis: "data load flowers.csv target=species")
        wishes = try FormatReader.wishes(arguments)
        gaps = try DataFileReader.gaps(arguments)
    }

    private static func gaps(_ arguments: Arguments) throws(CommandError) -> GapRule {
        guard let word = arguments.option("missing") else { return .refuse }
        guard let rule = GapRule(rawValue: word.text.lowercased()), rule != .refuse else {
            throw CommandError(
                "nothing is done about gaps by '\(word.text)'", column: word.column,
                hint: "missing=drop leaves rows with gaps out, missing=mean or missing=median fills them")
        }
        return rule
    }

    /// A data set, whether it comes of a table or of arrays, and what is to be said about how it was read.
    struct Loaded {
        let dataset: Dataset
        var isTable = false
        var isArray = false
        var remarks: [String] = []

        init(_ dataset: Dataset) { self.dataset = dataset }
    }

    func dataset(_ control: RunControl) throws(CommandError) -> Loaded {
        let reader = FileBytes(control: control)
        switch try reader.content(of: file) {
        case .array(let inputs): return try dataset(of: inputs, answers(reader), reader)
        case .arrays(let arrays): return try dataset(of: arrays, reader)
        case .table(let bytes):
            for name in ["channels", "inputs"] {
                if let option = arguments.option(name) {
                    throw CommandError("\(name)= goes with arrays, and \(file.text) is a table", column: option.column)
                }
            }
            let table = try reader.located(file) { () throws(DataFileError) in
                try CSVFile(bytes, wishes, unless: control.isToStop)
            }
            let use = try use(of: table), name = name
            let dataset = try reader.located(file) { () throws(DataFileError) in
                try table.dataset(name: name, use: use, unless: control.isToStop)
            }
            var loaded = Loaded(dataset)
            (loaded.isTable, loaded.remarks) = (true, [dataset.gapRemark, table.format.remark].compactMap(\.self))
            return loaded
        }
    }

    /// The name of the data set: that of the file, without folders and endings.
    private var name: String {
        var last = file.text.split(separator: "/").last.map(String.init) ?? file.text
        for ending in [".gz", ".zip"] where last.lowercased().hasSuffix(ending) && last.count > ending.count {
            last = String(last.dropLast(ending.count))
        }
        return last.lastIndex(of: ".").map { $0 > last.startIndex ? String(last[..<$0]) : last } ?? last
    }

    /// Whether the answers are classes or numbers; nil leaves it to the file.
    private func areClasses() throws(CommandError) -> Bool? {
        guard let word = arguments.option("answers") else { return nil }
        switch word.text.lowercased() {
        case "classes": return true
        case "numbers": return false
        default: throw CommandError("answers are no '\(word.text)'", column: word.column, hint: "answers=classes or answers=numbers")
        }
    }

    // MARK: Tables

    /// The columns as the options want them.
    private func use(of table: CSVFile) throws(CommandError) -> CSVFile.Use {
        var use = CSVFile.Use()
        use.targets = try columns("target", of: table)
        let isAll =
            arguments.option("one-hot")?.list.contains { $0.text.lowercased() == "all" } == true && table.column(named: "all") == nil
        use.oneHotAll = isAll
        use.oneHot = try columns("one-hot", of: table, passingOver: isAll ? "all" : nil)
        use.keepsRowNames = arguments.option("without")?.text.lowercased() == "none" && table.column(named: "none") == nil
        use.without = use.keepsRowNames ? [] : try columns("without", of: table)
        use.areClasses = try areClasses()
        use.gaps = gaps
        try refuseContradictions(use, in: table)
        return use
    }

    /// Refuses two uses of one column.
    private func refuseContradictions(_ use: CSVFile.Use, in table: CSVFile) throws(CommandError) {
        func refuse(_ columns: [Int], _ message: (String) -> String, at option: String) throws(CommandError) {
            guard let column = columns.first else { return }
            throw CommandError(
                message("'\(table.names[column].isEmpty ? "\(column + 1)" : table.names[column])'"),
                column: arguments.option(option)?.column,
                hint: "leave out one of the two")
        }
        var seen: Set<Int> = []
        try refuse(use.targets.filter { !seen.insert($0).inserted }, { "\($0) stands twice among the targets" }, at: "target")
        try refuse(use.without.filter(seen.contains), { "\($0) cannot be the target and be left out" }, at: "without")
        try refuse(use.oneHot.filter(seen.contains), { "\($0) cannot be the target and an input" }, at: "one-hot")
        let without = Set(use.without)
        try refuse(use.oneHot.filter(without.contains), { "\($0) cannot be an input and be left out" }, at: "one-hot")
    }

    /// The columns of an option: names or numbers, separated by commas; a name with blanks or commas stands in quotes.
    private func columns(_ option: String, of table: CSVFile, passingOver other: String? = nil) throws(CommandError) -> [Int] {
        guard let word = arguments.option(option) else { return [] }
        try refuseTwins(of: word.unquoted, in: table)
        if let whole = table.column(named: word.unquoted.text) { return [whole] }
        var columns: [Int] = []
        for part in word.list where other == nil || part.text.lowercased() != other {
            try refuseTwins(of: part, in: table)
            guard let column = table.column(named: part.text) else {
                let names = table.names
                throw CommandError(
                    "\(file.text) has no column '\(part.text)'", column: part.column,
                    hint: closest(to: part.text, among: names).map { "did you mean '\($0)'?" }
                        ?? "there are \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? " ..." : "")"
                        + (table.format.hasHeader ? "" : "; header=yes takes the first line as names"))
            }
            columns.append(column)
        }
        return columns
    }

    /// Refuses a name that several columns have.
    private func refuseTwins(of name: Word, in table: CSVFile) throws(CommandError) {
        let twins = table.names.indices.filter { table.names[$0] == name.text }
        guard twins.count > 1 else { return }
        throw CommandError(
            "\(twins.count) columns are called '\(name.text)'", column: name.column,
            hint: "their numbers tell them apart: \(twins.map { "\($0 + 1)" }.joined(separator: ", "))")
    }

    // MARK: Arrays

    private func dataset(of inputs: NumberArray, _ answers: NumberArray, _ reader: FileBytes) throws(CommandError) -> Loaded {
        for name in ["one-hot", "without", "missing"] + FormatReader.names {
            if let option = arguments.option(name) {
                throw CommandError(
                    "\(name)= goes with a table, and \(file.text) is an array", column: option.column, hint: "leave it out")
            }
        }
        var channelsFirst = false
        if let word = arguments.option("channels") {
            guard ["first", "last"].contains(word.text.lowercased()) else {
                throw CommandError("channels come first or last", column: word.column, hint: "channels=first or channels=last")
            }
            channelsFirst = word.text.lowercased() == "first"
        }
        let areClasses = try areClasses()
        let dataset = try reader.located(file) { () throws(DataFileError) in
            try Dataset(name: name, inputs: inputs, answers: answers, channelsFirst: channelsFirst, areClasses: areClasses)
        }
        var loaded = Loaded(dataset)
        (loaded.isArray, loaded.remarks) = (true, inputs.isBytes ? ["the inputs are bytes, divided by 255"] : [])
        return loaded
    }

    /// The answers, in a file of their own.
    private func answers(_ reader: FileBytes) throws(CommandError) -> NumberArray {
        guard let target = arguments.option("target")?.file ?? labels else {
            throw CommandError(
                "the file of the answers is missing", column: arguments.end, hint: "for example: data load x.npy target=y.npy")
        }
        guard case .array(let answers) = try reader.content(of: target) else {
            throw CommandError("\(target.text) is no array", column: target.column, hint: "answers are IDX or .npy as the inputs are")
        }
        return answers
    }

    /// Pairs of names by which arrays of inputs and of answers go together.
    private static let pairs = [
        ("x_train", "y_train"), ("train_x", "train_y"), ("x", "y"), ("train_images", "train_labels"), ("images", "labels"),
        ("inputs", "targets"), ("features", "labels"), ("features", "target"), ("data", "target"), ("data", "targets"), ("data", "labels"),
        ("x", "t"), ("arr_0", "arr_1"),
    ]

    /// Inputs and answers out of one archive: those named by options, else by the names that are usual.
    private func dataset(of arrays: [(name: String, array: NumberArray)], _ reader: FileBytes) throws(CommandError) -> Loaded {
        let names = arrays.map(\.name), most = 12
        let listed = names.prefix(most).joined(separator: ", ") + (names.count > most ? " and \(names.count - most) more" : "")
        func array(_ name: String) -> NumberArray? {
            (arrays.first { $0.name == name } ?? arrays.first { $0.name.lowercased() == name.lowercased() })?.array
        }
        func asked(_ option: String) throws(CommandError) -> NumberArray? {
            guard let word = arguments.option(option)?.unquoted else { return nil }
            if let found = array(word.text) { return found }
            throw CommandError(
                "\(file.text) has no array '\(word.text)'", column: word.column, hint: "there are \(listed)")
        }
        let usual = DataFileReader.pairs.first { array($0.0) != nil && array($0.1) != nil }
        guard let inputs = try asked("inputs") ?? usual.flatMap({ array($0.0) }),
            let answers = try asked("target") ?? usual.flatMap({ array($0.1) })
        else {
            throw CommandError(
                "\(file.text) has the arrays \(listed): which are inputs and which answers?", column: file.column,
                hint: names.count > 1 ? "name them: inputs=\(names[0]) target=\(names[1])" : "answers are an array of their own")
        }
        return try dataset(of: inputs, answers, reader)
    }

    /// The labels that belong to a file of images by the custom of MNIST: train-images-idx3-ubyte, train-labels-idx1-ubyte.
    private var labels: Word? {
        let name = file.text.replacing("images", with: "labels").replacing("idx3", with: "idx1")
        return name != file.text && access(name, F_OK) == 0 ? Word(name, column: file.column) : nil
    }
}
