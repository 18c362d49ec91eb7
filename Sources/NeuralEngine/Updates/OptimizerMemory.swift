// The lists in which an optimiser remembers a number for each parameter, as an update reads and writes them.

/// Where up to three lists begin, or a place in each of them.
struct OptimizerMemory: @unchecked Sendable {
    var first: UnsafeMutablePointer<Double>?
    var second: UnsafeMutablePointer<Double>?
    var third: UnsafeMutablePointer<Double>?

    /// The same lists from a parameter on.
    static func + (memory: OptimizerMemory, index: Int) -> OptimizerMemory {
        OptimizerMemory(
            first: memory.first.map { $0 + index }, second: memory.second.map { $0 + index }, third: memory.third.map { $0 + index })
    }
}

extension [Numbers] {
    /// The addresses of up to three lists.
    mutating func withAddresses<Result>(_ body: (OptimizerMemory) -> Result) -> Result {
        withUnsafeMutableBufferPointer { lists in
            switch lists.count {
            case 0: body(OptimizerMemory())
            case 1: lists[0].withUnsafeMutableBufferPointer { body(OptimizerMemory(first: $0.baseAddress)) }
            case 2:
                lists[0].withUnsafeMutableBufferPointer { first in
                    lists[1].withUnsafeMutableBufferPointer { body(OptimizerMemory(first: first.baseAddress, second: $0.baseAddress)) }
                }
            default:
                lists[0].withUnsafeMutableBufferPointer { first in
                    lists[1].withUnsafeMutableBufferPointer { second in
                        lists[2].withUnsafeMutableBufferPointer {
                            body(OptimizerMemory(first: first.baseAddress, second: second.baseAddress, third: $0.baseAddress))
                        }
                    }
                }
            }
        }
    }
}
