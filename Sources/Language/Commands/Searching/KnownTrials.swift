// What trials are known to have given: the journal keeps it with the command, so that `recover` makes none of them again.
import Search

/// What a trial gave.
struct Measured: Sendable {
    let value: Double
    let state: Trial.State
    /// The values after each epoch, where a rule may give up trials; else empty.
    let curve: [Double]
}

/// What trials gave, by their numbers.
struct KnownTrials: Sendable {
    private var found: [Int: Measured] = [:]

    /// Longer text is not written: the trials behind it are made again.
    private static let longest = 150_000

    init() {}

    init(_ trials: some Sequence<Trial>) {
        for trial in trials { found[trial.number] = Measured(value: trial.value, state: trial.state, curve: trial.curve) }
    }

    /// The greatest number of a trial that is known; 0 if none is.
    var last: Int { found.keys.max() ?? 0 }

    subscript(number: Int) -> Measured? {
        get { found[number] }
        set { found[number] = newValue }
    }

    /// `0.31,0.29,?,0.4`: of the trials from a number on, `?` for one that is not known. A curve is `0.9/0.7/0.5`.
    func text(from first: Int) -> String {
        var text = ""
        guard first <= last else { return text }
        for number in first...last {
            let next = found[number].map { measured in
                let failed = measured.state == .failed ? ["nan"] : []
                return (measured.curve.isEmpty ? ["\(measured.value)"] : measured.curve.map { "\($0)" } + failed).joined(separator: "/")
            }
            if text.utf8.count > Self.longest { break }
            text += (number == first ? "" : ",") + (next ?? "?")
        }
        return text
    }

    /// Reads what `text` has written.
    /// - Parameter epochs: how long a training lasts that is not given up; nil where curves are not kept.
    init(reading word: Word, from first: Int, epochs: Int?) throws(CommandError) {
        var column = word.column
        for (place, item) in word.text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            defer { column += item.count + 1 }
            if item == "?" { continue }
            let numbers = item.split(separator: "/", omittingEmptySubsequences: false).map { Double($0) }
            var curve = numbers.compactMap { $0 }
            guard curve.count == numbers.count, let value = curve.last, epochs != nil || curve.count == 1 else {
                throw CommandError("'\(item)' is nothing that a trial gives", column: column, hint: "known= is what the journal writes")
            }
            if !value.isFinite { curve.removeLast() }
            let isPruned = epochs.map { curve.count < $0 } ?? false
            found[first + place] = Measured(
                value: value, state: !value.isFinite ? .failed : isPruned ? .pruned : .complete, curve: epochs == nil ? [] : curve)
        }
    }
}
