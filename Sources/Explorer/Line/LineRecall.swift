// The lines typed before: walked through by the arrows, searched by Ctrl-R, suggested while one types.

/// Earlier lines, the oldest first, and where in them one is.
struct LineRecall: Sendable, Equatable {
    private(set) var lines: [String]
    private var place: Int?
    /// What was being typed when the arrows left for the past.
    private var draft: [Character] = []
    var search: Search?

    /// A search by Ctrl-R: what is looked for, the line found, and what was typed before.
    struct Search: Sendable, Equatable {
        var query = ""
        var found: Int?
        let draft: [Character]

        mutating func look(in recall: LineRecall, upTo place: Int) {
            found = query.isEmpty ? nil : recall.find(query, upTo: place)
        }

        init(draft: [Character]) { self.draft = draft }
    }

    init(lines: [String]) { self.lines = lines }

    mutating func remember(_ line: String) {
        if !line.allSatisfy({ $0 == " " }) && lines.last != line { lines.append(line) }
    }

    mutating func leave() { (place, search) = (nil, nil) }

    /// The line before or after the one shown; nil at either end.
    mutating func walk(_ direction: Int, from shown: [Character]) -> [Character]? {
        let next = (place ?? lines.count) + direction
        guard (0...lines.count).contains(next) else { return nil }
        if place == nil { draft = shown }
        place = next == lines.count ? nil : next
        return place.map { Array(lines[$0]) } ?? draft
    }

    /// The newest line that begins so and goes on.
    func continuation(of beginning: String) -> String? {
        lines.last { $0.count > beginning.count && $0.hasPrefix(beginning) }.map { String($0.dropFirst(beginning.count)) }
    }

    /// The next other line that holds a text, towards the past and towards the present, among the newest of equal ones.
    func older(than place: Int?, _ text: String) -> Int? {
        guard let place else { return nil }
        let newer = Set(lines[place...])
        return lines[..<place].lastIndex { $0.contains(text) && !newer.contains($0) }
    }

    func newer(than place: Int?, _ text: String) -> Int? {
        guard let place else { return nil }
        return lines.indices.dropFirst(place + 1).first { index in
            lines[index].contains(text) && !lines[(index + 1)...].contains(lines[index])
        }
    }

    /// The newest line at or before a place that holds a text.
    func find(_ text: String, upTo place: Int) -> Int? { lines[..<min(place, lines.count)].lastIndex { $0.contains(text) } }
}

extension LineEditor {
    /// What the newest line with this beginning goes on with; nil unless the cursor is at the end of a single row.
    public var suggestion: String? {
        guard !isEmpty, cursor == characters.count, recall.search == nil, !characters.contains("\n") else { return nil }
        return recall.continuation(of: text)
    }

    /// The next word of the suggestion.
    var suggestedWord: String? {
        suggestion.map { rest in
            let blanks = rest.prefix { $0 == " " }
            return String(blanks + rest.dropFirst(blanks.count).prefix { $0 != " " })
        }
    }

    mutating func accept(_ suggestion: String?) { if let suggestion { insert(Array(suggestion)) } }

    /// What Ctrl-R looks for; nil while there is no search.
    public var searchQuery: String? { recall.search?.query }
    /// Whether a search has found nothing.
    public var searchFails: Bool { recall.search.map { !$0.query.isEmpty && $0.found == nil } ?? false }

    /// The lines that a search finds, the newest first and each once, and the place of the one shown.
    var searchMatches: (lines: [String], chosen: Int?) {
        guard let search = recall.search, !search.query.isEmpty else { return ([], nil) }
        var seen: Set<String> = []
        let lines = recall.lines.reversed().filter { $0.contains(search.query) && seen.insert($0).inserted }
        return (lines, search.found.flatMap { lines.firstIndex(of: recall.lines[$0]) })
    }

    /// Takes a key that belongs to a search, or begins one; nil for any other, which ends the search and keeps what it found.
    mutating func takeInSearch(_ key: Key) -> Bool? {
        guard var search = recall.search else {
            guard key == .control("r") else { return nil }
            recall.search = LineRecall.Search(draft: characters)
            return true
        }
        switch key {
        case .control("r"), .down: search.found = recall.older(than: search.found, search.query) ?? search.found
        case .up: search.found = recall.newer(than: search.found, search.query) ?? search.found
        case .character(let character):
            search.query.append(character)
            search.look(in: recall, upTo: search.found.map { $0 + 1 } ?? .max)
        case .backspace, .control("h"):
            search.query = String(search.query.dropLast())
            search.look(in: recall, upTo: .max)
        case .escape, .control("g"):
            recall.search = nil
            show(search.draft)
            return true
        default:
            recall.search = nil
            return nil
        }
        recall.search = search
        show(search.found.map { Array(recall.lines[$0]) } ?? search.draft)
        return true
    }
}
