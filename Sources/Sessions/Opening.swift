// Opening a saved session in the place of the present one, which can be taken back as one command.
import Documents
import Language

extension Session {
    /// Opens a session file, as `open` does.
    public mutating func open(file: String) -> Outcome {
        do {
            return Outcome(command: "open \(file)", result: .success(try open(file, column: nil)))
        } catch {
            return Outcome(command: "open \(file)", result: .failure(error))
        }
    }

    /// Goes on with the newest journal that a crash or a hasty end has left behind. Nil if there is none.
    /// - Parameter announce: told before it begins, for it may take as long as the trainings of that session took.
    public mutating func recover(announce: (String) -> Void = { _ in }) -> Outcome? {
        guard let left = Journal.newestLeftBehind() else { return nil }
        announce("the session from \(left.timeText): its commands are run again, trainings too; Ctrl-C leaves it for another time")
        do {
            let reply = try adopt(try left.transcript(), from: left.path, column: nil)
            isSaved = false
            if journal?.isUsable == true { left.discard() }
            return Outcome(command: "recover", result: .success(reply))
        } catch {
            return Outcome(command: "recover", result: .failure(error))
        }
    }

    mutating func open(_ name: String, column: Int?) throws(CommandError) -> Reply {
        let (target, opened) = try SessionFiles.transcript(ofSession: name, column: column)
        let reply = try adopt(opened, from: target, column: column)
        path = target
        isSaved = true
        return reply
    }

    /// Becomes the session that a transcript tells of, or stays as it is if one of its commands fails.
    private mutating func adopt(_ opened: Transcript, from target: String, column: Int?) throws(CommandError) -> Reply {
        var fresh = Session(journal: nil)
        for entry in opened.entries {
            switch entry {
            case .narrative(let text): fresh.narrate(text)
            case .command(let command, _):
                if case .failure(let error)? = fresh.run(command.text).last?.result {
                    throw CommandError("\(target), line \(command.line): \(error.message)", column: column, hint: error.hint)
                }
            }
        }
        // What was not saved stays in its journal; this session begins another one.
        if isSaved { journal?.discard() }
        fresh.journal = transcript.entries.isEmpty ? journal : journal?.successor
        fresh.journal?.append(fresh.transcript)
        fresh.screen = screen
        // An empty session is nothing to come back to: there undo goes on through the opened one.
        if !transcript.entries.isEmpty { (fresh.before, fresh.openingDepth) = ([self], fresh.timeline.depth) }
        self = fresh
        var blocks: [Block] = [.line("opened \(target): \(counted(transcript.commands.count))")]
        if let network = workspace.network { blocks.append(.line(NetworkSummary.line(of: network))) }
        if !before.isEmpty {
            blocks.append(.note("it takes the place of the session you had: `undo` closes all of it and brings that back"))
        }
        return Reply(blocks, values: [.init("path", .string(target)), .init("commands", .int(transcript.commands.count))])
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
