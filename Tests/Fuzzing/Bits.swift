// What a workspace holds, bit by bit.
import NeuralEngine

/// All that a workspace holds; short to print, for those that differ.
public struct Bits: Equatable, CustomStringConvertible {
    /// A stored value and the way to it: numbers by their bits; functions, which have none, by their type.
    private struct Part: Equatable {
        let path: String
        var bits: [UInt64] = []
        var text = ""
    }

    private var parts: [Part] = []

    public init(of value: Any) { add(value, at: "") }

    private mutating func add(_ value: Any, at path: String) {
        if let numbers = value as? Numbers { return parts.append(Part(path: path, bits: numbers.map(\.bitPattern))) }
        if let numbers = value as? [Double] { return parts.append(Part(path: path, bits: numbers.map(\.bitPattern))) }
        if let numbers = value as? [Int] { return parts.append(Part(path: path, bits: numbers.map { UInt64(bitPattern: Int64($0)) })) }
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

    public var description: String { "\(parts.count) values" }

    /// The first difference from others, in words; nil if there is none.
    public func difference(from other: Bits) -> String? {
        if parts == other.parts { return nil }
        let pair = zip(parts, other.parts).first { $0 != $1 }
        return pair.map { "\($0.path): \($0.text)\($0.bits.prefix(8)) instead of \($1.path): \($1.text)\($1.bits.prefix(8))" }
            ?? "more values"
    }
}
