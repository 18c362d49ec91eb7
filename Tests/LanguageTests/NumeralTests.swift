// Numbers in text and in JSON.
@testable import Documents
import NeuralEngine
import Testing

@testable import Language

@Suite("Numbers as they are shown")
struct NumeralTests {
    static let texts: [(Double, String)] = [
        (0.4, "0.4"), (0, "0"), (-0.0, "0"), (1.0 / 3, "0.333333333"), (2.0 / 3, "0.666666667"), (1.105905967059771, "1.10590597"),
        (1e-12, "1e-12"),
        (123_456_789, "123456789"), (1_234_567_890, "1.23456789e+09"), (0.00001, "0.00001"), (0.000001, "1e-06"), (-2.5, "-2.5"),
        (0.9999999999, "1"), (99999999.99999, "100000000"), (1e300, "1e+300"), (Double.leastNonzeroMagnitude, "5e-324"), (.infinity, "inf"),
        (-.infinity, "-inf"), (.nan, "nan"),
    ]

    @Test("nine significant digits, without needless zeros", arguments: texts)
    func nineDigits(number: Double, text: String) { #expect(Numerals().text(number) == text) }

    @Test(
        "a number that is typed and that no double holds is refused at its place: none becomes 0 or infinite in silence",
        arguments: [
            ("print 2*1e-400", 9), ("set w1 1e400", 8), ("set w1 -1e-400", 8), ("input 1 0.002e-330", 9), ("set W1 [[1e-400,2]]", 10),
            ("plot x^2 x=0..1e-400", 15), ("init constant value=1e-400", 21),
        ])
    func unheld(line: String, column: Int) {
        var talk = Talk("net 2-1")
        let before = talk.bits, error = talk.error(line)
        #expect(error?.message.contains("too ") == true && error?.column == column, "\(line): \(error?.message ?? "")")
        #expect(talk.bits == before && talk.error("set w1 0.0e-400") == nil && talk.error("set w1 5e-324") == nil)
    }

    @Test("seventeen digits read back to the same bits")
    func allDigits() {
        var random = RandomStream(seed: 1, purpose: .data)
        for _ in 1...5000 {
            let number = Double(bitPattern: .random(in: 0...UInt64.max, using: &random))
            guard number.isFinite, number != 0 else { continue }
            #expect(Double(Numerals(digits: 17).text(number))?.bitPattern == number.bitPattern)
        }
    }

    @Test("JSON numbers are the shortest that read back to the same bits")
    func json() {
        var random = RandomStream(seed: 2, purpose: .data)
        for _ in 1...5000 {
            let number = Double(bitPattern: .random(in: 0...UInt64.max, using: &random))
            guard number.isFinite else { continue }
            let text = JSONValue.numeral(number)
            #expect(Double(text)?.bitPattern == number.bitPattern)
            #expect(text.count <= number.description.count)
        }
    }

    static let jsonTexts: [(Double, String)] = [
        (3.0, "3"), (0.4, "0.4"), (-0.0, "-0"), (1e21, "1e+21"), (1e-7, "1e-07"), (0.1 + 0.2, "0.30000000000000004"),
        (.infinity, "\"inf\""),
        (-.infinity, "\"-inf\""), (.nan, "\"nan\""),
    ]

    @Test("JSON of numbers", arguments: jsonTexts)
    func jsonNumbers(number: Double, text: String) { #expect(JSONValue.number(number).description == text) }

    @Test(
        "JSON strings are escaped",
        arguments: [
            ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t", #""\n\r\t""#), ("\u{1}\u{1F}\u{7F}", #""\u0001\u001f\u007f""#), ("δ·😀", "\"δ·😀\""),
        ])
    func jsonStrings(string: String, text: String) { #expect(JSONValue.string(string).description == text) }

    @Test("in a cramped column a number loses digits, then gets a power of ten, and is never cut")
    func cramped() {
        let texts = [0.5, -0.123456, -0.000031, 0.0000123, 1234567, -1e-300].map { Numerals(digits: 4).text($0, crampedTo: 6) }
        #expect(texts == ["0.5", "-0.123", "-3e-05", "1e-05", "1e+06", nil])
    }
}
