// `help`: it alone of all commands names the table of them.
import Portraits

enum HelpCommand {
    static let help = Command.look(
        "help", aliases: ["?", "man"], group: .sessions, synopsis: ["help [TOPIC]"],
        summary: "List the commands, or explain one, or a term such as delta. Topics: \(Help.topicNames).",
        examples: ["help", "help step", "help quantities", "help delta"],
        arguments: Completions { _ in
            CommandTable.commands.map { Candidate(text: $0.name, summary: $0.summary) }
                + Help.topics.map { Candidate(text: $0.name, summary: $0.summary) }
                + Term.all.filter { !$0.names[0].contains(" ") }.map { Candidate(text: $0.names[0], summary: $0.meaning) }
        }.only(at: 0)
    ) { arguments, _ throws(CommandError) in
        try arguments.refuseFile()
        // `help learning rate`, `help save picture`
        let words = arguments.words.map(\.text), all = words.joined(separator: " ")
        if words.count > 1 {
            if let page = Help.page(of: words) { return { _, _ throws(CommandError) in page } }
            // What a form of a command is, `help plot spectrum`, its page tells.
            if let page = Help.page(ofForm: words) { return { _, _ throws(CommandError) in page } }
            let near = EverydayWords.subject(in: words, of: 1).map { "`help \($0)` tells of a part of it" }
            throw CommandError(
                "there is no help about '\(all)'", column: arguments.words[0].column,
                hint: Help.pages(telling: arguments.words) ?? near ?? "`help` lists the commands")
        }
        let page = try arguments.words.first.map { word throws(CommandError) in try Help.page(word) } ?? Help.overview()
        return { _, _ throws(CommandError) in page }
    }
}
