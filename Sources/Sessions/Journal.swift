// The journal: every accepted command, on the disk as it happens, so that a crash or a power cut loses nothing.
import Language

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file to which accepted commands are added one by one: itself a session without outputs.
public struct Journal: Sendable {
    public let path: String
    /// Whether writing works; after a first failure nothing more is tried.
    private var isUsable = true

    /// The journal of this process, in the state folder. Nil if there is no place for it.
    public static func ofThisProcess() -> Journal? {
        guard let folder, (try? Files.makeDirectory(folder, nil)) != nil else { return nil }
        return Journal(path: "\(folder)/\(getpid()).nns")
    }

    init(path: String) { self.path = path }

    mutating func append(_ command: String) {
        if isUsable { isUsable = Files.append("> " + command, to: path) }
    }

    /// Removes the journal: what it held is saved elsewhere.
    public func discard() { Files.remove(path) }

    /// XDG_STATE_HOME/nnrepl/journal, or ~/.local/state/nnrepl/journal.
    private static var folder: String? {
        if let state = Files.environment("XDG_STATE_HOME") { return state + "/nnrepl/journal" }
        return Files.environment("HOME").map { $0 + "/.local/state/nnrepl/journal" }
    }

    /// The newest journal whose program is gone: what a crash has left. Nil if there is none.
    public static func newestLeftBehind() -> String? {
        guard let folder else { return nil }
        let left = Files.names(in: folder).filter { name in
            guard name.hasSuffix(".nns"), let process = Int32(name.dropLast(4)) else { return false }
            return kill(process, 0) != 0 && errno == ESRCH
        }
        func time(_ name: String) -> (Int, Int) {
            var status = stat()
            stat("\(folder)/\(name)", &status)
            #if canImport(Darwin)
                return (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
            #else
                return (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
            #endif
        }
        return left.max { time($0) < time($1) }.map { "\(folder)/\($0)" }
    }
}
