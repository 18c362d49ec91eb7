// What a data file holds, by its first bytes: a table, an array, or several arrays; any of them packed.

/// The content of a data file.
public enum DataFile: Sendable {
    /// Text: a table.
    case table([UInt8])
    /// IDX or .npy.
    case array(NumberArray)
    /// .npz: arrays by their names.
    case arrays([(name: String, array: NumberArray)])

    /// - Parameter isToStop: asked on the way.
    public init(_ bytes: [UInt8], unless isToStop: () -> Bool = { false }) throws(DataFileError) {
        try self.init(bytes, upTo: Inflation.mostBytes, unless: isToStop)
    }

    /// - Parameter most: the most bytes that are unpacked, of an archive all of it together.
    init(_ bytes: [UInt8], upTo most: Int, unless isToStop: () -> Bool = { false }) throws(DataFileError) {
        let bytes = Inflation.isGzip(bytes) ? try DataFile.unpacked(bytes, upTo: most, unless: isToStop) : bytes
        guard ZipArchive.isZip(bytes) else {
            self = try NumberArray(bytes).map(DataFile.array) ?? .table(bytes)
            return
        }
        let archive = try ZipArchive(bytes)
        if archive.entries.count == 1, !archive.entries[0].name.hasSuffix(".npy") {
            let content = try archive.content(of: archive.entries[0], upTo: most, unless: isToStop)
            self = try NumberArray(content).map(DataFile.array) ?? .table(content)
            return
        }
        var arrays: [(name: String, array: NumberArray)] = [], numbers = 0
        for entry in archive.entries where entry.name.hasSuffix(".npy") {
            // The numbers of those before it are there until the last is read.
            let left = max(0, most - numbers * MemoryLayout<Double>.stride)
            do throws(DataFileError) {
                guard let array = try NumberArray(try archive.content(of: entry, upTo: left, unless: isToStop)) else { continue }
                arrays.append((String(entry.name.dropLast(4)), array))
                numbers += array.values.count
            } catch {
                throw error == Inflation.tooLarge(left) ? Inflation.tooLarge(most) : error
            }
        }
        guard !arrays.isEmpty else {
            throw DataFileError("there is no array in the archive", hint: "an archive holds arrays of NumPy, or one table; unpack it first")
        }
        self = .arrays(arrays)
    }

    /// What gzip has packed. A few kilobytes can hold gigabytes: what begins like nothing that is read is not unpacked.
    private static func unpacked(_ bytes: [UInt8], upTo most: Int, unless isToStop: () -> Bool) throws(DataFileError) -> [UInt8] {
        let beginning = Inflation.beginning(of: bytes[...], .gzip, PlainUTF8.longestLine + 1, unless: isToStop)
        if !ZipArchive.isZip(beginning), !(try NumberArray.isArray(beginning)) { try PlainUTF8.refuseEndlessLine(beginning) }
        return try Inflation.unpacked(bytes[...], .gzip, upTo: most, unless: isToStop)
    }
}
