// The pane of a training: it lies over the others while there is one to be seen.
import Charts
import Language

struct TrainingView: PaneView {
    let pane = Pane.training
    let countsHidden = false
    let isArranged = false
    let scrollHelp: [KeyHelp] = []

    func rect(_ state: State, _ layout: ScreenLayout) -> Rect? { state.showsTraining ? layout.aboveFoot : nil }

    func title(_ state: State) -> (text: String, note: String) {
        (state.trainingPane.title, state.live.shown.map(state.trainingPane.note) ?? "")
    }

    func content(_ state: State, width: Int, height: Int) -> State.Content {
        let picture = state.live.shown.map { state.trainingPane.render($0, width: width, height: height) }
        return (picture ?? Canvas(width: width, height: height), OutOfSight())
    }

    func keymaps(_ state: State) -> [Keymap] { [.past, .training] }

    func clickOver(_ state: inout State, x: Int, y: Int) -> [Task]? { state.lookBack(toX: x, y: y) }
}

extension State {
    var trainingPane: TrainingPane { TrainingPane(live: live, agenda: agenda, marks: marks, isSolid: drawsSolid) }
}
