// A table with all its numbers, as spreadsheets and other programs read it.

/// Rows under a header, with all the bits of their numbers.
public struct Sheet: Sendable, Equatable {
    public var header: [String]
    public var rows: [[JSONValue]]

    public init(header: [String], rows: [[JSONValue]]) {
        self.header = header
        self.rows = rows
    }

    /// Comma-separated values: a text with a comma, a quote or a line end stands in quotes, in which quotes are doubled (RFC 4180).
    public var csv: String {
        var text = header.map(Sheet.field).joined(separator: ",") + "\n"
        for row in rows { text += row.map(Sheet.field).joined(separator: ",") + "\n" }
        return text
    }

    private static func field(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): field(text)
        case .number(let number): number.isFinite ? JSONValue.numeral(number) : number.isNaN ? "nan" : number < 0 ? "-inf" : "inf"
        default: field(value.description)
        }
    }

    private static func field(_ text: String) -> String {
        guard text.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// Named numbers, a row a number: `W1[2,1]` is that of row 2 and column 1. Nil where there is no number among the values.
    public init?(_ values: [JSONField]) {
        self.init(header: ["quantity", "value"], rows: values.flatMap { Sheet.rows($0.name, $0.value, at: []) })
        if rows.isEmpty { return nil }
    }

    private static func rows(_ name: String, _ value: JSONValue, at place: [Int]) -> [[JSONValue]] {
        switch value {
        case .number, .int: [[.string(place.isEmpty ? name : "\(name)[\(place.map(String.init).joined(separator: ","))]"), value]]
        case .array(let items): items.enumerated().flatMap { rows(name, $0.element, at: place + [$0.offset + 1]) }
        default: []
        }
    }
}
