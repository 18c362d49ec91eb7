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
    /// - Returns: nil if it was asked to stop on the way.
    public func csv(unless isToStop: () -> Bool = { false }) -> String? {
        var text = header.map(Sheet.field).joined(separator: ",") + "\n"
        for row in rows {
            if isToStop() { return nil }
            for (place, value) in row.enumerated() {
                if place > 0 { text += "," }
                text += Sheet.field(value)
            }
            text += "\n"
        }
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
        // Byte by byte where there is nothing else, as in the names of a million weights.
        let isPlain = text.utf8.allSatisfy {
            $0 < 0x80 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && !(0x0a...0x0d).contains($0)
        }
        guard !isPlain, text.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return text }
        guard text.utf8.contains(UInt8(ascii: "\"")) else { return "\"\(text)\"" }
        var quoted = "\""
        for character in text.unicodeScalars {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }

    /// Named numbers, a row a number: `W1[2,1]` is that of row 2 and column 1. Nil where there is no number among the values, or it was asked
    /// to stop on the way.
    public init?(_ values: [JSONField], unless isToStop: () -> Bool = { false }) {
        self.init(header: ["quantity", "value"], rows: [])
        for field in values where !add(field.value, called: field.name, unless: isToStop) { return nil }
        if rows.isEmpty { return nil }
    }

    /// Adds the numbers of a value.
    /// - Parameters:
    ///   - name: what a number is called.
    ///   - stem: what the names of the numbers in a list begin with: `W1[`, `W1[2,`.
    /// - Returns: false if it was asked to stop on the way.
    private mutating func add(_ value: JSONValue, called name: String, stem: String? = nil, unless isToStop: () -> Bool) -> Bool {
        switch value {
        case .number, .int: rows.append([.string(name), value])
        case .array(let items):
            if isToStop() { return false }
            let stem = stem ?? "\(name)["
            for (place, item) in items.enumerated() {
                let next = "\(stem)\(place + 1)"
                guard add(item, called: next + "]", stem: next + ",", unless: isToStop) else { return false }
            }
        case .numbers(let numbers):
            if isToStop() { return false }
            let stem = stem ?? "\(name)["
            for (place, number) in numbers.enumerated() { rows.append([.string("\(stem)\(place + 1)]"), .number(number)]) }
        default: break
        }
        return true
    }
}
