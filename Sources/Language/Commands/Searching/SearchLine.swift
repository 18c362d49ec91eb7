// The line that makes so many of a search's trials, to the bit: what the session keeps of a search that was stopped.
import Search

/// The command that begins a search, with another number of trials.
struct SearchLine: Sendable {
    private let words: [String]
    private let method: Method

    init(_ run: SearchRun) { self.init(run.words, run.search.method) }

    init(_ words: [String], _ method: Method) { (self.words, self.method) = (words, method) }

    func text(trials: Int) -> String {
        let wanted = "trials=\(trials)"
        func isGiven(_ name: String) -> Bool { words.contains { $0.lowercased().hasPrefix(name) } }
        var line = words.map { $0.lowercased().hasPrefix("trials=") ? wanted : $0 }
        if !isGiven("trials=") { line.append(wanted) }
        // As many values an axis, though the trials are fewer.
        if case .grid(let perAxis) = method, !isGiven("points="), !words.contains(wanted) { line.append("points=\(perAxis)") }
        return line.joined(separator: " ")
    }
}
