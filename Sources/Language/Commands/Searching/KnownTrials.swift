// What trials are known to give before their turn: the journal has kept it, or somebody has stopped a search while others were under way.
import Search
import Workspaces

/// What a trial gave.
struct Measured: Sendable {
    let value: Double
    let state: Trial.State
    /// The values after each epoch, where a rule may give up trials; else empty.
    let curve: [Double]
}

/// What trials give, by their numbers.
struct KnownTrials: Sendable {
    private var found: [Int: Measured] = [:]

    init() {}

    var count: Int { found.count }
    var isEmpty: Bool { found.isEmpty }

    subscript(number: Int) -> Measured? {
        get { found[number] }
        set { found[number] = newValue }
    }

    /// How many are known behind a trial without a gap.
    func inOrder(after number: Int) -> Int {
        var next = number + 1
        while found[next] != nil { next += 1 }
        return next - number - 1
    }

    /// What a trial gives is known no longer: it has had its turn.
    mutating func take(_ number: Int) -> Measured? { found.removeValue(forKey: number) }

    // MARK: In the journal

    /// What a command finds, a line a trial, counted from the first that it makes: `3 0.31`; a curve is `3 0.9/0.7/0.5`.
    static func line(_ number: Int, after before: Int, _ measured: Measured) -> String {
        let end = measured.state == .failed ? ["nan"] : []
        return "\(number - before) "
            + (measured.curve.isEmpty ? ["\(measured.value)"] : measured.curve.map { "\($0)" } + end).joined(separator: "/")
    }

    /// Adds what such lines say. One that a fault of the disk has made unreadable is passed over: its trial is made again.
    /// - Parameter epochs: how long a training lasts that is not given up; nil where curves are not kept.
    mutating func read(_ findings: Findings?, after before: Int, epochs: Int?) {
        for line in findings?.lines ?? [] {
            let words = line.split(separator: " "), numbers = words.last.map { $0.split(separator: "/").map { Double($0) } } ?? []
            var curve = numbers.compactMap { $0 }
            guard words.count == 2, let number = Int(words[0]), number > 0, curve.count == numbers.count, let value = curve.last,
                epochs != nil || curve.count == 1
            else { continue }
            if !value.isFinite { curve.removeLast() }
            let isPruned = epochs.map { curve.count < $0 } ?? false
            found[before + number] = Measured(
                value: value, state: !value.isFinite ? .failed : isPruned ? .pruned : .complete, curve: epochs == nil ? [] : curve)
        }
    }
}
