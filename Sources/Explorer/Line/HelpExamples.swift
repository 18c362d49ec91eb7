// The examples of a help page, to be run from there.
import Language

/// The examples of a command that was asked about, and the one chosen.
public struct HelpExamples: Sendable, Equatable {
    public let examples: [String]
    public var chosen: Int?

    /// The examples that a reply gives; nil if it gives none.
    init?(_ reply: Reply) {
        guard !reply.examples.isEmpty else { return nil }
        examples = reply.examples
    }

    /// Goes to the example after or before the one chosen, round and round.
    mutating func choose(by step: Int) {
        chosen = ((chosen ?? (step > 0 ? -1 : examples.count)) + step + examples.count) % examples.count
    }
}
