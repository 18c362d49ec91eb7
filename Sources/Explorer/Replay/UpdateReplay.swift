// What keys do while a session is played. Letters begin a command: whoever types one has taken over, and comes back with F8.
import Sessions

extension State {
    /// Begins to play a file, in a fresh session; what was there before comes back when the replay is left.
    mutating func beginReplay(_ path: String, speed: Double) {
        do {
            let (path, transcript) = try readTranscript(of: path)
            play(ReplayPlayer(path: path, transcript: transcript, speed: speed, before: moment))
        } catch {
            talk.add(.failure(error, command: "replay"))
        }
    }

    /// Stands at the beginning of a replay, the first narrative in view.
    mutating func play(_ player: ReplayPlayer) {
        replay = player
        parked = nil
        session = Session()
        talk = Talk()
        (before, drawer, scroll, showsChart, offersTour) = (nil, nil, 0, false, false)
        live.end()
        if let lines = replay?.open() { tell(narrative: lines) }
    }

    // MARK: Keys

    mutating func takeInReplay(_ key: Key) -> [Task] {
        guard line.isEmpty, line.searchQuery == nil, completion == nil else { return takeTypingInReplay(key) }
        let presses = waitingPlays
        waitingPlays = 0
        switch key {
        case .character(" "), .right, .enter, .down, .function(10):
            if running == nil { return playNext() }
            waitingPlays = presses + 1
        case .left, .backspace, .up, .function(22): playBack()
        case .home: playBack(to: 0)
        case .end: return play(to: replay?.moves.count ?? 0)
        case .function(5), .character(">"):
            replay?.isPlaying.toggle()
            return replay?.isPlaying == true && running == nil ? playNext() : []
        case .character("+"), .character("="): changeSpeed(by: 1.5)
        case .character("-"): changeSpeed(by: 1 / 1.5)
        case .function(8): takeOver()
        case .escape, .control("d"): leaveReplay()
        default: return takeTypingInReplay(key)
        }
        return []
    }

    /// A command is being typed: the replay waits.
    private mutating func takeTypingInReplay(_ key: Key) -> [Task] {
        replay?.isPlaying = false
        return takeTyping(key)
    }

    private mutating func changeSpeed(by factor: Double) {
        guard let speed = replay?.speed else { return }
        replay?.speed = min(64, max(1.0 / 16, speed * factor))
    }

    // MARK: Moves

    /// Shows the narrative or runs the command that comes next.
    mutating func playNext() -> [Task] {
        while var player = replay {
            guard let move = player.advance(from: moment) else {
                replay?.isPlaying = false
                waitingPlays = 0
                return []
            }
            replay = player
            switch move {
            case .command(let command): return start(.line(command))
            case .narrative(let lines): tell(narrative: lines)
            }
            guard waitingPlays > 0 else { return [] }
            waitingPlays -= 1
        }
        return []
    }

    private mutating func tell(narrative lines: [String]) {
        (scroll, drawer) = (0, nil)
        lines.forEach { session.narrate($0) }
        talk.pin(lines)
        // More than fits beside the picture lies over it, as long answers do.
        guard layout.top != nil, let rect = rect(of: .transcript) else { return }
        let rows = transcriptPane(width: rect.width - 2).pinnedRows.count
        if rows > rect.height - 1 { drawer = rows }
    }

    /// Plays on or goes back to where so many moves are made.
    mutating func play(to place: Int) -> [Task] {
        guard let replay, running == nil else { return [] }
        if place <= replay.position {
            playBack(to: place)
            return []
        }
        waitingPlays = place - replay.position - 1
        return playNext()
    }

    private mutating func playBack() { playBack(to: (replay?.position ?? 0) - 1) }

    /// Goes back to where so many moves are made; nothing before the beginning.
    private mutating func playBack(to place: Int) {
        guard running == nil, let replay, replay.position > place else { return }
        guard let moment = self.replay?.goBack(to: max(place, replay.opening)) else {
            remark = "this is the beginning"
            return
        }
        restore(moment)
    }

    // MARK: Taking over, coming back, leaving

    /// The session is the learner's from here; the replay is kept as it stood.
    mutating func takeOver() {
        guard var player = replay else { return }
        player.isPlaying = false
        // What a command that still runs will do is no part of the place to come back to.
        let place = running == nil ? moment : player.goBack() ?? moment
        parked = (player, place, isLeft: false)
        replay = nil
        waitingPlays = 0
        talk.unpin()
        talk.add("taken over: the session is yours from here; F8 comes back to the replay", .remark)
    }

    /// Comes back to the replay that was left, as it stood then. Returns false if there is none.
    mutating func comeBack() -> Bool {
        guard let (left, place, isLeft) = parked, running == nil, replay == nil else { return false }
        var player = left
        // What was done since the replay was left is there again when it is left the next time.
        if isLeft { player.before = moment }
        restore(place)
        (replay, parked) = (player, nil)
        live.end()
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
        guard let player = replay, let before = player.before else {
            running?.control.cancel()
            isOver = true
            return
        }
        if let running {
            running.control.cancel()
            remark = "stopping \(running.command); Esc again leaves"
            return
        }
        takeOver()
        parked?.isLeft = true
        live.end()
        restore(before)
        remark = "left \(player.name); F8 comes back to it"
    }
}
