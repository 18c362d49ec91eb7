// Keys while a session is played. Letters begin a command: whoever types one has taken over, and comes back with F8.
import Language

extension Keymap {
    static let replay = Keymap(
        isOpen: \.isReplay,
        [
            .note(hint: { $0.conversation.line.isEmpty ? nil : "Enter takes over and runs it" }),
            .note(hint: { $0.conversation.line.isEmpty ? nil : "Tab complete" }),
            .note(hint: { $0.conversation.line.isEmpty ? nil : "Esc back to the replay" }),
            .note(hint: { $0.waitingQuestion == nil ? nil : $0.plays("type your answer") }),
            .note(hint: { $0.waitingQuestion == nil ? nil : $0.plays("hint helps") }),
            .note(hint: { $0.waitingQuestion == nil ? nil : $0.plays("skip tells it") }),
            Binding(
                .enter, help: .readOn, hint: { state in state.sequel.flatMap { state.plays("Enter \($0)") } },
                when: { $0.conversation.isIdle && $0.sequel != nil }, asks: { state, _ in state.playSequel() }),
            Binding(
                .character(" "), .right, .enter, .down, .function(10), help: .readOn,
                hint: { $0.goesOn ? $0.plays("space next") : nil },
                when: \.conversation.isIdle, asks: { state, _ in state.readOn() }),
            Binding(
                .left, .backspace, .up, .function(22), help: .takeBack, hint: { $0.plays("left back") }, when: \.conversation.isIdle,
                does: { $0.playBack() }),
            // On a narrow screen the first ones are all that there is room for.
            Binding(
                .escape, .control("d"), help: .leaveReplay, hint: { $0.plays("Esc leave") }, when: \.conversation.isIdle,
                does: { $0.leaveReplay() }), .note(hint: { $0.plays("? keys") }),
            .note(help: .takeOver, hint: { $0.waitingQuestion == nil ? $0.plays("type to take over") : nil }),
            Binding(
                .function(5), help: .play, hint: { $0.goesOn ? $0.plays($0.playback.isPlaying ? "F5 pause" : "F5 play") : nil },
                when: \.conversation.isIdle, asks: { state, _ in state.togglePlaying() }),
            Binding(
                .character(">"), .character("+"), .character("="), help: .speed,
                hint: { $0.goesOn ? $0.plays("< > speed") : nil }, when: \.conversation.isIdle, does: { $0.changeSpeed(by: 1.5) }),
            Binding(
                .character("<"), .character("-"), help: .speed, when: \.conversation.isIdle, does: { $0.changeSpeed(by: 1 / 1.5) }),
            Binding(.home, help: .jump, when: \.conversation.isIdle, does: { $0.playBack(to: 0) }),
            Binding(
                .end, help: .jump, when: \.conversation.isIdle,
                asks: { state, _ in state.play(to: state.playback.player?.moves.count ?? 0) }),
            Binding(.function(8), help: .comeBack, when: \.conversation.isIdle, does: { $0.takeOver() }),
            .note(hint: { $0.plays("PgUp scroll") }),
        ],
        // A command is being typed: the replay waits.
        rest: { state, _ in
            state.playback.presses = 0
            state.playback.player?.isPlaying = false
            return nil
        })
}

extension State {
    /// The command that plays what comes after a lesson that is at its end; nil elsewhere.
    var sequel: String? {
        guard let player = playback.player, player.next == nil, agenda.running == nil, waitingQuestion == nil else { return nil }
        return player.sequel
    }

    /// Goes on to the next lesson from where this one was opened: leaving that leads back there.
    fileprivate mutating func playSequel() -> [Task] {
        guard let sequel else { return [] }
        if playback.player?.before == nil { takeOver() } else { leaveReplay() }
        conversation.remark = nil
        return submit(sequel)
    }

    /// Whether something comes next that does not wait for an answer.
    fileprivate var goesOn: Bool { playback.player?.next != nil && waitingQuestion == nil }

    fileprivate func plays(_ hint: String) -> String? { conversation.line.isEmpty ? hint : nil }

    /// The next move, or one more when the command that runs is done, which need not go on at a pace to be watched.
    fileprivate mutating func readOn() -> [Task] {
        guard agenda.running != nil else {
            playback.presses = 0
            if waitsForAnswer() { return [] }
            return playNext()
        }
        playback.presses += 1
        agenda.running?.control.choose(pace: nil)
        return []
    }

    fileprivate mutating func togglePlaying() -> [Task] {
        playback.presses = 0
        if !playback.isPlaying, waitsForAnswer() { return [] }
        playback.player?.isPlaying.toggle()
        return playback.isPlaying && agenda.running == nil ? playNext() : []
    }

    fileprivate mutating func changeSpeed(by factor: Double) {
        guard let speed = playback.player?.speed else { return }
        playback.presses = 0
        playback.player?.speed = min(64, max(1.0 / 16, speed * factor))
    }
}
