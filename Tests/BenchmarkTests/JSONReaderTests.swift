// Reading the index of the workloads.
import Documents
import Language
import Testing

@testable import nnbench

@Suite("Strict JSON")
struct JSONReaderTests {
    @Test("what is written is read back equal")
    func roundTrip() throws {
        let value = JSONValue.object([
            .init("name", .string("wide · 1")), .init("sizes", .array([.int(2), .int(-3)])), .init("lr", .number(0.001)),
            .init("tiny", .number(6.022162951096299e-16)), .init("none", .null), .init("both", .array([.bool(true), .bool(false)])),
            .init("empty", .array([])), .init("nothing", .object([])),
        ])
        #expect(try JSONReader.value(of: value.description) == value)
    }

    @Test("blanks and line breaks mean nothing")
    func blanks() throws {
        #expect(try JSONReader.value(of: " {\n \"a\" :\t[ 1 , 2.5 ]\r\n} ") == .object([.init("a", .array([.int(1), .number(2.5)]))]))
    }

    @Test(
        "what is no JSON is refused with its place",
        arguments: [
            ("", 1), ("{", 2), ("[1,]", 4), ("[1 2]", 4), ("{\"a\" 1}", 6), ("{a:1}", 2), ("01", 1), ("+1", 1), (".5", 1), ("1.", 1),
            ("nan", 1), ("1 2", 3), ("\"open", 6), ("\"\\n\"", 2), ("tru", 1),
        ])
    func refused(text: String, place: Int) {
        #expect {
            try JSONReader.value(of: text)
        } throws: { "\($0)".hasPrefix("byte \(place):") }
    }

    @Test("a hundred brackets inside one another are too many")
    func depth() {
        #expect(throws: BenchmarkError.self) { try JSONReader.value(of: String(repeating: "[", count: 100_000)) }
    }
}
