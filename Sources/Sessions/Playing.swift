// Lines that come from a file: a session that is opened, replayed, verified or recovered reads, and does nothing beyond itself.
import Language
import Workspaces

/// What of a command from a file is not done.
enum LeftOut: Sendable, Equatable {
    /// The command as a whole.
    case all
    /// Its answer is given, and not written into a file.
    case writing

    /// What is said of it.
    func note(_ redirection: Redirection?) -> String {
        let what = "a session that is played writes no file and leaves nothing"
        guard self == .writing, let redirection else { return "left out: \(what)" }
        return "left out: > \(redirection.path); \(what)"
    }
}

extension Wish {
    /// Whether it writes a file, or decides what the front end does next.
    var reachesBeyondSession: Bool {
        switch self {
        case .quit, .save, .screen, .export, .lesson(.some(_)), .replay(file: _, speed: _, verify: false): true
        case .undo, .redo, .history, .open, .lesson(nil), .replay: false
        }
    }
}

extension Session {
    /// Sessions that open one another in a chain longer than this are refused.
    private static let deepest = 16

    /// An empty session in which the lines of a file are run.
    public init(playing path: String) {
        self.init()
        playing = [Files.identity(of: path)]
    }

    /// The same session, of which a line of a file is to be run; or, without one, a line that the learner has typed.
    public func running(lineOf path: String?) -> Session {
        var session = self
        session.playing = path.map { [Files.identity(of: $0)] } ?? []
        return session
    }

    /// Tells who watches which command of a file is under way, or that none is; of files that open one another, of the outermost.
    func tell(_ place: Transcript.Place?, _ control: RunControl) {
        guard playing.count == 1 else { return }
        control.stage = place.map { Stage($0.number, of: $0.count, title: $0.command.text) }
    }

    /// An empty session in which the lines of a file are run, unless that file is being run already.
    func fresh(playing path: String, column: Int?) throws(CommandError) -> Session {
        let file = Files.identity(of: path)
        guard !playing.contains(file) else {
            throw CommandError(
                "\(path) would be opened while it is being opened, again and again", column: column, hint: "take this line out of it")
        }
        guard playing.count < Session.deepest else {
            throw CommandError("\(Session.deepest) sessions open one another here; no more are opened", column: column)
        }
        var session = Session()
        session.playing = playing + [file]
        return session
    }
}
