// A journal that no living session writes, held while it is read or recovered.

import Language

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A left journal while it is read or recovered: nobody else can take it meanwhile. A class, for the lock goes with it.
final class HeldJournal {
    private let descriptor: Int32
    let path: String
    /// Where the next mark is written: behind the last whole line.
    private let end: Int
    let session: LeftSession?

    private init(_ descriptor: Int32, _ path: String, _ end: Int, _ session: LeftSession?) {
        (self.descriptor, self.path, self.end, self.session) = (descriptor, path, end, session)
    }

    /// Holds a journal; nil if it is gone, or a living program or another `recover` holds it.
    static func hold(_ path: String) throws(CommandError) -> HeldJournal? {
        var file = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if file < 0 { file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw unreadable(path, String(cString: strerror(errno)).lowercased())
        }
        var status = stat()
        guard flock(file, LOCK_EX | LOCK_NB) == 0, fstat(file, &status) == 0, status.st_nlink > 0 else {
            close(file)
            return nil
        }
        guard status.st_mode & S_IFMT == S_IFREG, let bytes = Files.bytes(of: file) else {
            let why = status.st_mode & S_IFMT == S_IFREG ? String(cString: strerror(errno)).lowercased() : "it is no ordinary file"
            close(file)
            throw unreadable(path, why)
        }
        #if canImport(Darwin)
            let time = (Int(status.st_mtimespec.tv_sec), Int(status.st_mtimespec.tv_nsec))
        #else
            let time = (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
        #endif
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return HeldJournal(file, path, end, LeftSession(reading: bytes[..<end], path: path, time: time))
    }

    private static func unreadable(_ path: String, _ why: String) -> CommandError {
        CommandError("the journal \(path) cannot be read: \(why); it stays as it is")
    }

    deinit {
        ReplayGuard.end(descriptor)
        // A process that was begun meanwhile has the file until it is the program that it is to be: the lock is let go, not only closed.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Notes that a command is about to be run again, so that the next `recover` knows if it ends the program. The system keeps the note when
    /// the program is gone; a power cut, which may lose it, is not the work of a command.
    func mark(_ command: Transcript.Command) {
        ReplayGuard.begin(descriptor, size: end)
        let bytes = Array(Suspicion.mark(command).utf8)
        if Files.write(bytes, to: descriptor, at: end) { ftruncate(descriptor, off_t(end + bytes.count)) }
    }

    func unmark() {
        ftruncate(descriptor, off_t(end))
        ReplayGuard.end(descriptor)
    }

    func remove() { Files.remove(path) }
}
