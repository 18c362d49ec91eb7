// What makes one set of parameters of another, so that many that differ little can be kept.

/// The parameters from the first to the last that differ, and what goes with them; exact to the bit.
public struct ParametersDifference: Sendable {
    private let start: Int
    private let values: [Double]
    private let count: Int
    private let statistics: [Double]
    private let places: ParameterPlaces

    /// What leads from one set of parameters to another. Nil if they are not of the same number.
    public init?(from base: Parameters, to other: Parameters) {
        guard base.values.count == other.values.count else { return nil }
        count = other.values.count
        (statistics, places) = (other.statistics, other.places)
        (start, values) = base.values.withUnsafeBufferPointer { old -> (Int, [Double]) in
            other.values.withUnsafeBufferPointer { new -> (Int, [Double]) in
                guard old.baseAddress != new.baseAddress else { return (0, []) }
                func differs(_ index: Int) -> Bool { old[index].bitPattern != new[index].bitPattern }
                guard let first = new.indices.first(where: differs), let last = new.indices.last(where: differs) else { return (0, []) }
                return (first, Array(new[first...last]))
            }
        }
    }

    /// Numbers that it holds.
    public var size: Int { values.count + statistics.count }

    /// The other parameters, from those that it was made with. Others of another number are given back as they are.
    public func applied(to base: Parameters) -> Parameters {
        guard base.values.count == count else { return base }
        var other = base
        if !values.isEmpty { other.values.overwrite(start..<start + values.count, with: values) }
        return Parameters(values: other.values, statistics: statistics, places: places)
    }
}

extension Parameters {
    fileprivate init(values: Numbers, statistics: [Double], places: ParameterPlaces) {
        self.values = values
        self.statistics = statistics
        self.places = places
    }
}
