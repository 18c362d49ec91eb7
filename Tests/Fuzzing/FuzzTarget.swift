// What can be fuzzed: a target takes any bytes, and a law that they break is an error.

/// A law that an input breaks; a trap or an endless loop needs no words.
public struct BrokenLaw: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

/// A part of the program that must stand any input.
public struct FuzzTarget: Sendable {
    public let name: String
    public let summary: String
    /// Pieces of input that chance would seldom find.
    public let words: [String]
    /// Inputs from which changed ones are made, besides those of a folder.
    public let seeds: [[UInt8]]
    /// Takes an input; `tell` is told in words what it stands for.
    public let examine: @Sendable (_ bytes: [UInt8], _ tell: (String) -> Void) throws(BrokenLaw) -> Void

    public static let all: [FuzzTarget] = [.talk, .lines, .hostile, .formulas, .sessions, .tables, .arrays, .events]

    /// Texts as inputs, each behind each of some first bytes.
    static func inputs(_ texts: [String], after first: [UInt8]? = nil) -> [[UInt8]] {
        var inputs: [[UInt8]] = []
        for text in texts {
            let bytes = [UInt8](text.utf8)
            if let first { for byte in first { inputs.append([byte] + bytes) } } else { inputs.append(bytes) }
        }
        return inputs
    }

    /// Inputs longer than this tell no more than shorter ones.
    public static let longest = 4096
}

/// Holds what is found against a law.
func law(_ holds: Bool, _ words: @autoclosure () -> String) throws(BrokenLaw) { if !holds { throw BrokenLaw(words()) } }
