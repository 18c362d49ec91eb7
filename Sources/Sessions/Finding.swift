// What the command that runs has found so far: in the journal as it comes, and kept with the command when that has ended.
import Synchronization
import Workspaces

/// The findings of one command. They come from whatever threads it works on.
final class Finding: Sendable {
    private let command: String
    private let journal: Journal?
    private let state: Mutex<(lines: [String], hasBegun: Bool)>

    /// - Parameter given: what it has found when it was run before; that is kept again.
    init(by command: String, given: Findings?, _ journal: Journal?) {
        (self.command, self.journal) = (command, journal)
        state = Mutex((given?.lines ?? [], false))
    }

    var lines: [String] { state.withLock { $0.lines } }

    /// - Parameter line: nil says that it has begun.
    func take(_ line: String?) {
        state.withLock { state in
            if !state.hasBegun { journal?.begin(command, found: state.lines) }
            state.hasBegun = true
            guard let line else { return }
            state.lines.append(line)
            journal?.add(found: line)
        }
    }
}
