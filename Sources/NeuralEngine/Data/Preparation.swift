// What data went through before a network saw them, so that new rows go the same way, and answers come back in their own units.

/// What was made of the columns of a table, and on which scales the numbers are.
public struct Preparation: Sendable, Equatable {
    /// The columns of the table, in its order; empty if there was none.
    public var columns: [TableColumn] = []
    /// What became of gaps; rows of the table that were left out.
    public var gapRule = GapRule.refuse
    public var rowsLeftOut = 0
    /// What the inputs are called; empty if they have no names.
    public var inputNames: [String] = []
    /// What the answers are called; empty if they have no names.
    public var targetNames: [String] = []
    /// What the classes are called where the data themselves are gone; empty where answers are numbers.
    public var classNames: [String] = []
    /// The scales that the inputs were brought to, one after the other; those of the targets.
    public internal(set) var inputScales: [Normalisation] = []
    public internal(set) var targetScales: [Normalisation] = []

    public init(inputNames: [String] = []) { self.inputNames = inputNames }

    /// Whether gaps were filled, not left out with their rows.
    public var fillsGaps: Bool { gapRule == .mean || gapRule == .median }
}
