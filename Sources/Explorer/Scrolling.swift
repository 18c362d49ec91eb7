// What is larger than its pane: how much of it is out of sight, and keys and the wheel that go there.
import Charts
import Language
import NeuralEngine

extension State {
    /// How much of a pane's content is out of sight: rows of text, nodes and layers of the network, pictures.
    func outOfSight(_ pane: Pane) -> OutOfSight {
        room(in: pane).map { content(of: pane, width: $0.width, height: $0.height).hidden } ?? OutOfSight()
    }

    /// The sign in the frame that there is more: `↑3 ↓12`; without numbers where the frame has no room for them, as beside a bar.
    func moreSign(_ pane: Pane, _ hidden: OutOfSight) -> String {
        guard pane == .network || pane == .values || pane == .chart else {
            return hidden.above > 0 ? hidden.below > 0 ? "↕" : "↑" : hidden.below > 0 ? "↓" : ""
        }
        return hidden.counts
    }

    /// The first of a pane's rows or pictures that is shown, the furthest that can be, and by how many they are scrolled at a time; nil for
    /// what is not scrolled by a number.
    private func position(of pane: Pane, _ width: Int, _ height: Int) -> (first: Int, most: Int, step: Int)? {
        switch pane {
        case .values where looking.side == .values:
            let values = valuesPane
            return (values.start(height: height, scroll: screen.offsets[.values]?.row), values.mostScroll(height: height), 1)
        case .values: return sideChart.map { position(in: $0, screen.offsets[.values]?.row, width, height) }
        case .chart: return chart.map { position(in: $0, screen.offsets[.chart]?.row, width, height) }
        case .step:
            let most = max(0, StepPane(workspace, width: width).rowCount - height)
            return (min(screen.offsets[.step]?.row ?? 0, most), most, 1)
        case .network, .transcript, .training: return nil
        }
    }

    private func position(in chart: Chart, _ offset: Int?, _ width: Int, _ height: Int) -> (first: Int, most: Int, step: Int) {
        let (most, step) = chart.scrolling(width: width, height: height)
        return (min(offset ?? 0, most), most, step)
    }

    /// The cells inside a pane's frame; nil if it is not to be seen.
    private func room(in pane: Pane) -> (width: Int, height: Int)? { rect(of: pane).map { (max(0, $0.width - 2), max(0, $0.height - 1)) } }

    /// The network as it is scrolled.
    var shownDiagram: NetworkDiagram? {
        var diagram = workspace.diagram
        diagram?.firstNode = screen.offsets[.network]?.row
        diagram?.firstColumn = screen.offsets[.network]?.column
        if let chosen = looking.chosen { diagram?.choose(chosen.name) }
        return diagram
    }

    // MARK: Keys and the wheel

    /// Scrolls a pane: down is positive.
    mutating func scroll(_ pane: Pane, by rows: Int) {
        guard let (width, height) = room(in: pane) else { return }
        switch pane {
        case .transcript:
            let all = transcriptPane(width: width).rowCount()
            conversation.talk.scroll = min(max(0, conversation.talk.scroll - rows), max(0, all - height))
        case .network where windowSight != nil: scrollWindow(rows: rows, columns: 0)
        case .network: scrollNetwork(nodes: rows, layers: 0)
        case .values, .chart, .step:
            guard let (first, most, step) = position(of: pane, width, height) else { break }
            let isPage = abs(rows) >= height - 1,
                steps = step == 1 ? rows : isPage ? rows.signum() * max(1, abs(rows) / height) : rows.signum()
            screen.offsets[pane, default: .init()].row = min(max(0, first + steps * step), most)
        case .training: break
        }
    }

    /// Goes to the beginning or the end of a pane's content; of a network, and of the values of a large one, layer by layer, of an image to
    /// its left and its right.
    mutating func scroll(_ pane: Pane, toEnd: Bool) {
        if pane == .network, windowSight != nil { return scrollWindow(rows: 0, columns: toEnd ? 4 : -4) }
        if pane == .network { return scrollNetwork(nodes: 0, layers: toEnd ? 1 : -1) }
        if pane == .values, looking.side == .values, let (width, height) = room(in: pane),
            let now = position(of: pane, width, height)?.first
        {
            screen.offsets[pane, default: .init()].row = valuesPane.start(height: height, from: now, toEnd: toEnd)
            return
        }
        scroll(pane, by: toEnd ? 1_000_000 : -1_000_000)
    }

    private mutating func scrollNetwork(nodes: Int, layers: Int) {
        guard let (width, height) = room(in: .network), var diagram = shownDiagram else { return }
        diagram.scroll(nodes: nodes, layers: layers, width: width, height: height)
        screen.offsets[.network] = .init(row: diagram.firstNode, column: diagram.firstColumn)
    }

    /// Scrolls the image under a window, and the grids beside it with it.
    private mutating func scrollWindow(rows: Int, columns: Int) {
        let hidden = outOfSight(.network)
        if rows != 0 { screen.offsets[.network, default: .init()].row = min(max(0, hidden.above + rows), hidden.above + hidden.below) }
        if columns != 0 {
            screen.offsets[.network, default: .init()].column = min(max(0, hidden.left + columns), hidden.left + hidden.right)
        }
    }

    /// Scrolls the network to a node.
    mutating func reveal(_ place: NetworkDiagram.Place) {
        guard let (width, height) = room(in: .network), var diagram = workspace.diagram else { return }
        diagram.followed = place
        let hidden = diagram.outOfSight(width: width, height: height)
        screen.offsets[.network] = .init(row: hidden.above, column: hidden.left)
    }

    /// Everything follows the step again.
    mutating func forgetScrolling() {
        conversation.talk.closeDrawer()
        screen.followStep()
    }
}
