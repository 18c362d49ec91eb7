// What goes through the standard streams: nothing in it steers a terminal, nothing of it is lost in silence, and Ctrl-C stops what runs.
import CPseudoTerminal
import Foundation
import Testing

@Suite("The standard streams")
struct StandardStreamsTests {
    /// A shell that runs the tests in the background has them ignore the signal, and so would all programs that they start.
    init() { signal(SIGINT, SIG_DFL) }

    /// Every character that a terminal would obey, but those that end a line of a file, between letters.
    private static let hostile =
        [0x01...0x08, 0x0B...0x0C, 0x0E...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x206F]
        .joined().compactMap { Unicode.Scalar($0) }.map { "a\($0)" }.joined() + "\u{1B}]0:title\u{7}\u{9B}2J"

    /// The first character of a text that has no business in a terminal.
    private func firstForbidden(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.first {
            $0.value < 0x20 && $0 != "\n" && $0 != "\t" || (0x7F...0x9F).contains($0.value) || $0 == "\u{FEFF}"
                || $0.properties.isBidiControl
                || (0x2028...0x2029).contains($0.value)
        }
    }

    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        func write(_ text: String, _ name: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)")) }
        let rows = (0..<8).map { "\($0),\($0 * $0),\($0 % 2 == 0 ? "even" + hostile : "odd")" }.joined(separator: "\n")
        try write("x\(hostile),y,kind\(hostile)\n\(rows)\n", "names.csv")
        try write("x,y\n1,2\(hostile)\n", "cell.csv")
        try write("\u{93}NUMPY{'descr': '<f\(hostile)8'}", "type.npy")
        try write("# \(hostile)\n> print 1\n1 = 1\(hostile)\n", "lesson.nns")
        try write("> data load names.csv target=kind\u{0D}\n", "7-odd.nns")
        return folder
    }

    @Test(
        "whoever wrote a name, a cell, a narrative or a file's name: nothing in what is printed steers the terminal",
        arguments: [[], ["--json"], ["--ascii"]])
    func tamed(flags: [String]) throws {
        let folder = try Self.folder(), odd = "odd\u{1B}[31m\u{9B}2J\u{202E}.csv"
        let lines = [
            "data load names.csv target=3; show data; net 2-2-2 softmax; train 2; show confusion; plot boundary", "data load cell.csv",
            "data load type.npy", "data load \(odd)", "open lesson.nns; history", "print \(Self.hostile)", "open \(odd)", "lesson",
            "help \(odd)",
        ]
        for arguments in lines.map({ ["-e", $0] }) + [
            ["replay", "lesson.nns"], ["replay", "--verify", "lesson.nns"], ["replay", odd], [odd],
        ] {
            let result = try Program.run(flags + arguments, environment: ["NNREPL_SESSIONS": folder.path], in: folder.path)
            #expect(firstForbidden(result.output) == nil && firstForbidden(result.errors) == nil, "\(arguments)")
            #expect(!result.output.isEmpty || !result.errors.isEmpty)
            if flags == ["--ascii"] { #expect(result.output.utf8.allSatisfy { $0 < 128 } && result.errors.utf8.allSatisfy { $0 < 128 }) }
            guard flags == ["--json"] else { continue }
            for line in result.lines { #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any]) }
        }
    }

    @Test("on the screen they are pictures of themselves, and a picture in a file is XML")
    func screen() throws {
        let folder = try Self.folder(), terminal = try PseudoTerminal(["lesson.nns"], in: folder.path)
        terminal.type("data load names.csv target=3\r")
        terminal.wait(for: "8 samples")
        terminal.type("show data\r")
        terminal.wait(for: "even")
        terminal.type("show data > names.svg\r")
        terminal.wait("the picture in its file") { _ in FileManager.default.fileExists(atPath: "\(folder.path)/names.svg") }
        #expect(terminal.screen.unknown == [] && terminal.screen.modes.contains(1049))
        terminal.type("screen > screen.svg\rquit\r")
        #expect(terminal.ending() == .status(0))
        for name in ["names.svg", "screen.svg"] {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)"))
            #expect(firstForbidden(String(decoding: data, as: UTF8.self)) == nil)
        }
    }

    #if os(Linux)
        @Test("a line without an end takes no memory: it is refused once", arguments: [[], ["--json"]])
        func endless(flags: [String]) throws {
            let result = try Program.run(flags, inputFile: "/dev/zero")
            #expect(result.status == 1)
            #expect((result.output + result.errors).contains("at most 200000 are read"))
            #expect(result.output.utf8.count + result.errors.utf8.count < 5000)
        }

        @Test(
            "what could not be written is told once, and by the status",
            arguments: [
                ["-e", "print 1; print 2"], ["--version"], ["--help"], ["--json", "-e", "print 1"],
                ["--keep-going", "-e", "print 1; print 2"],
            ])
        func full(arguments: [String]) throws {
            let result = try Program.run(arguments, outputFile: "/dev/full")
            #expect(result.errors == "error: standard output cannot be written: no space left on device\n")
            #expect(result.status == 1)
        }
    #endif

    @Test("Ctrl-C stops a training in a pipe, and so the run: the status is 130", arguments: ["-e", "pipe", "keep going"])
    func interrupt(how: String) throws {
        let long = "net 2-2-1; data xor; print 6*7; train 1000000000; print 7*8\n"
        let process = Process(), input = Pipe(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = how == "-e" ? ["-e", long] : how == "pipe" ? [] : ["--keep-going"]
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, output)
        try process.run()
        if how != "-e" { input.fileHandleForWriting.write(Data((long + "print 9*9\n").utf8)) }
        var text = ""
        while !text.contains("6*7 = 42") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            text += String(decoding: more, as: UTF8.self)
        }
        kill(process.processIdentifier, SIGINT)
        if how == "keep going" { try input.fileHandleForWriting.close() }
        text += String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(!text.contains("7*8 = 56") && text.contains("9*9 = 81") == (how == "keep going"))
        #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    }

    @Test(
        "Ctrl-C stops a session that is checked, opened or recovered in a pipe: the status is 130, and one line says where",
        arguments: ["verify", "open", "recover"])
    func interruptPlayed(how: String) throws {
        let folder = try TemporaryFolder(), journals = folder.path + "/nnrepl/journal"
        try FileManager.default.createDirectory(atPath: journals, withIntermediateDirectories: true)
        // No process has such a number.
        let file = how == "recover" ? journals + "/99999999-1.nns" : folder.path + "/long.nns",
            text = "> net 2-2-1\n> data xor\n> train 1000000000\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = how == "verify" ? ["replay", "--verify", "long.nns"] : how == "open" ? ["long.nns"] : ["recover"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.environment = ["XDG_STATE_HOME": folder.path, "LANG": "C.UTF-8"]
        (process.standardInput, process.standardOutput, process.standardError) = (FileHandle.nullDevice, output, output)
        try process.run()
        // Until the training has begun, the signal does what it does to any program.
        while Self.ticksSpent(by: process.processIdentifier) < 40 && process.isRunning { usleep(1000) }
        kill(process.processIdentifier, SIGINT)
        let told = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 130, "\(told)")
        #expect(told.contains("stopped at command ") && told.contains(" of 3, line "), "\(told)")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    }

    /// The processor time that a program has taken, in hundredths of a second: far more than it takes to begin.
    private static func ticksSpent(by process: pid_t) -> Int {
        guard let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
            usleep(1_000_000)
            return .max
        }
        let fields = state.split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
    }

    @Test("on a terminal it is shown at once, on one line, which command of how many is under way; the line is taken away again")
    func progressLine() throws {
        let folder = try TemporaryFolder()
        try Data("> net 2-2-1\n> data xor\n> train 1000000000\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/long.nns"))
        let terminal = try PseudoTerminal(["--plain", "replay", "--verify", "long.nns"], in: folder.path)
        terminal.wait(for: "command 3 of 3: train 1000000000, epoch ")
        terminal.type("\u{3}")
        #expect(terminal.ending() == .status(130))
        #expect(
            terminal.screen.lines.contains { $0.hasPrefix("long.nns: stopped at command 3 of 3, line 3: train 1000000000") },
            "\(terminal.text)")
        #expect(!terminal.text.contains("epoch "))
    }

    @Test("Ctrl-C while nothing runs ends a program in a pipe as the shell expects it")
    func interruptIdle() throws {
        let process = Process(), input = Pipe(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: Program.path)
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        input.fileHandleForWriting.write(Data("print 1\n".utf8))
        _ = output.fileHandleForReading.availableData
        while process.isRunning {
            kill(process.processIdentifier, SIGINT)
            usleep(1000)
        }
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT || process.terminationStatus == 130)
    }

    @Test("in a conversation without a screen Ctrl-C stops the training, and never the program")
    func conversation() throws {
        let terminal = try PseudoTerminal(["--plain"])
        terminal.wait(for: "type help")
        terminal.type("net 2-2-1; data xor; train 1000000000\n")
        terminal.wait(for: "xor: 4 samples")
        // Whether the training has begun or not: what is typed next is answered, for the line is stopped.
        for _ in 1...3 { terminal.send(SIGINT) }
        terminal.type("print 6*7\n")
        terminal.wait(for: "6*7 = 42")
        terminal.type("abc\u{3}")
        terminal.type("print 7*8\n")
        terminal.wait(for: "7*8 = 56")
        terminal.type("quit\n")
        #expect(terminal.ending() == .status(0))
        #expect(terminal.modes == terminal.originalModes)
    }

    @Test("a session that takes long is opened before the eyes of the learner, who can stop it and never loses the program")
    func longOpening() throws {
        let folder = try TemporaryFolder()
        try Data("> net 2-2-1\n> data xor\n> train 1000000000\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/long.nns"))
        let terminal = try PseudoTerminal(["long.nns"], in: folder.path)
        terminal.wait(for: "command 3 of 3: train 1000000000")
        terminal.type("\u{3}")
        terminal.wait(for: "type a command")
        terminal.type("print 6*7\r")
        terminal.wait(for: "6*7 = 42")
        terminal.type("quit\r")
        #expect(terminal.ending() == .status(0))
    }

    @Test("a session that cannot be opened is told as ever, the terminal as it was found, status 1")
    func refusedOpening() throws {
        let folder = try TemporaryFolder()
        try Data("> net 2-2-1\n> print nothing\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/bad.nns"))
        for name in ["bad.nns", "none.nns"] {
            let terminal = try PseudoTerminal([name], in: folder.path)
            #expect(terminal.ending() == .status(1))
            #expect(terminal.modes == terminal.originalModes && terminal.screen.modes == [7, 25])
            #expect(terminal.text.contains("error: "), "\(terminal.text)")
        }
    }
}
