// The past and the future of a desk: what undo and redo go through.
import Language
import NeuralEngine
import Workspaces

/// A desk with its past and future: what undo and redo go through. The past is kept as differences: what a command has changed, not all that
/// there was. Even so it grows; what is too much for `mostBytes` is forgotten, the oldest first.
public struct Timeline: Sendable {
    public private(set) var desk = Desk()
    public var workspace: Workspace { desk.workspace }
    private var past: [Entry] = []
    private var future: [Entry] = []
    /// Commands too far back to be undone.
    public private(set) var forgotten = 0
    private var bytes = 0
    /// What a command that changes nothing has shown, if nothing was changed since: `why` can be asked about it.
    private var glance: Sight?

    /// The past holds about so much at most, if that is enough for one command.
    static let mostBytes = 256 << 20

    /// A command that changed something, and how to take it back.
    private struct Entry: Sendable {
        let command: String
        /// The commands that do the same without what it stood on, of one that needs more than the workspace.
        var alone: String?
        let change: Change

        var bytes: Int { if case .snapshot(let snapshot) = change { snapshot.bytes } else { command.utf8.count } }
    }

    private enum Change: Sendable {
        /// The desk on the other side of the change.
        case snapshot(Snapshot)
        /// A walk is taken back by walking: no copy of the values is kept.
        case walk(other: Stepper.Position?)
    }

    public init() {}

    /// How many commands have changed something and are not undone, forgotten ones among them.
    public var depth: Int { forgotten + past.count }
    /// The commands that have changed something and are not undone; nil where the first ones are forgotten.
    public var commands: [String]? { forgotten == 0 ? past.map { $0.alone ?? $0.command } : nil }
    /// Whether there is something to do again.
    public var hasFuture: Bool { !future.isEmpty }

    /// Runs one command and remembers how to undo it.
    /// - Parameter partly: is told of a long command how one is written that does only what has been done so far.
    public mutating func execute(
        _ line: CommandLine, control: RunControl = RunControl(), partly: (@Sendable (String) -> Void)? = nil
    ) throws(CommandError) -> Reply {
        let before = desk
        let (command, reply) = try desk.execute(line, control: control, after: glance, partly: partly)
        // What the session or the front end is asked for is none of the desk's changes.
        if reply.wish != nil { return reply }
        switch command.kind {
        case .look:
            if let subject = reply.sight { glance = Sight(subject, in: workspace) }
            return reply
        case .walk: remember(Entry(command: line.text, change: .walk(other: before.workspace.stepper?.position)))
        case .change:
            let change = Change.snapshot(Snapshot(of: before, seenFrom: desk))
            remember(Entry(command: line.text, alone: reply.alone, change: change))
        }
        (future, glance) = ([], nil)
        return reply
    }

    private mutating func remember(_ entry: Entry) {
        past.append(entry)
        bytes += entry.bytes
        var tooMany = 0
        while bytes > Self.mostBytes, tooMany + 1 < past.count {
            bytes -= past[tooMany].bytes
            tooMany += 1
        }
        past.removeFirst(tooMany)
        forgotten += tooMany
    }

    /// Runs a command that no `undo` takes back.
    public mutating func configure(_ line: CommandLine) throws(CommandError) -> Reply { try desk.execute(line).1 }

    /// Takes commands back, the last one first. Returns those taken back; fewer than asked for where the past ends.
    public mutating func undo(_ count: Int) -> [String] {
        glance = nil
        var undone: [String] = []
        while undone.count < count, let entry = past.popLast() {
            bytes -= entry.bytes
            future.append(Entry(command: entry.command, alone: entry.alone, change: exchange(entry.change)))
            undone.append(entry.command)
        }
        return undone
    }

    /// Does again what was undone, in order.
    public mutating func redo(_ count: Int) -> [String] {
        glance = nil
        var redone: [String] = []
        while redone.count < count, let entry = future.popLast() {
            remember(Entry(command: entry.command, alone: entry.alone, change: exchange(entry.change)))
            redone.append(entry.command)
        }
        return redone
    }

    /// Goes to the other side of a change, and returns the way back.
    private mutating func exchange(_ change: Change) -> Change {
        switch change {
        case .snapshot(let other):
            let present = desk
            desk = other.restored(from: present)
            return .snapshot(Snapshot(of: present, seenFrom: desk))
        case .walk(let place):
            let present = workspace.stepper?.position
            desk.go(to: place)
            return .walk(other: present)
        }
    }
}

/// A desk, without what another one has of its workspace.
private final class Snapshot: Sendable {
    private let desk: Desk
    private let difference: WorkspaceDifference

    /// - Parameter other: the desk from which this one will be gone back to.
    init(of desk: Desk, seenFrom other: Desk) {
        difference = WorkspaceDifference(of: desk.workspace, seenFrom: other.workspace)
        self.desk = desk.with(Workspace())
    }

    var bytes: Int { difference.bytes }

    func restored(from other: Desk) -> Desk { desk.with(difference.restored(from: other.workspace)) }
}
