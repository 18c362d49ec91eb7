// Keys of the network and the step: through time, and what to do with the node or weight that is chosen.
import Charts
import Language

extension State {
    /// Takes a key that the network or the step has while it is in focus; nil if it is none of theirs.
    mutating func takeInTime(_ key: Key) -> [Task]? {
        guard let focus, focus == .network || focus == .step, line.isEmpty, completion == nil, replay == nil else { return nil }
        switch key {
        case .right, .character("n"): return walk("step")
        case .left, .character("N"): return walk("back")
        case .character("v") where focus == .network:
            showsWindows.toggle()
            (offsets[.network], firstLayer) = (nil, nil)
        // In a window up and down scroll, as in any pane.
        case .up where focus == .network && windowSight == nil: choose(by: -1)
        case .down where focus == .network && windowSight == nil: choose(by: 1)
        case .character("b") where chosen != nil, .character("w") where chosen != nil, .character("e") where chosen != nil:
            return act(key)
        default: return nil
        }
        return []
    }

    /// A held key repeats faster than some steps: what comes while one is taken is let go, so that the walk stops with the key.
    private mutating func walk(_ command: String) -> [Task] { running == nil ? submit(command) : [] }

    private mutating func act(_ key: Key) -> [Task] {
        guard let chosen else { return [] }
        if chosen.isInput, key != .character("e") {
            remark = "no step computes \(chosen.name): it is given"
            return []
        }
        switch key {
        case .character("b"): return submit("break \(chosen.breakAt)")
        case .character("w"): return submit("watch \(chosen.watch)")
        default: return submit("explain \(chosen.watch)")
        }
    }

    /// Chooses the node before or after the one chosen, through all layers.
    private mutating func choose(by direction: Int) {
        guard let diagram = workspace.diagram else { return }
        let all = diagram.columns.enumerated().flatMap { layer, column in
            column.nodes.map { Chosen(node: $0.target ?? $0.name, isInput: layer == 0) }
        }
        guard !all.isEmpty else { return }
        let places = diagram.columns.enumerated().flatMap { layer, column in
            column.nodes.indices.map { NetworkDiagram.Place(column: layer, node: $0) }
        }
        let place = chosen.flatMap(all.firstIndex).map { $0 + direction } ?? (direction > 0 ? 0 : all.count - 1)
        chosen = all[(place + all.count) % all.count]
        reveal(places[(place + all.count) % all.count])
    }
}

/// A node or a weight that keys act on.
public struct Chosen: Sendable, Equatable {
    public let name: String
    /// The quantity whose step is waited for, and the one that is watched and explained.
    let breakAt: String
    let watch: String
    /// No step computes an input: it is only explained.
    let isInput: Bool

    /// What the keys do with it, and the keys alone.
    var acts: String { isInput ? "\(name): e explain" : "\(name): b break, w watch, e explain" }
    var keys: String { isInput ? "\(name): e" : "\(name): b w e" }

    /// A weight.
    init(weight: String) { (name, breakAt, watch, isInput) = (weight, weight, weight, false) }

    /// A node: its output; an input has no other.
    init(node: String, isInput: Bool) {
        (name, self.isInput) = (node, isInput)
        (breakAt, watch) = isInput ? (node, node) : ("\(node).out", "\(node).out")
    }
}
