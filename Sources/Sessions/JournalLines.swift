// The lines that a journal has beside those of a session: `#~ COMMAND` where one has begun that finds something, `#= LINE` for all that it has
// found, each as it came. `> COMMAND` follows when it has ended; if that is missing, the program was killed meanwhile. Whoever knows none of
// this reads narrative.
import Workspaces

/// The lines of a journal, as those of a session and what commands have found.
struct JournalLines {
    private(set) var lines: [String]
    /// By the line of the command, from 1.
    private(set) var findings: [Int: Findings] = [:]

    private static let begins = "#~ ", finds = "#= "

    /// What stands in front of a command that has found something.
    static func found(_ found: [String], by command: String) -> [String] { [beginning(of: command)] + found.map(line(found:)) }

    static func beginning(of command: String) -> String { begins + Transcript.line(of: command).dropFirst(2) }
    static func line(found: String) -> String { finds + found }

    init(_ lines: [String]) {
        self.lines = lines
        var begun: (place: Int, command: String, found: [String])?
        for (place, line) in lines.enumerated() {
            if line.hasPrefix(Self.begins) {
                begun = (place, "> " + line.dropFirst(Self.begins.count), [])
                self.lines[place] = ""
            } else if line.hasPrefix(Self.finds), begun != nil {
                begun?.found.append(String(line.dropFirst(Self.finds.count)))
                self.lines[place] = ""
            } else if line.hasPrefix(">") {
                if let begun { findings[place + 1] = Findings(begun.found, hasEnded: true) } else { readAsBefore(line, place) }
                begun = nil
            }
        }
        guard let begun else { return }
        self.lines[begun.place] = begun.command
        findings[begun.place + 1] = Findings(begun.found, hasEnded: false)
    }

    /// In journals of earlier versions a search ends with all that it has found: `known=0.31,?,0.9/0.7`.
    private mutating func readAsBefore(_ line: String, _ place: Int) {
        let known = " known="
        guard line.hasPrefix("> search "), let range = line.firstRange(of: known), !line[range.upperBound...].contains(" ") else { return }
        let items = line[range.upperBound...].split(separator: ",", omittingEmptySubsequences: false)
        lines[place] = String(line[..<range.lowerBound])
        findings[place + 1] = Findings(items.enumerated().compactMap { $1 == "?" ? nil : "\($0 + 1) \($1)" }, hasEnded: true)
    }
}

extension Transcript {
    /// The transcript of a journal's lines.
    init(_ journal: JournalLines, path: String) throws(TranscriptError) {
        try self.init(reading: journal.lines.joined(separator: "\n"), path: path)
        entries = entries.map { entry in
            guard case .command(var command, let output) = entry else { return entry }
            command.found = journal.findings[command.line]
            return .command(command, output: output)
        }
    }
}
