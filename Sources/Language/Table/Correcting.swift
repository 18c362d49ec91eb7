// The typed line corrected: what a hint says is tried before it is told.

extension Desk {
    /// An error with the first of the lines that may have been meant; what it needs may not be there yet.
    func corrected(_ error: CommandError, in line: CommandLine, of command: Command) -> CommandError {
        var error = error
        if let word = error.option, line.text.count <= CommandLine.longestShown {
            error.hint = value(of: word, in: line, of: command, error.hint) ?? elsewhere(word, in: line, of: command) ?? error.hint
            return error
        }
        guard let meant = error.corrections.first(where: { canBeRead($0) }) else { return error }
        error.hint = "write: \(meant)"
        return error
    }

    /// The line with a value that an option may have; nil where it has one, or none is known.
    private func value(of word: Word, in line: CommandLine, of command: Command, _ summary: String?) -> String? {
        let name = word.text.lowercased().split(separator: "=").first.map(String.init)
        guard word.text.hasSuffix("="), let option = command.options.first(where: { $0.name == name }),
            let first = option.values.candidates(CompletionPlace(command, TypedCommand(line.text), self, .empty)).first
        else { return nil }
        return "\(summary ?? ""); for example: \(line.replacing(word, with: "\(option.name)=\(first.text)"))"
    }

    /// Where a setting belongs that is no option of the command: `set lr 0.1; train 5` of `train 5 lr=0.1`, `train 10` of `train epochs=10`.
    private func elsewhere(_ word: Word, in line: CommandLine, of command: Command) -> String? {
        guard let setting = Sayings.setting([word]) else { return nil }
        let rest = line.words.filter { $0 != word }.map(\.text)
        if CommandTable.name(of: setting) != command.name { return "write: \(setting); \(rest.joined(separator: " "))" }
        // It says the same as the words behind the command: those are replaced, the other options stay.
        return "write: \(([setting] + rest.dropFirst().filter { $0.contains("=") }).joined(separator: " "))"
    }

    private func canBeRead(_ text: String) -> Bool {
        guard let lines = try? CommandLine.commands(of: text), !lines.isEmpty else { return false }
        return lines.allSatisfy(canBeRead)
    }

    private func canBeRead(_ line: CommandLine) -> Bool {
        do {
            let (command, asked) = try CommandTable.command(of: line)
            _ = try command.read(try Arguments(asked, for: command), self)
            return true
        } catch {
            return error.cause != nil && error.column == nil
        }
    }
}
