// What an event does to the state: a pure function.
import Charts
import Language
import NeuralEngine
import Sessions
import Workspaces

extension State {
    /// Takes an event. Returns what the loop is to do.
    public mutating func update(_ event: Event) -> [Task] {
        switch event {
        case .resize(let width, let height):
            screen.resize(width: width, height: height)
            if conversation.talk.drawer != nil, answerFits { conversation.talk.closeDrawer() }
            return [.redraw]
        case .progress:
            watchTraining()
            watchSearch()
            return []
        case .looked(let epoch, let progress):
            takeLook(epoch, progress)
            return []
        case .found(let step, let workspace): return takeFound(step, workspace)
        case .notice(let text):
            conversation.remark = text
            return []
        case .finished(let finished): return finish(finished)
        case .terminate:
            agenda.running?.control.cancel()
            isOver = true
            return []
        case .beat:
            live.hasJustEnded = false
            // What plays by itself waits for an answer, too.
            if waitingQuestion != nil { playback.player?.isPlaying = false }
            return playback.isPlaying && agenda.running == nil ? playNext() : []
        case .click(let x, let y): return click(x, y)
        case .drag(let x, _) where screen.grip?.scrubs == true: return drag(scrubBarToX: x)
        case .release where screen.grip?.scrubs == true: return dropScrubBar()
        case .drag(let x, let y) where screen.grip?.reads == true:
            readChart(atX: x, y: y)
            return []
        case .release where screen.grip?.reads == true:
            screen.grip = nil
            return []
        case .drag(let x, let y):
            drag(toX: x, y: y)
            return []
        case .release(let x, let y):
            drop(atX: x, y: y)
            return []
        case .wheel(let direction, let x, let y):
            scroll(pane(atX: x, y: y) ?? .transcript, by: 3 * direction)
            return []
        case .paste(let text):
            (conversation.remark, conversation.completion) = (nil, nil)
            playback.player?.isPlaying = false
            conversation.line.paste(text)
            return []
        case .key(let key):
            conversation.remark = nil
            if screen.grip?.scrubs == true { (screen.grip, looking.scrubbing) = (nil, nil) }
            return letGo(key) ? [] : take(key)
        }
    }

    // MARK: Running

    /// Runs the rows of what was typed, one after the other.
    mutating func submit(rows text: String) -> [Task] {
        let rows = text.split(separator: "\n").map(String.init).filter { !$0.allSatisfy { $0 == " " } }
        guard let first = rows.first else { return [] }
        if staysInReplay(rows) { playback.looksAside = true } else { takeOver() }
        let tasks = submit(first)
        agenda.append(rows.dropFirst().map(Agenda.Waiting.line))
        return tasks + rows.map(Task.remember)
    }

    /// Runs a line, or keeps it until what runs has ended.
    mutating func submit(_ command: String) -> [Task] {
        guard let running = agenda.running else { return start(.line(command)) }
        let manner = CommandTable.duringTraining(command)
        if agenda.isTraining, let mistake = CommandTable.mistake(in: command) {
            refuse(command, mistake)
        } else if manner == .stops {
            conversation.remark = "stopping \(agenda.title ?? "")"
            if agenda.isTraining { agenda.stopTraining(for: .pause) } else { running.control.cancel() }
        } else if agenda.isTraining, manner == .obeyed {
            obeyBetweenEpochs(command)
        } else if agenda.isTraining, manner == .leaves {
            let tasks = interrupt()
            agenda.append([.line(command)])
            return tasks
        } else {
            agenda.letWait(command)
            conversation.remark = "waits for \(agenda.title ?? "") to end: \(command)"
        }
        return []
    }

    /// Says at once what is wrong with a line: nothing of it need wait for anything.
    private mutating func refuse(_ command: String, _ mistake: CommandError) {
        if conversation.talk.drawer != nil { conversation.talk.closeDrawer() }
        conversation.talk.ask(command)
        conversation.talk.add(.failure(mistake, command: command))
    }

    mutating func start(_ next: Agenda.Waiting) -> [Task] {
        let next = next == .line(next.command) ? .line(desk.spelledOut(next.command)) : next
        let command = next.command
        var session = session.running(lineOf: next.isPlayed ? playback.player?.path : nil)
        if asksForScreen(command) { session.screen = screenPicture }
        live.leavePast()
        looking.searching = nil
        // The rest of a training is no news: what was answered before it stays in view.
        if !next.isRest {
            forgetScrolling()
            conversation.examples = nil
            if screen.zoomed == .transcript { screen.unzoom() }
            if next.isLine { leaveTraining(for: command) }
            conversation.talk.ask(command, isHidden: next.isPlayed && asksQuestion(command))
        }
        let control = agenda.begin(next, threads: options.threads)
        // A line has no pace but one that keys have chosen for the training that it begins.
        if let pace = live.pace, !next.isLine || PlannedTraining(readingLast: command) != nil { control.choose(pace: pace) }
        // Who goes on to what comes later does not wait to watch.
        if next.isPlayed, playback.presses > 0 { control.choose(pace: nil) }
        return [.run(command, session, control)]
    }

    /// Whether one of the commands of a line wants the screen, which is then copied before the line changes it.
    private func asksForScreen(_ line: String) -> Bool {
        CommandTable.manners(of: line).contains { $0?.needsScreen == true }
    }

    /// Whether one of the commands of a line asks a question: the line tells what is right.
    func asksQuestion(_ line: String) -> Bool { CommandTable.manners(of: line).contains { $0?.asks == true } }

    /// Whether panes were arranged by a command, perhaps as they were set before keys or the mouse moved them.
    private func setsPanes(_ outcome: Outcome) -> Bool {
        outcome.isSuccess && outcome.manner?.arrangesPanes == true
    }

    private mutating func finish(_ finished: Finished) -> [Task] {
        let ended = agenda.end()
        // What was said of the running command is true no longer.
        (conversation.remark, looking.searching) = (nil, nil)
        if finished.outcomes.contains(where: { $0.kind != .look }) { looking.aftermath.before = workspace }
        if screen.grip?.scrubs != true { looking.scrubbing = nil }
        let old = workspace, panes = desk.style.panes, rowsRead = conversation.talk.drawer.map { _ in transcriptRows }
        session = finished.session.running(lineOf: nil)
        session.screen = nil
        if workspace.network != nil { conversation.offersTour = false }
        if desk.style.panes != panes || finished.outcomes.contains(where: setsPanes) {
            screen.arrangement = desk.style.panes ?? PaneArrangement()
        }
        if looking.aftermath.before?.network != workspace.network { looking.chosen = nil }
        for outcome in finished.outcomes where !agenda.isMereStop(outcome) {
            let page = conversation.examples
            if ended?.goesOn == true { conversation.talk.ask(outcome.command) }
            tell(outcome)
            if ended?.goesOn == true { conversation.examples = page }
        }
        // What is read stays in view while the end of a training is told below it.
        if let rowsRead, conversation.talk.drawer != nil { conversation.talk.scroll += transcriptRows - rowsRead }
        forgetTraining(of: old, finished.outcomes)
        if let last = finished.outcomes.last, last.kind == .change, last.manner?.trains == false, let step = passLeft(since: old) {
            conversation.remark = "the pass is left at step \(step); undo goes back to it"
        }
        if let ended { follow(ended, finished.outcomes.last) }
        if session.isOver {
            isOver = true
            return []
        }
        if let wanted = session.wantedReplay {
            session.wantedReplay = nil
            return beginReplay(wanted.path, speed: wanted.speed, start: wanted.start)
        }
        if playback.player != nil && playback.presses > 0 {
            playback.presses -= 1
            return playNext()
        }
        sayArrival()
        // The mouse that went to a step may be dragged on by now.
        guard let next = agenda.next() else { return screen.grip?.scrubs == true ? seek() : [] }
        return start(next)
    }

    /// The step at which a pass was left that had begun and was not done; nil if none was.
    private func passLeft(since old: Workspace) -> Int? {
        guard playback.player == nil, let walk = old.stepper, walk.position.step > 0, !walk.isAtEndOfPass, workspace.stepper == nil else {
            return nil
        }
        return walk.position.step
    }

    /// Rows of the whole transcript, as it is folded now.
    private var transcriptRows: Int { transcriptPane(width: (rect(of: .transcript)?.width ?? 0) - 2).rowCount() }

    /// Writes what a command answered into the transcript; its chart goes to the chart's pane.
    private mutating func tell(_ outcome: Outcome) {
        switch outcome.result {
        case .success(let reply):
            let hasChart = reply.blocks.contains { if case .chart = $0 { true } else { false } }
            let trains = outcome.manner?.trains == true
            if !trains { obeyed(outcome.command, showsPicture: hasChart) }
            // Training shows its curve; any other command without a chart brings the values back. What is asked may be about the chart.
            let isQuiz = outcome.manner?.asks == true || outcome.manner?.answers == true
            let searches = outcome.manner?.searches == true && desk.chartIsOfSearch
            let bringsData = outcome.kind == .change && looking.aftermath.before?.dataset != workspace.dataset
            looking.aftermath.showsChart =
                hasChart || trains || searches || bringsData || isQuiz && looking.aftermath.showsChart
            if hasChart || trains { looking.reading = nil }
            if layout.hasAllPlaces, reply.blocks.contains(where: { if case .chart(let chart) = $0 { chart.size != nil } else { false } }) {
                conversation.remark = "size= is for text and files: a pane draws a chart as large as itself"
            }
            looking.aftermath.wasWalk = outcome.kind == .walk
            if let manner = outcome.manner, manner.asks || manner.answers { conversation.talk.markQuestion(isNew: manner.asks) }
            conversation.talk.add(.reply(reply))
            if playback.player == nil { conversation.examples = HelpExamples(reply) }
            if outcome.manner?.asks == true || outcome.manner?.answers == true { giveRoomToPicture() }
            openDrawer(for: outcome)
        case .failure(let error):
            conversation.talk.add(.failure(error, command: outcome.command))
            if waitingQuestion != nil { giveRoomToPicture() }
            openDrawerForAnswer()
        }
    }
}
