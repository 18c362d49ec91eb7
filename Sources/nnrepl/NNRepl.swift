// The program: flags choose a front end.
import ArgumentParser
import Documents
import Explorer
import Language
import Sessions

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

@main
struct NNRepl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nnrepl",
        abstract: "A debugger for neural networks: step through a network forwards and back, plot, train, save and replay.",
        usage: """
            nnrepl [OPTIONS]                    the Explorer on a terminal; elsewhere commands from standard input
            nnrepl [OPTIONS] FILE.nns           open a session and go on
            nnrepl [OPTIONS] replay FILE [--verify]
            nnrepl [OPTIONS] recover [N]        go on with what a crash left behind; several are listed
            nnrepl [OPTIONS] -e 'COMMANDS'      run commands and exit
            """,
        discussion: "Exit status: 0; 1 a command failed; 2 bad flags; 3 a replay differed. `nnrepl -e help` lists the commands.",
        version: "nnrepl 0.1.0")

    @Option(name: .customShort("e"), help: ArgumentHelp("Run these commands and exit; may be given again.", valueName: "commands"))
    var commands: [String] = []

    @Flag(help: "Read commands from standard input and print plain text, also on a terminal.")
    var plain = false

    @Flag(help: "Print one line of JSON a command, and nothing else.")
    var json = false

    @Flag(help: "Use no colours.")
    var noColor = false

    @Flag(help: "Use 7-bit characters only.")
    var ascii = false

    @Option(help: "Columns of plain text and charts.")
    var width: Int?

    @Option(help: "Processor threads to train with; every number of them gives the same bits.")
    var threads: Int?

    @Flag(help: "Go on after a command that failed.")
    var keepGoing = false

    @Flag(help: "With replay: check that everything is printed as recorded; status 3 if not.")
    var verify = false

    @Flag(help: "With replay --verify: every digit must agree, not just the first nine.")
    var exact = false

    @Flag(help: "With replay --verify: tell how many questions were answered right; several files may be given.")
    var score = false

    @Option(help: "With replay: how many times faster.")
    var speed: Double = 1

    @Argument(help: ArgumentHelp("A session FILE.nns; or replay FILE; or recover.", valueName: "file"))
    var words: [String] = []

    func validate() throws {
        if let width, !(20...1000).contains(width) { throw ValidationError("--width is from 20 to 1000, not \(width)") }
        if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads is from 1 to 1024, not \(threads)") }
        if !(speed > 0 && speed.isFinite) { throw ValidationError("--speed is above 0") }
        switch words.first {
        case "replay":
            if words.count < 2 || words.count > 2 && !score {
                throw ValidationError("replay takes one file: nnrepl replay FILE [--verify]")
            }
        case "recover":
            if words.count > 2 || words.count == 2 && words[1] != "list" && Int(words[1]) == nil {
                throw ValidationError("recover takes a number, as `nnrepl recover list` shows them")
            }
        default: if words.count > 1 { throw ValidationError("one session at a time: '\(words[1])' is too much") }
        }
        if score && !verify { throw ValidationError("--score goes with: nnrepl replay FILE --verify --score") }
        if (verify || exact) && words.first != "replay" { throw ValidationError("--verify and --exact go with: nnrepl replay FILE") }
    }

    func run() throws {
        let output = StandardOutput(), status = run(output)
        // Who reads the answers has not got all of them: that is no success, whatever the commands did.
        throw ExitCode(status == 0 && output.hasFailed ? 1 : status)
    }

    /// Does what the flags say. Returns the exit status.
    private func run(_ output: StandardOutput) -> Int32 {
        let place = Surroundings()
        if let wanted = place.unknownInstructionSet {
            complain(
                "NNREPL_SIMD=\(wanted) is no instruction set: \(Surroundings.instructionSets.joined(separator: ", ")); the highest is used")
        }
        let isASCII = ascii || !place.hasUTF8
        let isInteractive = place.isTerminal && !json && commands.isEmpty && !verify
        let isExplorer = isInteractive && !plain && place.canDrawScreens
        let isReplay = words.first == "replay", isRecovery = words.first == "recover"
        let text = PlainText(width: width ?? (place.isTerminal ? place.width : 80), isASCII: isASCII)
        let progress = ProgressLine(PlainText(width: place.width, isASCII: isASCII))
        let interrupts = Interrupts(threads: threads ?? 1, progress: progress)
        if !isExplorer { interrupts.listen() }
        let isConversation = place.isTerminal && commands.isEmpty && !isReplay
        func converse() { if isConversation { interrupts.converse { output.write("\n" + Printer.prompt) } } }
        if !isRecovery { converse() }
        let printer = Printer(
            form: json ? .json : .plain, text: text, keepsGoing: keepGoing, isConversation: isConversation, interrupts: interrupts,
            output: output)
        let isFirstStart = StateFolder.isMissing

        var session = Session(journal: !isReplay && place.isTerminal ? Journal.ofThisProcess() : nil)
        if !isReplay { session.course = CourseRecord.ofThisUser(goesOn: isExplorer) }
        let mistakes = isInteractive ? configure(&session) : []
        let options = ExplorerOptions(place, style: session.desk.style, self, isASCII: isASCII)
        if isReplay {
            guard !isExplorer else { return Explorer.replay(words[1], speed: speed, options: options) }
            // The worst of what the files come to.
            return words.dropFirst().reduce(0) { max($0, replay($1, printer)) }
        }
        var left: LeftSession?
        if isRecovery {
            switch askedRecovery {
            case .one(let session): left = session
            case .told(let outcome): return printer.print([outcome]) ? 0 : 1
            }
        }
        if isExplorer {
            if !isRecovery, let first = words.first {
                do { _ = try readTranscript(of: first) } catch {
                    printer.print(failure: error, in: "open \(first)")
                    return 1
                }
            }
            // Who recovers need not be told that something can be recovered.
            let news = [isRecovery ? nil : LeftSession.news(), session.takeJournalNews()].compactMap { $0 }
            let explorer = Explorer(
                session: session, options: options, mistakes: mistakes, news: news, isFirstStart: isFirstStart && words.isEmpty)
            return explorer.run(beginning: left.map(Explorer.Beginning.recovering) ?? words.first.map(Explorer.Beginning.opening))
        }
        if let first = words.first {
            if let left, isInteractive { complain(text.shown(left.announcement)) }
            let (outcome, wasStopped) = interrupts.run { control in
                left.map { session.recover($0, control: control) } ?? session.run("open " + FilePath.quoted(first), control: control).last
            }
            // A conversation that has nothing yet can begin without it; what is recovered is left for another time.
            guard let outcome, printer.print([outcome]) || wasStopped && isConversation && !isRecovery else {
                return wasStopped ? Interrupts.status : 1
            }
        }
        converse()
        let troubles = isInteractive ? [isRecovery ? nil : LeftSession.news(), session.takeJournalNews()].compactMap { $0 } : []
        session.confirmRecovery()
        for word in troubles { printer.print(line: word, isError: false) }
        for mistake in mistakes { printer.print(failure: mistake, in: "") }
        let status = commands.isEmpty ? printer.runStandardInput(&session, prompts: place.isTerminal) : printer.run(commands, &session)
        session.end()
        return status
    }

    /// What `recover` comes to: a session to go on with, or something to be told.
    private enum AskedRecovery { case one(LeftSession), told(Outcome) }

    /// The session that was asked for; a list of them if that is what is to be done.
    private var askedRecovery: AskedRecovery {
        func failure(_ message: String, hint: String?) -> AskedRecovery {
            .told(Outcome(command: "recover", result: .failure(CommandError(message, hint: hint))))
        }
        let shelf: LeftSession.Shelf
        do { shelf = try LeftSession.all() } catch { return failure(error.message, hint: "nothing in it was touched") }
        let left = shelf.sessions
        if left.isEmpty, let first = shelf.unreadable.first { return failure(first, hint: nil) }
        guard !left.isEmpty else {
            return failure("there is nothing to recover", hint: "every session was saved before it ended, or is still open")
        }
        let number = words.dropFirst().first.flatMap { Int($0) }
        if let number, !(1...left.count).contains(number) {
            return failure("there is no session \(number) to recover, but \(left.count)", hint: "`nnrepl recover list` shows them")
        }
        let chosen = number.map { left[$0 - 1] } ?? (words.count == 1 ? LeftSession.offered(of: left) : nil)
        return chosen.map(AskedRecovery.one) ?? .told(Outcome(command: "recover", result: .success(LeftSession.list(shelf))))
    }

    /// Runs the learner's configuration. Returns what is wrong with it.
    private func configure(_ session: inout Session) -> [CommandError] {
        do {
            return try Configuration.ofThisUser().map { session.configure(by: $0) } ?? []
        } catch {
            return [error]
        }
    }

    /// Runs the program; bad flags have a status of their own.
    static func main() {
        // A pipe that nobody reads any more is told as any other failure to write.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            // Of other errors the argument parser composes the pages of help before it exits.
            leave(code.rawValue)
        } catch {
            let status = exitCode(for: error), message = fullMessage(for: error)
            if status == .success, !message.isEmpty {
                let output = StandardOutput()
                output.write(message + "\n")
                exit(withError: output.hasFailed ? ExitCode(1) : .success)
            }
            guard status == .validationFailure else { exit(withError: error) }
            complain(message)
            exit(withError: ExitCode(2))
        }
    }

    /// Replays without a screen: the commands run and print; or are checked. Returns the exit status.
    private func replay(_ file: String, _ printer: Printer) -> Int32 {
        func isRead<Success>(_ read: () throws(CommandError) -> Success) -> Success? {
            do { return try read() } catch {
                printer.print(failure: error, in: "replay \(file)")
                return nil
            }
        }
        guard verify || exact else {
            guard let (path, transcript) = isRead({ () throws(CommandError) in try readTranscript(of: file) }) else { return 1 }
            var session = Session(playing: path)
            return printer.replay(transcript, &session)
        }
        let (status, wasStopped) = printer.interrupts.run { control -> Int32 in
            let read = isRead { () throws(CommandError) in try readTranscript(of: file, unless: control.isToStop) }
            guard let (path, transcript) = read else { return 1 }
            let report = Verification.run(transcript, path: path, isExact: exact, marksAll: score, control: control)
            if score && json {
                printer.output.write(report.json + "\n")
            } else {
                printer.print(line: report.text, isError: !report.isSame)
                if score, !report.isSame { printer.output.write("\(path): the replay differs\n") }
                if score { printer.output.write(printer.text.text(of: Reply(QuizReport.document(report.quiz))) + "\n") }
            }
            return report.isSame ? 0 : 3
        }
        return wasStopped ? Interrupts.status : status
    }
}

extension ExplorerOptions {
    /// How the Explorer is to look: what the flags say, then the configuration, then what the terminal tells of itself.
    fileprivate init(_ place: Surroundings, style: Style, _ flags: NNRepl, isASCII: Bool) {
        self.init(
            colors: flags.noColor || place.refusesColor ? .none : place.hasTruecolor ? .truecolor : .described, isASCII: isASCII,
            background: style.background ?? (place.isLight ? .light : .dark), marks: style.marks == .braille ? nil : style.marks,
            panes: style.panes, threads: flags.threads ?? 1)
    }
}

/// Ends the process. (Inside the command `exit` is another function.)
private func leave(_ status: Int32) -> Never { exit(status) }
