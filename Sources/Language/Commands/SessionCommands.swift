// Commands about the session itself: save, open, replay, undo, redo, history, help, lesson, quit. They ask for what reaches
// beyond the workspace; the session grants it.
import Documents
import Formula
import NeuralEngine

enum SessionCommands {
    static let all = [save, open, replay, undo, redo, history]
    static let last = [lesson, tour, quit]

    private static func wish(_ wish: Wish) -> Looking { { _, _ throws(CommandError) in Reply(wish: wish) } }

    /// The name of a file, out of its quotes.
    private static func file(_ word: Word) throws(CommandError) -> String {
        let name = word.file.text
        guard !name.isEmpty, name.last != "/" else {
            throw CommandError("a file needs a name", column: word.column, hint: "for example: first, or sessions/first.nns")
        }
        guard name.utf8.count <= FilePath.longest else { throw FilePath.tooLong(word.column) }
        return name
    }

    private static func yesOrNo(_ name: String, _ arguments: Arguments) throws(CommandError) -> Bool? {
        guard let word = arguments.option(name) else { return nil }
        if ["yes", "on", "true"].contains(word.text.lowercased()) { return true }
        if ["no", "off", "false"].contains(word.text.lowercased()) { return false }
        throw CommandError("'\(word.text)' is neither yes nor no", column: word.column, hint: "write \(name)=yes or \(name)=no")
    }

    static let save = Command.look(
        "save", group: .sessions, synopsis: ["save NAME", "save NAME overwrite=yes"],
        summary: "Save the session as text: sessions/NAME.nns, or a path.",
        details: ["The file holds the commands and what they printed; `nnrepl replay` plays or checks it."], examples: ["save first"],
        options: [
            .init(
                "overwrite", "yes, to replace a file that is not of this session",
                values: .words([("yes", "replace the file"), ("no", "leave it")])),
            .init(
                "outputs", "no, to keep the commands alone",
                values: .words([("yes", "with what they printed"), ("no", "the commands alone")])),
        ], arguments: .sessions.only(at: 0)
    ) { arguments, _ throws(CommandError) in
        let name = try arguments.word(0, "the name of the session", hint: "for example: save first")
        try arguments.expectOneFile(at: 0, synopsis: "save first")
        let overwrite = try yesOrNo("overwrite", arguments) ?? false
        return wish(.save(name: try file(name), overwrite: overwrite, outputs: try yesOrNo("outputs", arguments) ?? true))
    }

    static let open = Command.look(
        "open", aliases: ["load"], group: .sessions, synopsis: ["open NAME"],
        summary: "Open a saved session and go on from its end.",
        details: [
            "It takes the place of the session you have. `undo` then closes all of it and brings that back; with nothing to come back to, it goes "
                + "back through the commands of the file."
        ],
        examples: ["open first"], arguments: .sessions.only(at: 0), manner: Manner(.waits) { $0.opensSession = true }
    ) { arguments, _ throws(CommandError) in
        let name = try arguments.word(0, "the name of the session", hint: "for example: open first")
        try arguments.expectOneFile(at: 0, synopsis: "open first")
        return wish(.open(name: try file(name)))
    }

    static let replay = Command.look(
        "replay", group: .sessions, synopsis: ["replay FILE [speed=2] [verify]"],
        summary: "Play a saved session step by step, or check that it still gives the same.",
        examples: ["replay first", "replay sessions/first.nns verify"], options: [.init("speed", "how many times faster")],
        arguments: Completions.sessions.only(at: 0)
            + Completions { place in
                place.arguments.count == 1 ? [Candidate(text: "verify", summary: "check that it still gives the same")] : []
            }, manner: Manner(.waits) { $0.playsSession = true }
    ) { arguments, _ throws(CommandError) in
        let name = try arguments.word(0, "the file of the session", hint: "for example: replay first")
        try arguments.expectAtMost(2, synopsis: "replay \(name.text) verify")
        if arguments.words.count > 1, arguments.words[1].text.lowercased() != "verify" {
            throw CommandError(
                "unknown word '\(arguments.words[1].text)'", column: arguments.words[1].column,
                hint: "write: replay \(name.text) verify")
        }
        let speed = try arguments.number(option: "speed") ?? 1
        guard speed > 0 else { throw CommandError("the speed is above 0", column: arguments.option("speed")?.column) }
        return wish(.replay(file: try file(name), speed: speed, verify: arguments.words.count > 1))
    }

    static let undo = counted("undo", "Take back the last command, exactly; or the last N.") { .undo($0) }
    static let redo = counted("redo", "Do again what was undone.") { .redo($0) }

    private static func counted(_ name: String, _ summary: String, wish kind: @escaping @Sendable (Int) -> Wish) -> Command {
        Command.look(name, group: .sessions, synopsis: ["\(name) [N]"], summary: summary, manner: Manner(.waits)) {
            arguments, _ throws(CommandError) in
            try arguments.expectAtMost(1, synopsis: "\(name) 3")
            let count = arguments.words.isEmpty ? 1 : try Arguments.integer(arguments.words[0], "the number of commands", in: 1...1_000_000)
            return wish(kind(count))
        }
    }

    static let history = Command.look(
        "history", group: .sessions, synopsis: ["history"], summary: "List the commands of this session."
    ) { arguments, _ throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "history")
        return wish(.history)
    }

    static let lesson = Command.look(
        "lesson", aliases: ["lessons"], group: .sessions, synopsis: ["lesson", "lesson N|NAME"],
        summary: "List the lessons, or play one.",
        details: [
            "The list says what has been done, and where one stopped; a lesson left half-way goes on there, and Home leads to its beginning. What is "
                + "noted is in nnrepl/course in the state folder; playing, checking or scoring a file notes nothing.",
            "Behind the course stand a teacher's own, from the folders that NNREPL_LESSONS names (parted by colons) and from "
                + "~/.local/share/nnrepl/lessons: any FILE.nns in them. `lesson FOLDER/NAME` plays one of them; a name that the course has, too, means that "
                + "of the course. NNREPL_SESSIONS names a folder that takes the place of the course.",
        ], examples: ["lesson", "lesson 1", "lesson backpropagation"],
        arguments: .lessons.only(at: 0), manner: Manner(.waits) { $0.playsSession = true }
    ) { arguments, _ throws(CommandError) in
        try arguments.expectAtMost(1, synopsis: "lesson 2")
        return wish(.lesson(arguments.words.first?.text))
    }

    static let tour = Command.look(
        "tour", group: .sessions, synopsis: ["tour"],
        summary: "Five minutes for a beginner: what a network is, and how it learns.", manner: Manner(.waits) { $0.playsSession = true }
    ) { arguments, _ throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "tour")
        return wish(.lesson("tour"))
    }

    static let quit = Command.look(
        "quit", aliases: ["exit", "bye"], group: .sessions, synopsis: ["quit"],
        summary: "Leave. On a terminal a journal keeps what was not saved, or quit says that it cannot.", manner: Manner(.leaves)
    ) { arguments, _ throws(CommandError) in
        if let word = arguments.words.first, ["lesson", "tour", "replay"].contains(word.text.lowercased()) {
            let asked = arguments.line.words[0].text
            throw CommandError(
                "\(asked) leaves the program, not the \(word.text)", column: word.column, hint: "Escape leaves what is played")
        }
        try arguments.expectAtMost(0, synopsis: "quit")
        return wish(.quit)
    }
}
