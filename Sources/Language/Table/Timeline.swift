// The past and the future of a workspace: what undo and redo go through.
import Documents
import NeuralEngine

/// A workspace with its past and future: what undo and redo go through.
public struct Timeline: Sendable {
    public private(set) var workspace = Workspace()
    private var past: [Entry] = []
    private var future: [Entry] = []

    /// A command that changed something, and how to take it back.
    private struct Entry: Sendable {
        let command: String
        let change: Change
    }

    private enum Change: Sendable {
        /// The workspace on the other side of the change.
        case snapshot(Workspace)
        /// A walk is taken back by walking: no copy of the values is kept.
        case walk(other: Stepper.Position?)
    }

    public init() {}

    /// How many commands can be taken back.
    public var depth: Int { past.count }
    /// Whether there is something to do again.
    public var hasFuture: Bool { !future.isEmpty }

    /// Runs one command and remembers how to undo it.
    public mutating func execute(_ line: CommandLine, control: RunControl = RunControl()) throws(CommandError) -> Reply {
        let before = workspace
        let (command, reply) = try workspace.execute(line, control: control)
        switch command.kind {
        case .look: return reply
        case .walk: past.append(Entry(command: line.text, change: .walk(other: before.stepper?.position)))
        case .change: past.append(Entry(command: line.text, change: .snapshot(before)))
        }
        future = []
        return reply
    }

    /// Runs a command that no `undo` takes back.
    public mutating func configure(_ line: CommandLine) throws(CommandError) -> Reply { try workspace.execute(line).1 }

    /// Takes commands back, the last one first. Returns those taken back; fewer than asked for at the beginning.
    public mutating func undo(_ count: Int) -> [String] {
        var undone: [String] = []
        while undone.count < count, let entry = past.popLast() {
            future.append(Entry(command: entry.command, change: exchange(entry.change)))
            undone.append(entry.command)
        }
        return undone
    }

    /// Does again what was undone, in order.
    public mutating func redo(_ count: Int) -> [String] {
        var redone: [String] = []
        while redone.count < count, let entry = future.popLast() {
            past.append(Entry(command: entry.command, change: exchange(entry.change)))
            redone.append(entry.command)
        }
        return redone
    }

    /// Goes to the other side of a change, and returns the way back.
    private mutating func exchange(_ change: Change) -> Change {
        switch change {
        case .snapshot(let other):
            let present = workspace
            workspace = other
            return .snapshot(present)
        case .walk(let place):
            let present = workspace.stepper?.position
            workspace.walk(to: place)
            return .walk(other: present)
        }
    }
}
