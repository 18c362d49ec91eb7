// What is written: results line by line, complaints, and small files.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

enum OutputFile {
    /// Writes a small file anew.
    static func write(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        let bytes = Array(text.utf8)
        let isWritten = file >= 0 && systemWrite(file, bytes) == bytes.count
        guard isWritten, close(file) == 0 else {
            throw BenchmarkError("cannot write \(path): \(String(cString: strerror(errno)).lowercased())")
        }
    }
}

private func systemWrite(_ file: Int32, _ bytes: [UInt8]) -> Int { write(file, bytes, bytes.count) }

/// Prints a line, seen at once also through a pipe.
func tell(_ text: String) { _ = systemWrite(STDOUT_FILENO, Array((text + "\n").utf8)) }

/// Says what is wrong, on standard error.
func complain(_ text: String) { _ = systemWrite(STDERR_FILENO, Array((text + "\n").utf8)) }
