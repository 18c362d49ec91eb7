// The lines typed in earlier runs, kept in the state folder.
import Language

/// The history of the command line: one line of text a command, the oldest first.
public struct LineHistory: Sendable {
    let path: String
    /// Lines that are kept; the file may grow to twice as many before it is cut.
    static let most = 1000

    /// The file history in the state folder. Nil if there is no place for it.
    public static func ofThisUser() -> LineHistory? {
        guard let folder = StateFolder.path, (try? Files.makeDirectory(folder, nil)) != nil else { return nil }
        return LineHistory(path: folder + "/history")
    }

    /// The lines of earlier runs; none if they cannot be read.
    public func load() -> [String] {
        guard Files.exists(path), let text = try? Files.text(of: path, column: nil) else { return [] }
        let lines = text.split(separator: "\n").map(String.init)
        let kept = Array(lines.suffix(Self.most))
        if lines.count > 2 * Self.most {
            try? Files.writeAtomically(kept.map { $0 + "\n" }.joined(), to: path, column: nil)
        }
        return kept
    }

    /// Adds a line. What cannot be written is not remembered, and no reason to stop.
    public func add(_ line: String) { _ = Files.append(line, to: path) }
}
