// The front ends without a screen: commands from flags or standard input, answers as plain text or JSON lines.
import Documents
import Language
import Sessions

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Runs commands and prints what they answer.
struct Printer {
    enum Form { case plain, json }

    let form: Form
    let text: PlainText
    /// Whether a failed command ends the run.
    let keepsGoing: Bool
    /// How many threads may share the work of training.
    let threads: Int

    /// Runs the commands of `-e`. Returns the exit status.
    func run(_ lines: [String], _ session: inout Session) -> Int32 {
        var status: Int32 = 0
        for line in lines {
            for part in line.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) where !session.isOver {
                if print(session.run(String(part), control: RunControl(threads: threads))) { continue }
                status = 1
                guard keepsGoing else { return status }
            }
        }
        return status
    }

    /// Runs the lines of standard input. Returns the exit status.
    func runStandardInput(_ session: inout Session, prompts: Bool) -> Int32 {
        var status: Int32 = 0
        if prompts { write("nnrepl: type help, or quit\n> ", to: STDOUT_FILENO) }
        while !session.isOver, let line = readLine() {
            let typed = line.hasPrefix("> ") ? String(line.dropFirst(2)) : line
            if !print(session.run(typed, control: RunControl(threads: threads))) && !prompts {
                status = 1
                guard keepsGoing else { return status }
            }
            if prompts && !session.isOver { write("> ", to: STDOUT_FILENO) }
        }
        return status
    }

    /// Plays a transcript: narrative and commands as they stand there, answers as they are now.
    func replay(_ transcript: Transcript, _ session: inout Session) -> Int32 {
        for entry in transcript.entries {
            switch entry {
            case .narrative(let words):
                if form == .plain { write((words.isEmpty ? "" : "# " + words) + "\n", to: STDOUT_FILENO) }
            case .command(let command, _):
                if form == .plain { write("> \(command.text)\n", to: STDOUT_FILENO) }
                guard print(session.run(command.text, control: RunControl(threads: threads))) || keepsGoing else { return 1 }
            }
        }
        return 0
    }

    /// Prints outcomes. Returns whether all went well.
    @discardableResult
    func print(_ outcomes: [Outcome]) -> Bool {
        var isGood = true
        for outcome in outcomes {
            switch (form, outcome.result) {
            case (.json, .success): write(outcome.json + "\n", to: STDOUT_FILENO)
            case (.plain, .success(let reply)):
                let lines = text.text(of: reply)
                if !lines.isEmpty { write(lines + "\n", to: STDOUT_FILENO) }
            case (_, .failure(let error)):
                isGood = false
                if form == .json {
                    write(outcome.json + "\n", to: STDOUT_FILENO)
                } else {
                    write(text.text(of: error, in: outcome.command) + "\n", to: STDERR_FILENO)
                }
            }
        }
        return isGood
    }

    func print(failure: CommandError, in command: String) { print([Outcome(command: command, result: .failure(failure))]) }

    func print(line: String, isError: Bool) {
        switch form {
        case .plain: write(line + "\n", to: isError ? STDERR_FILENO : STDOUT_FILENO)
        case .json:
            let reply = JSONValue.object([.init("command", .string("replay")), .init("ok", .bool(!isError)), .init("text", .string(line))])
            write(reply.description + "\n", to: STDOUT_FILENO)
        }
    }

    /// Says on standard error what is no answer of a command: what is wrong with the flags, that something takes its time.
    static func complain(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    private func write(_ text: String, to file: Int32) { Printer.write(text, to: file) }

    private static func write(_ text: String, to file: Int32) {
        let bytes = Array(text.utf8)
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count, let start = buffer.baseAddress {
                let count = systemWrite(file, start + written, buffer.count - written)
                guard count > 0 else { return }
                written += count
            }
        }
    }
}

/// write(2), which has the name of a method here.
private func systemWrite(_ file: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int { write(file, start, count) }
