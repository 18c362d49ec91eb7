// Whole files, read at once.

import Documents
import Language

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

enum InputFile {
    static func bytes(of path: String) throws -> [UInt8] {
        func failure() -> BenchmarkError { BenchmarkError("cannot read \(path): \(String(cString: strerror(errno)).lowercased())") }
        let file = open(path, O_RDONLY)
        guard file >= 0 else { throw failure() }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count >= 0 else { throw failure() }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func text(of path: String) throws -> String {
        guard let text = String(validating: try bytes(of: path), as: UTF8.self) else { throw BenchmarkError("\(path) is not text (UTF-8)") }
        return text
    }

    static func json(of path: String) throws -> JSONValue { try json(from: try text(of: path), path: path) }

    /// Little-endian float64 numbers, and nothing else in the file.
    static func numbers(of path: String, count: Int) throws -> [Double] {
        let bytes = try bytes(of: path)
        guard bytes.count == count * 8 else {
            throw BenchmarkError("\(path) has \(bytes.count) bytes, not the \(count * 8) of \(count) numbers")
        }
        return bytes.withUnsafeBytes { bytes in
            (0..<count).map { Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))) }
        }
    }

    private static func json(from text: String, path: String) throws -> JSONValue {
        do { return try JSONReader.value(of: text) } catch { throw BenchmarkError("\(path), \(error)") }
    }
}
