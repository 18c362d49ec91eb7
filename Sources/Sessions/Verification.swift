// Replaying a session to see whether it still prints the same.
import Documents
import Language
import Workspaces

/// What a replay found.
public struct Verification: Sendable, Equatable {
    public let path: String
    public let commandCount: Int
    /// Commands whose output was recorded and compared.
    public let comparedCount: Int
    public let difference: Difference?
    /// Where somebody stopped it.
    public var stop: Transcript.Place?
    /// The data files that the commands have read.
    public var filesRead: [String] = []
    /// The questions that the session asks, and its answers.
    public var quiz = Quiz()

    /// The first thing that differs.
    public struct Difference: Sendable, Equatable {
        public let command: Transcript.Command
        public let recorded: String
        public let now: String
    }

    public var isSame: Bool { difference == nil && stop == nil }

    /// The result as text: one line if all is the same, else the command and both lines.
    public var text: String {
        if let stop {
            return "\(path): stopped at \(stop.text)\(comparedCount > 0 ? "; \(comparedCount) compared before it, all the same" : "")"
        }
        guard let difference else {
            let files = filesRead.isEmpty ? "" : "; read: \(filesRead.joined(separator: ", "))"
            return
                "\(path): \(commandCount) command\(commandCount == 1 ? "" : "s") replayed, \(comparedCount) compared, all the same\(files)"
        }
        return """
            \(path), line \(difference.command.line): the replay differs
              > \(difference.command.text)
              recorded: \(difference.recorded)
              now:      \(difference.now)
            """
    }

    /// The same for programs: the file, whether it prints what is recorded, and the score.
    public var json: String {
        JSONValue.object([.init("file", .string(path)), .init("same", .bool(isSame)), .init("score", .object(QuizReport.values(quiz)))])
            .description
    }

    /// Runs the commands of a transcript in a fresh session and compares what they print. Numbers may differ by 1e-9 of their size,
    /// or not at all if `isExact`. Nothing is written; what a command would write or end is left out.
    /// - Parameter marksAll: whether it goes on behind the first difference, so that every question of the session is marked.
    public static func run(
        _ transcript: Transcript, path: String, isExact: Bool = false, marksAll: Bool = false, control: RunControl = RunControl()
    ) -> Verification {
        run(transcript, path: path, in: Session(playing: path), isExact: isExact, marksAll: marksAll, control: control)
    }

    static func run(
        _ transcript: Transcript, path: String, in fresh: Session, isExact: Bool = false, marksAll: Bool = false,
        control: RunControl = RunControl()
    ) -> Verification {
        var session = fresh
        var count = 0, compared = 0
        let wanted = transcript.commands.count
        var difference: Difference?
        defer { session.tell(nil, control) }
        func report(_ difference: Difference?) -> Verification {
            Verification(
                path: path, commandCount: count, comparedCount: compared, difference: difference, filesRead: control.takeFilesRead(),
                quiz: session.desk.quiz)
        }
        for case .command(let command, let recorded) in transcript.entries {
            count += 1
            let place = Transcript.Place(command: command, number: count, count: wanted)
            session.tell(place, control)
            let outcomes = session.run(command.text, control: control)
            guard !control.isCancelled else {
                var stopped = report(nil)
                stopped.stop = place
                return stopped
            }
            let now = outcomes.map(\.text).joined(separator: "\n")
            guard let recorded else {
                if outcomes.contains(where: { !$0.isSuccess }) {
                    difference = difference ?? Difference(command: command, recorded: "(a script: no output)", now: now)
                }
                if !marksAll, difference != nil { break }
                continue
            }
            compared += 1
            if let (old, new) = outcomes.difference(from: recorded, isExact: isExact) {
                difference = difference ?? Difference(command: command, recorded: old, now: new)
            }
            if !marksAll, difference != nil { break }
        }
        if let difference { return report(difference) }
        guard !transcript.isCutOff else {
            let last = transcript.lastCommand ?? Transcript.Command(text: "", line: 1)
            return report(Difference(command: last, recorded: "(the file is cut off: its end is missing)", now: "(nothing to compare)"))
        }
        return report(nil)
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

extension [Outcome] {
    /// The first pair of lines in which a recording differs from these outcomes, what was left out aside.
    fileprivate func difference(from recorded: String, isExact: Bool) -> (String, String)? {
        guard let leftOut = lazy.compactMap(\.leftOut).first else {
            return Verification.firstDifference(recorded, map(\.text).joined(separator: "\n"), isExact: isExact)
        }
        guard leftOut == .writing else { return nil }
        // A recording of old may end with where the answer was written.
        let answer = recorded.replacing(/\n?\(written to [^)]*\)\s*$/, with: "")
        return Verification.firstDifference(answer, map(\.textOfAnswer).joined(separator: "\n"), isExact: isExact)
    }
}
