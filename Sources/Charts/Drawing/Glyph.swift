// What stands in a cell. A screen has thousands of them, copied from picture to picture and compared with the last one: kept in two
// plain words, that costs what it costs for numbers.

/// A character as a terminal's cell holds it: its first five Unicode scalars, which is what X/Open Curses keeps in a cell. What would steer
/// the terminal is a picture of itself here: no name can smuggle an escape sequence onto the screen.
public struct Glyph: Hashable, Sendable, Sequence {
    /// 21 bits a scalar, the first lowest; 0 where there is none.
    private var first: UInt64 = 0, rest: UInt64 = 0

    init(_ character: Character) {
        if let scalar = character.unicodeScalars.first, scalar.steers {
            first = UInt64(scalar.picture.value)
            return
        }
        for (place, scalar) in character.unicodeScalars.prefix(Self.most).enumerated() {
            let bits = UInt64(scalar.value)
            if place < 3 { first |= bits << (21 * place) } else { rest |= bits << (21 * (place - 3)) }
        }
    }

    /// Nothing: what the right half of a wide character has.
    static let none = Glyph()

    private init() {}

    /// The most scalars that it has.
    public static let most = 5

    /// Its scalars, those that combine with the first one after it.
    public struct Iterator: IteratorProtocol {
        fileprivate var first: UInt64, rest: UInt64

        public mutating func next() -> Unicode.Scalar? {
            if first == 0 { (first, rest) = (rest, 0) }
            guard first != 0, let scalar = Unicode.Scalar(UInt32(first & 0x1F_FFFF)) else { return nil }
            first >>= 21
            return scalar
        }
    }

    public func makeIterator() -> Iterator { Iterator(first: first, rest: rest) }

    /// Whether nothing is in it.
    var isEmpty: Bool { first == 0 }

    var character: Character {
        var scalars = makeIterator()
        guard let base = scalars.next() else { return "\0" }
        guard let mark = scalars.next() else { return Character(base) }
        var text = String.UnicodeScalarView([base, mark])
        while let next = scalars.next() { text.append(next) }
        return Character(String(text))
    }
}
