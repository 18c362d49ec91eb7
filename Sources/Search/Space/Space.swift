// A space: dimensions in order, its points, and the map between them and the unit cube.

/// A value for each dimension, nil for one that has none here.
public struct Setting: Sendable, Hashable {
    public var values: [Value?]
    public init(_ values: [Value?]) { self.values = values }
}

/// What is searched: dimensions, of which one may have a value only where another has a certain one.
public struct Space: Sendable, Hashable {
    public let dimensions: [Dimension]
    public var count: Int { dimensions.count }

    /// - Throws: what is empty or contradicts itself.
    public init(_ dimensions: [Dimension]) throws(SearchError) {
        guard !dimensions.isEmpty else { throw .emptySpace }
        for (place, dimension) in dimensions.enumerated() {
            guard !dimensions[..<place].contains(where: { $0.name == dimension.name }) else { throw .twice(name: dimension.name) }
            try dimension.check()
            guard let condition = dimension.condition else { continue }
            guard let other = dimensions[..<place].first(where: { $0.name == condition.name }) else {
                throw .unknownCondition(name: dimension.name, on: condition.name)
            }
            guard other.domain.contains(condition.value) else {
                throw .neverHolds(name: dimension.name, on: condition.name, value: condition.value)
            }
        }
        self.dimensions = dimensions
    }

    /// The place of a dimension.
    public func index(of name: String) -> Int? { dimensions.firstIndex { $0.name == name } }

    /// The value of a dimension at a point; nil if it has none there.
    public func value(_ name: String, at setting: Setting) -> Value? { index(of: name).flatMap { setting.values[$0] } }

    /// Whether a dimension has a value, given those before it.
    func isActive(_ place: Int, _ values: some Collection<Value?>) -> Bool {
        guard let condition = dimensions[place].condition, let other = index(of: condition.name) else { return true }
        return values[values.index(values.startIndex, offsetBy: other)] == condition.value
    }

    /// - Throws: which value is not one of this space, is missing, or stands where its condition does not hold.
    public func check(_ setting: Setting) throws(SearchError) {
        guard setting.values.count == count else { throw .countOfValues(setting.values.count, dimensions: count) }
        for (place, dimension) in dimensions.enumerated() {
            switch (setting.values[place], isActive(place, setting.values)) {
            case (let value?, true):
                guard dimension.domain.contains(value) else { throw .outside(name: dimension.name, value: value, domain: dimension.domain) }
            case (nil, true): throw .missing(name: dimension.name)
            case (_?, false): throw .idle(name: dimension.name)
            case (nil, false): break
            }
        }
    }

    /// The point at a place of the unit cube, a coordinate a dimension.
    public func setting(_ unit: [Double]) -> Setting {
        var values: [Value?] = []
        for (place, dimension) in dimensions.enumerated() {
            values.append(isActive(place, values) ? dimension.domain.value(at: unit[place]) : nil)
        }
        return Setting(values)
    }

    /// The coordinates of a point in the unit cube, nil for a dimension without a value. A name is the middle of its share of [0, 1].
    public func coordinates(_ setting: Setting) -> [Double?] {
        zip(dimensions, setting.values).map { dimension, value in value.flatMap { dimension.domain.place(of: $0) } }
    }

    /// The same with 1/2 where a dimension has no value.
    public func unit(_ setting: Setting) -> [Double] { coordinates(setting).map { $0 ?? 0.5 } }

    /// The first dimension that is a choice, the first that has a condition.
    var firstChoice: Dimension? { dimensions.first { $0.domain.isChoice } }
    var firstConditional: Dimension? { dimensions.first { $0.condition != nil } }
}

extension Space {
    /// Places of the unit cube along one dimension, the others as in a point: `count` of them evenly spread, ends included; of whole numbers
    /// and names one for each, if there are no more than `count`. What to ask thoughts at for a chart.
    public func slice(_ dimension: Int, through unit: [Double], count: Int) -> [[Double]] {
        ticks(dimension, count: count).map { u in
            var point = unit
            point[dimension] = u
            return point
        }
    }

    /// The same over two dimensions: rows along the second, each along the first.
    public func plane(_ first: Int, _ second: Int, through unit: [Double], columns: Int, rows: Int) -> [[[Double]]] {
        slice(second, through: unit, count: rows).map { slice(first, through: $0, count: columns) }
    }

    private func ticks(_ dimension: Int, count: Int) -> [Double] {
        if let values = dimensions[dimension].domain.count, values <= count {
            return (0..<values).map { (Double($0) + 0.5) / Double(values) }
        }
        return count == 1 ? [0.5] : (0..<count).map { Double($0) / Double(count - 1) }
    }
}
