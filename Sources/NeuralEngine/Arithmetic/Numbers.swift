// Lists of numbers on which the kernels work.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A list of numbers that begins at a line of the cache: the eight that a kernel reads at once are never on two lines. A list of Swift
/// begins anywhere, and training with one takes longer. A copy is made when one of two lists that are the same is written to.
public struct Numbers: @unchecked Sendable, Equatable, RandomAccessCollection, MutableCollection, ExpressibleByArrayLiteral {
    private var lines: Lines
    public var count: Int { lines.count }

    /// Memory in whole lines, written to only while nobody else has it.
    private final class Lines {
        let start: UnsafeMutablePointer<Double>
        let count: Int
        private let block: UnsafeMutableRawPointer

        /// - Parameter areZero: whether all are to be 0. The system gives many zeros without touching them: gradients that nobody asks for, and
        ///   what an optimizer remembers before the first update, take no memory.
        init(_ count: Int, areZero: Bool = false) {
            let bytes = Numbers.roomFor(count) * MemoryLayout<Double>.stride + Lines.length
            // `MemoryNeed` has refused what is too large. Where the system has less than that there is no way on, as for a list of Swift.
            guard let block = areZero ? calloc(1, bytes) : malloc(bytes) else { fatalError("there are not \(bytes) bytes of memory") }
            self.block = block
            start = block.alignedUp(toMultipleOf: Lines.length).bindMemory(to: Double.self, capacity: count)
            self.count = count
        }

        deinit { free(block) }

        var copy: Lines {
            let copy = Lines(count)
            copy.start.initialize(from: start, count: count)
            return copy
        }

        /// Bytes of a line of the cache.
        private static let length = 64
    }

    public init(repeating number: Double, count: Int) {
        let areZero = number.bitPattern == 0
        lines = Lines(count, areZero: areZero)
        if !areZero { lines.start.initialize(repeating: number, count: count) }
    }

    public init(_ numbers: some Collection<Double>) {
        lines = Lines(numbers.count)
        _ = UnsafeMutableBufferPointer(start: lines.start, count: count).initialize(from: numbers)
    }

    public init(arrayLiteral numbers: Double...) { self.init(numbers) }

    /// As many numbers as whole lines have.
    static func roomFor(_ count: Int) -> Int { (count + 7) / 8 * 8 }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    public subscript(index: Int) -> Double {
        get {
            precondition(indices.contains(index), "a number of the list")
            return lines.start[index]
        }
        set { withUnsafeMutableBufferPointer { $0[index] = newValue } }
    }

    public func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Double>) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(lines) { try body(UnsafeBufferPointer(start: lines.start, count: count)) }
    }

    public mutating func withUnsafeMutableBufferPointer<Result>(
        _ body: (UnsafeMutableBufferPointer<Double>) throws -> Result
    ) rethrows -> Result {
        if !isKnownUniquelyReferenced(&lines) { lines = lines.copy }
        return try withExtendedLifetime(lines) { try body(UnsafeMutableBufferPointer(start: lines.start, count: count)) }
    }

    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Double>) throws -> Result
    ) rethrows -> Result? { try withUnsafeBufferPointer(body) }

    /// Becomes like other numbers in a range as long as they are.
    mutating func overwrite(_ range: Range<Int>, with numbers: some Collection<Double>) {
        precondition(range.count == numbers.count, "a number for every place")
        withUnsafeMutableBufferPointer { _ = UnsafeMutableBufferPointer(rebasing: $0[range]).update(fromContentsOf: numbers) }
    }

    /// Whether all numbers are finite.
    var areFinite: Bool { withUnsafeBufferPointer { $0.areFinite } }

    public static func == (a: Numbers, b: Numbers) -> Bool { a.elementsEqual(b) }
}
