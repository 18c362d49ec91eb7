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
    /// The largest file that is read, and written, as a session.
    static let largest = 512 << 20

    /// Whether there is something of this name, be it a link to nowhere.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// The path of a file without links and detours, so that one file has one name; the path itself if there is no such file.
    static func identity(of path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The text of a file.
    static func text(of path: String, column: Int?, unless isToStop: () -> Bool = { false }) throws(CommandError) -> String {
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
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure("cannot read \(path)", column) }
            if count == 0 { break }
            guard !isToStop() else { throw CommandError("stopped while \(path) was read; nothing has changed", column: column) }
            bytes += buffer[..<count]
            guard bytes.count <= largest else {
                throw CommandError("\(path) is too large for a session (over \(largest >> 20) MB)", column: column)
            }
        }
        let hasZero = bytes.withUnsafeBytes { $0.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false }
        guard !isToStop() else { throw CommandError("stopped while \(path) was read; nothing has changed", column: column) }
        guard !hasZero, let text = String(validating: bytes, as: UTF8.self) else {
            let place = bytes.firstIndex { $0 == 0 || $0 >= 128 } ?? 0
            let line = bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1
            throw CommandError("\(path), line \(line): this is not text", column: column, hint: "a session is a text file (UTF-8)")
        }
        return text
    }

    /// Writes a file so that at every moment either the old one or the new one is there, whole. What is replaced keeps its mode.
    /// - Parameter throughLinks: whether a symbolic link is followed, and what it points to replaced; else a link is refused.
    static func writeAtomically(_ text: String, to path: String, throughLinks: Bool = false, column: Int?) throws(CommandError) {
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeDirectory(String(path[..<slash]), column) }
        guard !isDirectory(path) else { throw CommandError("\(path) is a folder", column: column, hint: "name a file in it") }
        let target = try self.target(of: path, throughLinks: throughLinks, column)
        var status = stat()
        let mode = lstat(target, &status) == 0 ? status.st_mode & 0o7777 : nil
        if mode != nil, status.st_mode & S_IFMT != S_IFREG {
            throw CommandError("\(path) is no ordinary file", column: column, hint: "choose another name")
        }
        let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
        let hint = "choose a folder that you may write to"
        guard let (file, temporary) = create(in: folder, mode: mode == nil ? 0o644 : 0o600) else {
            throw failure("cannot write \(path)", column, hint: hint)
        }
        var isGood = mode.map { fchmod(file, $0) == 0 } ?? true
        isGood = isGood && write(Array(text.utf8), to: file) && fsync(file) == 0
        isGood = close(file) == 0 && isGood
        guard isGood, systemRename(temporary, target) == 0 else {
            let error = failure("cannot write \(path)", column, hint: mode == nil ? hint : "what was there before is still there")
            unlink(temporary)
            throw error
        }
        synchronise(folder: folder)
    }

    /// The file that a path means: itself, or what the link points to.
    private static func target(of path: String, throughLinks: Bool, _ column: Int?) throws(CommandError) -> String {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
        let target = identity(of: path)
        guard target != path else { throw CommandError("\(path) is a link to nowhere", column: column, hint: "choose another name") }
        guard throughLinks else {
            throw CommandError(
                "\(path) is a link to \(target)", column: column, hint: "another name; overwrite=yes replaces what it points to")
        }
        return target
    }

    /// A new file of a name that nobody can have foreseen. Nil if none can be made.
    private static func create(in folder: String, mode: mode_t) -> (file: Int32, path: String)? {
        for _ in 0..<100 {
            let path = "\(folder).nnrepl-\(String(UInt64.random(in: 0 ... .max), radix: 36)).part"
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
            if file >= 0 { return (file, path) }
            guard errno == EEXIST || errno == EINTR else { return nil }
        }
        return nil
    }

    /// Sees to the disk that a name stands in a folder.
    private static func synchronise(folder: String) {
        let directory = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { return }
        fsync(directory)
        close(directory)
    }

    /// Adds a line to a file. Returns false if that cannot be done.
    static func append(_ line: String, to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        defer { close(file) }
        return write(Array((line + "\n").utf8), to: file) && fsync(file) == 0
    }

    /// All bytes of an ordinary file; nil if they cannot be read.
    static func bytes(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        return fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? bytes(of: file) : nil
    }

    /// All bytes of an open file; nil if they cannot be read.
    static func bytes(of file: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    static func makeDirectory(_ path: String, _ column: Int?) throws(CommandError) {
        guard path.utf8.count <= FilePath.longest else { throw FilePath.tooLong(column) }
        if isDirectory(path) { return }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeDirectory(String(path[..<slash]), column) }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw failure("cannot make the folder \(path)", column, hint: "choose a folder that you may write to")
        }
    }

    /// The names in a folder, sorted, without hidden ones; none if there is no such folder.
    static func names(in directory: String) -> [String] { allNames(in: directory).filter { !$0.hasPrefix(".") } }

    /// The same; an error if there is something of this name that cannot be read as a folder.
    static func names(inReadable directory: String) throws(CommandError) -> [String] {
        guard let stream = opendir(directory) else {
            if errno == ENOENT { return [] }
            throw failure("cannot read the folder \(directory)", nil)
        }
        closedir(stream)
        return names(in: directory)
    }

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

    /// Writes all bytes where the file stands, or at a place of it. A write that is interrupted or cut short goes on. Returns false, with
    /// errno, if that cannot be done.
    static func write(_ bytes: [UInt8], to file: Int32, at place: Int? = nil) -> Bool {
        var written = 0
        return bytes.withUnsafeBytes { buffer in
            while written < buffer.count, let base = buffer.baseAddress {
                let rest = buffer.count - written
                let count =
                    if let place {
                        pwrite(file, base + written, rest, off_t(place + written))
                    } else {
                        systemWrite(file, base + written, rest)
                    }
                if count < 0 && errno == EINTR { continue }
                if count == 0 { errno = ENOSPC }
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

/// write(2), which has the name of a function above.
private func systemWrite(_ file: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int { write(file, start, count) }

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
