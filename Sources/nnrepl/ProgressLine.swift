// How far a session has come that is opened, checked or recovered: a line of standard error that is written over and taken away again.
import Charts
import Documents
import Synchronization
import Workspaces

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A line on the terminal that standard error is. It has identity: what it shows stays until it is taken away.
final class ProgressLine: Sendable {
    private let text: PlainText
    private let state = Mutex(State())

    fileprivate struct State {
        /// Cells that are written on.
        var cells = 0
        var stage: Stage?
        var next = ContinuousClock.now
    }

    /// - Parameter text: how wide the terminal is, and what it can show.
    /// - Returns: nil if standard error is no terminal.
    init?(_ text: PlainText) {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        self.text = text
    }

    /// Shows which part is under way, and how far a training in it has come, the latter ten times a second at most; nothing takes it away.
    func show(_ stage: Stage?, _ progress: TrainingProgress?) {
        state.withLock { state in
            let now = ContinuousClock.now
            guard let stage else { return state.write("") }
            guard stage != state.stage || now >= state.next else { return }
            (state.stage, state.next) = (stage, now + .milliseconds(100))
            state.write(line(stage, progress))
        }
    }

    /// The command is cut, not how far it has come.
    private func line(_ stage: Stage, _ progress: TrainingProgress?) -> String {
        let start = "\(stage.kind.rawValue) \(stage.number) of \(stage.count): "
        let end = progress.map { ", epoch \($0.epochsDone) of \($0.epochsWanted)" } ?? ""
        // Room is left for the ^C that a terminal shows.
        let room = max(10, text.width - 3 - start.count - end.count)
        var title = text.shown(stage.title)
        if title.cellWidth > room {
            while title.cellWidth > room - 3 { title.removeLast() }
            title += "..."
        }
        return start + title + end
    }
}

extension ProgressLine.State {
    /// Writes over what stands there.
    fileprivate mutating func write(_ line: String) {
        guard cells > 0 || !line.isEmpty else { return }
        let width = line.cellWidth, rest = String(repeating: " ", count: max(0, cells - width) + (line.isEmpty ? 2 : 0))
        writeError("\r" + line + rest + (line.isEmpty ? "\r" : ""))
        cells = width
        if line.isEmpty { stage = nil }
    }
}
