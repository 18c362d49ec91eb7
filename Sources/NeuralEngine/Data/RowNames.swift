// Columns that say which row this is, and nothing about it.

/// Names and numbers of rows, as other programs write them before a table.
enum RowNames {
    /// What columns of row numbers are called.
    private static let titles: Set<String> = [
        "", "row", "rows", "rowname", "rownames", "row.names", "row_names", "rowid", "row_id", "unnamed: 0", "index", "id", "obs", "no",
        "no.",
        "nr", "nr.", "#", "...1", "idx", "num", "s.no", "s.no.", "sno", "observation", "case", "sample", "subject",
    ]

    /// Whether a column of that name may number or name its rows.
    static func isTitle(_ name: String) -> Bool {
        let name = name.lowercased()
        return titles.contains(name) || name.count > 2 && name.hasSuffix("id") && (name.hasSuffix("_id") || name.hasSuffix("erid"))
    }

    /// Whether a column of that name numbers or names its rows.
    /// - Parameters:
    ///   - texts: its fields, from the first row on.
    ///   - areWords: whether they stand in quotes where numbers stand in none, as R writes its names.
    static func isColumn(named name: String, _ texts: [String], areWords: Bool) -> Bool {
        let title = name.lowercased()
        guard isTitle(title) else { return false }
        if title.isEmpty || title.hasPrefix("row") || title.hasPrefix("unnamed") { return are(texts, areWords: areWords) }
        return texts.count > 1 && count(texts)
    }

    /// Whether texts can name rows: 0, 1, 2 ... or 1, 2, 3 ..., or words that are all different. Numbers that merely grow or fall may be
    /// years or doses.
    static func are(_ texts: [String], areWords: Bool = false) -> Bool {
        guard !count(texts) else { return true }
        guard !texts.isEmpty, Set(texts).count == texts.count else { return false }
        return areWords || texts.count { Double($0) == nil } * 2 > texts.count
    }

    /// Whether texts count the rows, from 0 or 1 on.
    private static func count(_ texts: [String]) -> Bool {
        guard let first = texts.first.flatMap({ Int($0) }), first == 0 || first == 1 else { return false }
        return texts.enumerated().allSatisfy { Int($0.element) == first + $0.offset }
    }
}
