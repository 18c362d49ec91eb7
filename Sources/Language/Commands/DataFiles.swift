// Data from files: CSV with a header, IDX, .npy.
import Formula
import NeuralEngine
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
    /// Asked on the way whether to stop.
    private(set) var control = RunControl()

    init(_ arguments: Arguments) throws(CommandError) {
        self.arguments = arguments
        file = try arguments.word(1, "the file", hint: "for example: data load flowers.csv target=species").file
        try arguments.expectAtMost(2, synopsis: "data load FILE [target=COLUMN]")
    }

    func dataset(_ control: RunControl) throws(CommandError) -> Dataset {
        var reader = self
        reader.control = control
        return try reader.dataset()
    }

    private func dataset() throws(CommandError) -> Dataset {
        let bytes = try bytes(of: file)
        if let inputs = try array(bytes, file) { return try dataset(of: inputs) }
        if let option = arguments.option("channels") {
            throw CommandError("channels= goes with arrays, and \(file.text) is a table", column: option.column)
        }
        return try located(file) { () throws(DataFileError) in try CSVFile(bytes, unless: { control.isCancelled }) }.dataset(self)
    }

    /// The name of the data set: that of the file, without folders and ending.
    var name: String {
        let last = file.text.split(separator: "/").last.map(String.init) ?? file.text
        return last.lastIndex(of: ".").map { $0 > last.startIndex ? String(last[..<$0]) : last } ?? last
    }

    /// Whether the answers are classes or numbers; nil leaves it to the file.
    func areClasses() throws(CommandError) -> Bool? {
        guard let word = arguments.option("answers") else { return nil }
        switch word.text.lowercased() {
        case "classes": return true
        case "numbers": return false
        default: throw CommandError("answers are no '\(word.text)'", column: word.column, hint: "answers=classes or answers=numbers")
        }
    }

    // MARK: Arrays

    private func array(_ bytes: [UInt8], _ file: Word) throws(CommandError) -> NumberArray? {
        try located(file) { () throws(DataFileError) in try NumberArray(bytes) }
    }

    private func dataset(of inputs: NumberArray) throws(CommandError) -> Dataset {
        for name in ["one-hot", "without"] {
            if let option = arguments.option(name) {
                throw CommandError("\(name)= goes with a table, and \(file.text) is an array", column: option.column)
            }
        }
        guard let target = arguments.option("target")?.file ?? labels else {
            throw CommandError(
                "the file of the answers is missing", column: arguments.end, hint: "for example: data load x.npy target=y.npy")
        }
        guard let answers = try array(try bytes(of: target), target) else {
            throw CommandError("\(target.text) is no array", column: target.column, hint: "answers are IDX or .npy as the inputs are")
        }
        var channelsFirst = false
        if let word = arguments.option("channels") {
            guard ["first", "last"].contains(word.text.lowercased()) else {
                throw CommandError("channels come first or last", column: word.column, hint: "channels=first or channels=last")
            }
            channelsFirst = word.text.lowercased() == "first"
        }
        let areClasses = try areClasses()
        return try located(file) { () throws(DataFileError) in
            try Dataset(name: name, inputs: inputs, answers: answers, channelsFirst: channelsFirst, areClasses: areClasses)
        }
    }

    /// The labels that belong to a file of images by the custom of MNIST: train-images-idx3-ubyte, train-labels-idx1-ubyte.
    private var labels: Word? {
        let name = file.text.replacing("images", with: "labels").replacing("idx3", with: "idx1")
        return name != file.text && access(name, F_OK) == 0 ? Word(name, column: file.column) : nil
    }

    // MARK: Bytes

    /// The largest file that is read.
    private static let largest = 4 << 30

    private func bytes(of file: Word) throws(CommandError) -> [UInt8] {
        func failure(_ reason: String, _ hint: String? = nil) -> CommandError {
            CommandError("cannot read \(file.text): \(reason)", column: file.column, hint: hint)
        }
        control.note(fileRead: file.text)
        // A pipe that nobody writes to must not be waited for before it is known to be one.
        let descriptor = open(file.text, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno)).lowercased()
            throw failure(reason, errno == ENOENT ? "is the name right? it is looked for from the folder in which nnrepl was started" : nil)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(String(cString: strerror(errno)).lowercased()) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw failure("it is a folder", "name a file in it")
        default: throw failure("it is no regular file", "a pipe or a device has no end; copy what comes from it into a file first")
        }
        let most = min(DataFileReader.largest, MemoryNeed.limit / 4)
        let tooLarge = failure("it is larger than \(MemoryNeed.text(most))", "take a part of it: head -n 10000 FILE > part.csv")
        guard status.st_size <= most else { throw tooLarge }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size))
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            guard !control.isCancelled else { throw CommandError(DataFileError.stopped.message, column: file.column) }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(String(cString: strerror(errno)).lowercased()) }
            if count == 0 { return bytes }
            guard bytes.count + count <= most else { throw tooLarge }
            bytes += buffer[..<count]
        }
    }

    /// What goes wrong in a file is told with the file and the place in it.
    func located<Result>(_ file: Word, _ read: () throws(DataFileError) -> Result) throws(CommandError) -> Result {
        do throws(DataFileError) {
            return try read()
        } catch {
            guard error != .stopped else { throw CommandError(error.message, column: file.column) }
            let place = (error.line.map { ", line \($0)" } ?? "") + (error.field.map { ", column \($0)" } ?? "")
            throw CommandError("\(file.text)\(place): \(error.message)", column: file.column, hint: error.hint)
        }
    }
}

extension CSVFile {
    /// The table as the options want it.
    fileprivate func dataset(_ reader: DataFileReader) throws(CommandError) -> Dataset {
        var use = Use()
        use.targets = try columns("target", reader)
        use.oneHot = try columns("one-hot", reader)
        use.without = try columns("without", reader)
        use.areClasses = try reader.areClasses()
        let (name, asked) = (reader.name, use)
        return try reader.located(reader.file) { () throws(DataFileError) in
            try dataset(name: name, use: asked, unless: { reader.control.isCancelled })
        }
    }

    /// The columns of an option: names or numbers, separated by commas.
    private func columns(_ option: String, _ reader: DataFileReader) throws(CommandError) -> [Int] {
        guard let word = reader.arguments.option(option)?.unquoted else { return [] }
        if let whole = column(named: word.text) { return [whole] }
        var columns: [Int] = []
        for part in word.text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            guard let column = column(named: part) else {
                throw CommandError(
                    "\(reader.file.text) has no column '\(part)'", column: word.column(of: part),
                    hint: closest(to: part, among: names).map { "did you mean '\($0)'?" }
                        ?? "there are \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? " ..." : "")")
            }
            columns.append(column)
        }
        return columns
    }
}
