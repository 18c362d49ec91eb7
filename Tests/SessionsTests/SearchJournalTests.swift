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

    /// A session that goes on with a copy of a journal.
    private func recovered(_ text: String, in folder: TemporaryFolder, writing journal: String? = nil) throws -> (Session, Outcome) {
        let copy = try folder.write(text, to: "copy.nns")
        var session = Session(journal: journal.map { Journal(path: "\(folder.path)/\($0)") })
        let left = try #require(try HeldJournal.hold(copy)?.session), outcome = session.recover(left)
        #expect(outcome.isSuccess, "\(text)")
        return (session, outcome)
    }

    @Test("a search that has ended is kept with what its trials gave, and recovered without a training; the session keeps the plain line")
    func ended() throws {
        let folder = try TemporaryFolder()
        var session = Session(journal: Journal(path: "\(folder.path)/1-1.nns"))
        _ = session.run(Self.setting)
        let line = "search bayes lr=log(0.01..5) units=int(2..4) trials=6 epochs=9 prune=halving"
        let typed = [line, "search step 2", "search guess lr=1 units=3", "search back", "search apply"]
        for line in typed { #expect(session.run(line).last?.isSuccess == true) }
        #expect(session.transcript.commands.suffix(5) == typed[...])
        let written = try lines(folder)
        #expect(written[2] == "#~ \(line)" && written.count { $0.hasPrefix("#= ") } == 6 + 2 + 1)
        #expect(written.filter { $0.hasPrefix("> ") }.suffix(5) == typed.map { "> \($0)" }[...])
        let (again, _) = try recovered(written.joined(separator: "\n") + "\n", in: folder, writing: "9-9.nns")
        #expect(shown(again) == shown(session) && again.transcript.commands == session.transcript.commands)
        #expect(try lines(folder, "9-9.nns").prefix(written.count) == written[...], "a second crash loses nothing either")
        #expect(again.workspace.network == session.workspace.network)
        // What the trials gave is taken on trust: with other numbers in the journal the search stands as these say.
        let guess = try #require(written.lastIndex { $0.hasPrefix("#= 1 ") })
        let other = (written[..<guess] + ["#= 1 0.0009765625"] + written[(guess + 1)...]).joined(separator: "\n") + "\n"
        #expect(try shown(recovered(other, in: folder).0).contains("0.0009765625"))
        // A line that a fault of the disk has spoilt costs its trial, no more.
        let spoilt = (written[..<guess] + ["#= 1 0.00x7"] + written[(guess + 1)...]).joined(separator: "\n") + "\n"
        #expect(try shown(recovered(spoilt, in: folder).0) == shown(session))
    }

    @Test("each trial is written once: what the journal has at one moment begins what it has at the next, to the end of the search")
    func once() throws {
        let folder = try TemporaryFolder(), path = "\(folder.path)/1-1.nns", moments = Mutex<[String]>([])
        var session = Session(journal: Journal(path: path))
        _ = session.run(Self.setting)
        let control = RunControl()
        control.watch { _, _ in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
            moments.withLock { $0.append(text) }
        }
        _ = session.run("search random lr=log(0.01..5) trials=12 epochs=3 prune=halving", control: control)
        let all = moments.withLock { $0 }.sorted { $0.count < $1.count } + [try folder.text(of: "1-1.nns")]
        #expect(Set(all).count > 3 && zip(all, all.dropFirst()).allSatisfy { $1.hasPrefix($0) })
    }

    @Test(
        "a search that is killed is recovered as far as it had come, says which command makes the rest, and comes with that to the same end"
    )
    func killed() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/1-1.nns"
        for line in ["search tpe lr=log(0.01..5) trials=12 epochs=5", "search bayes lr=log(0.01..5) trials=9 epochs=9 prune=halving"] {
            // Whatever was in the journal at some moment is what a kill would have left then.
            let moments = Mutex<Set<String>>([])
            try? FileManager.default.removeItem(atPath: path)
            var whole = Session(journal: Journal(path: path))
            _ = whole.run(Self.setting)
            let control = RunControl()
            control.watch { _, _ in
                guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
                _ = moments.withLock { $0.insert(text) }
            }
            _ = whole.run(line, control: control)
            let count = try #require(whole.desk.search?.search.trials.count)
            let kept = moments.withLock { $0 }.filter { !$0.contains("> search") }.sorted { $0.count < $1.count }
            #expect(kept.count > 2)
            for text in kept.enumerated().filter({ $0.offset % 3 == 1 }).map(\.element) {
                let found = text.split(separator: "\n").filter { $0.hasPrefix("#= ") }
                var (session, outcome) = try recovered(text, in: folder)
                let run = try #require(session.desk.search), made = run.search.trials.count
                #expect(made + run.ahead.count == found.count, "every finished trial is kept, and no other is made")
                guard made < count else { continue }
                #expect(outcome.json.contains("`search on \(count - made)` makes the rest"), "\(outcome.json)")
                for threads in [1, 3] {
                    var session = session
                    let control = RunControl(threads: threads)
                    let again = Mutex<[String]>([])
                    control.watch { stage, _ in if let title = stage?.title { again.withLock { $0.append(title) } } }
                    #expect(session.run("search on \(count - made)", control: control).last?.isSuccess == true)
                    #expect(shown(session) == shown(whole), "\(text)")
                    #expect(again.withLock { $0 }.count == count - found.count, "no finished trial is made again")
                }
                // What was found out of turn counts no longer where something else has changed.
                _ = session.run("data circle n=40 seed=1")
                #expect(session.desk.search?.ahead.isEmpty == true)
            }
        }
    }

    @Test("a search to which more trials were being added when it was killed stands with those that had ended")
    func killedGoingOn() throws {
        let folder = try TemporaryFolder(), path = "\(folder.path)/1-1.nns", moments = Mutex<Set<String>>([])
        var whole = Session(journal: Journal(path: path))
        _ = whole.run(Self.setting + "; search tpe lr=log(0.01..5) trials=3 epochs=5")
        let control = RunControl()
        control.watch { _, _ in
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
            _ = moments.withLock { $0.insert(text) }
        }
        _ = whole.run("search on 7", control: control)
        let kept = moments.withLock { $0 }.filter { !$0.contains("> search on") }
        #expect(!kept.isEmpty)
        for text in kept {
            var (session, _) = try recovered(text, in: folder, writing: "9-9.nns")
            // And once more: what was recovered was written down again.
            (session, _) = try recovered(folder.text(of: "9-9.nns"), in: folder)
            try FileManager.default.removeItem(atPath: "\(folder.path)/9-9.nns")
            let made = try #require(session.desk.search?.search.trials.count)
            _ = session.run("search on \(10 - made)")
            #expect(shown(session) == shown(whole), "\(text)")
        }
    }

    @Test("journals of earlier versions, with all that a search has found behind known=, are recovered as they were")
    func before() throws {
        let folder = try TemporaryFolder(), line = "search tpe lr=log(0.01..5) trials=6 epochs=5"
        var session = Session()
        _ = session.run(Self.setting + "; " + line)
        let values = try #require(session.desk.search?.search.trials.map { "\($0.value)" })
        let text = "> net 2-3-1 tanh output=sigmoid\n> data xor\n> \(line) known="
        for known in [values, values.prefix(2) + ["?"] + values.suffix(3), Array(values.prefix(3))] {
            let (again, _) = try recovered(text + known.joined(separator: ",") + "\n", in: folder)
            #expect(shown(again) == shown(session) && again.transcript.commands.last == line)
        }
    }

    @Test("a search that is stopped keeps what has ended without a gap, as a line that makes just that, and says what makes the rest")
    func stopped() throws {
        for line in ["search grid lr=log(0.01..5) units=int(2..5) trials=9 epochs=5", "search bayes lr=log(0.01..5) trials=9 epochs=5"] {
            var stopped = Session()
            _ = stopped.run(Self.setting)
            let control = RunControl()
            control.watch { stage, _ in if stage.map({ $0.number >= 5 }) == true { control.cancel() } }
            let outcome = stopped.run(line, control: control).last
            let kept = try #require(stopped.transcript.commands.last), count = try #require(stopped.desk.search?.search.trials.count)
            #expect(kept.contains(" trials=\(count)") && count < 9, "\(kept)")
            // Wherever the line is folded.
            let told = outcome?.json.replacing("\\n  ", with: " ")
            #expect(told?.contains("`search on \(9 - count)` makes the rest") == true)
            var again = Session(), whole = Session()
            _ = again.run(Self.setting)
            _ = again.run(kept)
            #expect(shown(again) == shown(stopped), "\(kept)")
            _ = whole.run(Self.setting + "; " + line)
            _ = stopped.run("search on \(9 - count)")
            #expect(shown(stopped) == shown(whole), "\(kept)")
        }
    }
}
