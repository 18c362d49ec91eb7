// The order of the keymaps: who is asked first what a key means, and whose keys the line of hints tells of.
import Language

extension State {
    /// The keymaps, in the order in which a key is given to them. The line of hints is for the first group that has something to say.
    var keymaps: [[Keymap]] {
        let own = screen.focus?.view.keymaps(self) ?? []
        return [
            [.always], [.sheet], [.search], [.completion], [.typed], [.examples], [.past],
            own + [.scrolling, .arranging], [.training], [.drawer], [.waiting], [.panes], [.replay],
            [.reading, .watching, .line],
        ]
    }

    /// Takes a key.
    mutating func take(_ key: Key) -> [Task] {
        for keymap in keymaps.joined() { if let tasks = keymap.take(key, &self) { return tasks } }
        return []
    }

    /// What the keys mean now, the most needed first.
    var hints: [String] {
        let group = keymaps.lazy.map { keymaps in keymaps.flatMap { $0.hints(self) } }.first { !$0.isEmpty } ?? []
        return group.reduce(into: []) { hints, hint in if !hints.contains(hint) { hints.append(hint) } }
    }
}

extension Keymap {
    /// Keys that mean the same whatever is going on.
    static let always = Keymap([
        Binding(.control("c"), help: .interrupt, asks: { state, _ in state.interrupt() }),
        Binding(.control("z"), help: .redraw, asks: { _, _ in [.suspend] }),
        Binding(.control("l"), help: .redraw, asks: { _, _ in [.redraw] }),
        Binding(.function(12), help: .screen, asks: { state, _ in [.keep(state.screenPicture)] }),
        Binding(.function(1), help: .help, asks: { state, _ in state.helpHere() }),
        Binding(
            .function(2), .function(3), .function(4), .function(11),
            asks: { state, key in
                if case .function(let number) = key { state.conversation.remark = "F\(number) does nothing; \(KeyHelp.functions)" }
                return []
            }),
    ])

    /// The sheet of keys, which any key closes: some do nothing else, the others are then obeyed.
    static let sheet = Keymap(
        isOpen: { $0.conversation.showsKeys }, speaks: { _ in false },
        [
            Binding(
                .character("?"),
                asks: { state, _ in
                    state.conversation.showsKeys = false
                    return state.submit("help")
                }),
            Binding(.escape, .enter, .character(" "), .character("q"), does: { $0.conversation.showsKeys = false }),
        ],
        rest: { state, key in
            state.conversation.showsKeys = false
            return state.take(key)
        })

    /// What becomes of a line that is typed while something runs.
    static let waiting = Keymap(
        isOpen: { $0.agenda.running != nil && $0.playback.player == nil },
        [.note(hint: \.fateOfLine), .note(hint: { _ in "Ctrl-C stops what runs" }), .note(hint: { _ in "keys are answered" })])
}

extension Binding {
    /// `?` while nothing is typed: the sheet of keys, where there is room for it.
    static func help(hint: @escaping @Sendable (State) -> String?) -> Binding {
        Binding(.character("?"), hint: hint, when: { $0.conversation.isIdle }, asks: { state, _ in state.showKeys() })
    }
}

extension State {
    /// Help with the command that is being typed, which stays on its line; else the keys, and behind them the commands.
    fileprivate mutating func helpHere() -> [Task] {
        if let word = conversation.line.text.split(separator: " ").first, CommandTable.kind(of: String(word)) != nil {
            return submit("help \(word)")
        }
        guard conversation.showsKeys else { return showKeys() }
        conversation.showsKeys = false
        return submit("help")
    }

    fileprivate mutating func showKeys() -> [Task] {
        // A replay has a few keys of its own, which `help keys` does not tell.
        let ample = isReplay ? ScreenLayout.smallest : ScreenLayout.ample
        conversation.showsKeys = screen.width >= ample.width && screen.height >= ample.height
        return conversation.showsKeys ? [] : submit("help keys")
    }

    /// Ctrl-C stops what runs, and never the program.
    mutating func interrupt() -> [Task] {
        if let title = agenda.title {
            conversation.remark = "stopping \(title)"
        } else if playback.isPlaying {
            playback.player?.isPlaying = false
        } else if conversation.completion != nil || !conversation.line.isEmpty {
            conversation.completion = nil
            conversation.discardLine()
        } else {
            conversation.remark = "nothing is running; quit or Ctrl-D leaves"
        }
        agenda.interrupt()
        playback.presses = 0
        return []
    }

    /// Ctrl-D leaves, but stops a training first.
    mutating func leave() -> [Task] {
        guard let running = agenda.running else {
            if let loss = session.leaving() {
                conversation.remark = loss.message + "; Ctrl-D again leaves"
                return []
            }
            isOver = true
            return []
        }
        let isBeingStopped = running.control.isCancelled && agenda.wish == nil
        guard agenda.isTraining || running.control.progress != nil, !isBeingStopped else {
            running.control.cancel()
            isOver = true
            return []
        }
        let tasks = interrupt()
        conversation.remark = "stopping \(agenda.title ?? ""); Ctrl-D again leaves"
        return tasks
    }
}
