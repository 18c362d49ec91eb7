// An architecture of the gallery: what it is, what it was for, and what became of it.

/// One kind of network, with a drawing.
struct Architecture: Sendable {
    let name: String
    /// Other names that it is asked for by.
    let aliases: [String]
    let title: String
    /// Who described it, and when.
    let origin: String
    /// In one line.
    let summary: String
    let drawing: [String]
    /// What it is, what it was for, what became of it.
    let paragraphs: [String]
    /// The numbers that the drawn one learns, and how they are counted.
    let parameters: Int
    let count: String
    /// The commands that make it here; empty where the engine does not build it.
    let commands: [String]

    var isBuilt: Bool { !commands.isEmpty }

    init(
        _ name: String, aliases: [String] = [], _ title: String, _ origin: String, _ summary: String, drawing: String,
        parameters: Int, _ count: String, commands: [String] = [], _ paragraphs: String...
    ) {
        (self.name, self.aliases, self.title, self.origin, self.summary) = (name, aliases, title, origin, summary)
        self.drawing = drawing.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        (self.parameters, self.count, self.commands, self.paragraphs) = (parameters, count, commands, paragraphs)
    }

    static let all = ofUnits + ofCodes + ofEnergy + ofImages + ofTime + ofOthers

    static func named(_ name: String) -> Architecture? {
        let name = name.lowercased()
        return all.first { $0.name == name || $0.aliases.contains(name) }
    }
}
