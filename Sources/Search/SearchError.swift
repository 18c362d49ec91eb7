// What can be wrong with a search, as values: what it is and where. Sentences are written where people are spoken to.

/// Why a space, a point or a search is refused.
public enum SearchError: Error, Equatable, Sendable {
    /// A space without dimensions.
    case emptySpace
    /// Two dimensions of one name.
    case twice(name: String)
    /// A domain without numbers: the low end is not below the high one (a domain of whole numbers may hold one number).
    case emptyRange(name: String, low: Double, high: Double)
    /// A bound that is not a finite number.
    case unboundedRange(name: String)
    /// A logarithmic domain that does not lie above 0.
    case logarithmOf(name: String, low: Double)
    /// More whole numbers than 2^53.
    case tooWide(name: String)
    /// A choice of nothing, or of one name twice.
    case emptyChoice(name: String)
    case choiceTwice(name: String, choice: String)
    /// A condition on a dimension that is not there, or that stands behind the one that hangs on it.
    case unknownCondition(name: String, on: String)
    /// A condition that can never hold.
    case neverHolds(name: String, on: String, value: Value)
    /// A point of another number of values than the space has dimensions.
    case countOfValues(Int, dimensions: Int)
    /// A value that a dimension does not have.
    case outside(name: String, value: Value, domain: Domain)
    /// A value for a dimension that has none here, or none for one that has.
    case idle(name: String)
    case missing(name: String)
    /// A method that cannot search this space, why, and those that can.
    case cannotTake(Method, Hindrance, able: [Method])
    case batch(Int)
    case number(Int)

    /// What a method cannot take.
    public enum Hindrance: Equatable, Sendable {
        case choice(name: String)
        case condition(name: String)
        case dimensions(Int, most: Int)
        /// More points in a grid than can be counted out.
        case points(most: Int)
    }
}
