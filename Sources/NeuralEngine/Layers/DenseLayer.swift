// A dense layer: every unit is joined to every unit of the layer before.

/// How the units of a layer get their biases.
public enum BiasMode: String, Sendable, CaseIterable {
    /// Each unit has its own.
    case each
    /// The layer has one, added in every unit; its gradient is the sum of the layer's deltas.
    case shared
    /// There is none.
    case none
}

/// The shape of a dense layer: `netInput = W x + b`, `output = activation(netInput)`.
public struct DenseLayer: Sendable, Equatable {
    /// How many numbers come in, and how many units there are.
    public let inputs: Int
    public let units: Int
    public var activation: Activation
    public var biasMode: BiasMode
    /// The weights (row-major, a row a unit) and biases that training may move, as sorted ranges of their indices.
    public var trainableWeights: [Range<Int>]
    public var trainableBiases: [Range<Int>]

    public init(inputs: Int, units: Int, activation: Activation, biasMode: BiasMode = .each) {
        self.inputs = inputs
        self.units = units
        self.activation = activation
        self.biasMode = biasMode
        trainableWeights = [0..<inputs * units]
        trainableBiases = []
        trainableBiases = [0..<biasCount].filter { !$0.isEmpty }
    }

    /// How many numbers the bias has: one a unit, one, or none.
    public var biasCount: Int {
        switch biasMode {
        case .each: units
        case .shared: 1
        case .none: 0
        }
    }

    /// The place of a unit's bias in the bias vector; nil if it has none.
    public func biasIndex(ofUnit unit: Int) -> Int? {
        switch biasMode {
        case .each: unit
        case .shared: 0
        case .none: nil
        }
    }

    public var parameterCount: Int { inputs * units + biasCount }
}

extension [Range<Int>] {
    /// The ranges without the given indices.
    func removing(_ removed: Range<Int>) -> [Range<Int>] {
        flatMap { range in
            [
                range.lowerBound..<Swift.max(range.lowerBound, Swift.min(range.upperBound, removed.lowerBound)),
                Swift.min(range.upperBound, Swift.max(range.lowerBound, removed.upperBound))..<range.upperBound,
            ]
        }.filter { !$0.isEmpty }
    }

    /// The ranges with the given indices as well.
    func inserting(_ added: Range<Int>) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in (removing(added) + [added]).sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = merged.last, last.upperBound == range.lowerBound {
                merged[merged.count - 1] = last.lowerBound..<range.upperBound
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// How many indices they hold.
    var total: Int { reduce(0) { $0 + $1.count } }

    /// The index at a place, counted through the ranges.
    func index(at place: Int) -> Int {
        var place = place
        for range in self {
            if place < range.count { return range.lowerBound + place }
            place -= range.count
        }
        preconditionFailure("place \(place) is beyond the ranges")
    }

    /// The place of an index, counted through the ranges; nil if they do not hold it.
    func place(of index: Int) -> Int? {
        var before = 0
        for range in self {
            if range.contains(index) { return before + index - range.lowerBound }
            before += range.count
        }
        return nil
    }
}
