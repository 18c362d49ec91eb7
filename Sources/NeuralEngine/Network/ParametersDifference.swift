// What makes one set of parameters of another, so that many that differ little can be kept.

/// The parameters from the first to the last that differ, those that the other set has not, and what goes with them; exact to the bit.
public struct ParametersDifference: Sendable {
    private let start: Int
    private let values: [Double]
    /// Those beyond the end of the other set.
    private let rest: [Double]
    private let count: Int
    private let countOfBase: Int
    private let statistics: [Double]

    /// What leads from one set of parameters to another. Nil if that is not much less than the other.
    public init?(from base: Parameters, to other: Parameters) {
        (count, countOfBase, statistics) = (other.values.count, base.values.count, other.statistics)
        let common = min(count, countOfBase)
        let differing = base.values.differingRange(from: other.values, among: common)
        guard 2 * (differing.count + count - common + statistics.count) < count else { return nil }
        (start, values, rest) = (differing.lowerBound, Array(other.values[differing]), Array(other.values[common..<count]))
    }

    /// Numbers that it holds.
    public var size: Int { values.count + rest.count + statistics.count }

    /// The other parameters, those of a network, from those that it was made with. Others of another number are given back as they are.
    public func applied(to base: Parameters, of network: Network) -> Parameters {
        guard base.values.count == countOfBase else { return base }
        let common = count - rest.count
        var other = Parameters(zerosFor: network)
        precondition(other.values.count == count, "the network that the parameters belong to")
        other.values.overwrite(0..<common, with: base.values[..<common])
        other.values.overwrite(start..<start + values.count, with: values)
        other.values.overwrite(common..<count, with: rest)
        other.statistics = statistics
        return other
    }
}

extension Numbers {
    /// From the first to behind the last of the first numbers whose bits differ from those of another list; empty where none does.
    fileprivate func differingRange(from other: Numbers, among count: Int) -> Range<Int> {
        withUnsafeBufferPointer { old in
            other.withUnsafeBufferPointer { new in
                guard old.baseAddress != new.baseAddress else { return 0..<0 }
                var first = 0, end = count
                while first < end, old[first].bitPattern == new[first].bitPattern { first += 1 }
                while end > first, old[end - 1].bitPattern == new[end - 1].bitPattern { end -= 1 }
                return first..<end
            }
        }
    }
}
