// The names of files as they are typed: in quotes where they have blanks, with ~ for one's own folder.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

public enum FilePath {
    /// The bytes of the longest path that is taken: no system takes many more, and folders are gone through one by one.
    public static let longest = 1000

    public static func tooLong(_ column: Int?) -> CommandError { CommandError("this name is too long for a file", column: column) }

    /// A path with ~ or ~/ at its beginning as the folder that HOME names.
    public static func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME").map({ String(cString: $0) }), !home.isEmpty else {
            return path
        }
        return home + path.dropFirst()
    }

    /// Whether a name ends as those of files do: `.csv`, `.nns`, and not `.5`.
    static func hasEnding(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 && (2...6).contains(parts[parts.count - 1].count) && parts[parts.count - 1].first?.isLetter == true
    }

    /// A name as a word of a line: in quotes if it would be read otherwise without them, where a quote is written twice; a folder's quotes
    /// stay open.
    public static func quoted(_ path: String) -> String {
        guard path.isEmpty || path.contains(where: { " \t;#()[]\"=>".contains($0) }) else { return path }
        return "\"" + path.replacing("\"", with: "\"\"") + (path.hasSuffix("/") ? "" : "\"")
    }
}

extension Word {
    /// The file that the word names: out of its quotes, ~ filled in.
    var file: Word { Word(FilePath.expanded(unquoted.text), column: unquoted.column) }
}
