// What a search has found is in the journal: no finished trial is lost, and none is made again.
import Foundation
import Synchronization
import Testing

@testable import Language
@testable import Sessions
@testable import Workspaces

@Suite("The journal of a search")
struct SearchJournalTests {
    private static let setting = "net 2-3-1 tanh output=sigmoid; data xor"

    /// What a search shows.
    private func shown(_ session: Session) -> String {
        var session = session
        return session.run("show search").map(\.json).joined()
    }

    private func lines(_ folder: TemporaryFolder, _ name: String = "1-1.nns") throws -> [String] {
        try folder.text(of: name).split(separator: "\n").map(String.init)
    }

    @Test("a search that has ended is kept with what its trials gave, and recovered without a training; the session keeps the plain line")
    func ended() throws {
        let folder = try TemporaryFolder()
        var session = Session(journal: Journal(path: "\(folder.path)/1-1.nns"))
        _ = session.run(Self.setting)
        let line = "search bayes lr=log(0.01..5) units=int(2..4) trials=6 epochs=9 prune=halving"
        for line in [line, "search step 2", "search guess lr=1 units=3", "search back", "search apply"] {
            #expect(session.run(line).last?.isSuccess == true)
        }
        #expect(
            session.transcript.commands.suffix(5) == [
                line, "search step 2", "search guess lr=1 units=3", "search back", "search apply",
            ])
        let written = try lines(folder)
        #expect(written[2].hasPrefix("> \(line) known=") && written[3].hasPrefix("> search step 2 known="))
        // What the trials gave is taken on trust: with other numbers in the journal the search stands as these say.
        let name = try folder.write(
            written.joined(separator: "\n").replacing(/units=3 known=[0-9.]+/, with: "units=3 known=0.0009765625") + "\n", to: "2-2.nns")
        for (path, isSame) in [("\(folder.path)/1-1.nns", true), (name, false)] {
            let copy = "\(folder.path)/copy.nns"
            try? FileManager.default.removeItem(atPath: copy)
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            var recovered = Session(journal: Journal(path: "\(folder.path)/9-9.nns"))
            let left = try #require(try HeldJournal.hold(copy)?.session)
            #expect(recovered.recover(left).isSuccess)
            if isSame {
                #expect(shown(recovered) == shown(session) && recovered.transcript.commands[2] == line)
                #expect(try lines(folder, "9-9.nns").prefix(written.count) == written[...], "a second crash loses nothing either")
                #expect(recovered.workspace.network == session.workspace.network)
            } else {
                #expect(shown(recovered).contains("0.0009765625"))
            }
            recovered.end()
            for name in folder.names where name.hasPrefix("9-9") { try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)") }
        }
    }

    @Test("a search that is killed has its finished trials in the journal, and goes on from them to the bit")
    func killed() throws {
        let folder = try TemporaryFolder(), line = "search tpe lr=log(0.01..5) trials=12 epochs=5"
        // Whatever was in the journal at some moment is what a kill would have left then.
        let path = "\(folder.path)/1-1.nns", moments = Mutex<Set<String>>([])
        let started: Session = {
            var session = Session(journal: Journal(path: path))
            _ = session.run(Self.setting)
            return session
        }()
        let control = RunControl()
        control.watch { _, _ in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
            _ = moments.withLock { $0.insert(text) }
        }
        var whole = started
        _ = whole.run(line, control: control)
        let kept = moments.withLock { $0 }.filter { $0.contains("known=") }
        #expect(kept.count > 2)
        for (number, text) in kept.enumerated() {
            let name = try folder.write(text, to: "kill-\(number).nns")
            var recovered = Session()
            let left = try #require(try HeldJournal.hold(name)?.session)
            #expect(recovered.recover(left).isSuccess, "\(text)")
            let made = try #require(recovered.desk.search?.search.trials.count)
            if made < 12 { _ = recovered.run("search on \(12 - made)") }
            #expect(shown(recovered) == shown(whole), "\(text)")
        }
    }

    @Test("a search that is stopped keeps what has ended without a gap, as a line that makes just that")
    func stopped() throws {
        for line in ["search grid lr=log(0.01..5) units=int(2..5) trials=9 epochs=5", "search bayes lr=log(0.01..5) trials=9 epochs=5"] {
            var stopped = Session()
            _ = stopped.run(Self.setting)
            let control = RunControl()
            control.watch { stage, _ in if stage.map({ $0.number >= 5 }) == true { control.cancel() } }
            _ = stopped.run(line, control: control)
            let kept = try #require(stopped.transcript.commands.last), count = try #require(stopped.desk.search?.search.trials.count)
            #expect(kept.contains(" trials=\(count)") && count < 9 && !kept.contains("known="), "\(kept)")
            var again = Session()
            _ = again.run(Self.setting)
            _ = again.run(kept)
            #expect(shown(again) == shown(stopped), "\(kept)")
        }
    }
}
