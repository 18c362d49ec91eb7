// A search as it is typed: search bayes lr=log(1e-4..1) units=int(2..16) trials=20.
import Documents
import Formula
import NeuralEngine
import Search
import Workspaces

/// Reads the words behind `search METHOD`.
struct SearchReader {
    static let options = [
        "trials", "epochs", "on", "seed", "start", "prune", "points", "together", "minimise", "maximise", "minimize", "maximize",
    ]
    static let example = example(of: "random")
    /// More trials are not begun.
    static let mostTrials = 100_000
    /// Curves of more epochs are not kept of every trial.
    static let mostPrunedEpochs = 5_000

    let words: [Word]
    /// Where the line ends: what is missing has its place there.
    private let end: Int
    /// A whole line with this method.
    private let example: String
    private(set) var spaces: [(name: String, value: Word, condition: (name: String, value: Word)?)] = []
    private(set) var given: [String: Word] = [:]

    /// - Parameter words: those behind the method.
    init(_ words: [Word], of method: String, line: CommandLine) throws(CommandError) {
        self.words = words
        example = Self.example(of: method)
        end = Self.end(of: line.words)
        var open: String?, place = 0
        while place < words.count {
            let word = words[place]
            place += 1
            if word.text.lowercased() == "if", place < words.count, let (name, value) = Self.assignment(words[place]), !spaces.isEmpty {
                spaces[spaces.count - 1].condition = (name, value)
                (open, place) = (nil, place + 1)
            } else if let (name, value) = Self.assignment(word), open == nil || Self.options.contains(name) || !value.text.hasPrefix("=") {
                if Self.options.contains(name) {
                    guard given[name] == nil else { throw CommandError("\(name)= is given twice", column: word.column) }
                    given[name] = value
                    open = name.hasSuffix("se") || name.hasSuffix("ze") ? name : nil
                } else {
                    spaces.append((name, value, nil))
                    open = nil
                }
            } else if let open, let value = given[open] {
                given[open] = line.text(from: value.column, through: word)
            } else {
                // lr = 0.1..1
                let parts = words[(place - 1)...].prefix(3).map(\.text)
                let joined = parts.count == 3 && parts[1] == "=" ? parts.joined() : nil
                throw CommandError(
                    "'\(word.text)' is no NAME=SPACE", column: word.column,
                    hint: joined.map { "without blanks: \($0)" } ?? "for example: \(example)")
            }
        }
    }

    private static func example(of method: String) -> String { "search \(method) lr=log(0.001..1) trials=10" }

    private static func assignment(_ word: Word) -> (name: String, value: Word)? {
        guard let equals = word.text.firstIndex(of: "="), case let name = word.text[..<equals], name.first?.isLetter == true,
            name.allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) })
        else { return nil }
        return (name.lowercased(), Word(String(word.text[equals...].dropFirst()), column: word.column + name.count + 1))
    }

    private static let goals = [
        ("minimise", Search.Goal.minimise), ("minimize", .minimise), ("maximise", .maximise), ("maximize", .maximise),
    ]

    /// Whether the values of a formula are judged, and no trainings.
    var hasFormula: Bool { Self.goals.contains { given[$0.0] != nil } }

    /// What is sought by a formula; nil where trainings are judged.
    func formula(_ desk: Desk) throws(CommandError) -> (expression: Expression, text: Word, goal: Search.Goal)? {
        guard let (text, goal) = Self.goals.compactMap({ name, goal in given[name].map { ($0, goal) } }).first else { return nil }
        let expression: Expression
        do throws(FormulaError) {
            expression = try Expression.parse(text.text, functions: desk.workspace.functions)
        } catch {
            throw CommandError(error.message, column: text.column + error.column - 1, hint: error.hint)
        }
        if let other = expression.freeNames.first(where: { name in !spaces.contains { $0.name == name } }) {
            throw CommandError(
                "'\(other)' has no space", column: text.column(of: other), hint: "give it one: \(other)=-5..5")
        }
        return (expression, text, goal)
    }

    func space() throws(CommandError) -> Space {
        guard !spaces.isEmpty else {
            throw CommandError("what is to be searched is missing", column: end, hint: "for example: \(example)")
        }
        var dimensions: [Dimension] = []
        for (name, value, condition) in spaces {
            var held: Dimension.Condition?
            if let condition {
                let other = dimensions.first { $0.name == condition.name }
                held = Dimension.Condition(
                    condition.name, is: other.flatMap { Self.value(condition.value.text, in: $0.domain) } ?? .name(condition.value.text))
            }
            dimensions.append(Dimension(name, try Self.domain(value, of: name), if: held))
        }
        if let only = spaces.first, dimensions.allSatisfy({ $0.domain.count == 1 }) {
            throw CommandError(
                "there is one point in this space, and nothing to search", column: only.value.column,
                hint: "\(only.name)=\(SearchAxis.named(only.name)?.exampleSpace ?? "0..1")")
        }
        do throws(SearchError) { return try Space(dimensions) } catch {
            throw CommandError(error, column: error.name.flatMap { name in spaces.last { $0.name == name }?.value.column })
        }
    }

    private static func end(of words: [Word]) -> Int { words.last.map { $0.column + $0.text.count } ?? 1 }

    /// `lo..hi`, `log(lo..hi)`, `int(lo..hi)`, `intlog(lo..hi)`, `choice(a,b,c)`.
    private static func domain(_ word: Word, of name: String) throws(CommandError) -> Domain {
        let hint = "0.1..1, log(0.001..1), int(1..8), intlog(4..128) or choice(a,b,c)"
        guard !word.text.isEmpty else { throw CommandError("the space of \(name) is missing", column: word.column, hint: hint) }
        guard let open = word.text.firstIndex(of: "("), word.text.hasSuffix(")") else {
            let (low, high) = try ends(word, of: name, hint) { $0 }
            return .real(low, high)
        }
        let kind = word.text[..<open].lowercased()
        let inside = Word(String(word.text[word.text.index(after: open)...].dropLast()), column: word.column + kind.count + 1)
        switch kind {
        case "choice":
            return .choice(
                inside.text.split(separator: ",", omittingEmptySubsequences: true).map {
                    String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
                })
        case "log":
            let (low, high) = try ends(inside, of: name, hint) { "log(\($0))" }
            return .log(low, high)
        case "int", "intlog":
            let (low, high) = try ends(inside, of: name, hint) { "\(kind)(\($0))" }
            guard let first = Int(exactly: low), let last = Int(exactly: high), abs(first) < 1 << 53, abs(last) < 1 << 53 else {
                throw CommandError("\(kind) has whole numbers at its ends", column: inside.column, hint: hint)
            }
            return kind == "int" ? .int(first, last) : .intlog(first, last)
        default: throw CommandError("'\(kind)' is no kind of space", column: word.column, hint: hint)
        }
    }

    /// - Parameter typed: a range as it is typed in a space of this kind.
    private static func ends(
        _ word: Word, of name: String, _ hint: String, typed: (String) -> String
    ) throws(CommandError) -> (Double, Double) {
        let no = CommandError("'\(word.text)' is no space", column: word.column, hint: hint)
        guard let dots = word.text.firstRange(of: "..") else { throw no }
        let (first, last) = (String(word.text[..<dots.lowerBound]), String(word.text[dots.upperBound...]))
        guard Double(first) != nil, Double(last) != nil else { throw no }
        let low = try Arguments.number(Word(first, column: word.column), "an end")
        let high = try Arguments.number(Word(last, column: word.column + first.count + 2), "an end")
        guard low < high else {
            let other = low == high ? "\(first)..\(Numerals().text(high + 1))" : "\(last)..\(first)"
            // Turned round it may reach to where the setting has no meaning, as a mini-batch of 0.
            let usual = min(low, high) <= 0 ? SearchAxis.named(name)?.exampleSpace : nil
            throw CommandError(
                "the space of \(name) is empty: \(first) is not below \(last)", column: word.column,
                hint: "\(name)=\(usual ?? typed(other))")
        }
        return (low, high)
    }

    /// A value of a dimension as it is typed; nil where it has none such.
    static func value(_ text: String, in domain: Domain) -> Value? {
        let value: Value? =
            switch domain {
            case .real, .log: Double(held: text).map(Value.real)
            case .int, .intlog: Int(text).map(Value.whole)
            case .choice: .name(text)
            }
        return value.flatMap { domain.contains($0) ? $0 : nil }
    }

    /// `NAME=VALUE` for every dimension that has a value, in any order.
    /// - Parameters:
    ///   - end: where the line ends.
    ///   - option: what stands before them: `start=`.
    static func setting(_ words: [Word], in space: Space, end: Int?, option: String = "") throws(CommandError) -> Setting {
        let examples = space.dimensions.map { "\($0.name)=\($0.domain.exampleText)" }
        let example = option + examples.joined(separator: option.isEmpty ? " " : ",")
        var values = [Value?](repeating: nil, count: space.count)
        for word in words {
            guard let (name, value) = assignment(word), let place = space.index(of: name) else {
                throw CommandError(
                    "'\(word.text)' is no value of this search", column: word.column,
                    hint: "write: \(example)")
            }
            guard let read = Self.value(value.text, in: space.dimensions[place].domain) else {
                throw CommandError(
                    "\(name) is \(space.dimensions[place].domain.text), not \(value.text)", column: value.column,
                    hint: "for example \(option)\(name)=\(space.dimensions[place].domain.exampleText)")
            }
            values[place] = read
        }
        let setting = Setting(values)
        do throws(SearchError) { try space.check(setting) } catch {
            throw CommandError(CommandError(error, column: nil).message, column: words.first?.column ?? end, hint: "write: \(example)")
        }
        return setting
    }

    func start(in space: Space) throws(CommandError) -> Setting? {
        guard let word = given["start"] else { return nil }
        var column = word.column
        let parts = word.text.split(separator: ",", omittingEmptySubsequences: false).map { part -> Word in
            defer { column += part.count + 1 }
            return Word(String(part), column: column)
        }
        return try Self.setting(parts, in: space, end: nil, option: "start=")
    }

    func whole(_ name: String, in range: ClosedRange<Int>) throws(CommandError) -> Int? {
        try given[name].map { word throws(CommandError) in try Arguments.integer(word, name, in: range) }
    }
}

extension Domain {
    /// As it is typed.
    var text: String { written { "\($0)" } }

    /// The same with real numbers written in some way.
    func written(_ number: (Double) -> String) -> String {
        switch self {
        case .real(let low, let high): "\(number(low))..\(number(high))"
        case .log(let low, let high): "log(\(number(low))..\(number(high)))"
        case .int(let low, let high): "int(\(low)..\(high))"
        case .intlog(let low, let high): "intlog(\(low)..\(high))"
        case .choice(let names): "choice(\(names.joined(separator: ",")))"
        }
    }

    fileprivate var exampleText: String {
        switch self {
        case .real(let low, let high): "\((low + high) / 2)"
        case .log(_, let high): "\(high)"
        case .int(let low, _), .intlog(let low, _): "\(low)"
        case .choice(let names): names.first ?? ""
        }
    }
}
