// From characters to tokens, one at a time.
import NeuralEngine

/// The smallest piece of an expression that means something.
struct Token {
    enum Kind: Equatable {
        case number(Double)
        /// A name with its dots and indices, without blanks: `x`, `h1.net`, `conv1[2,1,3].net`, `leaky-relu`.
        case word(String)
        case binary(Operator)
        case not
        case open, close, comma, arrow, prime, end
    }

    let kind: Kind
    /// The token as it was typed.
    let text: String
    /// Of its first character, from 1.
    let column: Int

    /// Whether a value may begin here.
    var beginsValue: Bool {
        switch kind {
        case .number, .word, .open, .not: true
        case .binary, .close, .comma, .arrow, .prime, .end: false
        }
    }
}

/// Reads tokens from a text, left to right; its time grows with the text and no faster.
struct Lexer {
    private let characters: [Character]
    private var position = 0
    private let functions: FunctionTable

    init(_ text: String, functions: FunctionTable) {
        characters = Array(text)
        self.functions = functions
    }

    /// The next token; at the end of the text again and again the token `end`.
    mutating func next() throws(FormulaError) -> Token {
        while let character = peek(), character.isWhitespace { position += 1 }
        let start = position
        let kind = try kind()
        return Token(kind: kind, text: String(characters[start..<position]), column: start + 1)
    }

    private func peek(_ distance: Int = 0) -> Character? {
        position + distance < characters.count ? characters[position + distance] : nil
    }

    private mutating func kind() throws(FormulaError) -> Token.Kind {
        guard let character = peek() else { return .end }
        if character.isDigit || (character == "." && peek(1)?.isDigit == true) { return try number() }
        if character.beginsName { return try word() }
        return try symbol(character)
    }

    // MARK: Numbers

    /// `12`, `0.5`, `.5`, `1e-6`. An e that no digits follow is not part of the number.
    private mutating func number() throws(FormulaError) -> Token.Kind {
        let start = position
        skipDigits()
        if peek() == ".", peek(1)?.beginsName != true {
            position += 1
            skipDigits()
        }
        if peek() == "." { throw FormulaError("a number has one decimal point", column: position + 1) }
        if peek() == "e" || peek() == "E" {
            let sign = peek(1) == "-" || peek(1) == "+" ? 1 : 0
            if peek(1 + sign)?.isDigit == true {
                position += 1 + sign
                skipDigits()
            }
        }
        let text = String(characters[start..<position])
        let number = text.hasSuffix(".") ? String(text.dropLast()) : text
        if let unheld = UnheldNumber(number) {
            throw FormulaError("the number \(quoted(text)) is \(unheld.fault)", column: start + 1, hint: unheld.bound)
        }
        return .number(Double(number) ?? .nan)
    }

    private mutating func skipDigits() {
        while peek()?.isDigit == true { position += 1 }
    }

    // MARK: Names

    private mutating func word() throws(FormulaError) -> Token.Kind {
        var text = identifier()
        switch text.lowercased() {
        case "and": return .binary(.and)
        case "or": return .binary(.or)
        case "not": return .not
        default: break
        }
        if let dashed = dashedFunction(beginning: text) { return .word(dashed) }
        while true {
            if peek() == ".", let next = peek(1), next.beginsName || next.isDigit {
                position += 1
                text += "." + identifier()
            } else if peek() == "[" {
                text += try indices()
            } else {
                return .word(text)
            }
        }
    }

    /// Small digits below the line are digits: h₁ is h1.
    private mutating func identifier() -> String {
        var text = ""
        while let character = peek()?.raised, character.beginsName || character.isDigit {
            text.append(character)
            position += 1
        }
        return text
    }

    /// Takes a function's name with dashes in it, such as leaky-relu; other dashes are minus signs.
    private mutating func dashedFunction(beginning text: String) -> String? {
        let start = position
        var (name, known, end) = (text, String?.none, position)
        for _ in 0..<functions.mostDashes {
            guard peek() == "-", peek(1)?.beginsName == true else { break }
            position += 1
            name += "-" + identifier()
            if functions.function(named: name) != nil { (known, end) = (name, position) }
        }
        position = known == nil ? start : end
        return known
    }

    /// `[2, 1]`, given without blanks.
    private mutating func indices() throws(FormulaError) -> String {
        let start = position
        var text = ""
        while let character = peek() {
            guard character.isDigit || character.isWhitespace || "[,]".contains(character) else { break }
            if !character.isWhitespace { text.append(character) }
            position += 1
            if character == "]" { break }
        }
        let inner = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
        guard text.hasSuffix("]"), inner.allSatisfy({ !$0.isEmpty && !$0.contains("[") }) else {
            throw FormulaError("an index is one or more whole numbers in brackets", column: start + 1, hint: "for example W1[2,1]")
        }
        return text
    }

    // MARK: Symbols

    private static let symbols: [Character: Token.Kind] = [
        "(": .open, ")": .close, ",": .comma, "'": .prime, "\u{2019}": .prime, "\u{2032}": .prime,
        "+": .binary(.add), "-": .binary(.subtract), "\u{2212}": .binary(.subtract),
        "*": .binary(.multiply), "\u{00B7}": .binary(.multiply), "\u{00D7}": .binary(.multiply),
        "/": .binary(.divide), "^": .binary(.power), "<": .binary(.less), ">": .binary(.greater), "=": .binary(.equal),
        "\u{2264}": .binary(.lessOrEqual), "\u{2265}": .binary(.greaterOrEqual), "\u{2260}": .binary(.unequal),
    ]

    private static let pairs: [String: Token.Kind] = [
        "->": .arrow, "<=": .binary(.lessOrEqual), ">=": .binary(.greaterOrEqual), "==": .binary(.equal),
        "!=": .binary(.unequal), "<>": .binary(.unequal),
    ]

    /// What other languages write, and what is written here.
    private static let foreign: [Character: String] = [
        "&": "write and", "|": "write or; |x| is abs(x)", "\u{B2}": "write ^2", "\u{B3}": "write ^3", "\u{221A}": "write sqrt(...)",
        ".": "a name follows the dot, as in h1.net", "!": "write not before what is denied; a factorial is written out: 1*2*3",
        "[": "parentheses are round", "]": "parentheses are round",
        "{": "parentheses are round", "}": "parentheses are round", ":": "a comparison is < <= > >= = !=",
    ]

    private mutating func symbol(_ character: Character) throws(FormulaError) -> Token.Kind {
        if let second = peek(1), let pair = Self.pairs[String([character, second])] {
            position += 2
            return pair
        }
        guard let kind = Self.symbols[character] else {
            throw FormulaError("unexpected character \(character.shown)", column: position + 1, hint: Self.foreign[character])
        }
        position += 1
        return kind
    }
}

extension Character {
    /// A digit that stands below the line as it is on the line: 1 for ₁. Any other character is itself.
    public var raised: Character {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1, (0x2080...0x2089).contains(scalar.value) else { return self }
        return Character(String(scalar.value - 0x2080))
    }

    /// 0 to 9 only; other scripts' digits are not numbers here.
    fileprivate var isDigit: Bool { isASCII && isWholeNumber }
    fileprivate var beginsName: Bool { isLetter || self == "_" }

    /// As it is quoted in a message: what would disturb a terminal is shown by its number.
    fileprivate var shown: String {
        guard unicodeScalars.count > 1 || unicodeScalars.contains(where: { !$0.properties.isGraphemeBase }) else { return "'\(self)'" }
        return unicodeScalars.prefix(4).map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
    }
}
