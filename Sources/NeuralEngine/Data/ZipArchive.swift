// Files in a zip, as .npz is one: an array of NumPy's a file.

/// The files of a zip archive, as its directory lists them.
struct ZipArchive {
    /// A file in the archive.
    struct Entry {
        let name: String
        fileprivate let method: Int
        fileprivate let size: Int
        /// The check sum of its content.
        fileprivate let checkSum: Int
        /// Where its own header begins.
        fileprivate let start: Int
    }

    private let bytes: [UInt8]
    let entries: [Entry]

    static func isZip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) }

    /// Reads the directory, which stands at the end and begins where a last record says.
    init(_ bytes: [UInt8]) throws(DataFileError) {
        self.bytes = bytes
        let damaged = DataFileError("the zip archive is damaged or cut off", hint: "is the file whole?")
        guard
            let end = stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 65535), by: -1).first(where: { place in
                bytes[place..<place + 4].elementsEqual([0x50, 0x4B, 5, 6])
            })
        else { throw damaged }
        let count = bytes.number(of: 2, at: end + 10)
        var place = bytes.number(of: 4, at: end + 16), entries: [Entry] = []
        for _ in 0..<count {
            guard place + 46 <= bytes.count, bytes.number(of: 4, at: place) == 0x0201_4B50 else { throw damaged }
            let nameLength = bytes.number(of: 2, at: place + 28)
            let rest = bytes.number(of: 2, at: place + 30) + bytes.number(of: 2, at: place + 32)
            guard place + 46 + nameLength <= bytes.count else { throw damaged }
            let name = String(decoding: bytes[place + 46..<place + 46 + nameLength], as: UTF8.self)
            guard bytes[place + 8] & 1 == 0 else { throw DataFileError("\(name) in the archive is encrypted") }
            let entry = Entry(
                name: name, method: bytes.number(of: 2, at: place + 10), size: bytes.number(of: 4, at: place + 20),
                checkSum: bytes.number(of: 4, at: place + 16), start: bytes.number(of: 4, at: place + 42))
            if !name.hasSuffix("/") { entries.append(entry) }
            place += 46 + nameLength + rest
        }
        self.entries = entries
    }

    /// - Parameter most: more is not unpacked.
    func content(of entry: Entry, upTo most: Int, unless isToStop: () -> Bool) throws(DataFileError) -> [UInt8] {
        let damaged = DataFileError("\(entry.name) in the archive is damaged or cut off", hint: "is the file whole?")
        guard entry.start + 30 <= bytes.count else { throw damaged }
        let start = entry.start + 30 + bytes.number(of: 2, at: entry.start + 26) + bytes.number(of: 2, at: entry.start + 28)
        guard start + entry.size <= bytes.count else { throw damaged }
        let content: [UInt8]
        switch entry.method {
        case 0: content = Array(bytes[start..<start + entry.size])
        case 8: content = try Inflation.unpacked(bytes[start..<start + entry.size], .none, upTo: most, unless: isToStop)
        default: throw DataFileError("\(entry.name) in the archive is compressed in a way that is not read", hint: "unpack it first")
        }
        guard Inflation.checkSum(of: content) == entry.checkSum else { throw damaged }
        return content
    }
}

extension [UInt8] {
    /// A whole number of so many bytes, the least first.
    fileprivate func number(of count: Int, at place: Int) -> Int {
        self[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
