// How much memory something will take: found before any of it is taken, so that too much is an error and no crash.

/// Bytes that something will take. Sums and products that are too large for a number are the largest number.
public struct MemoryNeed: Sendable, Equatable {
    /// The thing that takes most of it.
    public struct Part: Sendable, Equatable {
        /// What it is: `the patches of layer 1`.
        public let name: String
        public let bytes: Int
        /// What makes it smaller.
        public let remedy: String
    }

    public private(set) var bytes = 0
    /// The part that takes most, the first of equal ones; nil if nothing takes any.
    public private(set) var largest: Part?
    private var isOnePart = true

    public init() {}

    /// Adds a part of so many numbers, which is the product of some counts. Only the largest part is ever named: a network of a thousand
    /// layers has thousands of parts, and is looked at with every layer that it gets.
    public mutating func add(_ name: @autoclosure () -> String, numbers counts: Int..., remedy: @autoclosure () -> String) {
        let bytes = counts.reduce(MemoryLayout<Double>.stride) { Int.saturatedProduct($0, $1) }
        guard bytes > 0 else { return }
        isOnePart = largest == nil
        self.bytes = Int.saturatedSum(self.bytes, bytes)
        if bytes > largest?.bytes ?? 0 { largest = Part(name: name(), bytes: bytes, remedy: remedy()) }
    }

    /// - Throws: an error that says how much it is, what most of it is for, and what makes it smaller, if it is more than the limit.
    public func check(limit: Int = MemoryNeed.limit) throws(MemoryError) {
        guard bytes > limit, let largest else { return }
        let share = isOnePart ? " for \(largest.name)" : ", most of it for \(largest.name)"
        throw MemoryError(
            message: "this would take \(MemoryNeed.text(bytes)) of memory\(share); at most \(MemoryNeed.text(limit)) are taken here",
            hint: largest.remedy)
    }

    /// The most that is taken for one network and its work: half of what there is for this process.
    public static let limit = MemoryLimits.mostBytes / 2

    /// A number of bytes in words: `320 GB`.
    public static func text(_ bytes: Int) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
        var value = Double(bytes), unit = 0
        while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        // Two digits or more.
        return value < 9.95 && unit > 0
            ? "\((value * 10).rounded() / 10) \(units[unit])" : "\(Int(value.rounded())) \(units[unit])"
    }
}

/// Why something is not begun: it would take too much memory.
public struct MemoryError: Error, Sendable, Equatable {
    public let message: String
    public let hint: String
}

extension Int {
    /// The product, and the sum, of counts that are not below 0; the largest number if that is too large for one.
    static func saturatedProduct(_ counts: Int...) -> Int { counts.reduce(1) { saturatedProduct($0, $1) } }
    static func saturatedSum(_ counts: Int...) -> Int { counts.reduce(0) { saturatedSum($0, $1) } }

    // Of two, which most are, no list is made.
    static func saturatedProduct(_ a: Int, _ b: Int) -> Int { saturated(a.multipliedReportingOverflow(by: b)) }
    static func saturatedSum(_ a: Int, _ b: Int) -> Int { saturated(a.addingReportingOverflow(b)) }

    private static func saturated(_ result: (partialValue: Int, overflow: Bool)) -> Int { result.overflow ? .max : result.partialValue }
}
