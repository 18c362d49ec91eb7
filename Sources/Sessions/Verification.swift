// Replaying a session to see whether it still prints the same.
import Documents
import Language

/// What a replay found.
public struct Verification: Sendable, Equatable {
    public let path: String
    public let commandCount: Int
    /// Commands whose output was recorded and compared.
    public let comparedCount: Int
    public let difference: Difference?

    /// The first thing that differs.
    public struct Difference: Sendable, Equatable {
        public let command: Transcript.Command
        public let recorded: String
        public let now: String
    }

    public var isSame: Bool { difference == nil }

    /// The result as text: one line if all is the same, else the command and both lines.
    public var text: String {
        guard let difference else {
            return "\(path): \(commandCount) command\(commandCount == 1 ? "" : "s") replayed, \(comparedCount) compared, all the same"
        }
        return """
            \(path), line \(difference.command.line): the replay differs
              > \(difference.command.text)
              recorded: \(difference.recorded)
              now:      \(difference.now)
            """
    }

    /// Runs the commands of a transcript in a fresh session and compares what they print. Numbers may differ by 1e-9 of their size,
    /// or not at all if `isExact`.
    public static func run(_ transcript: Transcript, path: String, isExact: Bool = false) -> Verification {
        var session = Session()
        var count = 0, compared = 0
        for case .command(let command, let recorded) in transcript.entries {
            count += 1
            let outcomes = session.run(command.text)
            let now = outcomes.map { outcome in
                switch outcome.result {
                case .success(let reply): PlainText().text(of: reply)
                case .failure(let error): PlainText().text(of: error, in: outcome.command)
                }
            }.joined(separator: "\n")
            let failed = outcomes.contains { if case .failure = $0.result { true } else { false } }
            guard let recorded else {
                if failed {
                    return Verification(
                        path: path, commandCount: count, comparedCount: compared,
                        difference: .init(command: command, recorded: "(a script: no output)", now: now))
                }
                continue
            }
            compared += 1
            if let (old, new) = firstDifference(recorded, now, isExact: isExact) {
                return Verification(
                    path: path, commandCount: count, comparedCount: compared, difference: .init(command: command, recorded: old, now: new))
            }
        }
        return Verification(path: path, commandCount: count, comparedCount: compared, difference: nil)
    }

    /// The first pair of lines that differ, blank lines and the widths of gaps aside.
    static func firstDifference(_ recorded: String, _ now: String, isExact: Bool) -> (String, String)? {
        let old = lines(recorded), new = lines(now)
        for index in 0..<max(old.count, new.count) {
            let a = index < old.count ? old[index] : "(nothing)", b = index < new.count ? new[index] : "(nothing)"
            if !same(a, b, isExact: isExact) { return (a, b) }
        }
        return nil
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
    }

    /// Whether two lines say the same: their texts between numbers are equal, their numbers close.
    private static func same(_ a: String, _ b: String, isExact: Bool) -> Bool {
        if a == b { return true }
        if isExact { return false }
        let old = tokens(a), new = tokens(b)
        guard old.count == new.count else { return false }
        return zip(old, new).allSatisfy { x, y in
            if x == y { return true }
            guard let p = Double(x), let q = Double(y) else { return false }
            return abs(p - q) <= 1e-9 * max(abs(p), abs(q))
        }
    }

    /// A line cut into numbers and the texts between them.
    private static func tokens(_ line: String) -> [String] {
        var tokens: [String] = []
        var current = "", isNumber = false
        for character in line {
            let belongs =
                character.isASCII
                && (character.isNumber || (character == "." && isNumber) || (isNumber && character == "e")
                    || (isNumber && current.hasSuffix("e") && "+-".contains(character)))
            if belongs != isNumber && !current.isEmpty {
                tokens.append(current)
                current = ""
            }
            isNumber = belongs
            current.append(character)
        }
        return current.isEmpty ? tokens : tokens + [current]
    }
}
