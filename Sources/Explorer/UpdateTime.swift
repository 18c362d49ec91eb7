// Keys of the network and the step: through time, and what to do with the node or weight that is chosen.
import Charts
import Language

extension State {
    /// Takes a key that the network or the step has while it is in focus; nil if it is none of theirs.
    mutating func takeInTime(_ key: Key) -> [Task]? {
        guard let focus = screen.focus, focus == .network || focus == .step, conversation.line.isEmpty, conversation.completion == nil,
            playback.player == nil
        else { return nil }
        switch key {
        case .right, .character("n"): return walk("step")
        case .left, .character("N"): return walk("back")
        case .character("v") where focus == .network:
            looking.showsWindows.toggle()
            screen.offsets[.network] = nil
        // In a window up and down scroll, as in any pane.
        case .up where focus == .network && windowSight == nil: choose(by: -1)
        case .down where focus == .network && windowSight == nil: choose(by: 1)
        case .character("b") where looking.chosen != nil, .character("w") where looking.chosen != nil,
            .character("e") where looking.chosen != nil:
            return act(key)
        default: return nil
        }
        return []
    }

    /// A held key repeats faster than some steps: what comes while one is taken is let go, so that the walk stops with the key.
    private mutating func walk(_ command: String) -> [Task] { agenda.running == nil ? submit(command) : [] }

    private mutating func act(_ key: Key) -> [Task] {
        guard let chosen = looking.chosen else { return [] }
        if chosen.isInput, key != .character("e") {
            conversation.remark = "no step computes \(chosen.name): it is given"
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
        let place = looking.chosen.flatMap(all.firstIndex).map { $0 + direction } ?? (direction > 0 ? 0 : all.count - 1)
        looking.chosen = all[(place + all.count) % all.count]
        reveal(places[(place + all.count) % all.count])
    }
}
