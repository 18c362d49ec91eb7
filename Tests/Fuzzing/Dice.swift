// Choices read from the bytes of an input, so that who changes bytes changes choices.

/// The bytes of an input as choices. When they are used up every choice is the first one.
struct Dice {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isEmpty: Bool { place >= bytes.count }

    mutating func byte() -> UInt8 {
        guard place < bytes.count else { return 0 }
        defer { place += 1 }
        return bytes[place]
    }

    /// A number from 0 to one less than the count.
    mutating func below(_ count: Int) -> Int { count <= 256 ? Int(byte()) % max(1, count) : (Int(byte()) << 8 | Int(byte())) % count }

    /// One of the choices; nil if there is none.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice? { choices.isEmpty ? nil : choices[below(choices.count)] }

    /// True once in so many times.
    mutating func once(in count: Int) -> Bool { below(count) == count - 1 }

    /// Text of up to so many bytes, from as many bytes as a byte says.
    mutating func text(atMost count: Int) -> String { String(decoding: (0..<below(count + 1)).map { _ in byte() }, as: UTF8.self) }

    /// The bytes that are left.
    mutating func rest() -> [UInt8] {
        defer { place = bytes.count }
        return Array(bytes[min(place, bytes.count)...])
    }

    /// Bytes without a pattern.
    static func noise(seed: Int, count: Int) -> [UInt8] {
        var state = UInt32(seed &* 2 &+ 1)
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
    }
}
