// `... > FILE.svg`, `... > FILE.txt`, `... > FILE.csv`: what a command shows, kept in a file.
import Charts
import Documents

/// Where the answer of a command is to be kept.
public struct Redirection: Sendable, Equatable {
    public enum Format: String, Sendable, CaseIterable { case svg, txt, csv }

    public let path: String
    public let format: Format
    /// The column of the path.
    public let column: Int
    /// Whether a file that is there may be replaced.
    public let overwrites: Bool
    /// The command before it.
    let command: String

    /// What the file is to hold.
    /// - Throws: if it can hold nothing of that, as an answer without a table has none; or if it was asked to stop on the way.
    public func content(of reply: Reply, unless isToStop: () -> Bool = { false }) throws(CommandError) -> String {
        switch format {
        case .csv:
            let sheet = Sheet(reply, unless: isToStop)
            if isToStop() { throw CommandError(.stoppedOnTheWay) }
            guard let sheet else {
                throw CommandError(
                    "there is no table in this answer", column: column,
                    hint: "the text, or .svg for a picture: \(command) > \(FilePath.quoted("\(path.dropLast(3))txt"))")
            }
            guard let text = sheet.csv(unless: isToStop) else { throw CommandError(.stoppedOnTheWay) }
            return text
        case .txt: return text(of: reply) + "\n"
        case .svg: return picture(of: reply)
        }
    }

    /// The screen of a reply, or what it says, and below that the picture that comes with it.
    private func text(of reply: Reply) -> String {
        if let screen = reply.screen { return screen.text }
        let text = PlainText().text(of: reply)
        guard let picture = reply.picture else { return text }
        var rows = PlainText().lines(of: Reply([.chart(ChartBlock(picture))]))
        while rows.last?.allSatisfy({ $0 == " " }) == true { rows.removeLast() }
        return text + "\n\n" + rows.joined(separator: "\n")
    }

    /// The chart of a reply or the picture that comes with it; of any other its text as a picture.
    private func picture(of reply: Reply) -> String {
        if let screen = reply.screen { return screen.svg }
        for case .chart(let block) in reply.blocks {
            guard let size = block.size else { return block.chart.svg() }
            return block.chart.svg(width: Double(size.columns) * 9, height: Double(size.rows) * 18)
        }
        if let picture = reply.picture { return picture.svg() }
        let lines = PlainText().lines(of: reply)
        var canvas = Canvas(width: lines.map(\.cellWidth).max() ?? 1, height: lines.count)
        for (y, line) in lines.enumerated() { canvas.write(line, x: 0, y: y) }
        return canvas.svg(title: lines.first ?? "nnrepl", on: .light)
    }
}

extension CommandLine {
    /// The lines that write the file which the last word names: `plot loss > loss.csv` of `plot loss.csv` and of `plot loss loss.csv`.
    var writingToLastWord: [String] {
        guard words.count > 1, let last = words.last, let dot = last.text.lastIndex(of: "."),
            Redirection.Format(rawValue: last.text[last.text.index(after: dot)...].lowercased()) != nil
        else { return [] }
        let others = words.dropLast().map(\.text), stem = last.text[..<dot].split(separator: "/").last.map(String.init) ?? ""
        return [others + [stem], others].map { $0.joined(separator: " ") + " > \(last.text)" }
    }

    /// Pictures of other kinds that people ask for.
    private static let unknownFormats = ["png", "jpg", "jpeg", "pdf", "gif", "webp", "eps", "html"]
    /// Tables of other kinds.
    private static let unknownTables = ["json", "jsonl", "tsv", "npy", "npz", "xls", "xlsx", "parquet", "dat", "log", "md"]

    /// The command without its redirection, and the redirection. A `>` before anything that is no file name compares.
    public func splitRedirection() throws(CommandError) -> (CommandLine, Redirection?) {
        let permission = self.words.last.flatMap { Self.permissions[$0.text.lowercased()] }
        let words = permission == nil ? self.words[...] : self.words.dropLast()
        guard words.count > 1, let last = words.last else { return (self, nil) }
        let isJoined = last.text.hasPrefix(">") && last.text.count > 1
        guard isJoined || words.count > 2 && words[words.count - 2].text == ">" else {
            try refuseOpenName(words)
            return (self, nil)
        }
        let file = isJoined ? Word(String(last.text.dropFirst()), column: last.column + 1).file : last.file
        let suffix = file.text.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
        guard file.text.contains("."), file.text.count > suffix.count + 1 else { return (self, nil) }
        if Self.unknownFormats.contains(suffix) {
            throw CommandError(
                "pictures are not written as .\(suffix)", column: file.column,
                hint:
                    "\(file.text.dropLast(suffix.count))svg is a picture that browsers show and convert; .txt keeps the text, .csv the numbers"
            )
        }
        if Self.unknownTables.contains(suffix) {
            let stem = FilePath.quoted("\(file.text.dropLast(suffix.count))csv")
            throw CommandError(
                "no .\(suffix) is written", column: file.column,
                hint:
                    "write: \(self.text.prefix(file.column - 1))\(stem); .csv keeps a table, .txt the text, .svg a picture; nnrepl --json answers in JSON"
            )
        }
        guard let format = Redirection.Format(rawValue: suffix) else { return (self, nil) }
        let rest = Array(words.dropLast(isJoined ? 1 : 2))
        let end = (isJoined ? last.column : words[words.count - 2].column) - 1
        var text = String(self.text.prefix(end))
        while text.hasSuffix(" ") { text.removeLast() }
        let redirection = Redirection(
            path: file.text, format: format, column: file.column, overwrites: permission ?? false,
            command: text)
        return (CommandLine(text: text, words: rest), redirection)
    }

    /// Refuses a name in several words behind `>`: `> my picture.svg`.
    private func refuseOpenName(_ words: ArraySlice<Word>) throws(CommandError) {
        guard let last = words.last, let sign = words.lastIndex(where: { $0.text == ">" }), case let name = words[(sign + 1)...],
            name.count > 1,
            let first = name.first, Redirection.Format.allCases.contains(where: { last.text.lowercased().hasSuffix(".\($0.rawValue)") })
        else { return }
        let file = text(from: first.column, through: last).text
        throw CommandError(
            "a name with blanks stands in quotes", column: first.column,
            hint: "write: \(self.text.prefix(first.column - 1))\(FilePath.quoted(file))")
    }

    /// What may stand behind the file.
    private static let permissions = ["overwrite=yes": true, "overwrite=on": true, "overwrite=no": false, "overwrite=off": false]
}
