// What `plot` can draw besides functions of x: each a value with its word, its options and how its picture is made.
import Portraits
import Workspaces

/// One thing that `plot` draws of a network, its training or a search.
struct PlotForm: Sendable {
    /// Draws a workspace.
    typealias Drawing = @Sendable (Workspace, RunControl) throws(CommandError) -> Plot

    let name: String
    /// What `over=` says where one name has several forms; nil of the form without it.
    let over: String?
    let summary: String
    /// The options that it has besides those that every plot has.
    let options: [String]
    /// What its picture tells of.
    let subject: Exhibit.Subject
    /// What `why` calls its picture.
    let topic: String
    /// The words that can stand behind its name.
    let words: [Candidate]
    /// Reads the words and options. What is wrong with them is found before anything is drawn.
    let read: @Sendable (Arguments, Desk) throws(CommandError) -> Drawing

    init(
        _ name: String, over: String? = nil, _ summary: String, of subject: Exhibit.Subject, options: [String] = [], topic: String? = nil,
        words: [Candidate] = [], read: @escaping @Sendable (Arguments, Desk) throws(CommandError) -> Drawing
    ) {
        (self.name, self.over, self.summary, self.subject, self.options) = (name, over, summary, subject, options)
        (self.topic, self.words, self.read) = (topic ?? name, words, read)
    }

    static let all = ofTraining + ofNetwork + [ofSearch]

    /// Those that are called by their name alone, one a name.
    static let named = all.filter { $0.over == nil }

    static func named(_ name: String) -> PlotForm? { named.first { $0.name == name } }

    /// The names of those that have an option.
    static func names(having option: String) -> [String] {
        named.map(\.name).filter { name in of(name).contains { $0.options.contains(option) } }
    }

    private static func of(_ name: String) -> [PlotForm] { all.filter { $0.name == name } }

    /// The form that the words ask for; nil where they are no name of one.
    static func asked(_ arguments: Arguments) throws(CommandError) -> PlotForm? {
        guard let name = arguments.words.first?.text.lowercased(), let form = named(name),
            arguments.words.count == 1 || !form.words.isEmpty
        else { return nil }
        let ways = of(name).compactMap(\.over)
        guard let word = arguments.option("over"), !ways.isEmpty else { return form }
        guard let way = of(name).first(where: { $0.over == word.text.lowercased() }) else {
            throw CommandError(
                "'\(word.text)' is nothing to plot over", column: word.column,
                hint: "write \(ways.map { "over=\($0)" }.joined(separator: " or "))")
        }
        return way
    }

    /// Refuses options that go with other plots.
    func refuseOthers(_ arguments: Arguments) throws(CommandError) {
        try PlotForm.refuse(arguments, allBut: over == nil ? options : options + ["over"], of: "`plot \(name)`")
    }

    /// Refuses options that some plots have and this one does not.
    static func refuse(_ arguments: Arguments, allBut options: [String], of plot: String) throws(CommandError) {
        let special = ["x", "y"] + all.flatMap(\.options) + all.compactMap { $0.over == nil ? nil : "over" }
        guard let wrong = special.first(where: { !options.contains($0) && arguments.option($0) != nil }) else { return }
        throw CommandError(
            "\(plot) has no option \(wrong)=", column: arguments.option(wrong)?.column,
            hint: options.isEmpty ? nil : "it has " + options.map { "\($0)=" }.joined(separator: ", "))
    }
}
