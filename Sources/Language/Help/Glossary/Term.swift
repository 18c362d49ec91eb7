// The terms of the field, each in a sentence or two that names the numbers it stands for, and the page where one goes on from there.
import Documents
import Formula

/// A term that `help` explains.
struct Term: Sendable {
    /// Its usual name, then the others.
    let names: [String]
    let meaning: String
    /// What to type to see it.
    let tries: [String]
    /// Names of commands that mean it in a question: `what is a bias?` asks for no syntax.
    let asked: [String]

    init(_ names: String..., asked: [String] = [], means meaning: String, try tries: String...) {
        (self.names, self.asked, self.meaning, self.tries) = (names, asked, meaning, tries)
    }

    /// The term that a question means by a word that is the name of a command; nil if there is none.
    static func asked(_ word: String) -> Term? { all.first { $0.asked.contains(word.lowercased()) } }

    /// The term of a name, in one or several words, singular or plural; nil if there is none such.
    static func named(_ name: String) -> Term? {
        byName[normal(name)]
    }

    /// The term of a derivative as formulas write it: `dE/dW1` is a gradient, `dE/dnet_h1` a delta, `dE/dout_o1` an error; nil for other names.
    static func ofDerivative(_ name: String) -> Term? {
        guard name.lowercased().hasPrefix("de/d"), name.count > 4 else { return nil }
        let variable = name.lowercased().dropFirst(4)
        return named(variable.hasPrefix("net") ? "delta" : variable.hasPrefix("out") ? "error" : "gradient")
    }

    /// The term of what a quantity's name means: of `net_h1` and `h1.net` the net input, of `h1` a unit of the hidden layer, of `w5` a weight.
    static func ofQuantity(_ name: String) -> Term? {
        let plain = name.lowercased().prefix { $0 != "[" }
        let parts = plain.split(whereSeparator: { "._".contains($0) }).map(String.init)
        /// The letters of a name that ends in a number: `h` of `h1`, `conv` of `conv1`.
        func stem(_ text: String) -> String? {
            let letters = text.prefix { !$0.raised.isNumber }
            return letters.isEmpty || letters.count == text.count || !text.dropFirst(letters.count).allSatisfy(\.raised.isNumber)
                ? nil : String(letters)
        }
        guard let node = parts.first(where: { stem($0) != nil }) else { return nil }
        if let property = parts.first(where: { $0 != node }) {
            return switch property {
            case "net": named("net input")
            case "bias", "b": named("bias of a unit")
            case "out": named("output of a unit")
            case "target": named("target value")
            default: named(property)
            }
        }
        let kinds = [
            "i": "input layer", "h": "hidden layer", "o": "output layer", "w": "weight", "b": "bias of a unit", "z": "net input",
            "a": "output layer", "conv": "convolution", "pool": "pooling", "norm": "batch normalisation", "drop": "dropout",
            "flat": "feature map", "add": "residual connection",
        ]
        return stem(node).flatMap { kinds[$0] }.flatMap(named)
    }

    /// Its page.
    var page: Reply { page(trying: tries) }

    /// Its page as that of a quantity which it is the kind of: how that one is explained comes first.
    func page(of quantity: String) -> Reply { page(trying: ["explain \(quantity)"] + tries) }

    private func page(trying tries: [String]) -> Reply {
        let more = tries.compactMap(CommandTable.name).first { $0 != "lesson" }
        var reply = Reply(
            // The examples come last: on the screen they are a list to choose from.
            [.heading(names.joined(separator: ", ")), .line(meaning)] + (more.map { [.note("help \($0) tells more")] } ?? [])
                + [.heading("examples"), .preformatted(tries.map { "  " + $0 })],
            values: [.init("term", .string(names[0])), .init("meaning", .string(meaning))])
        reply.examples = tries
        return reply
    }

    /// All of them by each of their names: a line that is being typed is looked up word by word, with every key.
    private static let byName = Dictionary(
        all.flatMap { term in term.names.map { (normal($0), term) } }, uniquingKeysWith: { first, _ in first })

    private static func normal(_ name: String) -> String {
        let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
        return letters.count > 3 && letters.hasSuffix("s") && !letters.hasSuffix("ss") ? String(letters.dropLast()) : letters
    }

    static let all = basics + networks + passes + training + judging + search + layers + matrices + screen
}
