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
    /// - Parameter most: more is not unpacked: a few kilobytes can hold gigabytes of zeros.
    static func unpacked(
        _ bytes: ArraySlice<UInt8>, _ wrapping: Wrapping, upTo most: Int = MemoryNeed.limit / 4, unless isToStop: () -> Bool = { false }
    ) throws(DataFileError) -> [UInt8] {
        var output: [UInt8] = []
        switch inflate(bytes, wrapping, most, isToStop, into: &output) {
        case .done: return output
        case .stopped: throw .stopped
        case .damaged: throw DataFileError("what is compressed here is damaged or cut off", hint: "is the file whole?")
        case .tooLarge:
            throw DataFileError("unpacked it is larger than \(MemoryNeed.text(most))", hint: "unpack it, and take a part of it")
        }
    }

    private enum End { case done, stopped, damaged, tooLarge }

    private static func inflate(
        _ bytes: ArraySlice<UInt8>, _ wrapping: Wrapping, _ most: Int, _ isToStop: () -> Bool, into output: inout [UInt8]
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
                output += chunk[..<made]
                guard output.count <= most else { return .tooLarge }
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
