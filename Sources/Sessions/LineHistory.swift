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

    /// The lines of earlier runs; none if they cannot be read. One that is no text is left out.
    public func load() -> [String] {
        guard let bytes = Files.bytes(of: path) else { return [] }
        let lines = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            line.contains(0) ? nil : String(validating: line, as: UTF8.self)
        }
        let kept = Array(lines.suffix(Self.most))
        if lines.count > 2 * Self.most {
            try? Files.writeAtomically(kept.map { $0 + "\n" }.joined(), to: path, throughLinks: true, column: nil)
        }
        return kept
    }

    /// Adds a line. What cannot be written is not remembered, and no reason to stop.
    public func add(_ line: String) { _ = Files.append(line, to: path) }
}
