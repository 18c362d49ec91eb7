// A session is played: move by move, back, taken over, come back to, and left.
import Language
import Sessions

extension State {
    /// Begins to play a file, in a fresh session; what was there before comes back when the replay is left.
    /// - Parameter start: the moves that are made at once.
    mutating func beginReplay(_ path: String, speed: Double, start: Int = 0) -> [Task] {
        do {
            let (path, transcript) = try readTranscript(of: path)
            play(ReplayPlayer(path: path, transcript: transcript, speed: speed, before: moment))
            guard let count = playback.player?.moves.count, start > 1, start < count else { return [] }
            playback.arrival = start
            return play(to: start)
        } catch {
            conversation.talk.add(.failure(error, command: "replay"))
            return []
        }
    }

    /// Stands at the beginning of a replay, the first narrative in view.
    mutating func play(_ player: ReplayPlayer) {
        playback.begin(player)
        playback.passedQuestion = nil
        var fresh = Session()
        fresh.course = session.course
        restore(Playback.Moment(session: fresh, talk: Talk(), aftermath: Looking.Aftermath()))
        conversation.offersTour = false
        endTraining()
        if player.isLesson { session.narrate("Begun in \(player.name): its commands come first, as all that follows builds on them.") }
        if let lines = playback.player?.open() { tell(narrative: lines) }
    }

    // MARK: Moves

    /// Shows the narrative or runs the command that comes next.
    mutating func playNext() -> [Task] {
        playback.looksAside = false
        while var player = playback.player {
            guard let move = player.advance(from: moment) else {
                playback.player?.isPlaying = false
                playback.presses = 0
                return []
            }
            playback.player = player
            switch move {
            case .command(let command): return start(.played(command))
            case .narrative(let lines): tell(narrative: lines)
            }
            guard playback.presses > 0 else {
                sayArrival()
                return []
            }
            playback.presses -= 1
        }
        return []
    }

    /// Says that a lesson has come to where it was left.
    mutating func sayArrival() {
        guard let arrival = playback.arrival, let player = playback.player, player.position == arrival else { return }
        conversation.remark = "going on where you stopped, at \(arrival) of \(player.moves.count); Home leads to the beginning"
        playback.arrival = nil
    }

    private mutating func tell(narrative lines: [String]) {
        conversation.talk.closeDrawer()
        // What a lesson says is no part of the session that somebody makes of it.
        if playback.player?.isLesson != true { lines.forEach { session.narrate($0) } }
        conversation.talk.pin(lines)
        // More than fits beside the picture lies over it, as long answers do.
        guard layout.top != nil, let rect = rect(of: .transcript) else { return }
        let rows = transcriptPane(width: rect.width - 2).pinnedRows.count
        if rows > rect.height - 1 { conversation.talk.openDrawer(rows: rows, below: max(0, rows - (layout.body.height - 1))) }
    }

    /// Plays on or goes back to where so many moves are made.
    mutating func play(to place: Int) -> [Task] {
        guard let replay = playback.player, agenda.running == nil else { return [] }
        if place <= replay.position {
            playBack(to: place)
            return []
        }
        playback.presses = place - replay.position - 1
        return playNext()
    }

    mutating func playBack() { playBack(to: (playback.player?.position ?? 0) - 1) }

    /// Goes back to where so many moves are made; nothing before the beginning.
    mutating func playBack(to place: Int) {
        (playback.presses, playback.looksAside) = (0, false)
        if let running = agenda.running {
            conversation.remark = "\(running.command) runs: space brings its end at once, Ctrl-C stops it"
            return
        }
        guard let replay = playback.player, replay.position > place else { return }
        guard let moment = playback.player?.goBack(to: max(place, replay.opening)) else {
            conversation.remark = "this is the beginning"
            return
        }
        restore(moment)
        if !moment.showsTraining { endTraining() }
        playback.passedQuestion = nil
    }

    /// Seconds until the next move of a replay that plays by itself: as long as it takes to read what the last one has brought.
    var pauseOfReplay: Double? { playback.player?.pause(reading: wordsToRead) }

    /// Words of the narrative or of the answer that came last.
    private var wordsToRead: Int {
        let talk = conversation.talk, start = talk.isReading ? talk.pinned?.lowerBound ?? 0 : talk.answerStart
        let words = transcriptPane(width: 80).rows(from: start).reduce(0) { $0 + $1.text.split(separator: " ").count }
        return min(words, Self.mostWordsToRead)
    }

    /// Who wants to study a long table stops the player.
    private static let mostWordsToRead = 90

    // MARK: Questions

    /// Whether lines may be run without taking the replay over: those that answer its question or only look, and those that are mistakes.
    func staysInReplay(_ lines: [String]) -> Bool {
        playback.player != nil && lines.allSatisfy { desk.answersOrLooks($0) || CommandTable.mistake(in: $0) != nil }
    }

    /// The question that the last move has asked, while it is open: what comes next may be its solution.
    var questionInView: Question? {
        guard let player = playback.player, player.position > 0, case .command(let line) = player.moves[player.position - 1],
            asksQuestion(line)
        else { return nil }
        return desk.quiz.open
    }

    /// The question in view, unless it is to be passed over.
    var waitingQuestion: Question? { questionInView.flatMap { $0 == playback.passedQuestion ? nil : $0 } }

    /// Whether a question waits that `next` is not to pass over yet; it says so, and the next press goes on.
    mutating func waitsForAnswer() -> Bool {
        guard agenda.running == nil, let question = waitingQuestion else { return false }
        playback.passedQuestion = question
        playback.player?.isPlaying = false
        conversation.remark = "question \(question.number) waits: answer it, or space once more"
        return true
    }

    // MARK: Taking over, coming back, leaving

    /// The session is the learner's from here; the replay is kept as it stood.
    mutating func takeOver(isLeft: Bool = false) {
        guard var player = playback.player else { return }
        player.isPlaying = false
        // What a command that still runs will do is no part of the place to come back to.
        let place = agenda.running == nil ? moment : player.goBack() ?? moment
        playback.park(player, at: place, isLeft: isLeft)
        conversation.talk.unpin()
        conversation.talk.add("taken over: the session is yours from here; F8 comes back to the replay", .remark)
    }

    /// Comes back to the replay that was left, as it stood then. Returns false if there is none.
    mutating func comeBack() -> Bool {
        guard let parked = playback.parked, agenda.running == nil, playback.player == nil else { return false }
        var player = parked.player
        // What was done since the replay was left is there again when it is left the next time.
        if parked.isLeft { player.before = moment }
        restore(parked.moment)
        playback.begin(player)
        endTraining()
        conversation.line.clear()
        return true
    }

    private var moment: Playback.Moment {
        Playback.Moment(session: session, talk: conversation.talk, aftermath: looking.aftermath, showsTraining: showsTraining)
    }

    private mutating func restore(_ moment: Playback.Moment) {
        (session, conversation.talk, looking.aftermath) = (moment.session, moment.talk, moment.aftermath)
    }

    mutating func leaveReplay() {
        guard let player = playback.player, let before = player.before else {
            agenda.running?.control.cancel()
            isOver = true
            return
        }
        if let running = agenda.running {
            running.control.cancel()
            conversation.remark = "stopping \(running.command); Esc again leaves"
            return
        }
        let quiz = desk.quiz
        takeOver(isLeft: true)
        endTraining()
        restore(before)
        conversation.remark = "left \(player.name); F8 comes back to it"
        guard !quiz.questions.isEmpty else { return }
        // What was answered is counted in what was left.
        let count = quiz.questions.count
        conversation.talk.add(
            "\(player.name): \(quiz.rightCount) of \(count) question\(count == 1 ? "" : "s") right so far; F8 comes back, and score there tells which",
            .remark)
    }
}
