// How far something has come that is done part by part.

/// A part of what is done, and which of how many it is: a command of a session that is played through, a step of a long walk.
public struct Stage: Sendable, Equatable {
    /// From 1.
    public let number: Int
    public let count: Int
    /// What is done in it.
    public let title: String
    /// What kind of thing the parts are.
    public let kind: Kind

    public enum Kind: String, Sendable { case command, training, step }

    public init(_ number: Int, of count: Int, title: String, kind: Kind = .command) {
        (self.number, self.count, self.title, self.kind) = (number, count, title, kind)
    }
}
