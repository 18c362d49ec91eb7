// The past and the future of a workspace: what undo and redo go through.
import Documents
import NeuralEngine

/// The past is kept as differences: what a command has changed, not all that there was. Even so it grows; what is too much for
/// `mostBytes` is forgotten, the oldest first.
public struct Timeline: Sendable {
    public private(set) var workspace = Workspace()
    private var past: [Entry] = []
    private var future: [Entry] = []
    /// Commands too far back to be undone.
    public private(set) var forgotten = 0
    private var bytes = 0

    /// The past holds about so much at most, if that is enough for one command.
    static let mostBytes = 256 << 20

    /// A command that changed something, and how to take it back.
    private struct Entry: Sendable {
        let command: String
        let change: Change

        var bytes: Int { if case .snapshot(let snapshot) = change { snapshot.bytes } else { command.utf8.count } }
    }

    private enum Change: Sendable {
        /// The workspace on the other side of the change.
        case snapshot(Snapshot)
        /// A walk is taken back by walking: no copy of the values is kept.
        case walk(other: Stepper.Position?)
    }

    public init() {}

    /// How many commands have changed something and are not undone, forgotten ones among them.
    public var depth: Int { forgotten + past.count }
    /// Whether there is something to do again.
    public var hasFuture: Bool { !future.isEmpty }

    /// Runs one command and remembers how to undo it.
    public mutating func execute(_ line: CommandLine, control: RunControl = RunControl()) throws(CommandError) -> Reply {
        let before = workspace
        let (command, reply) = try workspace.execute(line, control: control)
        switch command.kind {
        case .look: return reply
        case .walk: remember(Entry(command: line.text, change: .walk(other: before.stepper?.position)))
        case .change: remember(Entry(command: line.text, change: .snapshot(Snapshot(of: before, seenFrom: workspace))))
        }
        future = []
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
    public mutating func configure(_ line: CommandLine) throws(CommandError) -> Reply { try workspace.execute(line).1 }

    /// Takes commands back, the last one first. Returns those taken back; fewer than asked for where the past ends.
    public mutating func undo(_ count: Int) -> [String] {
        var undone: [String] = []
        while undone.count < count, let entry = past.popLast() {
            bytes -= entry.bytes
            future.append(Entry(command: entry.command, change: exchange(entry.change)))
            undone.append(entry.command)
        }
        return undone
    }

    /// Does again what was undone, in order.
    public mutating func redo(_ count: Int) -> [String] {
        var redone: [String] = []
        while redone.count < count, let entry = future.popLast() {
            remember(Entry(command: entry.command, change: exchange(entry.change)))
            redone.append(entry.command)
        }
        return redone
    }

    /// Goes to the other side of a change, and returns the way back.
    private mutating func exchange(_ change: Change) -> Change {
        switch change {
        case .snapshot(let other):
            let present = workspace
            workspace = other.restored(from: present)
            return .snapshot(Snapshot(of: present, seenFrom: workspace))
        case .walk(let place):
            let present = workspace.stepper?.position
            workspace.walk(to: place)
            return .walk(other: present)
        }
    }
}

/// A workspace, without what another one has of it: most of its parameters, and the course of its training.
private final class Snapshot: Sendable {
    private let rest: Workspace
    private let parameters: ParametersDifference?
    /// Entries of the training's course that both have.
    private let commonEpochs: Int
    /// Memory that only this one holds, about.
    let bytes: Int

    /// - Parameter other: the workspace from which this one will be gone back to.
    init(of workspace: Workspace, seenFrom other: Workspace) {
        var rest = workspace
        var numbers = 0
        if let here = workspace.restingParameters, let there = other.restingParameters,
            let difference = ParametersDifference(from: there, to: here), 2 * difference.size < here.values.count
        {
            rest.restingParameters = nil
            parameters = difference
            numbers += difference.size
        } else {
            parameters = nil
            numbers += workspace.restingParameters?.values.count ?? 0
        }
        commonEpochs = rest.training.leaveOutStart(sharedWith: other.training)
        if workspace.optimizer.updates != other.optimizer.updates { numbers += workspace.optimizer.memorySize }
        if let walk = workspace.stepper { numbers += 3 * walk.parameters.values.count }
        if let data = workspace.dataset, data.place != other.dataset?.place { numbers += data.count * (data.inputs.columns + 1) }
        bytes = 4000 + 8 * (numbers + 8 * rest.training.losses.count)
        self.rest = rest
    }

    func restored(from other: Workspace) -> Workspace {
        var workspace = rest
        if let parameters { workspace.restingParameters = other.restingParameters.map(parameters.applied) }
        workspace.training.takeBackStart(of: other.training, commonEpochs)
        return workspace
    }
}

extension Dataset {
    /// Where its numbers are: copies share them.
    fileprivate var place: UnsafePointer<Double>? { inputs.values.withUnsafeBufferPointer(\.baseAddress) }
}
