// How many evaluations a method needs to come near a function's least value.
import Search

/// The evaluations after which one run came within each of two distances of the least value; nil where it did not within the limit.
public struct Count: Sendable, Equatable {
    public static let distances = [1e-2, 1e-4]
    public private(set) var reached: [Int?] = [nil, nil]

    /// One run of a method, ended when both distances are reached, the method has no more to propose, or at the limit.
    public init(_ method: Method, _ function: SurveyedFunction, seed: UInt64, limit: Int) throws {
        var search = try Search(function.space(), by: method, seed: seed)
        for number in 1...limit {
            guard reached.contains(nil), let proposal = search.propose() else { return }
            let value = function.value(at: proposal.setting)
            for (place, distance) in Count.distances.enumerated() where reached[place] == nil && value - function.optimum <= distance {
                reached[place] = number
            }
            try search.add(Trial(number: number, setting: proposal.setting, value: value))
        }
    }
}

/// The middle of counts of which some are infinite: half way between the two middle ones where their number is even.
public func median(_ counts: [Int?]) -> Double? {
    let sorted = counts.map { $0.map(Double.init) ?? .infinity }.sorted()
    let middle = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    return middle.isFinite ? middle : nil
}
