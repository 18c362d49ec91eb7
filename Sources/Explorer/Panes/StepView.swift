// The pane of the step: its formula, and above it the bar of the whole pass.
import Charts
import Language

struct StepView: PaneView {
    let pane = Pane.step
    let countsHidden = false
    let scrollHint: String? = nil

    /// The pane comes with the first step. Before it there is only what to type next, which the greeting, a chart or the narrative of a replay
    /// has more to say than.
    func hasContent(_ state: State, isBelow: Bool) -> Bool {
        if state.isReplay { return state.workspace.stepper != nil }
        // A chart that was asked for has its rows, but where there are many.
        return state.workspace.network != nil
            && (!state.looksAtChart || state.workspace.stepper != nil && state.screen.height >= ScreenLayout.tallEnoughForAll)
    }

    func title(_ state: State) -> (text: String, note: String) { (StepPane.title(state.workspace), "") }

    func content(_ state: State, width: Int, height: Int) -> State.Content {
        let step = StepPane(state.workspace, state.desk.style.numerals, width: width, isAskedFor: state.isAskedFor),
            most = max(0, step.rowCount - height),
            offset = state.screen.offsets[pane]?.row
        let first = min(offset ?? 0, most)
        return (step.render(width: width, height: height, scroll: offset), OutOfSight(above: first, below: most - first))
    }

    func decorate(_ canvas: inout Canvas, _ state: State) { state.drawScrubBar(&canvas) }

    func scroll(_ state: inout State, by rows: Int, width: Int, height: Int) {
        let most = max(
            0, StepPane(state.workspace, state.desk.style.numerals, width: width, isAskedFor: state.isAskedFor).rowCount - height)
        state.scroll(pane, rows: rows, from: min(state.screen.offsets[pane]?.row ?? 0, most), most: most)
    }

    func keymaps(_ state: State) -> [Keymap] { [Self.keys] }

    private static let keys = Keymap(
        isOpen: \.hasTimeKeys, speaks: \.hintsAreOfPane, Binding.time() + [.note(help: .bar)])

    func clickOver(_ state: inout State, x: Int, y: Int) -> [Task]? { state.scrub(toX: x, y: y) }
}
