// The front ends without a screen: commands from flags or standard input, answers as plain text or JSON lines.
import Documents
import Language
import Sessions

/// Runs commands and prints what they answer.
struct Printer {
    enum Form { case plain, json }

    let form: Form
    let text: PlainText
    /// Whether a failed command ends the run.
    let keepsGoing: Bool
    /// Whether a person types the lines and reads the answers.
    let isConversation: Bool
    let interrupts: Interrupts
    let output: StandardOutput

    /// What asks for the next line.
    static let prompt = "> "

    /// Runs the commands of `-e`. Returns the exit status.
    func run(_ lines: [String], _ session: inout Session) -> Int32 {
        var status: Int32 = 0
        for line in lines {
            for part in CommandLine.lines(of: line) where !part.isEmpty && !session.isOver {
                status = max(status, obey(part, &session, keepsGoing: keepsGoing))
                guard goesOn(after: status) else { return status }
            }
        }
        return status
    }

    /// Runs the lines of standard input. Returns the exit status.
    func runStandardInput(_ session: inout Session, prompts: Bool) -> Int32 {
        var status: Int32 = 0, input = StandardInput()
        if prompts { output.write("nnrepl: type help, or quit\n" + Printer.prompt) }
        while !session.isOver, let line = input.line() {
            let typed = line.hasPrefix("> ") ? String(line.dropFirst(2)) : line
            let failure = obey(typed, &session, keepsGoing: keepsGoing && !prompts)
            if !prompts {
                status = max(status, failure)
                guard goesOn(after: status) else { return status }
            } else if !session.isOver {
                output.write(Printer.prompt)
            }
        }
        return status
    }

    /// Plays a transcript: narrative and commands as they stand there, answers as they are now. Returns the exit status.
    func replay(_ transcript: Transcript, _ session: inout Session) -> Int32 {
        var status: Int32 = 0
        for entry in transcript.entries {
            switch entry {
            case .narrative(let words):
                if form == .plain { output.write(text.shown(words.isEmpty ? "" : "# " + words) + "\n") }
            case .command(let command, _):
                // Of a question the answer says all but what is right.
                if form == .plain, !asks(command.text) { output.write(text.shown("> \(command.text)") + "\n") }
                status = max(status, obey(command.text, &session, keepsGoing: keepsGoing))
                guard goesOn(after: status) else {
                    if status == Interrupts.status { complain("stopped at line \(command.line)") }
                    return status
                }
            }
        }
        return status
    }

    private func asks(_ line: String) -> Bool { CommandTable.manners(of: line).contains { $0?.asks == true } }

    /// Whether a run that has this status goes on. What Ctrl-C has stopped counts as failed.
    private func goesOn(after status: Int32) -> Bool { status == 0 || keepsGoing }

    /// Runs the commands of a line, each answered when it has ended. Returns the exit status that this makes. Ctrl-C stops the whole line.
    private func obey(_ line: String, _ session: inout Session, keepsGoing: Bool) -> Int32 {
        let (isGood, wasStopped) = interrupts.run { control in
            var isGood = true
            session.run(line, control: control, keepsGoing: keepsGoing) { outcome in
                // What was stopped before tells all that it has done.
                isGood = print([outcome], unless: control.isCancelled ? { false } : control.isToStop) && isGood
            }
            return isGood
        }
        if wasStopped { return Interrupts.status }
        guard isGood, form == .plain, let wanted = session.wantedReplay else { return isGood ? 0 : 1 }
        session.wantedReplay = nil
        return play(wanted, session.course)
    }

    /// Plays what `lesson` and `replay` ask for where there is no screen: as text, in a session of its own. A lesson that a person has got
    /// to its end is done. Returns the exit status.
    private func play(_ wanted: Session.ReplayRequest, _ course: CourseRecord?) -> Int32 {
        do {
            let (path, transcript) = try readTranscript(of: wanted.path)
            let note = "played as text, in a session of its own; on the full screen, which nnrepl has without --plain, it goes step by step"
            print([Outcome(command: "replay", result: .success(Reply([.note(note)])))])
            var fresh = Session(playing: path)
            let status = replay(transcript, &fresh), count = transcript.entries.count
            if status == 0, isConversation, let lesson = Lesson.key(ofPath: path) { course?.note(lesson, move: count, of: count) }
            return status
        } catch {
            print(failure: error, in: "replay")
            return 1
        }
    }

    /// Prints outcomes. Returns whether all went well, and is to be seen.
    @discardableResult
    func print(_ outcomes: [Outcome], unless isToStop: () -> Bool = { false }) -> Bool {
        var isGood = true
        for outcome in outcomes {
            switch (form, outcome.result) {
            case (.json, let result):
                if case .failure = result { isGood = false }
                output.write(outcome.json(unless: isToStop) + "\n")
            case (.plain, .success(let reply)):
                let lines = text.text(of: reply)
                if !lines.isEmpty { output.write(lines + "\n") }
            case (.plain, .failure(let error)):
                isGood = false
                complain(text.text(of: error, in: outcome.command))
            }
        }
        return isGood && !output.hasFailed
    }

    func print(failure: CommandError, in command: String) { print([Outcome(command: command, result: .failure(failure))]) }

    func print(line: String, isError: Bool) {
        switch form {
        case .plain where isError: complain(text.shown(line))
        case .plain: output.write(text.shown(line) + "\n")
        case .json:
            let reply = JSONValue.object([.init("command", .string("replay")), .init("ok", .bool(!isError)), .init("text", .string(line))])
            output.write(reply.description + "\n")
        }
    }
}
