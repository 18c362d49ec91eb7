// The program is killed at random moments: what was answered is in the journal, once and in order, and comes back.
import Foundation
import Testing

@Suite("Killed at any moment", .serialized)
struct KillTests {
    /// How many kills of a kind there are for so many in the ordinary suite; NNREPL_KILLS=1000 makes a thousand of all together.
    private static func rounds(_ usual: Int) -> Int {
        ProcessInfo.processInfo.environment["NNREPL_KILLS"].flatMap { Int($0) }.map { max(usual, ($0 * usual + 25) / 26) } ?? usual
    }

    /// On the screen and line by line.
    private static func fronts(_ round: Int) -> [String] { round % 2 == 0 ? [] : ["--plain"] }

    private static func pause(upTo milliseconds: Double) { usleep(UInt32(Double.random(in: 0...milliseconds) * 1000)) }

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/nnrepl/journal", withIntermediateDirectories: true)
    }

    private var environment: [String: String] { ["XDG_STATE_HOME": folder.path] }

    /// The whole lines of all journals, each journal's by its name.
    private func journals() throws -> [String: [String]] {
        let place = folder.path + "/nnrepl/journal"
        var found: [String: [String]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: place) where name.hasSuffix(".nns") {
            let text = try String(contentsOfFile: "\(place)/\(name)", encoding: .utf8)
            found[name] = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().filter { $0.hasPrefix(">") }.map(
                String.init)
        }
        return found
    }

    private func forgetAll() throws {
        let place = folder.path + "/nnrepl/journal"
        for name in try FileManager.default.contentsOfDirectory(atPath: place) {
            try FileManager.default.removeItem(atPath: "\(place)/\(name)")
        }
    }

    /// A program at which so many commands were answered.
    private func session(_ front: [String], answered count: Int) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(front, environment: environment)
        terminal.type("net 2-2-1\r")
        terminal.wait(for: "2-2-1: ")
        for number in 0..<count {
            terminal.type("set w1 \(number + 1)\r")
            terminal.wait(for: "w1 = \(number + 1)")
        }
        return terminal
    }

    private func kill(_ terminal: PseudoTerminal) {
        terminal.send(SIGKILL)
        #expect(terminal.ending() == .signal(SIGKILL))
    }

    private static func lines(_ count: Int) -> [String] { ["> net 2-2-1"] + (0..<count).map { "> set w1 \($0 + 1)" } }

    @Test("while lines are typed: every answered one is in the journal, once and in order, and at most one more")
    func typing() throws {
        for round in 0..<Self.rounds(10) {
            let count = Int.random(in: 0...4)
            let terminal = try session(Self.fronts(round), answered: count)
            terminal.type("set w1 \(count + 1)\r")
            Self.pause(upTo: 5)
            kill(terminal)
            let found = try journals()
            #expect(found.count == 1)
            let lines = try #require(found.values.first)
            #expect(lines == Self.lines(count) || lines == Self.lines(count + 1), "\(count) answered")
            try forgetAll()
        }
    }

    @Test("while it trains: what came before is there, and the training at most once, with as many epochs as were made")
    func training() throws {
        for round in 0..<Self.rounds(4) {
            let terminal = try session(Self.fronts(round), answered: 1)
            terminal.type("data xor\r")
            terminal.wait(for: "xor")
            terminal.type("train 1000000\r")
            Self.pause(upTo: Self.rounds(4) > 4 ? 2000 : 150)
            kill(terminal)
            let lines = try #require(try journals().values.first)
            let known = Self.lines(1) + ["> data xor"]
            // The answer to `data` has come only if its words are not those of the line as it was typed.
            #expect(lines.starts(with: known) || known.starts(with: lines) && lines.count >= 2, "\(lines)")
            let rest = lines.dropFirst(known.count)
            #expect(rest.count <= 1 && rest.allSatisfy { $0.wholeMatch(of: /> train \d+/) != nil && $0 != "> train 1000000" }, "\(lines)")
            try forgetAll()
        }
    }

    @Test("while it searches: no finished trial is lost or made again, and the search goes on to the same end")
    func searching() throws {
        let begin = ["net 2-8-1 tanh output=sigmoid", "data moons n=200 seed=1"]
        let search = "search tpe lr=log(0.01..5) trials=24 epochs=40"
        let whole = try Program.run(["--json"] + (begin + [search, "show search"]).flatMap { ["-e", $0] }, environment: environment)
        for round in 0..<Self.rounds(2) {
            try forgetAll()
            let terminal = try PseudoTerminal(Self.fronts(round), environment: environment)
            for line in begin { terminal.type(line + "\r") }
            terminal.wait(for: "moons")
            terminal.type(search + "\r")
            terminal.wait("a trial in the journal") { _ in (try? journalText())?.contains("#= ") == true }
            Self.pause(upTo: 100)
            kill(terminal)
            let found = try journalText().split(separator: "\n").filter { $0.hasPrefix("#= ") }
            #expect(Set(found.map { $0.split(separator: " ")[1] }).count == found.count, "each once: \(found)")
            let recovered = try Program.run(["--json", "recover", "-e", "show search"], environment: environment)
            #expect(recovered.status == 0, "\(recovered.errors)")
            let made = try Self.trials(recovered)
            let text = try journalText()
            #expect(found.allSatisfy { text.contains($0 + "\n") }, "what was found is in the new journal: \(text)")
            let ended = try Program.run(
                ["--json", "recover", "-e", "search on \(24 - made)", "-e", "show search"], environment: environment)
            #expect(made == 24 || ended.lines.last == whole.lines.last, "\(ended.output)")
        }
    }

    private func journalText() throws -> String {
        let place = folder.path + "/nnrepl/journal"
        return try FileManager.default.contentsOfDirectory(atPath: place).filter { $0.hasSuffix(".nns") }.map {
            try String(contentsOfFile: "\(place)/\($0)", encoding: .utf8)
        }.joined()
    }

    /// How many trials `show search` lists.
    private static func trials(_ result: Program.Result) throws -> Int {
        let line = try #require(result.lines.last)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        return try #require(((object["values"] as? [String: Any])?["trials"] as? [Any])?.count)
    }

    @Test("ended while it recovers, again and again: in the end all is there once, but for a last command that was never on the screen")
    func recovering() throws {
        let commands = Self.lines(12).map { String($0.dropFirst(2)) } + ["data xor", "train 300"]
        for round in 0..<(Self.rounds(8) + 3) / 4 {
            // No process has such a number.
            let old = folder.path + "/nnrepl/journal/99999999-1.nns"
            try (commands.map { "> \($0)\n" }.joined()).write(toFile: old, atomically: false, encoding: .utf8)
            for attempt in 0..<4 {
                let terminal = try PseudoTerminal(Self.fronts(round + attempt) + ["recover"], environment: environment)
                Self.pause(upTo: 300)
                // One kill puts no command under suspicion.
                terminal.send(attempt == round % 4 ? SIGKILL : SIGTERM)
                _ = terminal.ending()
            }
            let result = try Program.run(["--json", "recover", "-e", "history"], environment: environment)
            #expect(result.status == 0, "\(result.errors)")
            let recovered = try Self.history(result)
            #expect(recovered == commands || recovered == commands.dropLast(), "\(recovered)")
            try forgetAll()
        }
    }

    @Test(
        "crashed or killed twice while it runs a command again, it leaves that out the next time, says so and goes on",
        arguments: [[SIGSEGV], [SIGKILL, SIGKILL]])
    func suspects(signals: [Int32]) throws {
        let old = folder.path + "/nnrepl/journal/99999999-1.nns"
        try "> net 2-2-1\n> data xor\n> train 1000000000\n> set w1 3\n".write(toFile: old, atomically: false, encoding: .utf8)
        for (round, signal) in signals.enumerated() {
            let terminal = try PseudoTerminal(Self.fronts(round) + ["recover"], environment: environment)
            terminal.wait(for: "command 3 of 4: train 1000000000")
            terminal.send(signal)
            #expect(terminal.ending() == .signal(signal))
        }
        let result = try Program.run(["--json", "recover", "-e", "history"], environment: environment)
        #expect(result.status == 0 && result.output.contains("line 3, train 1000000000:"), "\(result.output)\(result.errors)")
        #expect(try Self.history(result) == ["net 2-2-1", "data xor", "set w1 3"])
    }

    @Test("Ctrl-C leaves a session that is recovered on the screen for another time, with status 130")
    func stoppedRecovery() throws {
        let old = folder.path + "/nnrepl/journal/99999999-1.nns", text = "> net 2-2-1\n> data xor\n> train 1000000000\n"
        try text.write(toFile: old, atomically: false, encoding: .utf8)
        let terminal = try PseudoTerminal(["recover"], environment: environment)
        terminal.wait(for: "command 3 of 3: train 1000000000")
        terminal.type("\u{3}")
        #expect(terminal.ending() == .status(130))
        #expect(terminal.text.contains("stopped at command 3 of 3, line 3: train 1000000000"), "\(terminal.text)")
        #expect(try String(contentsOfFile: old, encoding: .utf8) == text)
        #expect(terminal.modes == terminal.originalModes)
    }

    /// The commands of the session that a recovering program tells of.
    private static func history(_ result: Program.Result) throws -> [String] {
        let line = try #require(result.lines.last)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        return try #require((object["values"] as? [String: Any])?["commands"] as? [String])
    }

    @Test("two at once on one state folder: the killed one comes back, the living one keeps its journal")
    func twoAtOnce() throws {
        for round in 0..<Self.rounds(4) / 2 {
            let living = try session(Self.fronts(round), answered: 1), dying = try session(Self.fronts(round + 1), answered: 3)
            kill(dying)
            let recovered = try Program.run(["--json", "recover", "-e", "history"], environment: environment)
            #expect(try Self.history(recovered) == Self.lines(3).map { String($0.dropFirst(2)) })
            living.type("set w2 7\r")
            living.wait(for: "w2 = 7")
            kill(living)
            #expect(try journals().values.contains(Self.lines(1) + ["> set w2 7"]))
            try forgetAll()
        }
    }

    @Test("a journal that has no more room holds the lines before it, whole; the session goes on")
    func fullDisk() throws {
        let shell = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""
        let terminal = try PseudoTerminal(["--plain"], environment: environment, shell: shell)
        terminal.type("net 2-2-1\r")
        terminal.wait(for: "2-2-1: ")
        // ulimit counts in blocks of 512 or 1024 bytes.
        for number in 0..<60 {
            terminal.type("set w1 \(number + 1) # \(String(repeating: "-", count: 8))\r")
            terminal.wait(for: "w1 = \(number + 1)")
        }
        kill(terminal)
        let lines = try #require(try journals().values.first)
        #expect(!lines.isEmpty && lines.count < 100 && Self.lines(60).starts(with: lines), "\(lines)")
    }

    @Test("where nothing can be written the session goes on", arguments: ["/dev/null/nowhere", "/proc/nowhere"])
    func readOnly(place: String) throws {
        let terminal = try PseudoTerminal(["--plain"], environment: ["XDG_STATE_HOME": place])
        terminal.type("net 2-2-1\r")
        terminal.wait(for: "2-2-1: ")
        terminal.type("quit\r")
        terminal.wait(for: "kept nowhere")
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
    }
}
