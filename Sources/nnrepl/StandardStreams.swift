// Standard input, output and error, as the front ends without a screen use them.
import Charts
import Language
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Standard output. It has identity: once it could not be written to, that is said, and it is not tried again.
final class StandardOutput: Sendable {
    private let failed = Mutex(false)

    /// Whether something that was to be written is lost.
    var hasFailed: Bool { failed.withLock { $0 } }

    /// Writes a text, in which nothing steers the terminal whoever wrote it.
    func write(_ text: String) {
        failed.withLock { hasFailed in
            guard !hasFailed, let reason = writeWhole(text.tamedPage, to: STDOUT_FILENO) else { return }
            hasFailed = true
            complain("error: standard output cannot be written: \(String(cString: strerror(reason)).lowercased())")
        }
    }
}

/// Says on standard error what is no answer of a command: what is wrong with the flags, that something takes its time.
func complain(_ text: String) { writeError(text.tamedPage + "\n") }

/// Writes on standard error as it is.
func writeError(_ text: String) { _ = writeWhole(text, to: STDERR_FILENO) }

/// Writes all of a text, also where that takes several attempts. Returns why it could not, as errno tells; nil if all is written.
private func writeWhole(_ text: String, to file: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
        var written = 0
        while written < bytes.count, let start = bytes.baseAddress {
            let count = write(file, start + written, bytes.count - written)
            if count > 0 {
                written += count
            } else if count == 0 {
                return EIO
            } else if errno == EAGAIN {
                // Somebody who shares the terminal or the pipe has said that nobody waits for it.
                var ready = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}

/// The lines of standard input. Of one that is too long to be a command no more is kept than tells that.
struct StandardInput {
    private var bytes: [UInt8] = []
    /// Whether the rest of a line is still to come that was given up.
    private var isTooLong = false

    /// The next line, without its end; nil when there are no more.
    mutating func line() -> String? {
        if isTooLong { skip() }
        var searched = 0
        while true {
            if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { bytes.removeSubrange(...end) }
                return text(bytes[..<end])
            }
            searched = bytes.count
            isTooLong = bytes.count > CommandLine.longestLine
            if isTooLong || !read() {
                defer { bytes = [] }
                return bytes.isEmpty ? nil : text(bytes[...])
            }
        }
    }

    private func text(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }

    private mutating func skip() {
        while true {
            if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) { return bytes.removeSubrange(...end) }
            bytes = []
            guard read() else { return }
        }
    }

    /// Takes what has come; false at the end.
    private mutating func read() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = systemRead(STDIN_FILENO, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer[..<count]
                return true
            } else if count < 0 && errno == EAGAIN {
                var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
                _ = poll(&ready, 1, -1)
            } else if count == 0 || errno != EINTR {
                if count < 0 { complain("error: standard input cannot be read: \(String(cString: strerror(errno)).lowercased())") }
                return false
            }
        }
    }
}

/// read(2), which has the name of a method here.
private func systemRead(_ file: Int32, _ start: UnsafeMutableRawPointer, _ count: Int) -> Int { read(file, start, count) }
