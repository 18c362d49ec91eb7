// The bytes of a data file, and errors that name the file and the place in it.
import NeuralEngine
import Workspaces

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Reads data files.
struct FileBytes {
    /// Asked on the way whether to stop.
    let control: RunControl

    /// The largest file that is read.
    private static let largest = 4 << 30

    /// What a file holds.
    func content(of file: Word) throws(CommandError) -> DataFile {
        let bytes = try bytes(of: file)
        return try located(file) { () throws(DataFileError) in try DataFile(bytes, unless: control.isToStop) }
    }

    private func bytes(of file: Word) throws(CommandError) -> [UInt8] {
        func failure(_ reason: String, _ hint: String? = nil) -> CommandError {
            CommandError("cannot read \(file.text): \(reason)", column: file.column, hint: hint)
        }
        control.note(fileRead: file.text)
        // A pipe that nobody writes to must not be waited for before it is known to be one.
        let descriptor = open(file.text, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno)).lowercased()
            throw failure(reason, errno == ENOENT ? "is the name right? it is looked for from the folder in which nnrepl was started" : nil)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(String(cString: strerror(errno)).lowercased()) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw failure("it is a folder", "name a file in it")
        default: throw failure("it is no regular file", "a pipe or a device has no end; copy what comes from it into a file first")
        }
        let most = min(FileBytes.largest, MemoryNeed.limit / 4)
        let tooLarge = failure("it is larger than \(MemoryNeed.text(most))", "take a part of it: head -n 10000 FILE > part.csv")
        guard status.st_size <= most else { throw tooLarge }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size))
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            guard !control.isCancelled else { throw CommandError(DataFileError.stopped.message, column: file.column) }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(String(cString: strerror(errno)).lowercased()) }
            if count == 0 { return bytes }
            guard bytes.count + count <= most else { throw tooLarge }
            bytes += buffer[..<count]
        }
    }

    /// What goes wrong in a file is told with the file and the place in it.
    func located<Result>(_ file: Word, _ read: () throws(DataFileError) -> Result) throws(CommandError) -> Result {
        do throws(DataFileError) {
            return try read()
        } catch {
            guard error != .stopped else { throw CommandError(error.message, column: file.column) }
            let place = (error.line.map { ", line \($0)" } ?? "") + (error.field.map { ", column \($0)" } ?? "")
            throw CommandError("\(file.text)\(place): \(error.message)", column: file.column, hint: error.hint)
        }
    }
}
