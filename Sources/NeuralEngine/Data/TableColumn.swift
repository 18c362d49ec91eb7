// What was made of the columns of a table, so that it can be told, and new rows go the same way.

/// A column of a table, and what was made of it.
public struct TableColumn: Sendable, Equatable {
    public enum Use: Sendable, Equatable {
        /// An input; `typical` stands in for a gap.
        case number(least: Double, greatest: Double, typical: Double)
        /// An input of 0 and 1 for each of its words; the most frequent one stands in for a gap.
        case oneHot(words: [String], typical: String)
        /// The answers, or some of them.
        case target
        case leftOut(Reason)
    }

    /// Why a column was left out.
    public enum Reason: Sendable, Equatable {
        case asked
        case rowNumbers
        case rowNames
        /// Nearly every row has another word.
        case text(different: Int)
        /// There is nothing in it.
        case empty
    }

    public let name: String
    public internal(set) var use: Use
    /// Rows without a value, before they were filled or left out.
    public let gaps: Int

    public init(name: String, use: Use, gaps: Int = 0) {
        self.name = name
        self.use = use
        self.gaps = gaps
    }
}
