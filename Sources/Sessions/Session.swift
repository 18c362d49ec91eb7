// A session: the one thing that every front end drives. Lines go in, outcomes come out.
import Documents
import Language
import Workspaces

/// What became of one command.
public struct Outcome: Sendable {
    /// The command as it was typed.
    public let command: String
    public private(set) var result: Result<Reply, CommandError>
    /// What of a command from a file was not done; nil if nothing was left out.
    let leftOut: LeftOut?

    public init(command: String, result: Result<Reply, CommandError>) { self.init(command: command, result: result, leftOut: nil) }

    init(command: String, result: Result<Reply, CommandError>, leftOut: LeftOut?) {
        self.command = command
        self.result = result
        self.leftOut = leftOut
    }

    /// What the command may do, and how it behaves beside what else goes on; nil if there is none such.
    public var kind: Command.Kind? { CommandTable.kind(of: command) }
    public var manner: Manner? { CommandTable.manner(of: command) }

    /// Adds a word to the answer; an error tells already that nothing goes on.
    fileprivate mutating func addNote(_ text: String) {
        guard case .success(var reply) = result else { return }
        reply.blocks.append(.note(text))
        result = .success(reply)
    }

    public var isSuccess: Bool { if case .success = result { true } else { false } }

    /// As plain text, with what is said about what was left out.
    var text: String {
        switch result {
        case .success(let reply): PlainText().text(of: reply)
        case .failure(let error): PlainText().text(of: error, in: command)
        }
    }

    /// The answer alone.
    var textOfAnswer: String {
        guard leftOut != nil, case .success(var reply) = result else { return text }
        reply.blocks.removeLast()
        return PlainText().text(of: reply)
    }

    /// The JSON line of the language contract.
    public var json: String { line(withValues: true).description }

    /// The same; if it is asked to stop on the way, without its values.
    public func json(unless isToStop: () -> Bool) -> String {
        if let text = line(withValues: true).text(unless: isToStop) { return text }
        var stopped = self
        stopped.addNote("stopped while its values were written: they are left out")
        return stopped.line(withValues: false).description
    }

    private func line(withValues: Bool) -> JSONValue {
        var fields: [JSONField] = [.init("command", .string(command))]
        switch result {
        case .success(let reply):
            fields += [
                .init("ok", .bool(true)), .init("text", .string(PlainText().text(of: reply))),
                .init("values", .object(withValues ? reply.values : [])),
            ]
        case .failure(let error):
            var about: [JSONField] = [.init("message", .string(error.message))]
            if let column = error.column { about.append(.init("column", .int(column))) }
            if let hint = error.hint { about.append(.init("hint", .string(hint))) }
            fields += [.init("ok", .bool(false)), .init("error", .object(about))]
        }
        return .object(fields)
    }
}

/// A workspace with its past, and the transcript of what was said.
///
/// A value, so that a long command can run on a copy while the original is still shown.
public struct Session: Sendable {
    public internal(set) var timeline = Timeline()
    /// Every accepted command with what it printed, and the narrative between them.
    public internal(set) var transcript = Transcript()
    /// The file that the session was saved to or opened from last.
    public internal(set) var path: String?
    /// Whether `quit` was given.
    public internal(set) var isOver = false
    /// A replay that a command has asked for, for the front end to take up.
    public var wantedReplay: ReplayRequest?
    /// What the screen of the front end shows, for the command `screen`; nil where there is no screen.
    public var screen: ScreenPicture?
    /// How far the learner has come in the lessons; nil where nobody learns.
    public var course: CourseRecord?
    /// Where every accepted command is written as it happens; nil keeps none.
    var journal: Journal?
    /// Whether a file holds all that was done.
    public internal(set) var isSaved = true
    /// The session that `open` took the place of, and the one that was left again by `undo`: one or none.
    var before: [Session] = []
    var after: [Session] = []
    /// How much of the timeline was there when the session was opened.
    var openingDepth = 0
    /// The files whose lines are run, the outermost first, each opened by the one before it; none while the learner types.
    public internal(set) var playing: [String] = []
    /// Whether the learner was told what leaving would lose.
    private var isLeaving = false
    /// What the test part has judged.
    private var testJudgement = TestJudgement()
    /// The files that `>` has written in this session: those may be written again.
    var written: Set<String> = []

    public init(journal: Journal? = nil) { self.journal = journal }

    public var desk: Desk { timeline.desk }
    public var workspace: Workspace { timeline.workspace }

    /// A replay to be played or checked.
    public struct ReplayRequest: Sendable, Equatable {
        public let path: String
        public let speed: Double
        /// The moves that are made at once, of a lesson that goes on where it was left.
        public var start = 0
    }

    /// Runs the commands of a line, up to the first that fails. A line that is all comment is narrative. Once somebody has asked to stop, the
    /// commands behind the one under way are not run, and that is said.
    /// - Parameters:
    ///   - keepsGoing: whether a failed command ends the line.
    ///   - tell: is told of every outcome as it comes.
    @discardableResult
    public mutating func run(
        _ line: String, control: RunControl = RunControl(), keepsGoing: Bool = false, tell: (Outcome) -> Void = { _ in }
    ) -> [Outcome] {
        let commands: [CommandLine]
        do {
            commands = try CommandLine.commands(of: line)
        } catch {
            let shown = line.utf8.count > CommandLine.longestLine ? String(line.prefix(200)) : line
            let outcome = Outcome(command: shown, result: .failure(error))
            tell(outcome)
            return [outcome]
        }
        if commands.isEmpty, let comment = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first {
            narrate(String(comment.first == " " ? comment.dropFirst() : comment))
        }
        var outcomes: [Outcome] = [], rest = commands[...]
        while let next = rest.popFirst() {
            let choice = desk.choice(for: next) ?? []
            rest = choice.dropFirst() + rest
            var outcome = run(choice.first ?? next, control: control)
            let isStopped = control.isStoppedForGood
            if choice.count > 1, CommandTable.manner(of: next.text)?.trains == true {
                outcome.addNote("chosen by data and network, and so is: \(choice.dropFirst().map(\.text).joined(separator: "; "))")
            }
            if isStopped, let next = rest.first {
                outcome.addNote("stopped: not run is \(next.text)\(rest.count > 1 ? ", nor what comes after it" : "")")
            }
            outcomes.append(outcome)
            tell(outcome)
            if !outcome.isSuccess && !keepsGoing || isStopped || isOver { break }
        }
        return outcomes
    }

    private mutating func run(_ command: CommandLine, control: RunControl) -> Outcome {
        let partly = journal.map { journal -> @Sendable (String) -> Void in { journal.write(soFar: $0) } }
        let finding = Finding(by: command.text, given: control.given, journal)
        control.keepFindings { finding.take($0) }
        defer { control.keepFindings(by: nil) }
        do throws(CommandError) {
            let (asked, redirectionAsked) = try command.splitRedirection()
            if let redirectionAsked, CommandTable.manner(of: asked.text)?.duringTraining == .leaves {
                throw CommandError(
                    "\(asked.words[0].text) answers nothing that a file could keep", column: redirectionAsked.column,
                    hint: "write: \(asked.text)")
            }
            let redirection = playing.isEmpty ? redirectionAsked : nil
            var leftOut: LeftOut? = redirection == nil && redirectionAsked != nil ? .writing : nil
            if let redirection { try mayWrite(redirection) }
            let before = redirection.map { _ in self }
            var reply = try timeline.execute(asked, control: control, partly: partly)
            if CommandTable.kind(of: asked.text) != .look { after = [] }
            reply.tellLesson()
            if reply.judgesByTest, let note = testJudgement.note(judging: workspace) { reply.blocks.append(.note(note)) }
            var isKept = true
            if let wish = reply.wish {
                if !playing.isEmpty, wish.reachesBeyondSession {
                    (reply, isKept, leftOut) = (Reply(), false, .all)
                } else {
                    (reply, isKept) = try grant(wish, asked, isRedirected: redirection != nil, control)
                }
            }
            if isKept {
                // A file is written once, by the learner: the transcript, which others replay, keeps the command alone.
                let text = reply.repeatedBy ?? asked.text
                let output = reply.repeatedBy == nil ? PlainText().text(of: reply) : nil
                if let redirection, let before { reply = try write(reply, redirection, orGoBackTo: before, control) }
                transcript.append(command: text, output: output, found: finding.lines)
                journal?.append(command: text, begunAs: command.text, found: finding.lines)
                isSaved = false
            } else if let redirection, let before {
                reply = try write(reply, redirection, orGoBackTo: before, control)
            }
            if !isOver { isLeaving = false }
            if let news = journal?.takeNews() { reply.blocks.append(.note(news)) }
            if let leftOut { reply.blocks.append(.note(leftOut.note(redirectionAsked))) }
            return Outcome(command: command.text, result: .success(reply), leftOut: leftOut)
        } catch {
            journal?.forget()
            return Outcome(command: command.text, result: .failure(error))
        }
    }

    /// Runs a command of a configuration.
    mutating func configure(_ command: CommandLine) throws(CommandError) {
        let reply = try timeline.configure(command)
        // What a screen alone shows changes nothing that is printed.
        guard CommandTable.manner(of: command.text)?.changesPrint != false else { return }
        transcript.append(command: command.text, output: PlainText().text(of: reply))
        journal?.append(command: command.text)
    }

    /// Refuses to replace a file that this session has not written, unless that is asked for.
    private func mayWrite(_ redirection: Redirection) throws(CommandError) {
        guard Files.exists(redirection.path), !redirection.overwrites, !written.contains(redirection.path) else { return }
        throw CommandError(
            "\(redirection.path) exists already", column: redirection.column,
            hint: "another name, or: > \(FilePath.quoted(redirection.path)) overwrite=yes")
    }

    /// Keeps what a reply shows in a file. If that fails, nothing has happened at all.
    private mutating func write(
        _ reply: Reply, _ redirection: Redirection, orGoBackTo before: Session, _ control: RunControl
    ) throws(CommandError) -> Reply {
        do {
            try Files.writeAtomically(
                try redirection.content(of: reply, unless: control.isToStop), to: redirection.path,
                throughLinks: redirection.overwrites, column: redirection.column)
        } catch {
            self = before
            throw error
        }
        written.insert(redirection.path)
        var reply = reply
        reply.blocks.append(.note("written to \(redirection.path)"))
        reply.values.append(.init("file", .string(redirection.path)))
        return reply
    }

    /// Adds a line of narrative, as a `#` comment of the session file.
    public mutating func narrate(_ text: String) {
        transcript.append(narrative: text)
        journal?.append(narrative: text)
        isSaved = false
    }

    /// Why what was done is not in the journal; nil if it is, or if none is kept.
    public var journalTrouble: String? { journal?.trouble }

    /// A word about the journal that the learner has not had yet.
    public func takeJournalNews() -> String? { journal?.takeNews() }

    /// What leaving now would lose, said once: who asks again leaves. Nil if nothing is lost.
    public mutating func leaving() -> CommandError? {
        guard !isSaved, !isLeaving, let trouble = journal?.trouble else { return nil }
        isLeaving = true
        return CommandError(
            "what you did is kept nowhere: the journal cannot be written (\(trouble))", column: 1,
            hint: "save NAME keeps it; once more leaves, and it is lost")
    }

    /// Ends the session. Its journal goes if all that was done is saved, else it stays for `nnrepl recover`.
    /// - Parameter isWished: whether the learner has ended it, and need not be told of what is left.
    public func end(isWished: Bool = true) {
        if isSaved { journal?.discard() } else if isWished { journal?.leave() }
        for other in before + after { other.end(isWished: isWished) }
    }
}
