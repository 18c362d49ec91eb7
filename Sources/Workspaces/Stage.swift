// How far something has come that is done part by part.

/// A part of what is done, and which of how many it is: a command of a session that is played through.
public struct Stage: Sendable, Equatable {
    /// From 1.
    public let number: Int
    public let count: Int
    /// What is done in it.
    public let title: String

    public init(_ number: Int, of count: Int, title: String) { (self.number, self.count, self.title) = (number, count, title) }
}
