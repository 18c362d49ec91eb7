// JSON, read strictly: what the index of the workloads and the stored ratios are written in.
import Documents
import Language

/// Reads one JSON value from a text that has nothing else in it.
struct JSONReader {
    private var rest: Substring.UTF8View
    private let count: Int

    /// - Throws: `BenchmarkError` with the place of the first byte, counted from 1, that is no JSON.
    static func value(of text: String) throws -> JSONValue {
        var reader = JSONReader(text)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.rest.isEmpty else { throw reader.failure("nothing more is expected") }
        return value
    }

    private init(_ text: String) {
        rest = Substring(text).utf8
        count = text.utf8.count
    }

    private func failure(_ what: String) -> BenchmarkError { BenchmarkError("byte \(count - rest.count + 1): \(what)") }

    private mutating func skipBlanks() { rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 } }

    /// Takes a piece of text if it is next.
    private mutating func take(_ text: StaticString) -> Bool {
        let wanted = text.withUTF8Buffer(Array.init)
        guard rest.starts(with: wanted) else { return false }
        rest = rest.dropFirst(wanted.count)
        return true
    }

    private mutating func expect(_ text: StaticString) throws {
        skipBlanks()
        guard take(text) else { throw failure("'\(text)' is expected") }
    }

    private mutating func value(depth: Int) throws -> JSONValue {
        guard depth < 100 else { throw failure("too deep") }
        skipBlanks()
        if take("null") { return .null }
        if take("true") { return .bool(true) }
        if take("false") { return .bool(false) }
        switch rest.first {
        case UInt8(ascii: "{"):
            return .object(
                try list("{", "}") { reader throws in
                    reader.skipBlanks()
                    let name = try reader.string()
                    try reader.expect(":")
                    return JSONField(name, try reader.value(depth: depth + 1))
                })
        case UInt8(ascii: "["): return .array(try list("[", "]") { reader throws in try reader.value(depth: depth + 1) })
        case UInt8(ascii: "\""): return .string(try string())
        default: return try number()
        }
    }

    /// Items between brackets, with commas between them.
    private mutating func list<T>(_ open: StaticString, _ close: StaticString, item: (inout JSONReader) throws -> T) throws -> [T] {
        try expect(open)
        skipBlanks()
        if take(close) { return [] }
        var items = [try item(&self)]
        skipBlanks()
        while take(",") {
            items.append(try item(&self))
            skipBlanks()
        }
        try expect(close)
        return items
    }

    private mutating func string() throws -> String {
        try expect("\"")
        let characters = rest.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 >= 0x20 }
        rest = rest.dropFirst(characters.count)
        guard take("\"") else { throw failure("the string has to end here; escapes are not used in these files") }
        return String(Substring(characters))
    }

    private mutating func number() throws -> JSONValue {
        let digits = rest.prefix { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
        let text = String(Substring(digits))
        let magnitude = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
        let isStrict =
            magnitude.first?.isNumber == true
            && !(magnitude.count > 1 && magnitude.hasPrefix("0") && magnitude.dropFirst().first?.isNumber == true)
        guard isStrict, text.last?.isNumber == true, let number = Double(text) else { throw failure("a value is expected") }
        rest = rest.dropFirst(digits.count)
        return Int(text).map(JSONValue.int) ?? .number(number)
    }
}

extension JSONValue {
    /// A field of an object; nil if there is none of that name.
    subscript(name: String) -> JSONValue? {
        guard case .object(let fields) = self else { return nil }
        return fields.first { $0.name == name }?.value
    }

    var asString: String? { if case .string(let text) = self { text } else { nil } }
    var asInt: Int? { if case .int(let number) = self { number } else { nil } }
    var asDouble: Double? {
        switch self {
        case .int(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
    var asInts: [Int]? {
        guard case .array(let items) = self else { return nil }
        let numbers = items.compactMap(\.asInt)
        return numbers.count == items.count ? numbers : nil
    }
}
