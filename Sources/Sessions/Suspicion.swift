// Commands that have ended the program when they were run again: `recover` does not die of the same one for ever.

/// Why a command is not run again.
enum Suspicion: String {
    case crashed = "it ended nnrepl when it was run again"
    /// Somebody may have ended it, or the system that had no more memory; twice at the same command is no chance.
    case killed = "it was run again twice when nnrepl was killed"

    /// How a journal says that the command of a line is being run again: found by the next `recover`, the mark tells that the program has
    /// ended meanwhile. Where a crash was seen, its first sign is another.
    static func mark(_ command: Transcript.Command) -> String { "? \(command.line)\n" }
    static let certain = "!"

    /// The lines of a journal whose commands are not run again, and why.
    static func suspects(among lines: [String]) -> [Int: Suspicion] {
        var suspects: [Int: Suspicion] = [:], deaths: [Int: Int] = [:]
        for line in lines where line.hasPrefix("? ") || line.hasPrefix("! ") {
            guard let number = Int(line.dropFirst(2)) else { continue }
            // What stands before it was run again without harm.
            deaths = deaths.filter { $0.key >= number }
            deaths[number, default: 0] += 1
            if line.hasPrefix(certain) { suspects[number] = .crashed } else if deaths[number] == 2 { suspects[number] = .killed }
        }
        return suspects
    }
}
