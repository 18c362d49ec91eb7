// Where a formula comes to an end: which of its operations makes infinity of numbers, or no number at all.

/// What has become of a formula on the way to its value.
public struct Ending: Sendable, Equatable {
    /// The operations with their numbers: the first that makes infinity or no number of finite ones, `exp(800) = inf`, and the first that
    /// makes no number of infinite ones, `inf/inf = nan`.
    public let operations: [String]
    /// What is built in, has the same values and does not end there, as it would be typed: `sigmoid(x)`. Nil where none is known, and where
    /// the value itself is a number.
    public let builtIn: String?

    public init(operations: [String], builtIn: String? = nil) { (self.operations, self.builtIn) = (operations, builtIn) }
}
