// The pane beside the network: numbers, or pictures of the weights, the gradients, the data.
import Charts
import Documents
import Language
import Workspaces

struct ValuesView: PaneView {
    let pane = Pane.values
    let scrollHint: String? = "up down PgUp PgDn scroll"
    let scrollHelp = [KeyHelp.scroll, .valueEnds]

    func hasContent(_ state: State, isBelow: Bool) -> Bool { state.workspace.network != nil || isBelow }

    func title(_ state: State) -> (text: String, note: String) {
        let side = state.looking.side, loss = state.workspace.stepper?.value(of: .sampleLoss)
        guard side == .values else { return (side.rawValue, "") }
        let error = loss.map { "E = " + (state.isAskedFor($0) ? "?" : Numerals(digits: 6).text($0)) }
        return (side.rawValue, [state.workspace.targetNote, error].compactMap { $0 }.joined(separator: " · "))
    }

    func content(_ state: State, width: Int, height: Int) -> State.Content {
        let offset = state.screen.offsets[pane]?.row, side = state.looking.side
        switch side {
        case .values:
            let values = state.valuesPane
            return (
                values.render(width: width, height: height, scroll: offset), values.outOfSight(height: height, scroll: offset)
            )
        case .data:
            let hasColors = state.options.colors != .none
            if let picture = state.workspace.samplePicture(
                width: width, height: height, marks: state.marks, isSolid: state.drawsSolid, hasColors: hasColors)
            {
                return (picture, OutOfSight())
            }
        case .weights, .gradients: break
        }
        return state.content(of: side.maps(of: state.workspace), scrolledTo: offset, orElse: side.missing, width: width, height: height)
    }

    func scroll(_ state: inout State, by rows: Int, width: Int, height: Int) {
        guard state.looking.side == .values else {
            return state.scroll(pane, state.looking.side.maps(of: state.workspace), by: rows, width: width, height: height)
        }
        let values = state.valuesPane, first = values.start(height: height, scroll: state.screen.offsets[pane]?.row)
        state.scroll(pane, rows: rows, from: first, most: values.mostScroll(height: height))
    }

    /// The values of a large network go layer by layer.
    func scroll(_ state: inout State, toEnd: Bool, width: Int, height: Int) {
        guard state.looking.side == .values else {
            return scroll(&state, by: toEnd ? 1_000_000 : -1_000_000, width: width, height: height)
        }
        let values = state.valuesPane, first = values.start(height: height, scroll: state.screen.offsets[pane]?.row)
        state.screen.offsets[pane, default: .init()].row = values.start(height: height, from: first, toEnd: toEnd)
    }

    func keymaps(_ state: State) -> [Keymap] { [Self.keys] }

    private static let keys = Keymap(
        isOpen: \.hasTimeKeys, speaks: \.hintsAreOfPane,
        [
            Binding(
                .character("v"), help: .side, hint: { "v \($0.looking.side.next.rawValue)" },
                does: { ($0.looking.side, $0.screen.offsets[.values]) = ($0.looking.side.next, nil) })
        ])
}

extension State {
    var valuesPane: ValuesPane {
        ValuesPane(workspace: workspace, before: looking.aftermath.before, marks: marks, isAskedFor: isAskedFor)
    }
}

extension Workspace {
    /// What the outputs should be, as far as that is few numbers; nil where there is no target.
    var targetNote: String? {
        guard let target = targetInView, (1...3).contains(target.count) else { return nil }
        return "target " + target.map { Numerals(digits: 3).text($0) }.joined(separator: " ")
    }

    /// The target of the sample that is walked, or of the first one that is shown; nil where there is none.
    private var targetInView: [Double]? {
        guard let network else { return nil }
        if let stepper {
            guard stepper.plan.index(of: .sampleLoss, sample: 0) != nil else { return nil }
            return (0..<network.outputs).prefix(4).compactMap { stepper.value(of: .target(unit: $0)) }
        }
        // Targets that were given for another network wait for an input of this one.
        guard inputRows != nil || dataset != nil else { return nil }
        return targetRows.flatMap { $0.rows > 0 && $0.columns == network.outputs ? Array($0.row(0)) : nil }
    }
}

extension SideContent {
    /// The pictures that it consists of, if there are some.
    fileprivate func maps(of workspace: Workspace) -> Chart? {
        switch self {
        case .weights: workspace.weightMaps
        case .gradients: workspace.gradientMaps
        case .values, .data: nil
        }
    }

    /// What is said where there is nothing to be seen.
    fileprivate var missing: String {
        switch self {
        case .weights, .values: "no layer has weights"
        case .gradients: "gradients come on the way back:  backward  goes there"
        case .data: "nothing is shown to the network yet"
        }
    }
}
