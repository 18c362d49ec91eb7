// What is wrong with a line already while it is being typed.
import Formula
import Workspaces

/// A piece of a line that no further typing behind it can make right.
public struct LineMistake: Sendable, Equatable {
    /// The characters of the line that it stands at, counted from 0.
    public let places: Range<Int>
    public let message: String
    public let hint: String?

    /// The first mistake of a line: commands are read and not run. The word at the cursor is still being typed: it is wrong only if
    /// no command begins like it.
    ///
    /// - Parameter desk: What names mean; without it only commands and options are looked at.
    public static func first(in line: String, cursor: Int, desk: Desk? = nil) -> LineMistake? {
        guard let mistake = LineReader(line, cursor: cursor).mistake(desk) else { return nil }
        // The word at the end may be the beginning of one that makes all right: then the line without it is.
        let typed = line.count - (line.lastIndex { " ,;\n".contains($0) }.map { line.distance(from: line.startIndex, to: $0) + 1 } ?? 0)
        guard cursor == line.count, typed > 0, typed < line.count else { return mistake }
        let rest = String(line.dropLast(typed))
        return LineReader(rest, cursor: rest.count).mistake(desk)?.places == mistake.places ? mistake : nil
    }

    /// The brackets of a line that are still open, by their places in it.
    public static func openBrackets(in line: String) -> [Int] { LineReader(line, cursor: 0).open.map(\.place) }
}

/// Reads a line whose end is not typed yet.
private struct LineReader {
    let line: [Character]
    let cursor: Int
    /// Brackets and quotes that are open at the end.
    private(set) var open: [(place: Int, closing: Character)] = []

    init(_ line: String, cursor: Int) {
        // Rows are commands of their own, as if parted by `;`.
        self.line = line.map { $0 == "\n" ? ";" : $0 }
        self.cursor = cursor
        for (place, character) in self.line.enumerated() {
            switch (character, open.last?.closing) {
            case ("\"", "\""): open.removeLast()
            case (_, "\""): break
            case ("#", nil): return
            case ("\"", _): open.append((place, "\""))
            case ("(", _): open.append((place, ")"))
            case ("[", _): open.append((place, "]"))
            case (")", .some), ("]", .some): open.removeLast()
            default: break
            }
        }
    }

    func mistake(_ desk: Desk?) -> LineMistake? {
        // What the cursor has left behind or not come to is no longer being typed.
        if let bracket = open.first, cursor <= bracket.place {
            return LineMistake(
                places: bracket.place..<bracket.place + 1, message: "this '\(line[bracket.place])' is never closed",
                hint: "add '\(bracket.closing)'")
        }
        let text = completed
        guard let commands = try? CommandLine.commands(of: text) else { return nil }
        var rest = text[...], desk = desk
        for command in commands {
            guard let found = rest.firstRange(of: command.text) else { return nil }
            let offset = text.distance(from: text.startIndex, to: found.lowerBound)
            if let mistake = mistake(in: command, offset: offset, desk) { return mistake }
            // What names mean behind a command that changes something is not known before it has run.
            if CommandTable.kind(of: command.text) == .change { desk = nil }
            rest = rest[found.upperBound...]
        }
        return nil
    }

    /// The line with what it lacks most plainly: a number behind an operator, and closing brackets.
    private var completed: String {
        let text = String(line), isText = open.last?.closing == "\"", isWord = [" and ", " or ", " not "].contains { text.hasSuffix($0) }
        let lacksValue = isWord || line.last { $0 != " " }.map { "+-*/^<>=(,".contains($0) } ?? false
        return text + (lacksValue && !isText ? "0" : "") + String(open.reversed().map(\.closing))
    }

    private func mistake(in command: CommandLine, offset: Int, _ desk: Desk?) -> LineMistake? {
        if desk?.answer(typedAs: command) != nil { return nil }
        let first = command.words[0], isBeingTyped = offset + first.text.count == cursor
        let known: Command
        do {
            let asked: CommandLine
            (known, asked) = try CommandTable.command(of: command)
            _ = try Arguments(asked, for: known)
        } catch {
            guard error.column == first.column else { return marked(error, offset, stopsAtOperators: false) }
            let isLast = line.dropFirst(offset + command.text.count).allSatisfy { $0 == " " }
            if isLast, EverydayWords.mayBecomeQuestion(command.words) { return nil }
            let mayBecomeRight = CommandTable.commands.contains { $0.name.hasPrefix(first.text.lowercased()) }
            let places = offset..<offset + first.text.count
            return isBeingTyped && mayBecomeRight ? nil : LineMistake(places: places, message: error.message, hint: error.hint)
        }
        guard let desk, !isBeingTyped, let asked = try? command.splitRedirection().0, let error = desk.mistake(in: asked) else {
            return nil
        }
        // A file's name that is being typed is known as such only by its ending.
        if cursor >= line.count, let arrow = command.words.suffix(2).firstIndex(where: { $0.text.hasPrefix(">") }), arrow > 0 {
            let text = String(command.text.prefix(command.words[arrow].column - 1).reversed().drop { $0 == " " }.reversed())
            let rest = CommandLine(text: text, words: Array(command.words[..<arrow]))
            guard desk.mistake(in: rest)?.column == error.column else { return nil }
        }
        let isExpression = known.arguments.isInExpressions || known.options.contains(where: \.isOpenEnded)
        return marked(error, offset, stopsAtOperators: isExpression)
    }

    /// The mistake of an error behind the command's name, unless it is in what is being typed or still to be typed.
    private func marked(_ error: CommandError, _ offset: Int, stopsAtOperators: Bool) -> LineMistake? {
        guard let column = error.column, column > 1, case let start = offset + column - 1, start < line.count else { return nil }
        let places = piece(from: start, stopsAtOperators: stopsAtOperators)
        return start < cursor && cursor <= places.upperBound
            ? nil : LineMistake(places: places, message: error.message, hint: error.hint)
    }

    /// The name, number or word that begins at a place, with the brackets that belong to it; of an expression no more than that.
    private func piece(from start: Int, stopsAtOperators: Bool) -> Range<Int> {
        var place = start, depth = 0
        while place < line.count {
            let character = line[place], isArrow = character == "-" && place + 1 < line.count && line[place + 1] == ">"
            if depth == 0, place > start {
                if " ;".contains(character) { break }
                if stopsAtOperators && isArrow {
                    place += 2
                    continue
                }
                let isGradient = character == "(" && String(line[start..<place]).lowercased() == "grad"
                if stopsAtOperators, !isGradient, "+-*/^<>=(),'\"".contains(character) { break }
            }
            if "([".contains(character) { depth += 1 }
            if ")]".contains(character) {
                if depth == 0 { break }
                depth -= 1
            }
            place += 1
        }
        return start..<max(place, start + 1)
    }
}
