// What a trial begins with, of all that was typed.

extension CommandTable {
    /// Of the lines of a session the commands that have made what is on the desk, and that a trial has to repeat. Trainings and walks change
    /// parameters, which every trial draws anew; searches and questions change nothing that is trained.
    public static func setup(in lines: [String]) -> [String] {
        lines.flatMap { (try? CommandLine.commands(of: $0)) ?? [] }.filter { command in
            guard let (known, _) = try? self.command(of: command) else { return false }
            let manner = known.manner
            return known.kind == .change && !(manner.trains || manner.goesThroughEpochs || manner.searches || manner.asks || manner.answers)
        }.map(\.text)
    }
}
