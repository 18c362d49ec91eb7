// Samples set apart: fit on the first part, choose on the second, judge once on the third.

/// The samples of a data set in three parts.
public struct Split: Sendable, Equatable {
    public enum Part: String, CaseIterable, Sendable {
        case training, validation, test
    }

    /// The rows of each part, in an order drawn at random.
    public let training: [Int]
    public let validation: [Int]
    public let test: [Int]

    /// Draws the parts.
    ///
    /// All rows are put in an order drawn from the stream of the seed (Fisher and Yates) and cut in three after round(n a/(a + b + c))
    /// and round(n (a + b)/(a + b + c)) samples.
    /// - Parameter shares: a, b and c, not negative and not all 0.
    public init(of count: Int, shares: (training: Double, validation: Double, test: Double), seed: UInt64) {
        let order = RandomStream.permutation(of: count, seed: seed, purpose: .split)
        let whole = shares.training + shares.validation + shares.test
        func cut(_ share: Double) -> Int { Int((Double(count) * share / whole).rounded()) }
        let first = cut(shares.training), second = cut(shares.training + shares.validation)
        training = Array(order[..<first])
        validation = Array(order[first..<second])
        test = Array(order[second...])
    }

    public func rows(of part: Part) -> [Int] {
        switch part {
        case .training: training
        case .validation: validation
        case .test: test
        }
    }
}

extension RandomStream {
    /// 0 ..< count in an order drawn at random, each equally likely.
    static func permutation(of count: Int, seed: UInt64, purpose: RandomPurpose) -> [Int] {
        var order = Array(0..<count)
        var random = RandomStream(seed: seed, purpose: purpose)
        for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, Int(random.next() % UInt64(i + 1))) }
        return order
    }
}

extension Dataset {
    /// The samples in an order drawn at random.
    public func shuffled(seed: UInt64) -> Dataset { subset(RandomStream.permutation(of: count, seed: seed, purpose: .shuffle)) }
}
