// A dimension of a space: a name, the values that it may take, and when it has one.
import NeuralEngine

/// The value of one dimension.
public enum Value: Sendable, Hashable {
    case real(Double)
    case whole(Int)
    case name(String)

    /// The number, of a name nothing.
    public var number: Double? {
        switch self {
        case .real(let x): x
        case .whole(let k): Double(k)
        case .name: nil
        }
    }
}

/// The values that a dimension may take.
public enum Domain: Sendable, Hashable {
    /// Numbers of [low, high], all alike.
    case real(Double, Double)
    /// Numbers of [low, high], 0 < low, their logarithms alike.
    case log(Double, Double)
    /// Whole numbers low ... high.
    case int(Int, Int)
    /// Whole numbers low ... high, 0 < low, spread like logarithms.
    case intlog(Int, Int)
    /// One of some names.
    case choice([String])

    /// How many values there are; nil for real numbers.
    public var count: Int? {
        switch self {
        case .real, .log: nil
        case .int(let low, let high), .intlog(let low, let high): Domain.width(low, high)
        case .choice(let names): names.count
        }
    }

    public var isChoice: Bool { if case .choice = self { true } else { false } }

    public func contains(_ value: Value) -> Bool {
        switch (self, value) {
        case (.real(let low, let high), .real(let x)), (.log(let low, let high), .real(let x)): low <= x && x <= high
        case (.int(let low, let high), .whole(let k)), (.intlog(let low, let high), .whole(let k)): low <= k && k <= high
        case (.choice(let names), .name(let name)): names.contains(name)
        default: false
        }
    }

    /// The value at a place u of [0, 1]: real numbers low (1-u) + high u; of k whole numbers or names each has a k-th of the way; of a
    /// logarithmic domain of whole numbers n has its share of log(low - 1/2) ... log(high + 1/2).
    public func value(at place: Double) -> Value {
        let u = min(max(place, 0), 1)
        switch self {
        case .real(let low, let high): return .real(min(max(low * (1 - u) + high * u, low), high))
        case .log(let low, let high):
            if u == 0 || u == 1 { return .real(u == 0 ? low : high) }
            return .real(min(max(Elementary.exp(Elementary.log(low) * (1 - u) + Elementary.log(high) * u), low), high))
        case .int(let low, let high):
            return .whole(min(low + Int((u * Double(high - low + 1)).rounded(.down)), high))
        case .intlog(let low, let high):
            let (a, b) = Domain.wholeLogarithms(low, high)
            return .whole(min(max(Int(Elementary.exp(a * (1 - u) + b * u).rounded()), low), high))
        case .choice(let names): return .name(names[min(Int(u * Double(names.count)), names.count - 1)])
        }
    }

    /// The place of a value, the middle of its share where it has one: `value(at:)` brings it back. Nil if the domain does not contain it.
    public func place(of value: Value) -> Double? {
        guard contains(value) else { return nil }
        switch (self, value) {
        case (.real(let low, let high), .real(let x)): return low == high ? 0.5 : (x / 2 - low / 2) / (high / 2 - low / 2)
        case (.log(let low, let high), .real(let x)):
            let (a, b) = (Elementary.log(low), Elementary.log(high))
            return a == b ? 0.5 : min(max((Elementary.log(x) - a) / (b - a), 0), 1)
        case (.int(let low, let high), .whole(let k)): return (Double(k - low) + 0.5) / Double(high - low + 1)
        case (.intlog(let low, let high), .whole(let k)):
            let (a, b) = Domain.wholeLogarithms(low, high)
            return (Elementary.log(Double(k)) - a) / (b - a)
        case (.choice(let names), .name(let name)): return names.firstIndex(of: name).map { (Double($0) + 0.5) / Double(names.count) }
        default: return nil
        }
    }

    /// How many whole numbers there are, at most the greatest number.
    private static func width(_ low: Int, _ high: Int) -> Int {
        let (difference, overflow) = high.subtractingReportingOverflow(low)
        return overflow || difference == .max ? .max : difference + 1
    }

    private static func wholeLogarithms(_ low: Int, _ high: Int) -> (Double, Double) {
        (Elementary.log(Double(low) - 0.5), Elementary.log(Double(high) + 0.5))
    }
}

/// A dimension of a space.
public struct Dimension: Sendable, Hashable {
    /// A dimension has a value only where another, that stands before it, has a certain one.
    public struct Condition: Sendable, Hashable {
        public let name: String
        public let value: Value
        public init(_ name: String, is value: Value) { (self.name, self.value) = (name, value) }
    }

    public let name: String
    public let domain: Domain
    public let condition: Condition?

    public init(_ name: String, _ domain: Domain, if condition: Condition? = nil) {
        (self.name, self.domain, self.condition) = (name, domain, condition)
    }

    /// - Throws: why no value can be taken from the domain.
    func check() throws(SearchError) {
        switch domain {
        case .real(let low, let high), .log(let low, let high):
            guard low.isFinite, high.isFinite else { throw .unboundedRange(name: name) }
            guard low < high else { throw .emptyRange(name: name, low: low, high: high) }
            if case .log = domain, low <= 0 { throw .logarithmOf(name: name, low: low) }
        case .int(let low, let high), .intlog(let low, let high):
            guard low <= high else { throw .emptyRange(name: name, low: Double(low), high: Double(high)) }
            guard max(low.magnitude, high.magnitude) <= 1 << 52 else { throw .tooWide(name: name) }
            if case .intlog = domain, low <= 0 { throw .logarithmOf(name: name, low: Double(low)) }
        case .choice(let names):
            guard !names.isEmpty else { throw .emptyChoice(name: name) }
            for (place, choice) in names.enumerated() where names[..<place].contains(choice) {
                throw .choiceTwice(name: name, choice: choice)
            }
        }
    }
}
