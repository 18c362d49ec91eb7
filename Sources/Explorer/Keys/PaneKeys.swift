// Keys that all panes have: focus, zoom, scrolling, places and sizes; and those of the drawer that a long answer opens.
import Language

extension Keymap {
    /// The keys that scroll the pane in focus.
    static let scrolling = Keymap(
        isOpen: { $0.screen.focus != nil && $0.conversation.line.isEmpty && $0.conversation.talk.drawer == nil },
        speaks: \.hintsAreOfPane,
        [
            Binding(.up, hint: { $0.screen.focus?.view.scrollHint }, asks: { state, _ in state.scrollFocus(by: -1) }),
            .help(hint: { _ in "? keys" }), Binding(.down, asks: { state, _ in state.scrollFocus(by: 1) }),
            Binding(.pageUp, asks: { state, _ in state.scrollFocus(by: -state.page) }),
            Binding(.pageDown, asks: { state, _ in state.scrollFocus(by: state.page) }),
            Binding(.home, asks: { state, _ in state.scrollFocus(toEnd: false) }),
            Binding(.end, asks: { state, _ in state.scrollFocus(toEnd: true) }),
        ])

    /// The keys that put the pane in focus elsewhere, and make it larger and smaller.
    static let arranging = Keymap(
        isOpen: {
            $0.screen.active != nil && $0.layout.top != nil && $0.conversation.isIdle && $0.conversation.talk.drawer == nil
        }, speaks: \.hintsAreOfPane,
        [
            .note(hint: { _ in "F7 zoom" }), .note(hint: { _ in "F6 next pane" }),
            Binding(
                .shift(.left), .shift(.right), .shift(.up), .shift(.down), help: .places, hint: { _ in "shift-arrow move" },
                asks: { state, key in
                    if case .shift(let direction) = key { state.moveFocusedPane(direction) }
                    return []
                }),
            Binding(.character("{"), help: .places, does: { $0.moveFocusedPane(by: -1) }),
            Binding(.character("}"), help: .places, does: { $0.moveFocusedPane(by: 1) }),
            Binding(.alternate(.right), help: .sizes, hint: { _ in "< > + - size" }, does: { $0.stretchFocusedPane(.across, by: 2) }),
            Binding(.alternate(.left), help: .sizes, does: { $0.stretchFocusedPane(.across, by: -2) }),
            Binding(.alternate(.up), help: .sizes, does: { $0.stretchFocusedPane(.down, by: 1) }),
            Binding(.alternate(.down), help: .sizes, does: { $0.stretchFocusedPane(.down, by: -1) }),
            // A training and a replay have meanings of their own for these.
            Binding(.character(">"), help: .sizes, when: \.arrangesByCharacters, does: { $0.stretchFocusedPane(.across, by: 2) }),
            Binding(.character("<"), help: .sizes, when: \.arrangesByCharacters, does: { $0.stretchFocusedPane(.across, by: -2) }),
            Binding(.character("+"), help: .sizes, when: \.arrangesByCharacters, does: { $0.stretchFocusedPane(.down, by: 1) }),
            Binding(.character("-"), help: .sizes, when: \.arrangesByCharacters, does: { $0.stretchFocusedPane(.down, by: -1) }),
            Binding(.character("["), help: .others, does: { $0.exchangeFocusedPane(by: -1) }),
            Binding(.character("]"), help: .others, does: { $0.exchangeFocusedPane(by: 1) }),
            Binding(.character("="), help: .others, when: \.arrangesByCharacters, does: { $0.arrangeAsUsual() }),
            .note(hint: { _ in "Esc command line" }),
        ])

    /// Reading a long answer: up and down scroll, space turns the page, any other key closes it and is then obeyed. In a replay the next
    /// command closes it, and going back opens it again.
    static let drawer = Keymap(
        isOpen: { $0.conversation.talk.drawer != nil },
        [
            Binding(
                .character(" "), hint: \.goingOn,
                when: { $0.conversation.line.isEmpty && $0.conversation.talk.scroll > 0 }, does: { $0.scroll(.transcript, by: $0.page) }),
            Binding(.up, hint: { $0.isReplay ? nil : "up down scroll" }, when: \.readsDrawer, does: { $0.scroll(.transcript, by: -1) }),
            Binding(.down, when: \.readsDrawer, does: { $0.scroll(.transcript, by: 1) }),
            Binding(.home, when: \.readsDrawer, does: { $0.scroll(.transcript, toEnd: false) }),
            Binding(.end, when: \.readsDrawer, does: { $0.scroll(.transcript, toEnd: true) }),
            .note(hint: { $0.isReplay ? "left back" : nil }),
            .note(hint: { $0.closesDrawer ? nil : "Esc leave" }),
            Binding(.pageUp, hint: { $0.isReplay ? "PgUp PgDn scroll" : nil }, does: { $0.scroll(.transcript, by: -$0.page) }),
            Binding(.pageDown, does: { $0.scroll(.transcript, by: $0.page) }),
            Binding(
                .escape, hint: { $0.closesDrawer ? "Esc close" : nil }, when: \.closesDrawer, does: { $0.conversation.talk.closeDrawer() }),
        ],
        rest: { state, key in
            guard !state.isReplay else { return nil }
            state.conversation.talk.closeDrawer()
            return state.take(key)
        })

    /// The keys that go round the panes, and give one of them the whole screen.
    static let panes = Keymap(
        speaks: { $0.screen.zoomed != nil && !$0.isReplay },
        [
            Binding(
                .function(7), help: .panes, hint: { _ in "F7 or Esc back to all panes" },
                does: { $0.toggleZoom(of: $0.screen.active ?? $0.present) }),
            Binding(.function(6), help: .panes, hint: { _ in "F6 next pane" }, does: { $0.moveFocus(by: 1) }),
            Binding(.function(18), help: .panes, does: { $0.moveFocus(by: -1) }),
            Binding(.escape, help: .escape, when: { $0.screen.zoomed != nil }, does: { $0.screen.unzoom() }),
            Binding(
                .escape, help: .escape, when: { $0.screen.focus != nil && $0.conversation.completion == nil },
                does: { $0.screen.focus = nil }),
            Binding(.pageUp, hint: { _ in "PgUp PgDn scroll" }, asks: { state, _ in state.scrollFocus(by: -state.page) }),
            Binding(.pageDown, asks: { state, _ in state.scrollFocus(by: state.page) }),
        ])
}

extension State {
    var isReplay: Bool { playback.player != nil }

    /// Whether Escape puts a long answer away. In a replay it leaves that, but for an answer to what was typed beside it.
    fileprivate var closesDrawer: Bool { !isReplay || playback.looksAside }

    /// Whether the line of hints is for the keys of the pane in focus: nothing runs or waits that has more to say.
    var hintsAreOfPane: Bool {
        screen.focus != nil && screen.zoomed == nil && conversation.completion == nil && conversation.talk.drawer == nil && !isReplay
            && agenda.running == nil && !(isPaused && conversation.line.isEmpty)
    }

    /// What comes after a page of a long answer.
    fileprivate var goingOn: String? {
        if conversation.talk.scroll > 0 { return "space more" }
        guard let player = playback.player else { return "any key goes on" }
        if waitingQuestion != nil { return "type your answer" }
        return player.next == nil ? sequel.map { "Enter \($0)" } : "space next"
    }

    fileprivate var arrangesByCharacters: Bool { !showsTraining && !isReplay }
    fileprivate var readsDrawer: Bool { conversation.line.isEmpty && !isReplay }

    /// The pane that is worth the whole screen if none has the focus.
    fileprivate var present: Pane { showsTraining ? .training : looking.aftermath.showsChart ? .chart : .network }

    fileprivate mutating func scrollFocus(by rows: Int) -> [Task] {
        scroll(screen.focus ?? .transcript, by: rows)
        return []
    }

    fileprivate mutating func scrollFocus(toEnd: Bool) -> [Task] {
        scroll(screen.focus ?? .transcript, toEnd: toEnd)
        return []
    }

    fileprivate mutating func moveFocus(by direction: Int) {
        let panes = visiblePanes
        guard !panes.isEmpty else { return }
        let place = screen.focus.flatMap(panes.firstIndex).map { $0 + direction } ?? (direction > 0 ? 0 : panes.count - 1)
        screen.moveFocus(to: panes[(place + panes.count) % panes.count])
    }

    mutating func toggleZoom(of pane: Pane) {
        guard layout.top != nil else { return }
        if screen.zoomed == nil { screen.zoom(pane) } else { screen.unzoom() }
        conversation.talk.scroll = 0
    }
}
