// The pane of the network: its graph, or the window that a step looks through; and what keys do with a node or a weight.
import Charts
import Language
import Portraits

struct NetworkView: PaneView {
    let pane = Pane.network
    let pageMargin = 5
    let scrollHint: String? = nil

    func hasContent(_ state: State, isBelow: Bool) -> Bool { state.workspace.network != nil || isBelow && state.hasChart }

    /// The greeting stands there as long as there is nothing else.
    func keepsPlace(_ state: State) -> Bool { !state.hasChart }

    func title(_ state: State) -> (text: String, note: String) {
        // The key is the pane's, and so it must be in focus; from elsewhere F6 goes there first.
        if let window = state.windowSight { return (window.title, state.screen.focus == pane ? "v graph" : "F6 v graph") }
        return (pane.rawValue, state.looking.chosen?.keys ?? note(state))
    }

    /// What should come out, where the values are not there to say it.
    private func note(_ state: State) -> String { state.rect(of: .values) == nil ? state.workspace.targetNote ?? "" : "" }

    func content(_ state: State, width: Int, height: Int) -> State.Content {
        if let windowPane = state.windowPane { return windowPane.content(width: width, height: height) }
        guard let diagram = state.shownDiagram else { return (Canvas(width: width, height: height), OutOfSight()) }
        let picture = diagram.render(width: width, height: height, marks: state.marks, isSolid: state.drawsSolid)
        return (picture, diagram.outOfSight(width: width, height: height))
    }

    // MARK: Scrolling

    /// The image under a window is scrolled with the grids beside it, a graph by nodes.
    func scroll(_ state: inout State, by rows: Int, width: Int, height: Int) {
        if state.windowSight != nil { return state.scrollWindow(rows: rows, columns: 0) }
        state.scrollNetwork(nodes: rows, layers: 0, width: width, height: height)
    }

    /// A graph goes layer by layer, an image to its left and its right.
    func scroll(_ state: inout State, toEnd: Bool, width: Int, height: Int) {
        if state.windowSight != nil { return state.scrollWindow(rows: 0, columns: toEnd ? 4 : -4) }
        state.scrollNetwork(nodes: 0, layers: toEnd ? 1 : -1, width: width, height: height)
    }

    // MARK: Keys and clicks

    func keymaps(_ state: State) -> [Keymap] { [state.windowSight == nil ? .selection : .window] }

    var scrollHelp: [KeyHelp] { [.networkEnds] }

    func click(_ state: inout State, x: Int, y: Int, width: Int, height: Int) -> [Task] {
        guard state.windowSight == nil, let diagram = state.shownDiagram, !state.isReplay, state.agenda.running == nil else { return [] }
        if let edge = diagram.edge(atX: x, y: y, width: width, height: height) {
            return state.explain(Chosen(weight: diagram.labels[edge.column][edge.to][edge.from].name))
        }
        guard let hit = diagram.node(atX: x, y: y, width: width, height: height) else { return [] }
        let node = diagram.columns[hit.column].nodes[hit.node]
        return state.explain(Chosen(node: node.target ?? node.name, isInput: hit.column == 0))
    }
}

extension Keymap {
    /// Keys of the graph: through time, and to the nodes.
    static let selection = Keymap(
        isOpen: \.hasTimeKeys, speaks: \.hintsAreOfPane,
        Binding.time(actsHelp: .act) + [
            Binding(.up, help: .choose, hint: { _ in "up down choose" }, does: { $0.choose(by: -1) }),
            Binding(.down, help: .choose, does: { $0.choose(by: 1) }),
            Binding(.character("v"), help: .window, does: { $0.toggleWindow() }),
        ])

    /// Keys of a window, which is scrolled as any pane.
    static let window = Keymap(
        isOpen: \.hasTimeKeys, speaks: \.hintsAreOfPane,
        Binding.time() + [
            .note(help: .imageScroll, hint: { _ in "up down Home End scroll" }), .note(help: .imageEnds),
            Binding(.character("v"), help: .graph, hint: { _ in "v graph" }, does: { $0.toggleWindow() }), .note(help: .windowSigns),
        ])
}

extension Binding {
    /// Keys that the network and the step have in focus: they go through time, and act on what is chosen. A held key repeats faster than
    /// some steps: what comes while one is taken is let go, so that the walk stops with the key.
    static func time(actsHelp: KeyHelp? = nil) -> [Binding] {
        [
            Binding(
                .right, .character("n"), help: .forward, hint: { _ in "left right hold to run" },
                asks: { state, _ in state.agenda.running == nil ? state.submit("step") : [] }),
            Binding(.left, .character("N"), help: .backward, asks: { state, _ in state.agenda.running == nil ? state.submit("back") : [] }),
            .help(hint: { _ in "? keys" }),
            Binding(
                .character("b"), help: actsHelp, hint: \.looking.chosen?.acts, when: { $0.looking.chosen != nil },
                asks: { state, _ in state.act { "break \($0.breakAt)" } }),
            Binding(
                .character("w"), help: actsHelp, when: { $0.looking.chosen != nil }, asks: { state, _ in state.act { "watch \($0.watch)" } }
            ),
            Binding(
                .character("e"), help: actsHelp, when: { $0.looking.chosen != nil },
                asks: { state, _ in state.looking.chosen.map { state.submit("explain \($0.watch)") } }),
        ]
    }
}

extension State {
    /// Whether the pane in focus has its keys for time now.
    var hasTimeKeys: Bool { conversation.isIdle && !isReplay && conversation.talk.drawer == nil }

    /// The windows that the step is about, unless the graph is wanted.
    var windowSight: WindowSight? { looking.showsWindows && !coversPanes ? workspace.windowSight : nil }

    /// It as it is scrolled.
    fileprivate var windowPane: WindowPane? {
        let offset = screen.offsets[.network]
        return windowSight.map {
            WindowPane(
                sight: $0, marks: marks, isSolid: drawsSolid, isAskedFor: isAskedFor, firstRow: offset?.row, firstColumn: offset?.column)
        }
    }

    /// The network as it is scrolled.
    var shownDiagram: NetworkDiagram? {
        var diagram = workspace.diagram(hiding: isAskedFor)
        diagram?.firstNode = screen.offsets[.network]?.row
        diagram?.firstColumn = screen.offsets[.network]?.column
        if let chosen = looking.chosen { diagram?.choose(chosen.name) }
        return diagram
    }

    fileprivate mutating func toggleWindow() {
        looking.showsWindows.toggle()
        screen.offsets[.network] = nil
    }

    // MARK: Scrolling

    fileprivate mutating func scrollNetwork(nodes: Int, layers: Int, width: Int, height: Int) {
        guard var diagram = shownDiagram else { return }
        diagram.scroll(nodes: nodes, layers: layers, width: width, height: height)
        screen.offsets[.network] = .init(row: diagram.firstNode, column: diagram.firstColumn)
    }

    fileprivate mutating func scrollWindow(rows: Int, columns: Int) {
        let hidden = outOfSight(.network)
        if rows != 0 { screen.offsets[.network, default: .init()].row = min(max(0, hidden.above + rows), hidden.above + hidden.below) }
        if columns != 0 {
            screen.offsets[.network, default: .init()].column = min(max(0, hidden.left + columns), hidden.left + hidden.right)
        }
    }

    // MARK: What is chosen

    /// Breaks at what is chosen or watches it; no step computes an input.
    fileprivate mutating func act(_ command: (Chosen) -> String) -> [Task] {
        guard let chosen = looking.chosen else { return [] }
        guard !chosen.isInput else {
            conversation.remark = "no step computes \(chosen.name): it is given"
            return []
        }
        return submit(command(chosen))
    }

    /// What is clicked on is chosen: keys can break at it and watch it.
    fileprivate mutating func explain(_ new: Chosen) -> [Task] {
        (looking.chosen, screen.focus) = (new, .network)
        return submit("explain \(new.watch)")
    }

    /// Chooses the node before or after the one chosen, through all layers, and scrolls to it.
    fileprivate mutating func choose(by direction: Int) {
        guard var diagram = workspace.diagram else { return }
        let all = diagram.columns.enumerated().flatMap { layer, column in
            column.nodes.enumerated().map { index, node in
                (NetworkDiagram.Place(column: layer, node: index), Chosen(node: node.target ?? node.name, isInput: layer == 0))
            }
        }
        guard !all.isEmpty else { return }
        let here = all.firstIndex { $0.1 == looking.chosen }
        let next = here.map { ($0 + direction + all.count) % all.count } ?? (direction > 0 ? 0 : all.count - 1)
        looking.chosen = all[next].1
        guard let (width, height) = room(in: .network) else { return }
        diagram.followed = all[next].0
        let hidden = diagram.outOfSight(width: width, height: height)
        screen.offsets[.network] = .init(row: hidden.above, column: hidden.left)
    }
}
