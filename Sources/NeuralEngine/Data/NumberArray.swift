// Arrays of numbers in binary files: IDX, as the MNIST images come, and .npy, as NumPy writes.

/// An array of numbers with its dimensions, the last one running fastest.
public struct NumberArray: Sendable, Equatable {
    /// The type of the numbers in the file.
    public enum Element: Sendable, Equatable {
        case whole(bytes: Int, isSigned: Bool)
        case real(bytes: Int)
        /// 0 or 1, a byte each.
        case truth

        var bytes: Int {
            switch self {
            case .whole(let bytes, _), .real(let bytes): bytes
            case .truth: 1
            }
        }
    }

    public let shape: [Int]
    public let values: [Double]
    public let element: Element

    public init(shape: [Int], values: [Double], element: Element = .real(bytes: 8)) {
        self.shape = shape
        self.values = values
        self.element = element
    }

    /// Samples: the first dimension.
    var count: Int { shape.first ?? 1 }

    /// Whether bytes begin like an array, of a type that there is.
    static func isArray(_ bytes: [UInt8]) throws(DataFileError) -> Bool {
        if bytes.starts(with: numpyMagic) { return true }
        guard looksLikeIDX(bytes) else { return false }
        _ = try element(ofIDX: bytes[2])
        return true
    }

    private static func looksLikeIDX(_ bytes: [UInt8]) -> Bool { bytes.count >= 4 && bytes[0] == 0 && bytes[1] == 0 }

    /// Reads an array if the bytes begin like a file of one; nil if they do not.
    public init?(_ bytes: [UInt8]) throws(DataFileError) {
        if bytes.starts(with: NumberArray.numpyMagic) {
            try self.init(numpy: bytes)
        } else if NumberArray.looksLikeIDX(bytes) {
            try self.init(idx: bytes)
        } else {
            return nil
        }
    }

    /// The numbers of a type that fill the bytes from a place on.
    private init(_ shape: [Int], _ element: Element, _ bytes: [UInt8], from start: Int, isBigEndian: Bool) throws(DataFileError) {
        var count = 1
        for size in shape {
            let (product, isTooLarge) = count.multipliedReportingOverflow(by: size)
            guard size >= 0, !isTooLarge, product < 1 << 40 else { throw DataFileError("the header speaks of \(shape) numbers") }
            count = product
        }
        guard bytes.count - start == count * element.bytes else {
            throw DataFileError(
                "\(shape.map(String.init).joined(separator: " x ")) numbers of \(element.bytes) bytes are \(count * element.bytes) bytes, "
                    + "but \(bytes.count - start) follow the header", hint: "the file is cut off, or damaged")
        }
        try MemoryNeed.checkNumbers("\(count) numbers", count, 1, remedy: "take a part of them: numpy.save('part.npy', a[:10000])")
        func number<T: FixedWidthInteger>(_: T.Type, _ buffer: UnsafeRawBufferPointer, _ index: Int) -> T {
            let raw = buffer.loadUnaligned(fromByteOffset: start + index * MemoryLayout<T>.size, as: T.self)
            return isBigEndian ? T(bigEndian: raw) : T(littleEndian: raw)
        }
        values = bytes.withUnsafeBytes { buffer in
            switch element {
            case .whole(1, false): (0..<count).map { Double(number(UInt8.self, buffer, $0)) }
            case .whole(1, true): (0..<count).map { Double(number(Int8.self, buffer, $0)) }
            case .whole(2, false): (0..<count).map { Double(number(UInt16.self, buffer, $0)) }
            case .whole(2, true): (0..<count).map { Double(number(Int16.self, buffer, $0)) }
            case .whole(4, false): (0..<count).map { Double(number(UInt32.self, buffer, $0)) }
            case .whole(4, true): (0..<count).map { Double(number(Int32.self, buffer, $0)) }
            case .whole(_, false): (0..<count).map { Double(number(UInt64.self, buffer, $0)) }
            case .whole(_, true): (0..<count).map { Double(number(Int64.self, buffer, $0)) }
            case .truth: (0..<count).map { number(UInt8.self, buffer, $0) == 0 ? 0 : 1 }
            case .real(2): (0..<count).map { halfPrecision(number(UInt16.self, buffer, $0)) }
            case .real(4): (0..<count).map { Double(Float(bitPattern: number(UInt32.self, buffer, $0))) }
            case .real: (0..<count).map { Double(bitPattern: number(UInt64.self, buffer, $0)) }
            }
        }
        (self.shape, self.element) = (shape, element)
        if let place = values.firstIndex(where: { !$0.isFinite }) {
            throw DataFileError(
                "number \(place + 1) is \(values[place]), not finite",
                hint:
                    "networks learn from finite numbers: k = numpy.isfinite(x).all(axis=1), then save x[k] and y[k]; missing= fills gaps of "
                    + "tables")
        }
    }

    // MARK: IDX

    /// IDX: two zero bytes, the type, the number of dimensions, their sizes (big-endian, 4 bytes each), then the numbers.
    private init(idx bytes: [UInt8]) throws(DataFileError) {
        let element = try NumberArray.element(ofIDX: bytes[2])
        let dimensions = Int(bytes[3]), start = 4 + 4 * dimensions
        guard dimensions > 0, bytes.count >= start else {
            throw DataFileError("the IDX header is cut off", hint: "the file is cut off, or damaged")
        }
        let shape = (0..<dimensions).map { d in bytes[4 + 4 * d..<8 + 4 * d].reduce(0) { $0 << 8 | Int($1) } }
        try self.init(shape, element, bytes, from: start, isBigEndian: true)
    }

    private static func element(ofIDX type: UInt8) throws(DataFileError) -> Element {
        switch type {
        case 0x08: return .whole(bytes: 1, isSigned: false)
        case 0x09: return .whole(bytes: 1, isSigned: true)
        case 0x0B: return .whole(bytes: 2, isSigned: true)
        case 0x0C: return .whole(bytes: 4, isSigned: true)
        case 0x0D: return .real(bytes: 4)
        case 0x0E: return .real(bytes: 8)
        default:
            throw DataFileError(
                "this looks like IDX, but there is no IDX type \(type)", hint: "ubyte is 8, byte 9, short 11, int 12, float 13, double 14")
        }
    }

    // MARK: .npy

    private static let numpyMagic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// .npy: the magic word, a version, the length of the header (2 bytes in version 1, 4 later), a Python dictionary, the numbers.
    private init(numpy bytes: [UInt8]) throws(DataFileError) {
        let cutOff = DataFileError("the .npy header is cut off", hint: "the file is cut off, or damaged")
        guard bytes.count >= 12 else { throw cutOff }
        let lengthBytes = bytes[6] == 1 ? 2 : 4
        let length = bytes[8..<8 + lengthBytes].reversed().reduce(0) { $0 << 8 | Int($1) }, start = 8 + lengthBytes + length
        guard bytes.count >= start else { throw cutOff }
        let header = String(decoding: bytes[8 + lengthBytes..<start], as: UTF8.self)
        func value(_ key: String, to end: Character) throws(DataFileError) -> String {
            guard let found = header.firstRange(of: "'\(key)':") else { throw DataFileError("the .npy header has no \(key)") }
            return String(header[found.upperBound...].prefix { $0 != end }).replacing(" ", with: "").replacing("'", with: "")
        }
        let isColumnByColumn = try value("fortran_order", to: ",") == "True"
        let type = try value("descr", to: ",")
        let shape = try value("shape", to: ")").replacing("(", with: "").split(separator: ",").map { Int($0) ?? -1 }
        let array = try NumberArray(
            shape.isEmpty ? [1] : shape, try NumberArray.numpyElement(type), bytes, from: start, isBigEndian: type.hasPrefix(">"))
        self = isColumnByColumn ? array.rowByRow : array
    }

    /// The same numbers with the last dimension running fastest, where the first one does.
    private var rowByRow: NumberArray {
        guard shape.count > 1 else { return self }
        // How far apart two neighbours of each dimension are.
        var strides: [Int] = [], stride = 1
        for size in shape {
            strides.append(stride)
            stride *= size
        }
        var turned: [Double] = [], index = [Int](repeating: 0, count: shape.count)
        turned.reserveCapacity(values.count)
        while turned.count < values.count {
            turned.append(values[zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }])
            var dimension = shape.count - 1
            index[dimension] += 1
            while dimension > 0, index[dimension] == shape[dimension] {
                index[dimension] = 0
                dimension -= 1
                index[dimension] += 1
            }
        }
        return NumberArray(shape: shape, values: turned, element: element)
    }

    private static func numpyElement(_ type: String) throws(DataFileError) -> Element {
        switch type.dropFirst() {
        case "f8": return .real(bytes: 8)
        case "f4": return .real(bytes: 4)
        case "f2": return .real(bytes: 2)
        case "b1": return .truth
        case "u1": return .whole(bytes: 1, isSigned: false)
        case let kind where ["i1", "i2", "i4", "i8", "u2", "u4", "u8"].contains(String(kind)):
            return .whole(bytes: Int(kind.dropFirst()) ?? 8, isSigned: kind.first == "i")
        default:
            throw DataFileError(
                "an array of type '\(type)' is not read",
                hint: type.dropFirst().hasPrefix("U") || type.dropFirst().hasPrefix("S") || type.hasSuffix("O")
                    ? "words are saved as numbers of classes: np.unique(a, return_inverse=True)[1]; a table in text may hold words"
                    : "float64, float32, float16, truth values and whole numbers are: save a.astype('float64')")
        }
    }
}

// MARK: - Arrays as data sets

extension Dataset {
    /// Images or rows, and their answers.
    ///
    /// Bytes are divided by 255. Images of several channels are samples x height x width x channels (or, channels first,
    /// samples x channels x height x width). A plain list of whole numbers may be classes or numbers, see `Labels`: of a type of whole
    /// numbers, from 0 on, they are the numbers of classes.
    public init(name: String, inputs: NumberArray, answers: NumberArray, channelsFirst: Bool = false, areClasses: Bool? = nil)
        throws(DataFileError)
    {
        guard inputs.count == answers.count else {
            throw DataFileError("there are \(inputs.count) samples and \(answers.count) answers", hint: "a sample needs both")
        }
        guard inputs.count > 0, inputs.values.count > 0 else { throw DataFileError("there are no samples in the file") }
        let matrix = Dataset.rows(of: inputs, channelsFirst: channelsFirst), width = answers.values.count / answers.count
        let labels = answers.isList ? Labels(answers.values, isIndex: answers.isWhole) : nil
        if areClasses == true {
            guard let labels else {
                throw DataFileError("classes are a list of whole numbers", hint: "answers=numbers takes them as numbers")
            }
            let (read, names) = labels.asClassesAtLeast
            self.init(name: name, inputs: matrix, answers: read, classNames: names, labels: nil, preparation: Preparation())
        } else if areClasses == nil, let labels {
            let (read, names) = labels.atFirst
            self.init(name: name, inputs: matrix, answers: read, classNames: names, labels: labels, preparation: Preparation())
        } else {
            self.init(name: name, inputs: matrix, answers: .values(Matrix(rows: answers.count, columns: width, values: answers.values)))
        }
    }

    /// A row a sample; the channels of an image one after the other, as networks take them.
    static func rows(of array: NumberArray, channelsFirst: Bool) -> Matrix {
        let width = array.values.count / array.count
        var values = array.values
        if array.shape.count == 4, !channelsFirst, case let channels = array.shape[3], channels > 1 {
            let pixels = width / channels
            for sample in 0..<array.count {
                for pixel in 0..<pixels {
                    for c in 0..<channels {
                        values[sample * width + c * pixels + pixel] = array.values[sample * width + pixel * channels + c]
                    }
                }
            }
        }
        if array.isBytes { values = values.map { $0 / 255 } }
        return Matrix(rows: array.count, columns: width, values: values)
    }
}

extension NumberArray {
    /// Whether it is a plain list.
    fileprivate var isList: Bool { values.count == count }

    /// Whether its numbers go from 0 to 255: pixels, which are divided by that.
    public var isBytes: Bool { element == .whole(bytes: 1, isSigned: false) }

    fileprivate var isWhole: Bool { if case .real = element { false } else { true } }
}

/// A number of 16 bits: a sign, 5 bits of exponent, 10 of fraction.
private func halfPrecision(_ bits: UInt16) -> Double {
    let fraction = Double(bits & 0x3FF), exponent = Int(bits >> 10 & 0x1F), sign = bits >> 15 == 0 ? 1.0 : -1.0
    switch exponent {
    case 0: return sign * fraction * 0x1p-24
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return sign * (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
    }
}
