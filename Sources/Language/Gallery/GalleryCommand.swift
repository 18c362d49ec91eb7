// The gallery of architectures: gallery, gallery lstm, gallery residual open.
import Documents
import Formula

enum GalleryCommand {
    static let gallery = Command.look(
        "gallery", group: .sessions, synopsis: ["gallery", "gallery NAME", "gallery NAME open"],
        summary: "Architectures with a drawing each: what they are, what they were for, what became of them.",
        details: ["`open` behind the name of one that is built here runs the commands that make it."],
        examples: ["gallery", "gallery residual", "gallery auto-encoder open"],
        arguments: Completions.words(Architecture.all.map { ($0.name, $0.summary) }).only(at: 0)
            + Completions { place in
                place.arguments.count == 1 && Architecture.named(place.arguments[0])?.isBuilt == true
                    ? [Candidate(text: "open", summary: "make it")] : []
            },
        standsFor: { line, _ in
            guard line.words.count == 3, line.words[2].text.lowercased() == "open", let shown = Architecture.named(line.words[1].text),
                shown.isBuilt
            else { return nil }
            return shown.commands.flatMap { (try? CommandLine.commands(of: $0)) ?? [] }
        }
    ) { arguments, _ throws(CommandError) in
        try arguments.expectAtMost(2, synopsis: "gallery residual open")
        guard let word = arguments.words.first else { return { _, _ throws(CommandError) in list.seen(as: "gallery") } }
        guard let shown = Architecture.named(word.text) else {
            let names = Architecture.all.map(\.name)
            throw CommandError(
                "there is no '\(word.text)' in the gallery", column: word.column,
                hint: closest(to: word.text.lowercased(), among: names).map { "did you mean '\($0)'?" } ?? "`gallery` lists all")
        }
        if arguments.words.count > 1 {
            let second = arguments.words[1]
            guard second.text.lowercased() == "open" else {
                throw CommandError(
                    "unknown word '\(second.text)'", column: second.column,
                    hint: "write: gallery \(shown.name)\(shown.isBuilt ? " open" : "")")
            }
            throw CommandError(
                "\(shown.name) is drawn here, not built", column: second.column,
                hint: "built are \(Architecture.all.filter(\.isBuilt).map(\.name).joined(separator: ", "))")
        }
        return { _, _ throws(CommandError) in page(of: shown).seen(as: "gallery") }
    }

    private static var list: Reply {
        // Who described each, and when, is on its own page: a row is one line on a small screen.
        let rows = Architecture.all.map { [$0.name, $0.summary, $0.isBuilt ? "yes" : ""] }
        return Reply(
            [
                .table(Table(header: ["", "what it is", "built"], rows: rows)),
                .note("gallery lstm shows one; gallery residual open makes one that is built here"),
            ],
            values: [.init("architectures", .array(Architecture.all.map { .string($0.name) }))])
    }

    static func page(of shown: Architecture) -> Reply {
        var blocks: [Block] = [.heading("\(shown.title) · \(shown.origin)"), .preformatted(shown.drawing)]
        blocks += shown.paragraphs.map(Block.line)
        blocks.append(.line("Parameters of the one that is drawn: \(shown.parameters) (\(shown.count))."))
        blocks.append(
            shown.isBuilt
                ? .note("gallery \(shown.name) open: \(shown.commands.joined(separator: "; "))")
                : .note("it is drawn here, not built"))
        var reply = Reply(
            blocks,
            values: [
                .init("name", .string(shown.name)), .init("built", .bool(shown.isBuilt)), .init("parameters", .int(shown.parameters)),
                .init("commands", .array(shown.commands.map { .string($0) })),
            ])
        reply.examples = shown.isBuilt ? ["gallery \(shown.name) open"] : []
        return reply
    }
}
