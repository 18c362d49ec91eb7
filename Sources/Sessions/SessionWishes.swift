// What commands wish of their session: to go back and on in it, to save and replay it, to write what only it knows.
import Documents
import Language
import Workspaces

extension Session {
    /// Does what a command asked for. Returns the reply, and whether the command belongs into the transcript.
    mutating func grant(
        _ wish: Wish, _ command: CommandLine, isRedirected: Bool, _ control: RunControl
    ) throws(CommandError) -> (Reply, isKept: Bool) {
        let column = command.words.count > 1 ? command.words[1].column : nil
        switch wish {
        case .quit:
            if let loss = leaving() { throw loss }
            isOver = true
            return (Reply(), false)
        case .undo(let count):
            if let old = before.first, timeline.depth <= openingDepth { return (comeBack(to: old), false) }
            let undone = timeline.undo(before.isEmpty ? count : min(count, timeline.depth - openingDepth))
            guard !undone.isEmpty else { throw nothingToUndo }
            var reply = Reply.line(
                "undone: \(undone.joined(separator: "; "))", values: [.init("undone", .array(undone.map { .string($0) }))])
            if undone.count < count, timeline.forgotten > 0 { reply.blocks.append(.note(nothingToUndo.message)) }
            return (reply, true)
        case .redo(let count):
            if let opened = after.first, !timeline.hasFuture { return (openAgain(opened), false) }
            let redone = timeline.redo(count)
            guard !redone.isEmpty else { throw CommandError("there is nothing to redo", column: 1, hint: "redo follows undo") }
            return (.line("redone: \(redone.joined(separator: "; "))", values: [.init("redone", .array(redone.map { .string($0) }))]), true)
        case .history:
            let commands = transcript.commands
            let rows = commands.enumerated().map { ["\($0 + 1)", $1] }
            return (
                Reply(
                    [.table(Table(header: [], rows: rows, alignRight: [true, false]))],
                    values: [.init("commands", .array(commands.map { .string($0) }))]),
                false
            )
        case .save(let name, let overwrite, let outputs):
            return (try save(name, overwrite: overwrite, outputs: outputs, column: column), false)
        case .open(let name): return (try open(name, column: column, control), false)
        case .replay(let file, let speed, let verify):
            return (try replay(file, speed: speed, verify: verify, column: column, control), false)
        case .lesson(let which): return (try lesson(which, column: column), false)
        case .screen: return (try screenCopy(isRedirected: isRedirected), false)
        case .export(let study, let path, let column, let overwrites):
            return (try export(study, to: path, column: column, overwrites: overwrites), false)
        }
    }

    /// Writes a search as a study that another program goes on with.
    private mutating func export(_ study: Study, to path: String, column: Int, overwrites: Bool) throws(CommandError) -> Reply {
        guard let commands = timeline.commands else {
            throw CommandError(
                "what has made the network is too long ago to be written down", column: 1,
                hint: "`save` the session, open it, and export then")
        }
        if Files.exists(path), !overwrites, !written.contains(path) {
            throw CommandError(
                "\(path) exists already", column: column, hint: "another name, or: search export \(FilePath.quoted(path)) overwrite=yes")
        }
        try Files.writeAtomically(study.text(setup: CommandTable.setup(in: commands)), to: path, throughLinks: overwrites, column: column)
        written.insert(path)
        return .line("a study for Optuna: \(path)\(study.remark.map { "; " + $0 } ?? "")", values: [.init("file", .string(path))])
    }

    private func screenCopy(isRedirected: Bool) throws(CommandError) -> Reply {
        guard let screen else {
            throw CommandError(
                "there is no screen to keep: answers are lines of text here", column: 1,
                hint: "any answer can be kept: show network > net.svg; the full screen is what nnrepl has without --plain")
        }
        guard isRedirected else {
            throw CommandError("the file is missing", column: 7, hint: "write: screen > FILE.svg for a picture, FILE.txt for text")
        }
        return Reply(screen: screen)
    }

    private var nothingToUndo: CommandError {
        guard timeline.forgotten > 0 else { return CommandError("there is nothing to undo", column: 1) }
        return CommandError(
            "undo reaches back no further: the \(counted(timeline.forgotten)) before \(timeline.forgotten == 1 ? "is" : "are") forgotten, "
                + "so that memory does not fill", column: 1, hint: "history lists all commands; rewind goes to any epoch")
    }

    func counted(_ commands: Int) -> String { "\(commands) command\(commands == 1 ? "" : "s")" }

    private mutating func save(_ name: String, overwrite: Bool, outputs: Bool, column: Int?) throws(CommandError) -> Reply {
        let target = SessionFiles.target(ofSession: name, openedFrom: path)
        if Files.exists(target) && !overwrite && target != path {
            throw CommandError(
                "\(target) exists already", column: column, hint: "another name, or: save \(FilePath.quoted(name)) overwrite=yes")
        }
        let text = outputs ? transcript.file : transcript.withoutOutputs.file
        guard text.utf8.count <= Files.largest else {
            throw CommandError(
                "as text this session has \(text.utf8.count >> 20) MB, and no more than \(Files.largest >> 20) MB can be opened again",
                column: column, hint: outputs ? "save \(FilePath.quoted(name)) outputs=no keeps the commands alone" : nil)
        }
        try Files.writeAtomically(text, to: target, throughLinks: overwrite, column: column)
        path = target
        isSaved = true
        return .line("saved \(counted(transcript.commands.count)) to \(target)", values: [.init("path", .string(target))])
    }

    private mutating func replay(
        _ file: String, speed: Double, verify: Bool, column: Int?, _ control: RunControl
    ) throws(CommandError) -> Reply {
        let (target, recorded) = try SessionFiles.transcript(ofSession: file, column: column, unless: control.isToStop)
        guard verify else {
            wantedReplay = ReplayRequest(path: target, speed: speed)
            return .line("replaying \(target)", values: [.init("path", .string(target))])
        }
        let report = Verification.run(recorded, path: target, in: try fresh(playing: target, column: column), control: control)
        guard report.isSame else { throw CommandError(report.text, column: column) }
        return .line(report.text, values: [.init("path", .string(target)), .init("commands", .int(report.commandCount))])
    }
}
