// What is larger than its pane: how much of it is out of sight, and keys and the wheel that go there.
import Charts
import Language

extension State {
    /// What a pane shows in so many cells; nothing in none, of which no pane need know.
    func content(of pane: Pane, width: Int, height: Int) -> Content {
        guard width > 0, height > 0 else { return (Canvas(width: width, height: height), OutOfSight()) }
        return pane.view.content(self, width: width, height: height)
    }

    /// How much of a pane's content is out of sight: rows of text, nodes and layers of the network, pictures.
    func outOfSight(_ pane: Pane) -> OutOfSight {
        room(in: pane).map { content(of: pane, width: $0.width, height: $0.height).hidden } ?? OutOfSight()
    }

    /// The sign in the frame that there is more: `↑3 ↓12`; without numbers where the frame has no room for them, as beside a bar.
    func moreSign(_ pane: Pane, _ hidden: OutOfSight) -> String {
        guard !pane.view.countsHidden else { return hidden.counts }
        return hidden.above > 0 ? hidden.below > 0 ? "↕" : "↑" : hidden.below > 0 ? "↓" : ""
    }

    /// The cells inside a pane's frame; nil if it is not to be seen, or has none.
    func room(in pane: Pane) -> (width: Int, height: Int)? {
        rect(of: pane).flatMap { $0.width > 2 && $0.height > 1 ? ($0.width - 2, $0.height - 1) : nil }
    }

    /// A page of the pane in focus: where it says so a row less than what is in sight.
    var page: Int {
        let pane = screen.focus ?? .transcript, height = (rect(of: pane)?.height ?? 3) - pane.view.pageMargin
        // What stays in view takes its rows of every page.
        let kept = pane == .transcript ? transcriptPane(width: (rect(of: pane)?.width ?? 2) - 2).kept(height: height)?.rows.count ?? 0 : 0
        return max(1, height - kept)
    }

    /// Scrolls a pane: down is positive.
    mutating func scroll(_ pane: Pane, by rows: Int) {
        guard let (width, height) = room(in: pane) else { return }
        pane.view.scroll(&self, by: rows, width: width, height: height)
    }

    /// Goes to the beginning or the end of a pane's content.
    mutating func scroll(_ pane: Pane, toEnd: Bool) {
        guard let (width, height) = room(in: pane) else { return }
        pane.view.scroll(&self, toEnd: toEnd, width: width, height: height)
    }

    /// Everything follows the step again.
    mutating func forgetScrolling() {
        conversation.talk.closeDrawer()
        screen.followStep()
    }
}
