// Session files: any text is read or refused, and what a session writes is read as what it was.
import Documents
import Language
import Sessions
import Workspaces

extension FuzzTarget {
    /// An even first byte: the others are a file. An odd one: they make a session, which is written and read.
    static let sessions = FuzzTarget(
        name: "sessions", summary: "session files as text, and sessions written and read again",
        words: ["\n> ", "\n# ", "\r", "\r\n", "\u{2028}", "\u{85}", "\u{0B}", "\u{FEFF}", "\u{1B}[2J", "> net 2-2\n", "\n\n", "#"],
        seeds: inputs(sessionTexts, after: [0, 1])
    ) { bytes, tell throws(BrokenLaw) in
        var dice = Dice(bytes)
        if dice.byte() & 1 == 0 {
            let text = String(decoding: dice.rest(), as: UTF8.self)
            tell(text)
            guard let read = try? Transcript(reading: text, path: "file") else { return }
            try hold(read)
        } else {
            var session = Session()
            for _ in 0..<8 where !dice.isEmpty {
                if dice.once(in: 3) {
                    let words = "# " + dice.text(atMost: 40)
                    tell(words.debugDescription)
                    _ = session.run(words)
                } else {
                    let line = Grammar.line(&dice, session.desk)
                    guard Manners.allows(line) else { continue }
                    tell(line)
                    _ = session.run(line, control: RunControl(looks: Manners.looks))
                }
            }
            try hold(session.transcript)
        }
    }

    private static let sessionTexts: [String] = [
        "> net 1-1\n1-1: 1 input, 1 sigmoid; 2 parameters\n\n# then\n> print w1\nw1 = 0\n", "# a title\n#   indented\n#\n",
        "> x\n  > inside\n", "\u{FEFF}# marked\r\n> print 1\r\n1 = 1\r\n", "> save x\n> quit\n> help > x.svg\n", "> net 1-1", "",
    ]

    /// A transcript, its text, and the transcript of that text are the same.
    private static func hold(_ transcript: Transcript) throws(BrokenLaw) {
        let text = transcript.text
        let again: Transcript
        do {
            again = try Transcript(reading: text, path: "again")
        } catch {
            throw BrokenLaw("what was written is not read: \(error.message)\n\(text)")
        }
        let old = transcript.entries.map(Line.init), new = again.entries.map(Line.init)
        if let (a, b) = zip(old, new).first(where: { $0 != $1 }) { throw BrokenLaw("\(a) was read as \(b)") }
        try law(old.count == new.count, "\(old.count) entries were read as \(new.count)")
        try law(again.text == text, "read and written again it is another text")
    }

    /// An entry without the place where it stood, and an output without what a file does not keep: blank lines at its end.
    private enum Line: Equatable {
        case narrative(String)
        case command(String, [String])

        init(_ entry: Transcript.Entry) {
            switch entry {
            case .narrative(let words): self = .narrative(words)
            case .command(let command, let output):
                var rows = (output ?? "").split(separator: "\n", omittingEmptySubsequences: false).map { row in
                    row.hasPrefix(">") || row.hasPrefix("#") ? " " + row : String(row)
                }
                while rows.last?.allSatisfy({ $0 == " " }) == true { rows.removeLast() }
                self = .command(command.text, rows)
            }
        }
    }
}
