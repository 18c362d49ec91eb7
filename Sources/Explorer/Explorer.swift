// The Explorer: terminal, state and loop put together.
import Documents
import Language
import NeuralEngine
import Sessions
import Synchronization
import Portraits

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The full-screen front end.
public struct Explorer {
    private var state: State
    private let inbox = Inbox()
    private let history = LineHistory.ofThisUser()

    /// An Explorer on a session; `mistakes` are those of the configuration, `news` is for the learner to read first.
    public init(
        session: Session, options: ExplorerOptions, mistakes: [CommandError] = [], news: [String] = [], isFirstStart: Bool = false
    ) {
        state = State(session: session, options: options, width: 80, height: 24)
        state.conversation.offersTour = isFirstStart
        state.shelf = .ofThisMachine
        for word in news { state.conversation.talk.add(word, .remark) }
        for mistake in mistakes { state.conversation.talk.add(.failure(mistake, command: "")) }
        if let network = session.workspace.network { state.conversation.talk.add("opened: " + NetworkSummary.line(of: network), .remark) }
    }

    /// Plays a session file. Returns the exit status.
    public static func replay(_ file: String, speed: Double, options: ExplorerOptions) -> Int32 {
        var explorer = Explorer(session: Session(), options: options)
        do {
            let (path, transcript) = try readTranscript(of: file)
            explorer.state.play(ReplayPlayer(path: path, transcript: transcript, speed: speed))
            return explorer.run()
        } catch {
            writeError(PlainText(isASCII: options.isASCII).text(of: error, in: "replay \(file)") + "\n")
            return 1
        }
    }

    /// What is done first, before the eyes of the learner, who can stop it.
    public enum Beginning: Sendable {
        /// A session is opened.
        case opening(String)
        /// One that was left behind is gone on with; stopped, it is left for another time.
        case recovering(LeftSession)
    }

    /// Runs until the learner leaves. Returns the exit status.
    /// - Parameter beginning: If that fails, nothing else is done.
    public func run(beginning: Beginning? = nil) -> Int32 {
        guard let inboxEnd = inbox.readingEnd, let terminal = Terminal(colors: state.options.colors) else {
            writeError("nnrepl: this terminal cannot be used for a full screen; try --plain\n")
            return 1
        }
        var state = state
        state.options.colors = terminal.depth
        state.conversation.line = LineEditor(history: history?.load() ?? [])
        let course = state.session.course
        var deadlySignal: Int32?, noted: LessonPlace?, beginning = beginning, refusal: Refusal?
        let size = terminal.size
        state.screen.resize(width: size.0, height: size.1)
        for task in beginning.map({ state.begin($0) }) ?? [] { perform(task, terminal) }
        while !state.isOver {
            terminal.show(state.picture)
            let ready = wait(for: [STDIN_FILENO, terminal.signals, inboxEnd], milliseconds: state.patience)
            var events: [Event] = []
            while let signal = takeByte(terminal.signals) {
                switch signal {
                case SIGWINCH: events.append(terminal.resize())
                case SIGCONT: events.append(terminal.comeBack())
                case SIGINT: events.append(.key(.control("c")))
                case SIGTSTP: events.append(.key(.control("z")))
                default:
                    deadlySignal = signal
                    events.append(.terminate)
                }
            }
            if ready.contains(inboxEnd) {
                _ = takeByte(inboxEnd)
                events += inbox.takeAll()
            }
            if ready.isEmpty && events.isEmpty { events.append(state.agenda.running == nil ? .beat : .progress) }
            while let event = terminal.read() { events.append(event) }
            // A terminal that is gone does not always send SIGHUP: not to one that has it from another session, or that was not in front.
            if events.isEmpty, ready.contains(STDIN_FILENO), hasHungUp(STDIN_FILENO) {
                deadlySignal = SIGHUP
                events.append(.terminate)
            }
            for event in events where !state.isOver {
                var isBegun = false
                if let first = beginning, case .finished(let finished) = event {
                    refusal = first.refusal(finished, wasStopped: state.agenda.running?.control.isCancelled == true)
                    state.isOver = refusal != nil
                    (beginning, isBegun) = (nil, true)
                }
                for task in state.update(event) {
                    if case .suspend = task { _ = state.update(terminal.suspend()) } else { perform(task, terminal) }
                }
                if isBegun {
                    // What was recovered has ended nothing as soon as it is on the screen.
                    terminal.show(state.picture)
                    state.session.confirmRecovery()
                }
            }
            if let place = state.lessonPlace, place != noted {
                course?.note(place.lesson, move: place.move, of: place.count)
                noted = place
            }
        }
        terminal.close()
        settle(&state)
        state.session.end(isWished: deadlySignal == nil)
        if let refusal {
            writeError(PlainText(isASCII: state.options.isASCII).text(of: refusal.error, in: "") + "\n")
            return refusal.status
        }
        return deadlySignal.map { 128 + $0 } ?? 0
    }

    /// Sees what still runs to its end, and so into the journal. It has been asked to stop, and takes a batch to do so; one that does not
    /// is left: its epochs up to the last second are in the journal.
    private func settle(_ state: inout State) {
        guard let inboxEnd = inbox.readingEnd else { return }
        let clock = ContinuousClock(), end = clock.now + .seconds(5)
        while state.agenda.running != nil, clock.now < end {
            guard wait(for: [inboxEnd], milliseconds: 100).contains(inboxEnd) else { continue }
            _ = takeByte(inboxEnd)
            for case .finished(let finished) in inbox.takeAll() {
                state.session = finished.session
                state.agenda.end()
            }
        }
    }

    private func perform(_ task: Task, _ terminal: Terminal) {
        switch task {
        case .remember(let line): history?.add(line)
        case .redraw: terminal.forget()
        case .suspend: break
        case .keep(let screen): inbox.put(.notice(keepScreen(screen.svg)))
        case .look(let epoch, let workspace, let control):
            let inbox = inbox
            Terminal.inThread {
                let progress = workspace.look(backTo: epoch, control: control)
                if !control.isCancelled { inbox.put(.looked(epoch, progress)) }
            }
        case .seek(let step, let workspace):
            let inbox = inbox
            Terminal.inThread { inbox.put(.found(step, workspace.look(atStep: step))) }
        case .run(let line, let session, let control):
            let inbox = inbox
            Terminal.inThread {
                var copy = session
                let outcomes = copy.run(line, control: control)
                inbox.put(.finished(Finished(session: copy, outcomes: outcomes)))
            }
        case .recover(let left, let session, let control):
            let inbox = inbox
            Terminal.inThread {
                var copy = session
                let outcome = copy.recover(left, control: control)
                inbox.put(.finished(Finished(session: copy, outcomes: [outcome])))
            }
        }
    }
}

extension State {
    /// How long the loop may wait for something to happen, in milliseconds; -1 is for ever.
    var patience: Int32 {
        // Thirty pictures a second, drawing included.
        if agenda.running != nil { return 28 }
        // So long a key may still be meant for a training that has ended.
        if live.hasJustEnded { return 1200 }
        if playback.isPlaying, let pause = pauseOfReplay { return Int32(nearest: pause * 1000) }
        return -1
    }
}

/// Why nothing more is done, and the exit status that says so.
private struct Refusal {
    let error: CommandError
    let status: Int32
}

extension Explorer.Beginning {
    /// Why nothing comes after it; without its place in a line that nobody typed. Who stops the opening of a session has an empty one.
    fileprivate func refusal(_ finished: Finished, wasStopped: Bool) -> Refusal? {
        guard case .failure(let error)? = finished.outcomes.last?.result else { return nil }
        let bare = CommandError(error.message, hint: error.hint)
        guard wasStopped else { return Refusal(error: bare, status: 1) }
        if case .recovering = self { return Refusal(error: bare, status: 128 + SIGINT) }
        return nil
    }
}

extension State {
    fileprivate mutating func begin(_ beginning: Explorer.Beginning) -> [Task] {
        switch beginning {
        case .opening(let file): return start(.line("open " + FilePath.quoted(file)))
        case .recovering(let left):
            conversation.talk.ask("recover")
            conversation.talk.add(left.announcement, .remark)
            return [.recover(left, session, agenda.begin(.line("recover"), threads: options.threads))]
        }
    }
}

/// Where the thread that runs a command leaves what it has to say, and wakes the loop.
private final class Inbox: Sendable {
    let readingEnd: Int32?
    private let writingEnd: Int32
    private let events = Mutex<[Event]>([])

    init() {
        var ends: [Int32] = [0, 0]
        let isOpen = pipe(&ends) == 0
        readingEnd = isOpen ? ends[0] : nil
        writingEnd = ends[1]
    }

    func put(_ event: Event) {
        events.withLock { $0.append(event) }
        var byte: UInt8 = 1
        _ = write(writingEnd, &byte, 1)
    }

    func takeAll() -> [Event] {
        events.withLock { events in
            defer { events = [] }
            return events
        }
    }
}

/// Which of some files have something to read; none if the time is over.
private func wait(for files: [Int32], milliseconds: Int32) -> Set<Int32> {
    var polls = files.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&polls, nfds_t(polls.count), milliseconds) > 0 else { return [] }
    return Set(polls.filter { $0.revents != 0 }.map(\.fd))
}

/// Whether nobody is at the other end any more.
private func hasHungUp(_ file: Int32) -> Bool {
    var state = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) > 0 && Int32(state.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0
}

private func takeByte(_ file: Int32) -> Int32? {
    var byte: UInt8 = 0
    return read(file, &byte, 1) == 1 ? Int32(byte) : nil
}

private func writeError(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}
