// Lines that stand for others, and lines that may be run while a question waits.

extension Desk {
    /// The commands that are run and kept instead of a command: what `train auto` has chosen, what `gallery NAME open` makes, the answer that
    /// is typed alone while a question is open. Nil where the command stands for itself.
    public func choice(for command: CommandLine) -> [CommandLine]? {
        if let answer = answer(typedAs: command) { return [answer] }
        return (try? CommandTable.command(named: command.words[0]))?.standsFor?(command, self)
    }

    /// A line in which those commands are spelled out.
    public func spelledOut(_ line: String) -> String {
        guard let commands = try? CommandLine.commands(of: line), commands.contains(where: { choice(for: $0) != nil }) else { return line }
        return commands.flatMap { choice(for: $0) ?? [$0] }.map(\.text).joined(separator: "; ")
    }

    /// Whether all commands of a line answer the question that is open, or change nothing.
    public func answersOrLooks(_ line: String) -> Bool {
        guard let commands = try? CommandLine.commands(of: line), !commands.isEmpty else { return false }
        return commands.allSatisfy { command in
            let manner = CommandTable.manner(of: command.text)
            return answer(typedAs: command) != nil || manner?.answers == true
                || CommandTable.kind(of: command.text) == .look && manner?.duringTraining == .obeyed
        }
    }
}
