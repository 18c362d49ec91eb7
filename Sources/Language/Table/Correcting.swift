// The typed line corrected: what a hint says is tried before it is told.

extension Desk {
    /// An error with the first of the lines that may have been meant; what it needs may not be there yet. Where the words have a meaning in
    /// other programs, and what that is here does not fit, it is told as that.
    func corrected(_ error: CommandError, in line: CommandLine, of command: Command) -> CommandError {
        var error = error
        if let word = error.option, line.text.count <= CommandLine.longestShown {
            error.hint = value(of: word, in: line, of: command, error.hint) ?? elsewhere(word, in: line, of: command) ?? error.hint
            return error
        }
        if let said = Sayings.meant(by: line.words.map(\.text)), said != line.text {
            if let refusal = refusal(of: said) { return refusal.placed(at: error.column) }
            error.hint = "write: \(said)"
            return error
        }
        let written = [.looking, .plotting].contains(command.group) ? line.writingToLastWord : []
        guard let meant = (error.corrections + written).first(where: { refusal(of: $0) == nil }) else { return error }
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

    /// Why a line cannot be read here; nil where it can, if need be as soon as something is there that it is about.
    private func refusal(of text: String) -> CommandError? {
        do throws(CommandError) {
            for line in try CommandLine.commands(of: text) {
                let (command, asked) = try CommandTable.command(of: try line.splitRedirection().0)
                _ = try command.read(try Arguments(asked, for: command), self)
            }
            return nil
        } catch {
            return error.cause != nil && error.column == nil ? nil : error
        }
    }
}
