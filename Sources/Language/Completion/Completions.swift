// What can stand at a place of a command, as the command itself states it.
import NeuralEngine
import Portraits
import Workspaces

/// Where in a command something is to be completed, and what there is to complete it with.
struct CompletionPlace {
    let command: Command
    /// The words behind the command's name that are no options.
    let arguments: [String]
    /// The options given so far, with their values.
    private let options: [(name: String, value: String)]
    /// What is typed of the word at the cursor.
    private(set) var typed: String
    let desk: Desk
    var workspace: Workspace { desk.workspace }
    let shelf: Shelf

    init(_ command: Command, _ line: TypedCommand, _ desk: Desk, _ shelf: Shelf) {
        self.command = command
        self.desk = desk
        self.shelf = shelf
        typed = line.last
        var arguments: [String] = []
        var options: [(name: String, value: String)] = []
        for word in line.words.dropFirst() {
            if let option = Self.option(of: word, command) {
                options.append((option.name, option.value))
            } else {
                arguments.append(word)
            }
        }
        self.arguments = arguments
        self.options = options
    }

    /// The same place with another word being typed.
    func typing(_ word: String) -> CompletionPlace {
        var place = self
        place.typed = word
        return place
    }

    private static func option(of word: String, _ command: Command) -> (name: String, value: String)? {
        guard let equals = word.firstIndex(of: "="), case let name = word[..<equals].lowercased().replacing("_", with: "-"),
            command.options.contains(where: { $0.name == name })
        else { return nil }
        return (name, String(word[equals...].dropFirst()))
    }

    /// The option whose value is being typed, and what there is of it.
    var openOption: (option: Command.Option, value: String)? {
        if let (name, value) = Self.option(of: typed, command), let option = command.options.first(where: { $0.name == name }) {
            return (option, value)
        }
        // The value of an open-ended option goes on behind a blank, until another option begins.
        guard let last = options.last, let option = command.options.first(where: { $0.name == last.name }), option.isOpenEnded,
            !command.options.contains(where: { $0.name.hasPrefix(typed.lowercased()) }) || typed.isEmpty
        else { return nil }
        return (option, typed)
    }

    /// The options that are not given yet and that fit the first argument; before there is one, those that fit any.
    var freeOptions: [Candidate] {
        command.options.filter { option in
            guard !options.contains(where: { $0.name == option.name }) else { return false }
            return arguments.first.map { option.goesWith($0.lowercased()) } ?? (option.companions == nil)
        }.map { Candidate(text: $0.name + "=", summary: $0.summary) }
    }
}

/// What may be offered for an argument or for the value of an option.
public struct Completions: Sendable {
    let candidates: @Sendable (CompletionPlace) -> [Candidate]
    /// Whether they may stand inside an expression, where a word also begins behind an operator.
    private(set) var isInExpressions = false

    public static let none = Completions { _ in [] }

    /// A fixed list of words with their meanings.
    public static func words(_ words: [(String, String)]) -> Completions {
        let candidates = words.map { Candidate(text: $0.0, summary: $0.1) }
        return Completions { _ in candidates }
    }

    static let onOrOff = words([("on", ""), ("off", "")])

    /// Whatever may be part of an expression.
    static func inExpressions(_ candidates: @escaping @Sendable (CompletionPlace) -> [Candidate]) -> Completions {
        Completions(candidates: candidates, isInExpressions: true)
    }

    /// The same, but only as the argument of an index, from 0.
    func only(at index: Int) -> Completions {
        Completions(
            candidates: { [candidates] place in place.arguments.count == index ? candidates(place) : [] }, isInExpressions: isInExpressions)
    }

    /// The same, but only behind a word as the first argument.
    func only(behind word: String) -> Completions {
        Completions(
            candidates: { [candidates] place in
                place.arguments.count == 1 && place.arguments[0].lowercased() == word ? candidates(place) : []
            }, isInExpressions: isInExpressions)
    }

    static func + (a: Completions, b: Completions) -> Completions {
        Completions(candidates: { a.candidates($0) + b.candidates($0) }, isInExpressions: a.isInExpressions || b.isInExpressions)
    }

    /// Those that begin as typed: like the whole word, or in an expression like what stands behind its last operator.
    func fitting(_ place: CompletionPlace) -> (replacing: Int, candidates: [Candidate]) {
        let whole = Completions.fitting(candidates(place), to: place.typed)
        guard isInExpressions, whole.candidates.isEmpty else { return whole }
        let part = String(place.typed.reversed().prefix { !"(,+*/^-<>=! ".contains($0) }.reversed())
        return Completions.fitting(candidates(place.typing(part)), to: part)
    }

    /// The candidates that begin like a word; upper and lower case are the same, and so is a word in quotes.
    static func fitting(_ candidates: [Candidate], to word: String) -> (replacing: Int, candidates: [Candidate]) {
        func bare(_ text: String) -> String { (text.hasPrefix("\"") ? String(text.dropFirst()) : text).lowercased() }
        let beginning = bare(word)
        var seen: Set<String> = []
        return (word.count, candidates.filter { bare($0.text).hasPrefix(beginning) && seen.insert($0.text).inserted })
    }
}
