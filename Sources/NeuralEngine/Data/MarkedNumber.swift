// A number with a sign or unit, as people write money, percents and lengths.

/// A text that is one number with one sign before it or one unit behind it: €2, 5kg, 10 %. Times, dates, fractions and ids are none.
struct MarkedNumber {
    /// The number as it stands there, without the mark.
    let number: String
    let mark: String
    let isBehind: Bool

    init?(_ text: String) {
        let characters = Array(text)
        func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
        guard let end = characters.lastIndex(where: isDigit),
            let start = characters.firstIndex(where: { isDigit($0) || "+-−.".contains($0) })
        else { return nil }
        let before = MarkedNumber.shown(characters[..<start]), behind = MarkedNumber.shown(characters[(end + 1)...])
        number = String(characters[start...end])
        guard Numeral(number).form != nil else { return nil }
        switch (before.isEmpty, behind.isEmpty) {
        case (false, true) where MarkedNumber.isSign(before): (mark, isBehind) = (before, false)
        case (true, false) where MarkedNumber.isSign(behind) || MarkedNumber.isUnit(behind): (mark, isBehind) = (behind, true)
        default: return nil
        }
    }

    /// Whether the mark is no word: a percent sign, one of money.
    var hasSign: Bool { MarkedNumber.isSign(mark) }

    private static func shown(_ characters: ArraySlice<Character>) -> String { String(characters.filter { !$0.isWhitespace }) }

    private static func isSign(_ mark: String) -> Bool {
        mark.count == 1 && mark.allSatisfy { $0.isCurrencySymbol || "%‰°~≈<>≤≥±".contains($0) }
    }

    private static func isUnit(_ mark: String) -> Bool {
        (1...5).contains(mark.count) && mark.contains(where: \.isLetter) && mark.allSatisfy { $0.isLetter || "°µ²³/".contains($0) }
    }
}

extension String {
    /// The beginning of a long text.
    public var abridged: String { count > 60 ? "\(prefix(57))..." : self }
}
