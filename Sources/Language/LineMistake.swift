// What is wrong with a line already while it is being typed.

/// A word that no further typing can make right.
public struct LineMistake: Sendable, Equatable {
    /// The characters of the line that it stands at, counted from 0.
    public let places: Range<Int>
    public let message: String
    public let hint: String?

    /// The first unknown command or option of a line. The word at the cursor is still being typed: it is wrong only if nothing begins like it.
    public static func first(in line: String, cursor: Int) -> LineMistake? {
        // A bracket still open is no mistake yet.
        guard let commands = try? CommandLine.commands(of: line.replacingNewlines) else { return nil }
        var rest = line[...]
        for command in commands {
            guard let found = rest.firstRange(of: command.text) else { return nil }
            let offset = line.distance(from: line.startIndex, to: found.lowerBound)
            if let mistake = first(in: command, offset: offset, cursor: cursor) { return mistake }
            rest = rest[found.upperBound...]
        }
        return nil
    }

    private static func first(in command: CommandLine, offset: Int, cursor: Int) -> LineMistake? {
        do {
            let known = try CommandTable.command(named: command.words[0])
            _ = try Arguments(command, for: known)
            return nil
        } catch {
            let column = error.column ?? 1
            guard let word = command.words.last(where: { $0.column <= column }) else { return nil }
            let start = offset + word.column - 1, places = start..<start + word.text.count
            let isBeingTyped = places.upperBound == cursor, isCommand = word.column == command.words[0].column
            let mayBecomeRight = !isCommand || CommandTable.commands.contains { $0.name.hasPrefix(word.text.lowercased()) }
            return isBeingTyped && mayBecomeRight ? nil : LineMistake(places: places, message: error.message, hint: error.hint)
        }
    }
}

extension String {
    /// Rows are commands of their own, as if parted by `;`.
    fileprivate var replacingNewlines: String { String(map { $0 == "\n" ? ";" : $0 }) }
}
