// Numbers in brackets as they are typed.
import Documents
import NeuralEngine
import Portraits

extension Arguments {
    /// The words from an index on: plain numbers make one row, brackets whatever they enclose.
    func tensor(from index: Int, _ what: String, hint: String? = nil) throws(CommandError) -> Tensor {
        let first = try word(index, what, hint: hint)
        guard first.text.hasPrefix("[") else { return Tensor(row: try rows(from: index, what).values) }
        if words.count > index + 1 {
            throw CommandError("'\(words[index + 1].text)' stands behind the closing bracket", column: words[index + 1].column)
        }
        var reader = TensorReader(first)
        return try reader.read()
    }
}

/// Reads numbers in brackets, with the column of whatever is wrong.
struct TensorReader {
    private let characters: [Character]
    private let column: Int
    private var place = 0

    /// Filters of several channels are the deepest: [filter][channel][row][column].
    private static let deepest = 4

    init(_ word: Word) {
        characters = Array(word.text)
        column = word.column
    }

    mutating func read() throws(CommandError) -> Tensor {
        let tensor = try list(depth: 1)
        skipBlanks()
        guard place == characters.count else { throw error("'\(characters[place])' stands behind the closing bracket") }
        return tensor
    }

    private mutating func list(depth: Int) throws(CommandError) -> Tensor {
        guard depth <= TensorReader.deepest else { throw error("brackets go \(TensorReader.deepest) deep at most") }
        try expect("[")
        guard next == "[" else { return Tensor(row: try numbers()) }
        var parts: [Tensor] = []
        repeat {
            skipBlanks()
            let start = place + 1
            let part = try list(depth: depth + 1)
            if let first = parts.first, first.dimensions != part.dimensions { throw unequal(parts.count + 1, part, first, at: start) }
            parts.append(part)
        } while take(",")
        try expect("]")
        return Tensor(dimensions: [parts.count] + parts[0].dimensions, values: parts.flatMap(\.values))
    }

    private func unequal(_ number: Int, _ part: Tensor, _ first: Tensor, at start: Int) -> CommandError {
        guard part.dimensions.count == 1, first.dimensions.count == 1 else {
            return CommandError(
                "part \(number) is \(part.size), part 1 is \(first.size)", column: column + start,
                hint: "all parts between brackets of one level are of one size" + TensorReader.padding(part, first))
        }
        let count = part.values.count
        return CommandError(
            "row \(number) has \(count) number\(count == 1 ? "" : "s"), row 1 has \(first.values.count)", column: column + start,
            hint: "all rows of a matrix are of one length")
    }

    /// How the shorter of two sequences is made as long as the other; empty where they are none. Zeros stand before it, so that its last step
    /// is the last one.
    private static func padding(_ one: Tensor, _ other: Tensor) -> String {
        guard one.dimensions.count == 2, other.dimensions.count == 2, one.dimensions[1] == other.dimensions[1] else { return "" }
        let (short, long) = one.dimensions[0] < other.dimensions[0] ? (one, other) : (other, one), width = one.dimensions[1]
        guard long.values.count <= 24 else { return "; a shorter sequence begins with steps of 0" }
        let zeros = Array(repeating: Array(repeating: 0.0, count: width), count: long.dimensions[0] - short.dimensions[0])
        let rows = zeros + (0..<short.dimensions[0]).map { Array(short.values[$0 * width..<($0 + 1) * width]) }
        let text = rows.map { "[" + $0.map { Numerals(digits: 15).text($0) }.joined(separator: ",") + "]" }.joined(separator: ",")
        return "; a shorter sequence begins with steps of 0: [\(text)]"
    }

    /// Numbers up to the closing bracket, which is taken too.
    private mutating func numbers() throws(CommandError) -> [Double] {
        var row: [Double] = []
        repeat {
            skipBlanks()
            let start = place
            while place < characters.count, !",]".contains(characters[place]) { place += 1 }
            var text = String(characters[start..<place])
            while text.hasSuffix(" ") { text.removeLast() }
            row.append(try Arguments.number(Word(text, column: column + start)))
        } while take(",")
        try expect("]")
        return row
    }

    private var next: Character? {
        mutating get {
            skipBlanks()
            return place < characters.count ? characters[place] : nil
        }
    }

    private mutating func skipBlanks() { while place < characters.count, characters[place] == " " { place += 1 } }

    private mutating func take(_ character: Character) -> Bool {
        guard next == character else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ character: Character) throws(CommandError) {
        guard take(character) else { throw error("'\(character)' is missing here") }
    }

    private func error(_ message: String) -> CommandError {
        CommandError(message, column: column + place, hint: "a matrix is written [[1,2],[3,4]]")
    }
}
