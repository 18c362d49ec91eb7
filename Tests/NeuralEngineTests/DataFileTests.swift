// Files of data: CSV, IDX, .npy, and what is packed.
import Foundation
import Testing

@testable import NeuralEngine

@Suite("CSV files")
struct CSVFileTests {
    private func read(_ text: String, _ use: CSVFile.Use = CSVFile.Use()) throws(DataFileError) -> Dataset {
        try CSVFile(Array(text.utf8)).dataset(name: "test", use: use)
    }

    private func error(_ text: String, _ use: CSVFile.Use = CSVFile.Use()) -> DataFileError? {
        do throws(DataFileError) {
            _ = try read(text, use)
            return nil
        } catch {
            return error
        }
    }

    @Test("a header names the columns, the last one is the target, words are classes in alphabetical order")
    func header() throws {
        let data = try read("x,y,kind\n1,2,pear\n3,4.5,apple\n-1e2,.5,pear\n")
        #expect(data.inputNames == ["x", "y"] && data.classNames == ["apple", "pear"])
        #expect(data.inputs == Matrix(rows: [[1, 2], [3, 4.5], [-100, 0.5]]))
        #expect(data.answers == .classes([1, 0, 1], count: 2))
    }

    @Test("commas, semicolons and tabs separate; lines may end as on Windows; a byte order mark and empty lines do not matter")
    func separators() throws {
        let wanted = try read("a,b\n1,2\n3,4.5\n")
        for text in ["a;b\n1;2\n3;4.5", "a\tb\r\n1\t2\r\n3\t4.5\r\n", "\u{FEFF}a,b\n1,2\n\n3,4.5\n\n", " a , b \n 1 , 2 \n 3 , 4.5"] {
            #expect(try read(text) == wanted)
        }
    }

    @Test("quotes hold separators, line ends and doubled quotes")
    func quotes() throws {
        let data = try read("\"x, in m\",\"the \"\"kind\"\"\"\n1,\"a,b\"\n2,\"c\nd\"\n\"3\",\"say \"\"e\"\"\"\n")
        #expect(data.inputNames == ["x, in m"] && data.inputs.values == [1, 2, 3])
        #expect(data.classNames == ["a,b", "c\nd", "say \"e\""])
    }

    @Test("a first line of numbers is a sample")
    func noHeader() throws {
        let data = try read("1,2\n3,4\n")
        #expect(data.count == 2 && data.inputNames == ["1"])
        #expect(data.answers == .values(Matrix(rows: [[2], [4]])))
    }

    @Test("whole numbers from 0 on that all occur are classes, unless told otherwise; 10 comes behind 9")
    func labels() throws {
        let text = "x,k\n" + (0..<44).map { "\($0),\($0 % 11)" }.joined(separator: "\n")
        #expect(try read(text).classNames == (0...10).map(String.init))
        var use = CSVFile.Use()
        use.areClasses = false
        #expect(try read(text, use).answers == .values(Matrix(rows: (0..<44).map { [Double($0 % 11)] })))
        let few = try read("x,k\n1,0\n2,2\n3,2\n4,0\n")
        #expect(few.classNames == [] && few.labels?.values == [0, 2])
        use.areClasses = true
        #expect(try read("x,k\n1,0\n2,2\n3,2\n4,0\n", use).classNames == ["0", "2"])
    }

    @Test("words become columns of 0 and 1, columns are left out, several columns are targets")
    func columns() throws {
        var use = CSVFile.Use()
        (use.oneHot, use.without, use.targets) = ([1], [0], [2, 3])
        let data = try read("id,colour,u,v\nA1,red,1,2\nA2,blue,3,4\nA3,red,5,6\n", use)
        #expect(data.inputNames == ["colour=blue", "colour=red"])
        #expect(data.inputs == Matrix(rows: [[0, 1], [1, 0], [0, 1]]))
        #expect(data.answers == .values(Matrix(rows: [[1, 2], [3, 4], [5, 6]])))
    }

    @Test(
        "what is wrong is told with its line and field",
        arguments: [
            ("a,b\n1,2\n3\n", 3, nil, "1 field"), ("a,b\n1,2\nx,4\n", 3, 1, "'x' (a) is not a number"),
            ("a,b\n1,2\n,4\n", 3, 1, "the value (a) is missing"), ("a,b\n1,2\n3,x\n5,6\n", 3, 2, "'x' (b) is not a number"),
            ("a,b\n1,2\nNA,4\n?,5\n", 3, 1, "the value (a) is missing: 'NA', in 2 of 3 rows"),
            ("a,b\n-inf,2\n3,4\n", 2, 1, "'-inf' (a) is not finite"),
            ("a,b\n1,\"2\n3,4\n", 2, 2, "never closed"), ("a,b\n1,\"2\"x\n", 2, 2, "behind the closing quote"),
            ("a,b\n1,nan\n2,3\n4,5", 2, 2, "the value (b) is missing: 'nan'"), ("a,b\n", 1, nil, "no samples"), ("", 1, nil, "empty"),
            ("a,b\n1,2\n\0,3\n", 3, nil, "not text"), ("a\n1\n2\n", 1, nil, "no column is left"),
            ("a,b\n1,\"2\n2\"\n3\n", 4, nil, "1 field"),
        ] as [(String, Int, Int?, String)])
    func errors(text: String, line: Int, field: Int?, message: String) {
        let error = error(text)
        #expect(error?.line == line && error?.field == field)
        #expect(error?.message.contains(message) == true)
    }

    @Test("every number is read to the last bit")
    func numbers() throws {
        var random = RandomStream(seed: 1, purpose: .data)
        var texts = ["0", "-0", "0.1", "1e308", "4.9e-324", "123456789012345", "1234567890123456789", "0.000000000000001", "-3.", "+7"]
        for _ in 0..<2000 {
            texts.append("\(Double(bitPattern: random.next()))")
            texts.append("\(Double(random.next() % 10_000_000) / 1000)")
        }
        texts = texts.filter { Double($0)?.isFinite == true }
        let data = try read("x,y\n" + texts.map { "\($0),1" }.joined(separator: "\n"))
        #expect(data.inputs.values.map(\.bitPattern) == texts.map { (Double($0) ?? .nan).bitPattern })
    }
}

@Suite("Arrays in files")
struct NumberArrayTests {
    private func error(_ bytes: [UInt8]) -> String {
        do throws(DataFileError) {
            _ = try NumberArray(bytes)
            return ""
        } catch {
            return error.message
        }
    }

    private func npy(_ type: String, _ shape: String, _ numbers: [UInt8], order: String = "False", version: UInt8 = 1) -> [UInt8] {
        let header = Array("{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }          \n".utf8)
        let length = version == 1 ? [UInt8(header.count), 0] : [UInt8(header.count), 0, 0, 0]
        return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + header + numbers
    }

    private func bytes<T>(_ values: [T]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }

    @Test("IDX: type, dimensions, big-endian numbers")
    func idx() throws {
        #expect(
            try NumberArray([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255])
                == NumberArray(shape: [2, 3], values: [1, 2, 3, 4, 5, 255], element: .whole(bytes: 1, isSigned: false)))
        #expect(try NumberArray([0, 0, 0x0B, 1, 0, 0, 0, 2, 0xFF, 0xFE, 1, 0])?.values == [-2, 256])
        #expect(try NumberArray([0, 0, 0x0D, 1, 0, 0, 0, 1, 0x3F, 0xC0, 0, 0])?.values == [1.5])
        #expect(error([0, 0, 8, 1, 0, 0, 0, 3, 1, 2]).contains("3 numbers of 1 bytes are 3 bytes, but 2 follow"))
        #expect(error([0, 0, 7, 1, 0, 0, 0, 1, 1]).contains("no IDX type 7"))
        #expect(error([0, 0, 8, 3, 0, 0]).contains("cut off"))
        #expect(error([0, 0, 8, 3] + [UInt8](repeating: 255, count: 12)) != "")
    }

    @Test(".npy: float64, float32, whole numbers; versions 1 to 3; both byte orders")
    func numpy() throws {
        #expect(
            try NumberArray(npy("<f8", "(2, 2)", bytes([1.5, -2, 0.1, 1e300])))
                == NumberArray(shape: [2, 2], values: [1.5, -2, 0.1, 1e300]))
        #expect(try NumberArray(npy("<f4", "(3,)", bytes([0.5 as Float, 2, -1]), version: 2))?.values == [0.5, 2, -1])
        #expect(try NumberArray(npy("<i8", "(2,)", bytes([-3, 1 << 40]), version: 3))?.values == [-3, 0x1p40])
        #expect(try NumberArray(npy(">i2", "(2,)", [0xFF, 0xFE, 1, 0]))?.values == [-2, 256])
        #expect(try NumberArray(npy("|u1", "(2, 1, 2, 1)", [1, 2, 3, 255]))?.shape == [2, 1, 2, 1])
        #expect(try NumberArray(npy("<f8", "()", bytes([7.0])))?.values == [7])
        #expect(error(npy("<f8", "(2,)", bytes([1.0]))).contains("2 numbers of 8 bytes are 16 bytes, but 8 follow"))
        #expect(try NumberArray(npy("<f8", "(2, 3)", bytes([1.0, 4, 2, 5, 3, 6]), order: "True"))?.values == [1, 2, 3, 4, 5, 6])
        #expect(
            try NumberArray(npy("<i2", "(2, 2, 2)", bytes((0..<8).map(Int16.init)), order: "True"))?.values == [0, 4, 2, 6, 1, 5, 3, 7])
        #expect(
            try NumberArray(npy("<f2", "(5,)", bytes([0x3C00, 0xC000, 0x3555, 0x0001, 0x7BFF] as [UInt16])))?.values
                == [1, -2, 0.333251953125, 0x1p-24, 65504])
        #expect(error(npy("<f2", "(1,)", bytes([0x7C00] as [UInt16]))).contains("not finite"))
        let truths = try #require(try NumberArray(npy("|b1", "(3,)", [0, 1, 1])))
        #expect(try Dataset(name: "truths", inputs: truths, answers: truths).inputs.values == [0, 1, 1])
        #expect(error(npy("<c16", "(1,)", bytes([1.0, 2]))).contains("'<c16' is not read"))
        #expect(error(npy("<f8", "(1,)", bytes([Double.nan]))).contains("not finite"))
        #expect(error([0x93] + Array("NUMPY".utf8)).contains("cut off"))
        #expect(try NumberArray(Array("a,b\n1,2".utf8)) == nil)
    }

    @Test("bytes are divided by 255, whole numbers in a list are classes, channels come one after the other")
    func datasets() throws {
        let images = NumberArray(
            shape: [2, 1, 2, 2], values: [0, 255, 51, 102, 1, 2, 3, 4].map { $0 }, element: .whole(bytes: 1, isSigned: false))
        let labels = NumberArray(shape: [2], values: [2, 0], element: .whole(bytes: 1, isSigned: false))
        let data = try Dataset(name: "images", inputs: images, answers: labels)
        #expect(data.inputs == Matrix(rows: [[0, 0.2, 1, 0.4], [1.0 / 255, 3.0 / 255, 2.0 / 255, 4.0 / 255]]))
        #expect(data.answers == .classes([2, 0], count: 3))
        #expect(try Dataset(name: "images", inputs: images, answers: labels, channelsFirst: true).inputs[0, 1] == 1)
        let numbers = try Dataset(name: "images", inputs: images, answers: labels, areClasses: false)
        #expect(numbers.answers == .values(Matrix(rows: [[2], [0]])))
        #expect(throws: DataFileError.self) {
            try Dataset(name: "images", inputs: images, answers: NumberArray(shape: [3], values: [1, 2, 3]))
        }
    }
}

/// Files that are small, and large when they are unpacked.
@Suite("Packed files")
struct PackedFileTests {
    /// 100 000 times the byte "0" by gzip; two arrays of 40 bytes that are 0, deflated in an .npz.
    private static let
        zeros = """
            H4sIAAAAAAACA+3BMQEAAADCoErrn84aHkABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAArwaFwk3FoIYBAA==
            """,
        arrays = """
            UEsDBBQAAAAIAAAAIVDwkQQxSAAAAKgAAAAFAAAAYS5ucHmb7BfqGxDJyFDGUK2eklqcXKRupaBeU2qorqOgnpZfVFKUmBefX5SSChJ3S8wpTg
            WKF2ckFqQC+RomBjqaOgq1CuQDLgYiAQBQSwMEFAAAAAgAAAAhUPCRBDFIAAAAqAAAAAUAAABiLm5weZvsF+obEMnIUMZQrZ6SWpxcpG6loF5T
            aqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GiYGOpo6CrUK5AMuBiIBAFBLAQIUAxQAAAAIAAAAIVDwkQQxSAAAAKgAAAAFAAAAAA
            AAAAAAAACAAQAAAABhLm5weVBLAQIUAxQAAAAIAAAAIVDwkQQxSAAAAKgAAAAFAAAAAAAAAAAAAACAAWsAAABiLm5weVBLBQYAAAAAAgACAGYA
            AADWAAAAAAA=
            """

    private func bytes(_ text: String) -> [UInt8] { Data(base64Encoded: text, options: .ignoreUnknownCharacters).map(Array.init) ?? [] }

    @Test("are unpacked as far as they may be, and refused beyond that")
    func most() throws {
        let file = bytes(Self.zeros)
        guard case .table(let text) = try DataFile(file, upTo: 100_000) else { throw Inflation.tooLarge(100_000) }
        #expect(text.count == 100_000 && text.allSatisfy { $0 == UInt8(ascii: "0") })
        #expect(throws: Inflation.tooLarge(99_999)) { try DataFile(file, upTo: 99_999) }
        #expect(throws: DataFileError.stopped) { try DataFile(file, upTo: 100_000, unless: { true }) }
    }

    @Test("that are an archive are so all together, with the numbers that are made of them")
    func archive() throws {
        let file = bytes(Self.arrays)
        guard case .arrays(let arrays) = try DataFile(file, upTo: 600) else { throw Inflation.tooLarge(600) }
        #expect(arrays.map(\.array.values.count) == [40, 40])
        #expect(throws: Inflation.tooLarge(400)) { try DataFile(file, upTo: 400) }
    }

    @Test("that are an archive are refused where a content is not what its check sum says")
    func damaged() throws {
        var file = bytes(Self.arrays)
        // The check sum of the first array stands in the directory.
        let entry = try #require(file.indices.first { file[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        file[entry + 16] ^= 1
        do {
            _ = try DataFile(file)
            Issue.record("a damaged archive is read")
        } catch {
            #expect(error.message == "a.npy in the archive is damaged or cut off")
        }
    }

    @Test("text without an end of a line in its first megabytes is no table; it is refused before the rest is unpacked or read")
    func endless() {
        let text = [UInt8](repeating: UInt8(ascii: "0"), count: PlainUTF8.longestLine + 1)
        do {
            _ = try CSVFile(text)
            Issue.record("an endless line is read")
        } catch {
            #expect(error.message.hasPrefix("the first line has no end within 17 MB") && error.line == 1)
        }
    }
}
