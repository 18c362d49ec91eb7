// What completion offers, with one line about it.
import Portraits

/// A word that completion offers, with one line about it.
public struct Candidate: Sendable, Equatable {
    public let text: String
    public let summary: String

    public init(text: String, summary: String) {
        self.text = text
        self.summary = summary
    }

    /// Whether it is only the beginning of a word: an option before its value, a folder, a function before its argument.
    public var goesOn: Bool { text.last.map { "=/(".contains($0) } ?? false }
}
