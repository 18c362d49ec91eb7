// The manners of lines: those of the commands that stand in them.

extension CommandTable {
    /// The manners of the commands of a line, one after the other; nil stands for one that is unknown. None if the line cannot be read.
    public static func manners(of line: String) -> [Manner?] {
        ((try? CommandLine.commands(of: line)) ?? []).map { command in
            (try? self.command(of: command)).map { command, line in command.manner(of: line.words) }
        }
    }

    /// The manner of the first command of a line; nil if that is unknown.
    public static func manner(of line: String) -> Manner? { manners(of: line).first ?? nil }

    /// What becomes of a line that is typed while a training runs.
    public static func duringTraining(_ line: String) -> Manner.DuringTraining {
        let manners = manners(of: line).map { $0?.duringTraining ?? .waits }
        guard let first = manners.first else { return .waits }
        if first == .stops || first == .leaves { return first }
        return manners.allSatisfy { $0 == .obeyed } ? .obeyed : .waits
    }
}
