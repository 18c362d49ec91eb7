// What people write as an answer: 0,318 and "about 0.318", the whole equation, or that they do not know.
import Formula
import Workspaces

/// What was typed in answer to a question.
enum GivenAnswer: Equatable {
    /// Who answers does not know: the hint is wanted, then the right answer.
    case unknown
    /// What is held against the right answer, without what was said around it.
    case value(Word)

    /// Reads what was typed.
    init(_ typed: Word) throws(CommandError) {
        let said = typed.unquoted
        if Self.isUnknown(said.text) {
            self = .unknown
        } else {
            self = .value(try Self.value(in: said))
        }
    }

    // MARK: Not knowing

    static func isUnknown(_ text: String) -> Bool { wordsOfNotKnowing.contains(plain(text)) }

    /// Whether nothing but the hint is wanted.
    static func repeatsHint(_ text: String) -> Bool { ["hint", "a hint"].contains(plain(text)) }

    /// Whether these are words that only somebody says who was asked something.
    static func asksForHint(_ text: String) -> Bool { ["hint", "a hint", "skip"].contains(plain(text)) }

    private static let wordsOfNotKnowing: Set = [
        "?", "??", "???", "hint", "a hint", "skip", "pass", "no idea", "idk", "dunno", "i do not know", "i dont know", "do not know",
        "dont know", "i have no idea", "not sure", "i am not sure", "im not sure", "i give up", "give up", "tell me", "no answer",
    ]

    /// In small letters, without apostrophes and the full stop of a sentence.
    private static func plain(_ text: String) -> String {
        let letters = text.lowercased().filter { !"'\u{2019}`.!,".contains($0) }
        return letters.split(separator: " ").joined(separator: " ")
    }

    // MARK: The value

    /// Numbers that are said in words: those that a unit answers with, and the others that a hand counts.
    static func number(_ text: String) -> Double? { Double(text) ?? numbersInWords[plain(text)] }

    private static let numbersInWords: [String: Double] = [
        "no": 0, "false": 0, "zero": 0, "none": 0, "nothing": 0, "yes": 1, "true": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    ]

    /// What is said before a number and leaves it what it is.
    private static let leadIns = [
        "i think", "i guess", "i would say", "i'd say", "maybe", "probably", "that", "it answers", "it says", "it gives", "it must be",
        "it would be", "it will be", "that is", "that's", "this is", "the answer is", "the answer", "answer is", "answer", "it is", "its",
        "it's", "it\u{2019}s", "is", "about", "around", "approximately", "approx.", "approx",
        "roughly",
        "nearly", "almost", "circa", "ca.", "=", "~", "\u{2248}",
    ]

    /// The part that counts: behind `NAME =` and words such as about; a decimal comma is a point.
    private static func value(in said: Word) throws(CommandError) -> Word {
        var rest = said
        if let equation = rightSide(of: rest) { rest = equation }
        while let shorter = leadIns.lazy.compactMap({ rest.without(leadIn: $0) }).first { rest = shorter }
        guard rest.text.contains(","), let comma = NumberWithCommas(rest.text) else { return rest }
        switch comma {
        case .decimal(let number): return Word(number, column: rest.column)
        case .grouped(let whole, let fraction):
            throw CommandError(
                "the comma of \(rest.text) may part the thousands or the decimals", column: rest.column,
                hint: fraction.map { "write \(whole) or \($0)" } ?? "write \(whole)")
        }
    }

    /// Of `w5 = 0.318` what stands behind the sign; nil where there is none, or a comparison.
    private static func rightSide(of said: Word) -> Word? {
        let characters = Array(said.text)
        guard let sign = characters.lastIndex(where: { "=\u{2248}".contains($0) }), sign > 0, !"<>!=".contains(characters[sign - 1]) else {
            return nil
        }
        let behind = characters[(sign + 1)...], blanks = behind.prefix { $0 == " " }.count
        guard blanks < behind.count else { return nil }
        return Word(String(behind.dropFirst(blanks)), column: said.column + sign + 1 + blanks)
    }
}

/// A number with commas in it: 0,318 has one for the decimals, 1,299 may have one for the thousands.
private enum NumberWithCommas {
    case decimal(String)
    /// Whole, and with decimals if there is one comma only.
    case grouped(whole: String, fraction: String?)

    init?(_ text: String) {
        let sign = text.prefix { "+-\u{2212}".contains($0) },
            parts = text.dropFirst(sign.count).split(separator: ",", omittingEmptySubsequences: false)
        guard sign.count < 2, parts.count > 1, Double(parts.joined()) != nil, let first = parts.first, !first.contains(".") else {
            return nil
        }
        let minus = sign.isEmpty || sign == "+" ? "" : "-"
        let isGrouped =
            (1...3).contains(first.count) && first.first != "0" && parts.dropFirst().allSatisfy { $0.count == 3 && Int($0) != nil }
        let fraction = parts.count == 2 ? "\(minus)\(first.isEmpty ? "0" : first).\(parts[1])" : nil
        if isGrouped {
            self = .grouped(whole: minus + parts.joined(), fraction: fraction)
        } else if let fraction, Double(fraction) != nil {
            self = .decimal(fraction)
        } else {
            return nil
        }
    }
}

extension Word {
    /// What is left behind a word or sign and blanks; nil if it does not begin with it, or with nothing else.
    fileprivate func without(leadIn: String) -> Word? {
        guard text.lowercased().hasPrefix(leadIn) else { return nil }
        let rest = text.dropFirst(leadIn.count), blanks = rest.prefix { $0 == " " }.count
        guard blanks < rest.count, blanks > 0 || leadIn.last?.isLetter != true else { return nil }
        return Word(String(rest.dropFirst(blanks)), column: column + leadIn.count + blanks)
    }
}
