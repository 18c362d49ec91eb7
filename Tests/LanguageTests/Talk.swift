// Commands in, text out: how the tests speak the language.
// swift-format-ignore-file: NeverForceUnwrap
import Documents
import Language
import NeuralEngine
import Sessions
import Testing

/// A session and what it prints.
struct Talk {
    var session = Session()

    init() {}

    /// A session in which some lines have been run, without an error.
    init(_ lines: String...) {
        for line in lines {
            for outcome in session.run(line) {
                if case .failure(let error) = outcome.result { preconditionFailure("\(outcome.command): \(error.message)") }
            }
        }
    }

    /// Runs a line. Returns what is printed: answers, or the error with its place and its hint.
    @discardableResult
    mutating func run(_ line: String) -> String {
        session.run(line).map { outcome in
            switch outcome.result {
            case .success(let reply): PlainText().text(of: reply)
            case .failure(let error): PlainText().text(of: error, in: outcome.command)
            }
        }.joined(separator: "\n")
    }

    /// Runs a line of one command. Returns its error, or nil if it went well.
    mutating func error(_ line: String) -> CommandError? {
        for outcome in session.run(line) {
            if case .failure(let error) = outcome.result { return error }
        }
        return nil
    }

    /// The JSON lines of a line of commands.
    mutating func json(_ line: String) -> [String] { session.run(line).map(\.json) }

    /// The value of an expression, with all its bits.
    mutating func value(_ expression: String) -> Double? {
        guard case .success(let reply)? = session.run("print \(expression)").last?.result,
            case .number(let value)? = reply.values.first?.value
        else { return nil }
        return value
    }

    /// Everything the workspace holds, bit by bit.
    var bits: Bits { Bits(of: session.workspace) }

    /// The 2-2-2 example, ready to be stepped.
    static let example = Talk(
        "net 2-2-2 sigmoid", "set W1 [[0.15,0.20],[0.25,0.30]]", "set W2 [[0.40,0.45],[0.50,0.55]]", "set b1 0.35; set b2 0.60",
        "optimizer sgd lr=0.5", "input 0.05 0.10", "target 0.01 0.99")
}

/// All that a workspace holds; short to print, for those that differ.
struct Bits: Equatable, CustomTestStringConvertible {
    /// A stored value and the way to it: numbers by their bits; functions, which have none, by their type.
    struct Part: Equatable {
        let path: String
        var bits: [UInt64] = []
        var text = ""
    }

    private var parts: [Part] = []

    init(of value: Any) { add(value, at: "") }

    private mutating func add(_ value: Any, at path: String) {
        if let numbers = value as? Numbers { return parts.append(Part(path: path, bits: numbers.map(\.bitPattern))) }
        if let numbers = value as? [Double] { return parts.append(Part(path: path, bits: numbers.map(\.bitPattern))) }
        if let number = value as? Double { return parts.append(Part(path: path, bits: [number.bitPattern])) }
        let mirror = Mirror(reflecting: value)
        if mirror.children.isEmpty {
            let kind = "\(type(of: value))"
            parts.append(Part(path: path, text: kind.contains("->") ? kind : "\(value)"))
        } else if mirror.displayStyle == .dictionary || mirror.displayStyle == .set {
            // The function table follows from its definitions; the order of its dictionary does not.
            parts.append(Part(path: path, text: "\(mirror.children.count) entries"))
        } else {
            for (index, child) in mirror.children.enumerated() { add(child.value, at: "\(path)/\(child.label ?? "\(index)")") }
        }
    }

    var testDescription: String { "\(parts.count) values" }

    /// The first difference from others, in words; nil if there is none.
    func difference(from other: Bits) -> String? {
        if parts == other.parts { return nil }
        let pair = zip(parts, other.parts).first { $0 != $1 }
        return pair.map { "\($0.path): \($0.text)\($0.bits.prefix(8)) instead of \($1.path): \($1.text)\($1.bits.prefix(8))" }
            ?? "more values"
    }
}
