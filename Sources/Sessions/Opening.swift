// Opening a saved session in the place of the present one, which can be taken back as one command.
import Documents
import Language
import Portraits
import Workspaces

extension Session {
    /// Opens a session file, as `open` does.
    public mutating func open(file: String, control: RunControl = RunControl()) -> Outcome {
        do {
            return Outcome(command: "open \(file)", result: .success(try open(file, column: nil, control)))
        } catch {
            return Outcome(command: "open \(file)", result: .failure(error))
        }
    }

    mutating func open(_ name: String, column: Int?, _ control: RunControl) throws(CommandError) -> Reply {
        let (target, opened) = try SessionFiles.transcript(ofSession: name, column: column, unless: control.isToStop)
        let reply = try adopt(opened, from: target, column: column, control)
        path = target
        isSaved = true
        return reply
    }

    /// Becomes the session that a transcript tells of, or stays as it is if one of its commands fails.
    private mutating func adopt(
        _ opened: Transcript, from target: String, column: Int?, _ control: RunControl
    ) throws(CommandError) -> Reply {
        var fresh = try self.fresh(playing: target, column: column)
        var notes: [String] = [], number = 0
        let count = opened.commands.count
        defer { fresh.tell(nil, control) }
        for entry in opened.entries {
            switch entry {
            case .narrative(let text): fresh.narrate(text)
            case .command(let command, _):
                number += 1
                let place = Transcript.Place(command: command, number: number, count: count)
                fresh.tell(place, control)
                let outcomes = fresh.run(command.text, control: control)
                if control.isCancelled {
                    throw CommandError("\(target): stopped at \(place.text); nothing has changed", column: column)
                }
                if case .failure(let error)? = outcomes.last?.result {
                    throw CommandError("\(target), line \(command.line): \(error.message)", column: column, hint: error.hint)
                }
                if outcomes.contains(where: { $0.leftOut != nil }) {
                    notes.append(
                        "left out, for a session that is opened writes no file and leaves nothing: line \(command.line), \(command.text)")
                }
            }
        }
        let files = control.takeFilesRead()
        if !files.isEmpty { notes.append("read: \(files.joined(separator: ", "))") }
        if opened.isCutOff { notes.append("the file is cut off: its end is missing") }
        fresh.tell(nil, control)
        fresh.playing = playing
        takePlace(of: fresh)
        var blocks: [Block] = [.line("opened \(target): \(counted(transcript.commands.count))")]
        if let network = workspace.network { blocks.append(.line(NetworkSummary.line(of: network))) }
        blocks += notes.map(Block.note)
        if !before.isEmpty {
            blocks.append(.note("it takes the place of the session you had: `undo` closes all of it and brings that back"))
        }
        return Reply(blocks, values: [.init("path", .string(target)), .init("commands", .int(transcript.commands.count))])
    }

    /// Becomes another session, and writes its journal.
    mutating func takePlace(of opened: Session, write: (Journal, Transcript) -> Void = { $0.append($1) }) {
        var fresh = opened
        // What was not saved stays in its journal; this session begins another one.
        if isSaved { journal?.discard() }
        fresh.journal = transcript.entries.isEmpty ? journal?.another : journal?.successor
        if let journal = fresh.journal { write(journal, fresh.transcript) }
        (fresh.screen, fresh.written, fresh.course) = (screen, written, course)
        // An empty session is nothing to come back to: there undo goes on through the opened one.
        if !transcript.entries.isEmpty { (fresh.before, fresh.openingDepth) = ([self], fresh.timeline.depth) }
        self = fresh
    }

    /// Undoes `open`: the session is the one from before, and its journal holds all of it again.
    mutating func comeBack(to old: Session) -> Reply {
        var opened = self, old = old
        if isSaved { journal?.discard() }
        (opened.before, old.after, old.screen) = ([], [opened], screen)
        if old.isSaved { old.journal?.append(old.transcript) }
        self = old
        return told(
            "undone", opened,
            "the session from before is back, with its \(counted(transcript.commands.count)); `redo` opens the other one again")
    }

    mutating func openAgain(_ opened: Session) -> Reply {
        var old = self, opened = opened
        if isSaved { journal?.discard() }
        (old.after, opened.before, opened.screen) = ([], [old], screen)
        if opened.isSaved { opened.journal?.append(opened.transcript) }
        self = opened
        return told("redone", opened, "it is back as you left it, with its \(counted(transcript.commands.count)); `undo` closes it again")
    }

    /// What became of an `open`, which is one command whatever the file holds.
    private func told(_ what: String, _ opened: Session, _ note: String) -> Reply {
        let command = "open \(opened.path ?? "")"
        return Reply([.line("\(what): \(command)"), .note(note)], values: [.init(what, .array([.string(command)]))])
    }
}
