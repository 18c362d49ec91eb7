// The arguments of one command, read with errors that point at the word.
import Formula
import NeuralEngine
import Portraits

/// What stands behind the command's name.
struct Arguments: Sendable {
    let line: CommandLine
    /// Words that are no options.
    let words: [Word]
    private let options: [String: Word]
    /// The options that the command has, given or not.
    private let known: [Command.Option]

    /// Takes a command's words apart into arguments and the options that it knows.
    init(_ line: CommandLine, for command: Command) throws(CommandError) {
        self.line = line
        var words: [Word] = []
        var options: [String: Word] = [:]
        var open: String?
        for word in line.words.dropFirst() {
            let assignment = command.options.isEmpty || command.hasFreeNames ? nil : Arguments.assignment(word)
            if let (name, value) = assignment, let option = command.options.first(where: { $0.name == name }) {
                guard options[name] == nil else { throw CommandError("\(name)= is given twice", column: word.column, hint: option.summary) }
                guard !value.text.isEmpty || option.isOpenEnded else {
                    throw CommandError("\(name)= has no value", column: word.column, hint: option.summary).about(word)
                }
                options[name] = value
                open = option.isOpenEnded ? name : nil
            } else if let open, let value = options[open] {
                options[open] = line.text(from: value.column, through: word)
            } else if let (name, _) = assignment {
                throw Arguments.unknownOption(name, word, command, line)
            } else {
                words.append(word)
            }
        }
        self.words = words
        self.options = options
        known = command.options
    }

    /// `seed=3` as seed and 3; nil for a word of another form.
    private static func assignment(_ word: Word) -> (name: String, value: Word)? {
        guard let equals = word.text.firstIndex(of: "="), case let name = word.text[..<equals], name.first?.isLetter == true,
            name.allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) })
        else { return nil }
        return (
            name.lowercased().replacing("_", with: "-"),
            Word(String(word.text[equals...].dropFirst()), column: word.column + name.count + 1)
        )
    }

    private static func unknownOption(_ name: String, _ word: Word, _ command: Command, _ line: CommandLine) -> CommandError {
        let known = command.options.map(\.name)
        let near = closest(to: name, among: known).map { near in
            "did you mean '\(line.replacing(word, with: near + word.text.dropFirst(name.count)))'?"
        }
        let error = CommandError(
            "\(command.name) has no option '\(name)'", column: word.column,
            hint: near ?? "it has \(known.map { $0 + "=" }.joined(separator: ", "))")
        return near == nil ? error.about(word) : error
    }

    /// The column just behind the command.
    var end: Int { line.text.count + 1 }

    /// A word, or an error that says what is missing.
    func word(_ index: Int, _ what: String, hint: String? = nil) throws(CommandError) -> Word {
        guard index < words.count else { throw CommandError("\(what) is missing", column: end, hint: hint) }
        return words[index]
    }

    /// The rest of the command as typed, from its argument of an index on (0 for the first word behind the name).
    func rest(from index: Int = 0, _ what: String, hint: String? = nil) throws(CommandError) -> Word {
        let rest = line.rest(from: index + 1)
        guard !rest.text.isEmpty else { throw CommandError("\(what) is missing", column: end, hint: hint) }
        return rest
    }

    func option(_ name: String) -> Word? { options[name] }

    /// Refuses words beyond those that the command reads.
    func expectAtMost(_ count: Int, synopsis: String) throws(CommandError) {
        try refuseFile()
        guard words.count > count else { return }
        throw CommandError(
            "'\(words[count].text)' is one word too many", column: words[count].column, hint: "write: \(Arguments.plain(synopsis))"
        ).orMeant(
            line.text.count > CommandLine.longestShown
                ? []
                : [withOptionsJoined, line(without: words.filter { $0.text == "=" }[...]), line(without: words[count...]), ofNumbersAlone])
    }

    /// The line with `=` between the name of an option and its value: `init seed=3` of `init seed 3`; nil where none stands there.
    private var withOptionsJoined: String? {
        let names = known.map(\.name)
        guard let place = line.words.indices.dropLast().first(where: { $0 > 0 && names.contains(line.words[$0].text.lowercased()) }) else {
            return nil
        }
        var texts = line.words.map(\.text)
        texts[place] += "=" + texts.remove(at: place + 1)
        return texts.joined(separator: " ")
    }

    /// The line without words that are no numbers, `rewind 50` of `rewind to epoch 50`; nil where none is one.
    private var ofNumbersAlone: String? {
        let others = words.filter { Double($0.text) == nil }
        return others.count < words.count ? line(without: others[...]) : nil
    }

    /// The line without some of its words; nil where that is the command alone.
    private func line(without surplus: ArraySlice<Word>) -> String? {
        let kept = line.words.filter { word in !surplus.contains(word) }
        return kept.count > 1 ? kept.map(\.text).joined(separator: " ") : nil
    }

    /// A synopsis without what may be left out, as it can be typed.
    private static func plain(_ synopsis: String) -> String {
        var depth = 0, isMatrix = false, text = ""
        for (place, character) in zip(synopsis.indices, synopsis) {
            if character == "[", depth == 0 {
                isMatrix = synopsis[synopsis.index(after: place)...].first.map { $0 == "[" || $0.isNumber } ?? false
            }
            if character == "[", !isMatrix { depth += 1 }
            if depth == 0 { text.append(character) }
            if character == "]", !isMatrix { depth -= 1 }
        }
        return text.split(separator: " ").joined(separator: " ")
    }

    /// Refuses words behind the name of a file. A name with blanks stands in quotes.
    func expectOneFile(at place: Int, synopsis: String) throws(CommandError) {
        try expectNoOpenName(from: place)
        try expectAtMost(place + 1, synopsis: synopsis)
    }

    /// Refuses a name in several words, the last of which has an ending.
    func expectNoOpenName(from place: Int) throws(CommandError) {
        guard words.count > place + 1, let last = words.last, FilePath.hasEnding(last.text),
            !words[place..<words.count - 1].contains(where: { FilePath.hasEnding($0.text) || $0.text.hasPrefix(">") })
        else { return }
        let name = line.text(from: words[place].column, through: last).text
        let text = line.text, start = text.index(text.startIndex, offsetBy: words[place].column - 1)
        throw CommandError(
            "a name with blanks stands in quotes", column: words[place].column,
            hint: "write: \(text[..<start])\(FilePath.quoted(name))\(text[start...].dropFirst(name.count))")
    }

    /// Refuses a `>` that stands before no file: what reads words and no expression compares nothing.
    func refuseFile() throws(CommandError) {
        guard let place = words.firstIndex(where: { $0.text.hasPrefix(">") }) else { return }
        let sign = words[place], isJoined = sign.text.count > 1
        let behind = isJoined ? Word(String(sign.text.dropFirst()), column: sign.column + 1) : words.dropFirst(place + 1).first
        let asked = String(line.text.prefix(sign.column - 1))
        guard let file = behind?.unquoted, !file.text.allSatisfy({ "/.>".contains($0) }) else {
            throw CommandError(
                "the file behind > is missing", column: behind?.column ?? end, hint: "for example: \(asked)> \(line.words[0].text).txt")
        }
        throw CommandError(
            "\(line.words[0].text) writes no file '\(file.text)': its name ends in .txt, .svg or, of a table, .csv", column: file.column,
            hint: "write: \(asked)> \(FilePath.quoted(file.text + ".txt"))")
    }

    // MARK: Numbers

    static func number(_ word: Word, _ what: String = "a number") throws(CommandError) -> Double {
        guard let number = Double(word.text), word.text.allSatisfy({ "+-0123456789.eE".contains($0) }) else {
            let isSpecial = ["nan", "inf", "+inf", "-inf", "infinity"].contains(word.text.lowercased())
            throw CommandError(
                isSpecial ? "\(what) must be finite, not \(word.text)" : "'\(word.text)' is not a number", column: word.column,
                hint: numberHint(word.text))
        }
        if let unheld = UnheldNumber(word.text) {
            throw CommandError("\(word.text) is \(unheld.fault) for a number", column: word.column, hint: unheld.bound)
        }
        return number
    }

    /// What is mostly meant by text that is no number.
    private static func numberHint(_ text: String) -> String {
        if text.hasSuffix(","), Double(text.dropLast()) != nil { return "blanks alone part the numbers: \(text.dropLast()) 0.5" }
        let parts = text.split(whereSeparator: { ", ".contains($0) })
        guard parts.count > 1, parts.allSatisfy({ Double($0) != nil }) else { return "numbers are decimal: 0.5, -3, 1e-6" }
        if text.contains(" ") { return "between brackets commas part the numbers: [\(parts.joined(separator: ","))]" }
        if parts.count == 2, !text.contains(".") { return "the decimal sign is a point: \(parts.joined(separator: "."))" }
        return "blanks part the numbers: \(parts.joined(separator: " "))"
    }

    static func integer(_ word: Word, _ what: String, in range: ClosedRange<Int>) throws(CommandError) -> Int {
        guard let number = Int(word.text) ?? Double(held: word.text).flatMap({ Int(exactly: $0) }) else {
            throw CommandError("'\(word.text)' is not a whole number", column: word.column, hint: "\(what) is a whole number")
        }
        guard range.contains(number) else {
            throw CommandError(
                number < range.lowerBound
                    ? "\(what) is at least \(range.lowerBound), not \(number)" : "\(what) is at most \(range.upperBound), not \(number)",
                column: word.column, hint: range.upperBound == .max ? nil : "from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func integer(option name: String, in range: ClosedRange<Int>) throws(CommandError) -> Int? {
        guard let word = option(name) else { return nil }
        return try Arguments.integer(word, name, in: range)
    }

    func number(option name: String) throws(CommandError) -> Double? {
        guard let word = option(name) else { return nil }
        return try Arguments.number(word, name)
    }

    // MARK: Vectors and matrices

    /// The words from an index on as rows: numbers make one row, `[1,2]` one row, `[[1,2],[3,4]]` a matrix.
    func rows(from index: Int, _ what: String, hint: String? = nil) throws(CommandError) -> Matrix {
        let first = try word(index, what, hint: hint)
        if first.text.hasPrefix("[") {
            if words.count > index + 1 {
                throw CommandError("'\(words[index + 1].text)' stands behind the closing bracket", column: words[index + 1].column)
            }
            return try Arguments.matrix(first)
        }
        var row: [Double] = []
        for word in words[index...] {
            do throws(CommandError) { row.append(try Arguments.number(word)) } catch {
                if word.text == "=" { throw error.orMeant([line(without: [word])]) }
                throw word.text.contains(",") ? error.orMeant([line.replacing(word, with: word.text.replacing(",", with: " "))]) : error
            }
        }
        return Matrix(rows: [row])
    }

    /// The range of an option: `x=-6..6`.
    func range(option name: String) throws(CommandError) -> ClosedRange<Double>? {
        guard let word = option(name) else { return nil }
        guard let dots = word.text.firstRange(of: ".."), case let tail = word.text[dots.upperBound...] else {
            throw CommandError("'\(word.text)' is not a range", column: word.column, hint: "write \(name)=-6..6")
        }
        let low = try Arguments.number(Word(String(word.text[..<dots.lowerBound]), column: word.column), "the low end")
        let high = try Arguments.number(
            Word(String(tail), column: word.column + word.text.distance(from: word.text.startIndex, to: dots.upperBound)), "the high end")
        guard low < high else {
            throw CommandError("the low end \(word.text) is not below the high end", column: word.column, hint: "write \(name)=-6..6")
        }
        return low...high
    }

    /// `[[1,2],[3,4]]` or `[1,2]`.
    static func matrix(_ word: Word) throws(CommandError) -> Matrix {
        var reader = TensorReader(word)
        let tensor = try reader.read()
        guard tensor.dimensions.count <= 2 else {
            throw CommandError(
                "this has brackets \(tensor.dimensions.count) deep", column: word.column, hint: "a matrix is written [[1,2],[3,4]]")
        }
        let rows = tensor.dimensions.count == 2 ? tensor.dimensions[0] : 1
        return Matrix(rows: rows, columns: tensor.values.count / rows, values: tensor.values)
    }
}
