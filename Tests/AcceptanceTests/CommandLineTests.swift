// The program without a screen: flags, pipes, files, exit statuses.
import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
    @Test("-e runs commands and exits")
    func commands() throws {
        let result = try Program.run(["-e", "print 1+1"])
        #expect(result.output == "1+1 = 2\n")
        #expect(result.errors == "")
        #expect(result.status == 0)
    }

    @Test("-e may be given again, and hold several lines")
    func severalCommands() throws {
        let result = try Program.run(["-e", "net 1-1\nset w1 2", "-e", "print w1"])
        #expect(result.lines.suffix(1) == ["w1 = 2"])
        #expect(result.status == 0)
    }

    @Test("commands come through a pipe, with or without the mark of a session")
    func pipe() throws {
        let result = try Program.run([], input: "# a remark\nnet 1-1 identity\n> set w1 2\nprint w1")
        #expect(result.output == "1-1: 1 input, 1 identity; 2 parameters\nw1 = 2\nw1 = 2\n")
        #expect(result.status == 0)
        #expect(try Program.run([], input: "").status == 0)
    }

    @Test("quit ends the input")
    func quit() throws {
        let result = try Program.run([], input: "print 1\nquit\nprint 2\n")
        #expect(result.output == "1 = 1\n")
        #expect(result.status == 0)
    }

    @Test("the first failure ends the run with status 1; the error is not among the answers")
    func failure() throws {
        let result = try Program.run([], input: "print 1\nstpe\nprint 2\n")
        #expect(result.output == "1 = 1\n")
        #expect(result.errors == "error: unknown command 'stpe'\n  stpe\n  ^\nhint: did you mean 'step'?\n")
        #expect(result.status == 1)
    }

    @Test("--keep-going goes on, and tells by the status that something failed")
    func keepGoing() throws {
        let result = try Program.run(["--keep-going"], input: "print 1\nstpe\nprint 2\n")
        #expect(result.output == "1 = 1\n2 = 2\n")
        #expect(result.status == 1)
        #expect(try Program.run(["--keep-going", "-e", "print 1; stpe; print 2"]).output == "1 = 1\n2 = 2\n")
        #expect(try Program.run(["-e", "print 1; stpe; print 2"]).output == "1 = 1\n")
    }

    @Test("--json prints one line of JSON a command, errors too, and nothing else")
    func json() throws {
        let result = try Program.run(["--json", "-e", "net 2-2-2 sigmoid; set w5 0.4; print w5; stpe"])
        #expect(result.lines.count == 4)
        #expect(result.lines.dropFirst(2).first == #"{"command":"print w5","ok":true,"text":"w5 = 0.4","values":{"w5":0.4}}"#)
        #expect(
            result.lines.last
                == #"{"command":"stpe","ok":false,"error":{"message":"unknown command 'stpe'","column":1,"hint":"did you mean 'step'?"}}"#)
        #expect(result.errors == "")
        #expect(result.status == 1)
        for line in result.lines { #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any]) }
    }

    @Test("--ascii and a plain locale keep to 7 bits", arguments: [["--ascii"], []])
    func ascii(flags: [String]) throws {
        let result = try Program.run(
            flags + ["-e", "net 2-2-1; input 1 2; step; plot sigmoid"], environment: flags.isEmpty ? ["LANG": "C", "LC_ALL": "C"] : [:])
        #expect(result.status == 0)
        #expect(result.output.utf8.allSatisfy { $0 < 128 })
        #expect(result.output.contains("w1*i1 + w2*i2"))
    }

    @Test("of the locale's variables LC_ALL goes before LC_CTYPE, and that before LANG; one that is empty says nothing")
    func locale() throws {
        func isASCII(_ variables: [String: String]) throws -> Bool {
            try Program.run(["-e", "plot sigmoid"], environment: variables).output.utf8.allSatisfy { $0 < 128 }
        }
        #expect(try isASCII(["LANG": "C.UTF-8", "LC_ALL": "C"]))
        #expect(try isASCII(["LANG": "C.UTF-8", "LC_CTYPE": "POSIX"]))
        #expect(try !isASCII(["LANG": "C", "LC_CTYPE": "C", "LC_ALL": "en_GB.utf8"]))
        #expect(try !isASCII(["LANG": "C.UTF-8", "LC_CTYPE": "", "LC_ALL": ""]))
    }

    @Test("--width folds text and sizes charts", arguments: [40, 60, 120])
    func width(columns: Int) throws {
        let result = try Program.run(["--width", "\(columns)", "-e", "plot sigmoid; net 2-2-1; input 1 2; target 1; step pass; help"])
        #expect(result.status == 0)
        #expect(result.lines.allSatisfy { $0.count <= columns || !$0.contains(" ") })
        #expect(result.lines.contains { $0.count > columns - 15 })
    }

    @Test("flags that change nothing here are understood", arguments: [["--plain"], ["--no-color"], ["--threads", "2"]])
    func harmless(flags: [String]) throws {
        let result = try Program.run(flags + ["-e", "print 1"])
        #expect(result.output == "1 = 1\n")
        #expect(result.status == 0)
    }

    @Test("--version and --help")
    func about() throws {
        let version = try Program.run(["--version"])
        #expect(version.output.hasPrefix("nnrepl "))
        #expect(version.status == 0)
        let help = try Program.run(["--help"])
        for flag in [
            "-e", "--plain", "--json", "--no-color", "--ascii", "--width", "--threads", "--keep-going", "--verify", "--version", "--help",
        ] {
            #expect(help.output.contains(flag))
        }
        #expect(help.status == 0)
    }

    @Test(
        "wrong flags have status 2, are told on standard error, and nothing is run",
        arguments: [
            ["--foo"], ["-x"], ["--width", "3", "-e", "print 1"], ["--width", "wide"], ["--width"], ["--threads", "0"], ["replay"],
            ["replay", "a", "b"],
            ["a.nns", "b.nns"], ["--verify"], ["--exact", "a.nns"], ["--speed", "0", "replay", "a"], ["recover", "a"], ["-e"],
        ])
    func wrongFlags(flags: [String]) throws {
        let result = try Program.run(flags)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(!result.errors.isEmpty)
    }

    @Test("a line of a megabyte, binary bytes and a long word are refused in a few lines")
    func badBytes() throws {
        for input in [String(repeating: "x", count: 1_000_000), "\u{1}\u{2}\u{3}\u{7F}", "print " + String(repeating: "y", count: 100_000)]
        {
            let result = try Program.run([], input: "net 2-2\n" + input + "\nprint 1")
            #expect(result.status == 1)
            #expect(result.output == "2-2: 2 inputs, 2 sigmoid; 6 parameters\n")
            #expect(result.errors.utf8.count < 1000)
            #expect(result.errors.hasPrefix("error: "))
            #expect(result.errors.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\n" })
        }
    }
}

@Suite("Sessions on the command line")
struct SessionCommandLineTests {
    @Test("a session is saved, opened, replayed and checked")
    func wholeLife() throws {
        let folder = try TemporaryFolder()
        let made = try Program.run(["-e", "net 2-2-1 tanh; data xor; train 100; plot loss; save first"], in: folder.path)
        #expect(made.lines.last == "saved 4 commands to sessions/first.nns")
        #expect(made.status == 0)
        let checked = try Program.run(["replay", "sessions/first.nns", "--verify"], in: folder.path)
        #expect(checked.output == "sessions/first.nns: 4 commands replayed, 4 compared, all the same\n")
        #expect(checked.status == 0)
        #expect(try Program.run(["replay", "first", "--verify", "--exact"], in: folder.path).status == 0)
        let played = try Program.run(["replay", "first"], in: folder.path)
        let file = try String(contentsOfFile: folder.path + "/sessions/first.nns", encoding: .utf8)
        // What is played stands between the marks of a whole file.
        let rows: [String] = file.components(separatedBy: "\n")
        let between: [String] = Array(rows.dropFirst().dropLast(2))
        #expect(rows.first?.hasPrefix("#!") == true && played.output == between.joined(separator: "\n") + "\n")
        let opened = try Program.run(["sessions/first.nns", "-e", "print epoch"], in: folder.path)
        #expect(opened.lines.last == "epoch = 100")
    }

    @Test("a lesson written by hand is filled in where it was opened")
    func filledIn() throws {
        let folder = try TemporaryFolder(), file = folder.path + "/lesson.nns"
        try "# My lesson\n> print 1+1\n".write(toFile: file, atomically: false, encoding: .utf8)
        let result = try Program.run(["-e", "open lesson.nns; save lesson.nns"], in: folder.path)
        #expect(result.status == 0 && result.lines.last == "saved 1 command to lesson.nns", "\(result.output)\(result.errors)")
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("> print 1+1\n1+1 = 2\n"))
        #expect(try Program.run(["-e", "open lesson; save lesson"], in: folder.path).lines.last == "saved 1 command to lesson.nns")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/sessions"))
    }

    @Test("a session that has changed: status 3 and the difference", arguments: [[], ["--json"]])
    func changed(flags: [String]) throws {
        let folder = try TemporaryFolder()
        try Data("> net 1-1\n> set w1 2\nw1 = 3\n".utf8).write(to: URL(fileURLWithPath: folder.path + "/a.nns"))
        let result = try Program.run(flags + ["replay", "a.nns", "--verify"], in: folder.path)
        #expect(result.status == 3)
        let told = flags.isEmpty ? result.errors : result.output
        for part in ["a.nns, line 2", "set w1 2", "w1 = 3", "w1 = 2"] { #expect(told.contains(part)) }
    }

    @Test(
        "files that are no sessions: status 1 and the reason", arguments: ["missing.nns", "folder", "binary.nns", "letter.nns", "cut.nns"])
    func noSession(name: String) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/folder", withIntermediateDirectories: true)
        try Data([0x3E, 0x20, 0xFF, 0x00, 0x80]).write(to: URL(fileURLWithPath: folder.path + "/binary.nns"))
        try Data("Dear Sir".utf8).write(to: URL(fileURLWithPath: folder.path + "/letter.nns"))
        try Data("> net 2-2\n> set W1 [[1,".utf8).write(to: URL(fileURLWithPath: folder.path + "/cut.nns"))
        for arguments in [[name, "-e", "print 1"], ["replay", name], ["-e", "open \(name); print 1"]] {
            let result = try Program.run(arguments, in: folder.path)
            #expect(result.status == 1, "\(arguments)")
            #expect(result.errors.hasPrefix("error: ") && result.errors.contains("hint: "), "\(result.errors)")
            #expect(!result.output.contains("1 = 1"))
        }
    }

    @Test(
        "lesson and replay play as text where there is no screen, each question where it stands and without its answer; JSON names the file"
    )
    func lessonAsText() throws {
        let played = try Program.run(["-e", "lesson perceptron"])
        #expect(played.status == 0 && played.lines[1].hasPrefix("(played as text"))
        let question = try #require(played.lines.firstIndex { $0.hasPrefix("question 1:") })
        #expect(!played.output.contains("ask \"") && !played.output.contains("hint="))
        #expect(played.lines[question...].contains("> step 2") && played.lines[..<question].contains("> input 0.5 0.5"))
        let path = Program.packageFolder + "/sessions/01-perceptron.nns", typed = try Program.run(["-e", "replay \"\(path)\"; print 1"])
        #expect(typed.output.contains("question 1:") && typed.status == 0)
        #expect(try Program.run(["--json", "-e", "lesson perceptron"]).lines.count == 1)
    }

    @Test("lesson tells without a screen, too, what has been done and where one stopped, as text and as JSON")
    func progress() throws {
        let folder = try TemporaryFolder(), place = ["XDG_STATE_HOME": folder.path]
        try FileManager.default.createDirectory(atPath: folder.path + "/nnrepl", withIntermediateDirectories: true)
        try "perceptron\t20\t20\nforward\t7\t30\n".write(toFile: folder.path + "/nnrepl/course", atomically: true, encoding: .utf8)
        let listed = try Program.run(["--plain", "-e", "lesson"], environment: place)
        #expect(listed.lines.first == "(lesson 4 goes on where you stopped, on the full screen)")
        #expect(listed.output.contains("done  01-perceptron") && listed.output.contains("7 of 30  04-forward"))
        let json = try Program.run(["--json", "-e", "lesson"], environment: place).output
        #expect(json.contains(#""done":["01-perceptron"],"stopped":[{"lesson":"04-forward","move":7,"of":30}]"#))
        let played = try Program.run(["-e", "lesson forward"], environment: place)
        #expect(played.output.contains("(you stopped at 7 of 30; as text it is played from its beginning)"))
        #expect(played.lines.contains { $0.hasPrefix("> net 3-4-2") })
    }

    @Test(
        "a session file that is missing is told in one line of JSON, whichever way it was to be replayed",
        arguments: [[], ["--verify"], ["--verify", "--exact"], ["--verify", "--score"]])
    func missingSession(flags: [String]) throws {
        let result = try Program.run(["--json", "replay", "missing.nns"] + flags)
        #expect(result.status == 1 && result.lines.count == 1 && result.errors.isEmpty)
        #expect(
            result.output.hasPrefix(
                #"{"command":"replay missing.nns","ok":false,"error":{"message":"cannot read missing.nns: there is no such session"#))
        #expect(result.output.contains(#","hint":""#))
    }

    @Test("every lesson is checked by the program")
    func lessons() throws {
        let listed = try Program.run(["-e", "lesson"])
        #expect(listed.lines.count > 4)
        for name in try FileManager.default.contentsOfDirectory(atPath: Program.packageFolder + "/sessions") where name.hasSuffix(".nns") {
            #expect(try Program.run(["replay", "sessions/\(name)", "--verify", "--exact"]).status == 0, "\(name)")
        }
    }

    @Test("an instruction set that there is none of is told, and the highest is used")
    func wrongInstructionSet() throws {
        let result = try Program.run(["-e", "print 1"], environment: ["NNREPL_SIMD": "avx9"])
        #expect(
            result.status == 0 && result.output == "1 = 1\n"
                && result.errors.contains("NNREPL_SIMD=avx9 is no instruction set: scalar, neon"))
    }

    /// Instruction sets that NNREPL_SIMD names below the one that is used anyway, which is the highest.
    private static var lowerInstructionSets: [String] {
        #if arch(x86_64)
            let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
            return ["scalar"] + (processor.contains("avx512f") ? ["avx2"] : [])
        #else
            return ["scalar"]
        #endif
    }

    /// The longest lessons are left to NNREPL_EVERY_LESSON=1, which also runs the highest set under three threads: all of it takes minutes.
    @Test("lessons that train give the same digits under three threads and every instruction set", arguments: lowerInstructionSets)
    func instructionSets(set: String) throws {
        let folder = Program.packageFolder + "/sessions", isWhole = ProcessInfo.processInfo.environment["NNREPL_EVERY_LESSON"] != nil
        let longest = [
            "features", "overfitting", "center-loss", "formulas", "bayesian", "searching-digits", "hyper-parameters", "choosing",
        ]
        let lessons = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".nns") }.sorted().filter { name in
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            return isWhole || text.contains("\n> train") && !longest.contains { name.hasSuffix("-\($0).nns") }
        }
        #expect(lessons.count > 15)
        for (set, threads) in isWhole ? [(set, 1), (set, 3), ("highest", 3)] : [(set, 3)] {
            let arguments = ["--threads", "\(threads)", "replay"] + lessons.map { "sessions/\($0)" } + ["--verify", "--exact", "--score"]
            let result = try Program.run(arguments, environment: ["NNREPL_SIMD": set])
            #expect(result.status == 0, "\(set), \(threads) threads: \(result.errors)")
            #expect(result.lines.count { $0.hasSuffix("all the same") } == lessons.count)
        }
    }

    @Test("a program that was copied elsewhere has its lessons with it; one of the learner's own name comes first")
    func copiedElsewhere() throws {
        let folder = try TemporaryFolder(), copy = folder.path + "/copy"
        try FileManager.default.copyItem(atPath: Program.path, toPath: copy)
        func run(_ line: String) throws -> Program.Result { try Program.run(["-e", line], program: copy, in: folder.path) }
        #expect(try run("lesson").output == Program.run(["-e", "lesson"]).output)
        #expect(try run("open tour; print w1").status == 0)
        #expect(try run("replay lesson:backpropagation verify").status == 0)
        #expect(try run("open perceptron; save perceptron").lines.last?.hasSuffix("to sessions/perceptron.nns") == true)
        try "# Mine\n> net 7-1\n".write(toFile: folder.path + "/sessions/xor.nns", atomically: false, encoding: .utf8)
        #expect(try run("open xor").output.contains("7-1"))
        #expect(try run("lesson xor").output.contains("XOR"))
    }

    @Test("after kill -9 every accepted command is recovered")
    func recover() throws {
        let folder = try TemporaryFolder()
        let environment = ["XDG_STATE_HOME": folder.path, "HOME": folder.path]
        #expect(try Program.run(["recover", "-e", "print 1"], environment: environment).status == 1)
        let terminal = try PseudoTerminal(["--plain"], environment: environment)
        terminal.type("net 1-1 identity\nset w1 0.125\nset w9 1\n")
        terminal.wait(for: "there is no parameter 'w9'")
        terminal.send(SIGKILL)
        _ = terminal.ending()
        let result = try Program.run(["recover", "-e", "print w1"], environment: environment)
        #expect(result.lines.last == "w1 = 0.125")
        #expect(result.status == 0)
    }
}
