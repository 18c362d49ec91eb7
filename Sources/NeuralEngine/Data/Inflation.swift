// Compressed files, unpacked by zlib.
import CZlib

/// Unpacks what gzip and zip have packed.
enum Inflation {
    /// How compressed bytes are wrapped; the value is what zlib wants to be told.
    enum Wrapping: Int32 {
        /// Members of gzip, each with a header and a check sum.
        case gzip = 31
        /// Nothing but the compressed bytes, as in a zip.
        case none = -15
    }

    static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

    /// The bytes that were packed.
    ///
    /// A few kilobytes can hold gigabytes of zeros, and what a file says of its size need not be true. So it is unpacked twice: once to count
    /// the bytes, and then into as much memory as they take.
    /// - Parameter most: more is not unpacked.
    static func unpacked(
        _ bytes: ArraySlice<UInt8>, _ wrapping: Wrapping, upTo most: Int = mostBytes, unless isToStop: () -> Bool = { false }
    ) throws(DataFileError) -> [UInt8] {
        var count = 0, output: [UInt8] = []
        try check(
            inflate(bytes, wrapping, isToStop) { chunk in
                count += chunk.count
                return count <= most
            }, most)
        output.reserveCapacity(count)
        try check(
            inflate(bytes, wrapping, isToStop) { chunk in
                output += chunk
                return true
            }, most)
        return output
    }

    /// The first bytes that were packed: all of them, if they are not more.
    static func beginning(
        of bytes: ArraySlice<UInt8>, _ wrapping: Wrapping, _ count: Int, unless isToStop: () -> Bool
    ) -> [UInt8] {
        var output: [UInt8] = []
        // What is wrong with the rest is told when it is unpacked.
        _ = inflate(bytes, wrapping, isToStop) { chunk in
            output += chunk
            return output.count < count
        }
        return output
    }

    /// The sum by which a zip tells whether a file is whole: CRC-32. zlib counts bytes by 32 bits.
    static func checkSum(of bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            var sum = crc32(0, nil, 0), start = 0
            while start < buffer.count {
                let count = min(buffer.count - start, 1 << 30)
                sum = crc32(sum, buffer.baseAddress.map { $0 + start }, UInt32(count))
                start += count
            }
            return Int(sum)
        }
    }

    /// The most that is unpacked of one file, beside all that is made of it.
    static let mostBytes = MemoryNeed.limit / 4

    private static func check(_ end: End, _ most: Int) throws(DataFileError) {
        switch end {
        case .done: return
        case .stopped: throw .stopped
        case .damaged: throw DataFileError("what is compressed here is damaged or cut off", hint: "is the file whole?")
        case .tooLarge: throw tooLarge(most)
        }
    }

    static func tooLarge(_ most: Int) -> DataFileError {
        DataFileError("unpacked it is larger than \(MemoryNeed.text(most))", hint: "unpack it, and take a part of it")
    }

    private enum End { case done, stopped, damaged, tooLarge }

    /// - Parameter take: takes the next bytes; false if they are too many.
    private static func inflate(
        _ bytes: ArraySlice<UInt8>, _ wrapping: Wrapping, _ isToStop: () -> Bool, take: (ArraySlice<UInt8>) -> Bool
    ) -> End {
        // zlib remembers where the stream is: it must not move.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return .damaged }
        defer { inflateEnd(stream) }
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        return bytes.withUnsafeBufferPointer { input in
            // zlib counts by 32 bits.
            var fed = 0
            while true {
                if isToStop() { return .stopped }
                if stream.pointee.avail_in == 0, fed < input.count, let start = input.baseAddress {
                    let count = min(input.count - fed, 1 << 30)
                    stream.pointee.next_in = UnsafeMutablePointer(mutating: start + fed)
                    stream.pointee.avail_in = UInt32(count)
                    fed += count
                }
                let (status, made) = chunk.withUnsafeMutableBufferPointer { chunk in
                    stream.pointee.next_out = chunk.baseAddress
                    stream.pointee.avail_out = UInt32(chunk.count)
                    let status = CZlib.inflate(stream, Z_NO_FLUSH)
                    return (status, chunk.count - Int(stream.pointee.avail_out))
                }
                guard take(chunk[..<made]) else { return .tooLarge }
                switch status {
                case Z_OK: continue
                case Z_STREAM_END:
                    // Members of gzip may follow one another.
                    guard wrapping == .gzip, stream.pointee.avail_in > 1, stream.pointee.next_in?[0] == 0x1F,
                        stream.pointee.next_in?[1] == 0x8B
                    else {
                        return .done
                    }
                    inflateReset(stream)
                default: return .damaged
                }
            }
        }
    }
}
