// The journal: every accepted command, on the disk as it happens, so that a crash or a power cut loses nothing.
import Documents
import Language

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A file to which accepted commands are added one by one: itself a session without outputs. Copies write to the same file.
public struct Journal: Sendable {
    private let file: JournalFile

    /// The journal of this process, in the state folder.
    public static func ofThisProcess() -> Journal {
        guard let folder else { return Journal(path: "", trouble: "neither HOME nor XDG_STATE_HOME names a place for it") }
        LeftSession.thinOut(in: folder)
        return Journal(path: "\(folder)/\(getpid())-\(time(nil)).nns", trouble: trouble(with: folder))
    }

    /// Why nothing can be written in a folder, made if there is none; nil if it can.
    private static func trouble(with folder: String) -> String? {
        do {
            try Files.makeDirectory(folder, nil)
        } catch {
            return error.message
        }
        guard Files.isDirectory(folder) else { return "\(folder) is no folder" }
        return access(folder, W_OK) == 0 ? nil : "\(folder): \(String(cString: strerror(errno)).lowercased())"
    }

    init(path: String, trouble: String? = nil) { file = JournalFile(path: path, trouble: trouble) }

    /// The folder of all journals of this user; nil if the environment names no place for it.
    static var folder: String? { StateFolder.path.map { $0 + "/journal" } }

    var path: String { file.path }

    /// Why what was done last is not in it; nil if all is.
    var trouble: String? { file.trouble }

    /// A word for the learner as soon as the journal cannot be written, and when it can again.
    func takeNews() -> String? {
        switch file.takeNews() {
        case .trouble(let why): "the journal cannot be written (\(why)): until it can, only `save NAME` keeps what you do"
        case .mended: "the journal can be written again, and holds all of this session"
        case nil: nil
        }
    }

    /// The same journal, empty as it is, but held by nobody else: who ends an empty session while another thread goes on with one that was left
    /// behind must not remove what that has written.
    var another: Journal { trouble == nil ? Journal(path: path) : self }

    /// An empty journal beside this one, for another session of this process.
    var successor: Journal { Journal(path: path.isEmpty ? path : path.dropLast(4) + "-next.nns") }

    /// Adds a command that has ended.
    /// - Parameters:
    ///   - beginning: as it was when it began, if it has found something: what was written then stays, and is not written again.
    func append(command: String, begunAs beginning: String? = nil, found: [String] = []) {
        let lines = found.isEmpty ? [] : JournalLines.found(found, by: beginning ?? command)
        file.append(lines.map { $0 + "\n" }.joined() + Transcript(command: command).text)
    }

    func append(narrative: String) { append(Transcript(narrative: narrative)) }

    /// Adds all that a transcript holds, without outputs.
    func append(_ transcript: Transcript) {
        let text = transcript.journalText
        if !text.isEmpty { file.append(text) }
    }

    /// Writes the command that would do what one has done that still runs; a later word about it, or the command when it has ended, takes
    /// its place. So the journal is true at every moment, and nothing in it is written twice.
    func write(soFar command: String) { file.put(passing: Transcript(command: command).text) }

    /// Writes that a command has begun which will find something, and what it knows already; each thing that it finds is added behind that.
    func begin(_ command: String, found: [String]) {
        file.put(passing: JournalLines.found(found, by: command).map { $0 + "\n" }.joined())
    }

    func add(found line: String) { file.add(passing: JournalLines.line(found: line) + "\n") }

    /// Forgets what was written of a command that has failed: it has changed nothing.
    func forget() { file.removePassing() }

    /// Takes the place of a journal that was left behind, with all that was recovered. Whenever that is ended, there is one of the two and not
    /// the other; if this one cannot be written, the old one stays. The newest command is marked as one that may yet end the program: it was
    /// run again, and what it leads to has not been on the screen.
    func takeOver(_ held: HeldJournal, _ transcript: Transcript) {
        let text = transcript.journalText
        let suspect = (try? Transcript(reading: text, path: path))?.lastCommand.map(Suspicion.mark)
        file.append(text, mark: suspect, inPlaceOf: held.path)
    }

    /// Takes that mark away.
    func confirm() { file.removeMark() }

    /// Removes the journal: what it held is saved elsewhere.
    public func discard() { file.remove() }

    /// Keeps the journal of a session that was left on purpose without being saved.
    func leave() {
        forget()
        file.rename(to: path.dropLast(4) + LeftSession.leftEnding)
    }
}

extension Transcript {
    fileprivate init(command: String) { append(command: command, output: nil) }
    fileprivate init(narrative: String) { append(narrative: narrative) }
}
