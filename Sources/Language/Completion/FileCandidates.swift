// Files as completion offers them: folder by folder, each with its kind and size.
import Documents

extension Completions {
    /// Sessions by their names, and files of them.
    static let sessions = Completions { place in
        let files = FileCandidates(place, kinds: ["nns"])
        let isPath = place.typed.contains("/") || place.typed.hasPrefix("~")
        let named = isPath ? [] : files.sessions
        return named + files.all
    }

    static let lessons = Completions { place in place.shelf.lessons() }

    /// Tables and arrays.
    static let data = Completions { place in
        FileCandidates(place, kinds: ["csv", "tsv", "npy", "npz", "gz", "idx", "ubyte", "data", "txt"]).all
    }

    /// Where a command's picture or text goes: what is there already, and the name that is being typed with the endings.
    static let pictures = Completions { place in
        let endings = Redirection.Format.allCases.map(\.rawValue)
        let new = endings.compactMap { ending -> Candidate? in
            let stem = Word.unquoted(start: place.typed)
            guard let last = stem.last, last != "/", !stem.contains(".") else { return nil }
            return Candidate(text: FilePath.quoted("\(stem).\(ending)"), summary: "a new \(FileCandidates.kind(of: ending))")
        }
        return new + FileCandidates(place, kinds: Set(endings)).fitting
    }
}

private struct FileCandidates {
    private let shelf: Shelf
    private let typed: String
    private let kinds: Set<String>

    /// - Parameter kinds: The endings that the command reads.
    init(_ place: CompletionPlace, kinds: Set<String>) {
        shelf = place.shelf
        typed = Word.unquoted(start: place.typed)
        self.kinds = kinds
    }

    /// The folder of the path that is being typed, as it is written.
    private var folder: String { typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? "" }

    private var entries: [Shelf.Entry] {
        let isHidden = typed.dropFirst(folder.count).hasPrefix(".")
        return shelf.entries(FilePath.expanded(folder)).filter { isHidden || !$0.name.hasPrefix(".") }
    }

    /// Folders, and the files of the right kinds.
    var fitting: [Candidate] {
        if typed == "~" { return [Candidate(text: "~/", summary: "your own folder")] }
        return entries.filter { $0.isFolder || kinds.contains(Self.ending(of: $0.name)) }.map { candidate($0) }
    }

    /// The files of the right kinds first, then folders; every file where none is of the right kind.
    var all: [Candidate] {
        let fitting = fitting, start = typed.lowercased()
        let hasFile = entries.contains {
            !$0.isFolder && kinds.contains(Self.ending(of: $0.name)) && (folder + $0.name).lowercased().hasPrefix(start)
        }
        return hasFile || fitting.contains { $0.text.lowercased().hasPrefix(start) } ? fitting : entries.map { candidate($0) }
    }

    /// The sessions of the folder sessions, which go without their folder and ending.
    var sessions: [Candidate] {
        shelf.entries("sessions").filter { Self.ending(of: $0.name) == "nns" }.map {
            Candidate(text: FilePath.quoted(String($0.name.dropLast(4))), summary: "session in sessions, \(Self.size($0.size))")
        }
    }

    private func candidate(_ entry: Shelf.Entry) -> Candidate {
        if entry.isFolder { return Candidate(text: FilePath.quoted(folder + entry.name + "/"), summary: "folder") }
        return Candidate(
            text: FilePath.quoted(folder + entry.name), summary: "\(Self.kind(of: Self.ending(of: entry.name))), \(Self.size(entry.size))")
    }

    /// What stands behind the last dot, or dash as in train-images-idx3-ubyte.
    private static func ending(of name: String) -> String {
        name.lastIndex { ".-".contains($0) }.map { name[$0...].dropFirst().lowercased() } ?? ""
    }

    static func kind(of ending: String) -> String {
        switch ending {
        case "nns": "session"
        case "csv", "tsv", "data": "table"
        case "npy": "array of numbers"
        case "npz": "arrays of numbers"
        case "gz": "packed file"
        case "idx", "ubyte": "array of numbers (IDX)"
        case "svg": "picture"
        case "txt": "text file"
        default: "file"
        }
    }

    /// `812 bytes`, `2.1 kB`, `14 MB`.
    private static func size(_ bytes: Int) -> String {
        if bytes < 1000 { return "\(bytes) byte\(bytes == 1 ? "" : "s")" }
        let (value, unit) =
            bytes < 1_000_000
            ? (Double(bytes) / 1e3, "kB") : bytes < 1_000_000_000 ? (Double(bytes) / 1e6, "MB") : (Double(bytes) / 1e9, "GB")
        return "\(Numerals(digits: value < 100 ? 2 : 3).text(value)) \(unit)"
    }
}
