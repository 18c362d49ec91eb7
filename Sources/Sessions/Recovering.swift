// Going on with a session that was left behind, whatever ended it.
import Documents
import Language
import Portraits
import Workspaces

extension Session {
    /// Goes on with a session that was left behind. A command that fails now, or that ended the program when it was run again before, is
    /// left out and said; it stays in the session as narrative. The old journal goes when all of it is in the new one.
    public mutating func recover(_ left: LeftSession, control: RunControl = RunControl()) -> Outcome {
        let held: HeldJournal?
        do { held = try HeldJournal.hold(left.path) } catch { return Outcome(command: "recover", result: .failure(error)) }
        guard let held, let session = held.session else {
            return failed("the session from \(left.timeText) is gone: it was saved, or another nnrepl goes on with it")
        }
        var fresh = Session(playing: left.path)
        var notes: [String] = [], number = 0, rest: String?
        let count = session.transcript.commands.count
        defer { fresh.tell(nil, control) }
        func leave(out command: Transcript.Command, _ why: String) {
            fresh.narrate("not run again: \(command.text)")
            notes.append("line \(command.line), \(command.text): \(why)")
        }
        for entry in session.transcript.entries {
            guard case .command(let command, _) = entry else {
                if case .narrative(let text) = entry { fresh.narrate(text) }
                continue
            }
            number += 1
            if let suspicion = session.suspects[command.line] {
                leave(out: command, "\(suspicion.rawValue), and is left out; typed, it runs")
                continue
            }
            held.mark(command)
            let place = Transcript.Place(command: command, number: number, count: count)
            fresh.tell(place, control)
            control.given = command.found
            let outcome = fresh.run(command.text, control: control).last
            control.given = nil
            guard !control.isCancelled else {
                held.unmark()
                return failed("stopped at \(place.text); the session is left for another time")
            }
            switch outcome?.result {
            case .failure(let error)?: leave(out: command, "left out, for now it fails: \(error.message)")
            case .success(let reply)?:
                if command.found?.hasEnded == false, let text = reply.rest {
                    rest = text
                    notes.append("line \(command.line), \(command.text), was under way: \(text)")
                }
            case nil: break
            }
        }
        held.unmark()
        fresh.tell(nil, control)
        fresh.playing = []
        takePlace(of: fresh) { $0.takeOver(held, $1) }
        isSaved = false
        var blocks: [Block] = [.line("recovered: \(counted(transcript.commands.count))")]
        if let network = workspace.network { blocks.append(.line(NetworkSummary.line(of: network))) }
        blocks += notes.map(Block.note)
        return Outcome(
            command: "recover",
            result: .success(
                Reply(
                    blocks,
                    values: [.init("commands", .int(transcript.commands.count))] + (rest.map { [.init("rest", .string($0))] } ?? []))))
    }

    private func failed(_ message: String) -> Outcome {
        Outcome(command: "recover", result: .failure(CommandError(message)))
    }

    /// Tells that what was recovered has been shown, and has ended nothing.
    public func confirmRecovery() { journal?.confirm() }
}
