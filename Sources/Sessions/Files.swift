// Reading and writing files, with errors that a person can act on.
import Language

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

enum Files {
    /// The largest file that is read as a session.
    private static let largest = 64 << 20

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The text of a file.
    static func text(of path: String, column: Int?) throws(CommandError) -> String {
        guard !isDirectory(path) else { throw CommandError("\(path) is a folder", column: column, hint: "name a file in it") }
        let file = open(path, O_RDONLY | O_NONBLOCK)
        guard file >= 0 else {
            throw failure("cannot read \(path)", column, hint: errno == ENOENT ? "is the name right? `lesson` lists the lessons" : nil)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CommandError("\(path) is no ordinary file", column: column, hint: "a session is a text file")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count >= 0 else { throw failure("cannot read \(path)", column) }
            if count == 0 { break }
            bytes += buffer[..<count]
            guard bytes.count <= largest else { throw CommandError("\(path) is too large for a session (over 64 MB)", column: column) }
        }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            let place = bytes.firstIndex { $0 == 0 || $0 >= 128 } ?? 0
            let line = bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1
            throw CommandError("\(path), line \(line): this is not text", column: column, hint: "a session is a text file (UTF-8)")
        }
        return text
    }

    /// Writes a file so that at every moment either the old one or the new one is there, whole.
    static func writeAtomically(_ text: String, to path: String, column: Int?) throws(CommandError) {
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeDirectory(String(path[..<slash]), column) }
        guard !isDirectory(path) else { throw CommandError("\(path) is a folder", column: column, hint: "name a file in it") }
        let temporary = "\(path).\(getpid()).part"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard file >= 0 else { throw failure("cannot write \(path)", column, hint: "choose a folder that you may write to") }
        var isGood = write(Array(text.utf8), to: file) && fsync(file) == 0
        isGood = close(file) == 0 && isGood
        guard isGood, systemRename(temporary, path) == 0 else {
            let error = failure("cannot write \(path)", column, hint: "what was there before is still there")
            unlink(temporary)
            throw error
        }
    }

    /// Adds a line to a file and sees it to the disk. Returns false if that cannot be done.
    static func append(_ line: String, to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        return write(Array((line + "\n").utf8), to: file) && fsync(file) == 0
    }

    /// Writes a line at a place of a file, as its last one, and sees it to the disk. Returns false if that cannot be done.
    static func write(line: String, to path: String, from start: Int) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT, 0o600), bytes = Array((line + "\n").utf8)
        guard file >= 0 else { return false }
        defer { close(file) }
        return lseek(file, off_t(start), SEEK_SET) == off_t(start) && write(bytes, to: file)
            && ftruncate(file, off_t(start + bytes.count)) == 0 && fsync(file) == 0
    }

    /// Leaves so many bytes of a file.
    static func cut(_ path: String, to size: Int) { truncate(path, off_t(size)) }

    /// The bytes of a file; 0 if there is none.
    static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    static func makeDirectory(_ path: String, _ column: Int?) throws(CommandError) {
        if isDirectory(path) { return }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeDirectory(String(path[..<slash]), column) }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw failure("cannot make the folder \(path)", column, hint: "choose a folder that you may write to")
        }
    }

    /// The names in a folder, sorted, without hidden ones; none if there is no such folder.
    static func names(in directory: String) -> [String] { allNames(in: directory).filter { !$0.hasPrefix(".") } }

    /// What is in a folder, in the order of names; none if there is no such folder.
    static func entries(of directory: String) -> [Shelf.Entry] {
        allNames(in: directory).compactMap { name in
            var status = stat()
            guard name != ".", name != "..", stat("\(directory)/\(name)", &status) == 0 else { return nil }
            return Shelf.Entry(name: name, isFolder: status.st_mode & S_IFMT == S_IFDIR, size: Int(status.st_size))
        }
    }

    private static func allNames(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names.sorted()
    }

    static func rename(_ path: String, to other: String) { _ = systemRename(path, other) }

    static func remove(_ path: String) { unlink(path) }

    /// A variable of the environment; nil if unset or empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    private static func write(_ bytes: [UInt8], to file: Int32) -> Bool {
        var written = 0
        return bytes.withUnsafeBytes { buffer in
            while written < buffer.count, let base = buffer.baseAddress {
                #if canImport(Darwin)
                    let count = Darwin.write(file, base + written, buffer.count - written)
                #elseif canImport(Musl)
                    let count = Musl.write(file, base + written, buffer.count - written)
                #else
                    let count = Glibc.write(file, base + written, buffer.count - written)
                #endif
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
    }

    private static func failure(_ what: String, _ column: Int?, hint: String? = nil) -> CommandError {
        CommandError("\(what): \(String(cString: strerror(errno)).lowercased())", column: column, hint: hint)
    }
}

/// rename(2), which has the name of a function above.
private func systemRename(_ path: String, _ other: String) -> Int32 { rename(path, other) }

/// Writes a picture of a screen into the present folder, as nnrepl-1.svg or the next number that is free. Returns a word about it.
public func keepScreen(_ svg: String) -> String {
    guard let path = (1...9_999).lazy.map({ "nnrepl-\($0).svg" }).first(where: { !Files.exists($0) }) else {
        return "there are too many pictures here: nnrepl-1.svg and on"
    }
    do {
        try Files.writeAtomically(svg, to: path, column: nil)
        return "the screen is in \(path)"
    } catch {
        return error.message
    }
}
