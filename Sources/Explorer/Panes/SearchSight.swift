// A search as it is watched: its course and what the method thinks take the room of all panes above the foot, while it runs and until
// something else is looked at.
import Charts
import Language

extension State {
    /// Whether the picture of a search lies over the other panes.
    var showsSearch: Bool {
        let isLookedAt = looking.searching != nil || looking.aftermath.showsChart && desk.chartIsOfSearch
        return isLookedAt && !showsTraining && layout.hasAllPlaces
    }

    /// Whether a training or a search does.
    var coversPanes: Bool { showsTraining || showsSearch }

    /// Takes the newest picture of the search that runs.
    mutating func watchSearch() {
        if let chart = agenda.running?.control.takeSight(Chart.self) { looking.searching = chart }
    }
}

extension Keymap {
    /// What puts a search away that has come to its end.
    static let watching = Keymap(
        isOpen: { state in
            state.showsSearch && state.agenda.running == nil && state.conversation.isIdle && !state.isReplay && state.screen.active == nil
                && state.conversation.talk.drawer == nil
        },
        [Binding(.escape, help: .escape, hint: { _ in "Esc leave" }, does: { $0.looking.aftermath.showsChart = false })])
}
