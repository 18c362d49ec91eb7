// Numbers that can be written down and that no double holds.

/// What is wrong with a number that is written down: 1e400 would be infinite, 1e-400 would be 0.
public enum UnheldNumber: Sendable {
    case tooLarge, tooSmall

    /// - Returns: nil where a double holds the number, and where the text is none.
    public init?(_ text: some StringProtocol) {
        let digits = text.prefix { $0 != "e" && $0 != "E" }
        guard let number = Double(text), digits.contains(where: { ("1"..."9").contains($0) }) else { return nil }
        if number == 0 {
            self = .tooSmall
        } else if number.isInfinite {
            self = .tooLarge
        } else {
            return nil
        }
    }

    /// `too large`
    public var fault: String {
        switch self {
        case .tooLarge: "too large"
        case .tooSmall: "too small"
        }
    }

    public var bound: String {
        switch self {
        case .tooLarge: "the largest is about 1.8e308"
        case .tooSmall: "the smallest above 0 is about 4.9e-324"
        }
    }
}

extension Double {
    /// The number that a text writes down; nil where it is none, and where no double holds it.
    public init?(held text: some StringProtocol) {
        guard let number = Double(text), number != 0 && number.isFinite || UnheldNumber(text) == nil else { return nil }
        self = number
    }
}
