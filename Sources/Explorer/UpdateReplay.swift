// What keys do while a session is played.
import Sessions

extension State {
    /// Begins to play a file, in a fresh session; what was there before comes back when the replay is left.
    mutating func beginReplay(_ path: String, speed: Double) {
        do {
            let (path, transcript) = try readTranscript(of: path)
            parked = nil
            replay = ReplayPlayer(path: path, transcript: transcript, speed: speed, before: moment)
            session = Session()
            talk = Talk()
            scroll = 0
            showsChart = false
            tellNarrative()
        } catch {
            talk.add(.failure(error, command: "replay"))
        }
    }

    /// The narrative up to the first command is there from the start.
    private mutating func tellNarrative() {
        guard let replay else { return }
        talk.add("\(replay.path): space plays the next command, q leaves", .remark)
    }

    mutating func takeInReplay(_ key: Key) -> [Task] {
        let presses = waitingPlays
        waitingPlays = 0
        switch key {
        case .character(" "), .right, .enter, .down, .function(10):
            if running == nil { return playNext() }
            waitingPlays = presses + 1
        case .left, .backspace, .up: if running == nil { playBack() }
        case .character("p"):
            replay?.isPlaying.toggle()
            return replay?.isPlaying == true && running == nil ? playNext() : []
        case .character("+"), .character("="): changeSpeed(by: 1.5)
        case .character("-"): changeSpeed(by: 1 / 1.5)
        case .character("t"):
            parked = replay.map { ($0, moment) }
            replay = nil
            talk.add("taken over: the session is yours from here; F8 comes back to the replay", .remark)
        case .character("q"), .escape, .control("d"): leaveReplay()
        default: remark = "in a replay: space next, left back, p play, + -, t take over, q leave"
        }
        return []
    }

    private mutating func changeSpeed(by factor: Double) {
        guard let speed = replay?.speed else { return }
        replay?.speed = min(64, max(1.0 / 16, speed * factor))
    }

    /// Tells the narrative and runs the command that come next.
    mutating func playNext() -> [Task] {
        guard var player = replay else { return [] }
        guard !player.isAtEnd else {
            replay?.isPlaying = false
            remark = "the end; t takes over from here, q leaves"
            return []
        }
        let (narrative, command) = player.advance(from: moment)
        replay = player
        scroll = 0
        narrativeStart = narrative.isEmpty ? nil : talk.items.count
        for text in narrative {
            session.narrate(text)
            talk.add(text, .narrative)
        }
        guard let command else {
            narrativeStart = nil
            return []
        }
        return start(command)
    }

    private mutating func playBack() {
        guard let moment = replay?.goBack() else {
            remark = "this is the beginning"
            return
        }
        restore(moment)
    }

    /// Comes back to the replay that was left by taking over, as it stood then. Returns false if there is none.
    mutating func comeBack() -> Bool {
        guard let (player, moment) = parked, running == nil, replay == nil else { return false }
        restore(moment)
        (replay, parked) = (player, nil)
        replay?.isPlaying = false
        line.clear()
        return true
    }

    private var moment: ReplayPlayer.Moment {
        ReplayPlayer.Moment(session: session, talk: talk, before: before, drawer: drawer, scroll: scroll, showsChart: showsChart)
    }

    private mutating func restore(_ moment: ReplayPlayer.Moment) {
        (session, talk, before) = (moment.session, moment.talk, moment.before)
        (drawer, scroll, showsChart) = (moment.drawer, moment.scroll, moment.showsChart)
    }

    private mutating func leaveReplay() {
        running?.control.cancel()
        guard let before = replay?.before else {
            isOver = true
            return
        }
        restore(before)
        replay = nil
    }
}
