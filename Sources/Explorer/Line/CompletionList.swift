// The candidates that Tab offers.
import Language

/// What Tab offers: the candidates, the one chosen, and how many characters before the cursor it replaces.
public struct CompletionList: Sendable, Equatable {
    public var candidates: [Candidate]
    public var chosen: Int?
    public var replacing: Int
    /// Whether a key has begun the line and opened it for a choice: without one there is nothing to run, and Escape takes back both.
    var asksForChoice = false
}
