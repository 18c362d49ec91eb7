// JSON as the language contract writes it: numbers carry all their bits, non-finite ones are strings, fields keep their order.
import Charts

/// A JSON value whose objects keep the order of their fields.
public indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// A list of numbers, of which there may be millions.
    case numbers([Double])
    case object([JSONField])

    /// A list of numbers.
    public static func vector(_ values: some Sequence<Double>) -> JSONValue { .numbers(Array(values)) }

    /// Rows of numbers from row-major storage with `columns` entries a row.
    public static func matrix(_ values: some Collection<Double>, columns: Int) -> JSONValue {
        guard columns > 0 else { return .array([]) }
        let flat = Array(values)
        return .array(stride(from: 0, to: flat.count, by: columns).map { .vector(flat[$0..<$0 + columns]) })
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value on one line, without blanks.
    public var description: String { text(unless: { false }) ?? "" }

    /// The same; nil if it was asked to stop on the way.
    public func text(unless isToStop: () -> Bool) -> String? {
        var text = ""
        return write(to: &text, unless: isToStop) ? text : nil
    }

    /// So many items of a list are written before it is asked again whether to stop.
    private static let itemsALook = 4096

    /// - Returns: false if it was asked to stop on the way.
    private func write(to text: inout String, unless isToStop: () -> Bool) -> Bool {
        switch self {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .int(let number): text += String(number)
        case .number(let number): text += JSONValue.numeral(number)
        case .string(let string): text += JSONValue.quoted(string)
        case .array(let items):
            text += "["
            for (index, item) in items.enumerated() {
                if index.isMultiple(of: Self.itemsALook), isToStop() { return false }
                if index > 0 { text += "," }
                guard item.write(to: &text, unless: isToStop) else { return false }
            }
            text += "]"
        case .numbers(let numbers):
            text += "["
            for (index, number) in numbers.enumerated() {
                if index.isMultiple(of: Self.itemsALook), isToStop() { return false }
                if index > 0 { text += "," }
                text += JSONValue.numeral(number)
            }
            text += "]"
        case .object(let fields):
            text += "{"
            for (index, field) in fields.enumerated() {
                if index > 0 { text += "," }
                text += JSONValue.quoted(field.name) + ":"
                guard field.value.write(to: &text, unless: isToStop) else { return false }
            }
            text += "}"
        }
        return true
    }

    /// The shortest decimal that reads back to the same bits: 3 for 3.0; "inf", "-inf", "nan" as strings.
    static func numeral(_ number: Double) -> String {
        if number.isNaN { return "\"nan\"" }
        if number.isInfinite { return number < 0 ? "\"-inf\"" : "\"inf\"" }
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.steers:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

/// One named value of a JSON object.
public struct JSONField: Sendable, Equatable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}
