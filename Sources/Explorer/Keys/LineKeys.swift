// Keys of the command line: what is typed, searched, completed and chosen from.
import Language

extension Keymap {
    /// Ctrl-R looks through earlier lines. Any key that it has no meaning for ends it, and keeps what it found.
    static let search = Keymap(
        isOpen: { $0.conversation.line.searchQuery != nil },
        [
            .note(hint: { "search: \($0.conversation.line.searchQuery ?? "")" + ($0.conversation.line.searchFails ? " (no match)" : "") }),
            .note(hint: { $0.conversation.line.searchFails ? nil : "Ctrl-R or down older" }),
            .note(hint: { $0.conversation.line.searchFails ? nil : "Enter run" }), .note(hint: { _ in "Esc give up" }),
            .note(hint: { $0.conversation.line.searchFails ? nil : "any other key edits it" }),
        ],
        rest: { state, key in
            switch key {
            case .character, .backspace, .escape, .up, .down, .control("r"), .control("h"), .control("g"): state.type(key)
            default: nil
            }
        })

    /// Up and down go through a list that is open, Escape closes it. In one that asks for a choice Enter goes on to the next choice, as long
    /// as there is one; else it runs the line.
    static let completion = Keymap(
        isOpen: { $0.conversation.completion != nil },
        speaks: {
            $0.conversation.completion != nil && $0.agenda.running == nil && $0.playback.player == nil && $0.conversation.talk.drawer == nil
        },
        [
            Binding(.down, .control("n"), hint: { _ in "Tab or up down choose" }, does: { $0.complete(forward: true) }),
            Binding(.up, .control("p"), does: { $0.complete(forward: false) }),
            Binding(.enter, hint: { _ in "Enter run" }, asks: { state, _ in state.chooseNext() ? [] : nil }),
            Binding(.escape, hint: { _ in "Esc close" }, does: { $0.closeCompletion() }),
        ])

    /// Escape takes back what is being typed.
    static let typed = Keymap(
        isOpen: { !$0.conversation.line.isEmpty && $0.conversation.line.searchQuery == nil },
        [Binding(.escape, does: { $0.conversation.discardLine() })])

    /// The examples of a help page: up and down choose one, Enter runs it; a key that is none of these puts the list away.
    static let examples = Keymap(
        isOpen: {
            $0.conversation.examples != nil && $0.conversation.line.isEmpty && ($0.agenda.running == nil || $0.agenda.isTraining)
                && $0.playback.player == nil
        },
        speaks: { $0.conversation.examples != nil },
        [
            Binding(.down, hint: { _ in "up down choose an example" }, does: { $0.conversation.examples?.choose(by: 1) }),
            Binding(.up, does: { $0.conversation.examples?.choose(by: -1) }),
            Binding(.enter, hint: { _ in "Enter runs it" }, asks: { state, _ in state.runExample() }),
            Binding(.escape, hint: { _ in "Esc close" }, does: { $0.conversation.examples = nil }), .note(hint: { _ in "PgDn scroll" }),
        ],
        rest: { state, key in
            let scrolls = key == .pageUp || key == .pageDown || key == .character(" ") && state.conversation.talk.scroll > 0
            if !scrolls && !(key == .enter && state.conversation.examples?.chosen == nil) { state.conversation.examples = nil }
            return nil
        })

    /// What is left when nobody else wants a key: it is a command while nothing is typed, or it is typed.
    static let line = Keymap(
        [
            Binding(.right, .control("f"), help: .suggestion, hint: { $0.suggests("right takes the suggestion") }, asks: { $0.type($1) }),
            Binding(.alt("f"), help: .suggestion, hint: { $0.suggests("Alt-F a word of it") }, asks: { $0.type($1) }),
            .note(hint: { $0.usual(\.hintOfTraining) }), .note(hint: { $0.readsChart ? "left right read the curve" : nil }),
            Binding(
                .enter, hint: { $0.lineMoment == .tour ? "Enter begins the tour" : nil },
                when: { $0.conversation.offersTour && $0.conversation.line.isEmpty }, asks: { state, _ in state.submit(WelcomePane.tour) }),
            Binding(
                .character(" "), help: .step, hint: { $0.usual("space step") }, when: { $0.conversation.isIdle },
                // Pressed while a lesson is being opened it means that, which is not there yet: no step is to be taken in it.
                asks: { state, _ in state.opensReplay ? [] : state.submit("step") }),
            Binding(
                .backspace, help: .step, hint: { $0.usual("backspace back") }, when: { $0.conversation.isIdle },
                asks: { state, _ in state.submit("back") }),
            Binding(.function(5), help: .run, hint: { $0.usual("F5 continue") }, asks: { state, _ in state.submit("continue") }),
            Binding(
                .function(8), hint: { state in state.usual { $0.playback.parked.map { "F8 back to \($0.player.name)" } } },
                does: { if !$0.comeBack() { $0.conversation.remark = "there is no replay to come back to" } }),
            Binding(.function(9), does: { $0.conversation.remark = "there is no training to look at; `train 100` makes one" }),
            Binding(.function(10), help: .run, asks: { state, _ in state.submit("step") }),
            Binding(.function(22), help: .run, asks: { state, _ in state.submit("back") }),
            Binding(
                .tab, help: .complete, hint: { $0.lineMoment == .tour ? nil : "Tab complete" }, does: { $0.complete(forward: true) }),
            Binding(.backTab, help: .complete, does: { $0.complete(forward: false) }),
            Binding(.up, .down, .control("p"), .control("n"), .control("r"), help: .recall, hint: { $0.suggests("Ctrl-R search") }) {
                $0.type($1)
            },
            .help(hint: { $0.lineMoment == .suggestion ? nil : "? help" }),
            .note(hint: { $0.lineMoment == .noNetwork ? "PgUp scroll" : nil }),
            Binding(
                .control("d"), help: .redraw, hint: { $0.lineMoment == .suggestion ? nil : "Ctrl-D leave" },
                when: { $0.conversation.line.isEmpty }, asks: { state, _ in state.leave() }),
            .note(hint: { $0.usual("F6 F7 focus, zoom") }),
            Binding(.control("a"), .control("e"), .alt("b"), .home, .end, .left, .control("b"), help: .moveInLine, asks: { $0.type($1) }),
            Binding(
                .control("k"), .control("u"), .control("w"), .alt("d"), .control("y"), .alt("y"), help: .kill, asks: { $0.type($1) }),
            .note(hint: { $0.conversation.line.isEmpty ? nil : "Esc clears the line" }),
            Binding(.control("_"), help: .undoTyping, asks: { $0.type($1) }), Binding(.alt("\r"), help: .newRow, asks: { $0.type($1) }),
            Binding(
                .enter,
                asks: { state, _ in
                    state.conversation.completion = nil
                    return state.submit(rows: state.conversation.line.submit())
                }),
        ],
        rest: { $0.type($1) })
}

extension State {
    /// What the line of hints tells of while no key has a meaning of its own.
    enum LineMoment { case suggestion, tour, noNetwork, usual }

    var lineMoment: LineMoment {
        if conversation.line.suggestion != nil { return .suggestion }
        if conversation.offersTour && conversation.line.isEmpty { return .tour }
        return workspace.network == nil ? .noNetwork : .usual
    }

    fileprivate func suggests(_ hint: String) -> String? { lineMoment == .suggestion ? hint : nil }
    fileprivate func usual(_ hint: String) -> String? { lineMoment == .usual ? hint : nil }
    fileprivate func usual(_ hint: (State) -> String?) -> String? { lineMoment == .usual ? hint(self) : nil }

    /// A key is typed: it changes the line.
    mutating func type(_ key: Key) -> [Task] {
        conversation.completion = nil
        guard !conversation.line.take(key), case .alt(let character) = key, !character.isWhitespace, character.isASCII else { return [] }
        // No such key is known: who types at once after Escape meant both.
        return take(.escape) + take(.character(character))
    }

    /// Runs the example that is chosen; nil if none is.
    fileprivate mutating func runExample() -> [Task]? {
        guard let list = conversation.examples, let chosen = list.chosen else { return nil }
        conversation.examples = nil
        conversation.talk.closeDrawer()
        return submit(list.examples[chosen]) + [.remember(list.examples[chosen])]
    }
}

extension State {
    /// Whether a command runs that begins to play a session.
    fileprivate var opensReplay: Bool { agenda.running.map { CommandTable.manner(of: $0.command)?.playsSession == true } ?? false }
}
