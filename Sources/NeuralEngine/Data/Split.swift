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
    /// - Parameter shares: a, b and c. What is negative, or no number, counts as 0; if all are 0, all rows are for training.
    public init(of count: Int, shares: (training: Double, validation: Double, test: Double), seed: UInt64) {
        self.init(order: RandomStream.permutation(of: count, seed: seed, purpose: .split), classes: nil, shares: shares)
    }

    /// Draws the parts so that each class has the same share of every part: of each class the training part has its exact share, rounded up
    /// or down, and so have training and validation together.
    /// - Parameter classes: The class of each row, from 0.
    public init(stratifiedBy classes: [Int], shares: (training: Double, validation: Double, test: Double), seed: UInt64) {
        self.init(order: RandomStream.permutation(of: classes.count, seed: seed, purpose: .split), classes: classes, shares: shares)
    }

    /// Cuts each class in three. What rounding takes from one it gives to the next, so that the whole is cut as one class would be.
    private init(order: [Int], classes: [Int]?, shares: (training: Double, validation: Double, test: Double)) {
        let shares = Split.proportions(of: shares), whole = shares.training + shares.validation + shares.test
        func cut(_ count: Int, _ share: Double) -> Int { Int((Double(count) * share / whole).rounded()) }
        var counts = [Int](repeating: 0, count: (classes?.max() ?? 0) + 1)
        for row in order { counts[classes?[row] ?? 0] += 1 }
        var before = 0
        // Of each class so many rows, in the order drawn, are for training, and so many for training or validation.
        var ends = counts.map { count -> (training: Int, validation: Int) in
            func place(_ share: Double) -> Int { cut(before + count, share) - cut(before, share) }
            let first = place(shares.training), second = max(first, place(shares.training + shares.validation))
            before += count
            return (first, second)
        }
        var parts: (training: [Int], validation: [Int], test: [Int]) = ([], [], [])
        for row in order {
            let label = classes?[row] ?? 0
            if ends[label].training > 0 {
                parts.training.append(row)
            } else if ends[label].validation > 0 {
                parts.validation.append(row)
            } else {
                parts.test.append(row)
            }
            ends[label].training -= 1
            ends[label].validation -= 1
        }
        (training, validation, test) = parts
    }

    /// The same proportions by numbers that can be added up.
    private static func proportions(
        of shares: (training: Double, validation: Double, test: Double)
    ) -> (training: Double, validation: Double, test: Double) {
        var parts = [shares.training, shares.validation, shares.test].map { $0 > 0 ? $0 : 0 }
        let most = parts.max() ?? 0
        guard most > 0 else { return (1, 0, 0) }
        // Beside one without end the others are nothing.
        if most.isInfinite { parts = parts.map { $0.isInfinite ? 1 : 0 } }
        if !parts.reduce(0, +).isFinite { parts = parts.map { $0 / most } }
        return (parts[0], parts[1], parts[2])
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
