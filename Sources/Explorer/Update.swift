// What an event does to the state: a pure function.
import Charts
import Language
import NeuralEngine
import Sessions

extension State {
    /// Takes an event. Returns what the loop is to do.
    public mutating func update(_ event: Event) -> [Task] {
        switch event {
        case .resize(let width, let height):
            (self.width, self.height) = (width, height)
            return [.redraw]
        case .progress:
            watchTraining()
            return []
        case .looked(let epoch, let progress):
            takeLook(epoch, progress)
            return []
        case .found(let step, let workspace): return takeFound(step, workspace)
        case .notice(let text):
            remark = text
            return []
        case .finished(let finished): return finish(finished)
        case .terminate:
            running?.control.cancel()
            isOver = true
            return []
        case .beat:
            live.hasJustEnded = false
            return replay?.isPlaying == true && running == nil ? playNext() : []
        case .click(let x, let y): return click(x, y)
        case .drag(let x, _) where grip?.scrubs == true: return drag(scrubBarToX: x)
        case .release where grip?.scrubs == true: return dropScrubBar()
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
            (remark, completion) = (nil, nil)
            replay?.isPlaying = false
            line.paste(text)
            return []
        case .key(let key):
            remark = nil
            if grip?.scrubs == true { (grip, scrubbing) = (nil, nil) }
            return letGo(key) ? [] : take(key)
        }
    }

    // MARK: Keys

    private mutating func take(_ key: Key) -> [Task] {
        switch key {
        case .control("c"): return interrupt()
        case .control("z"): return [.suspend]
        case .control("l"): return [.redraw]
        case .function(12): return [.keep(screenPicture)]
        default:
            if showsKeys {
                showsKeys = false
                if key == .character("?") { return submit("help") }
                if KeySheet.onlyClose.contains(key) { return [] }
            } else if key == .character("?"), line.isEmpty, completion == nil, line.searchQuery == nil {
                showsKeys = width >= ScreenLayout.ample.width && height >= ScreenLayout.ample.height
                return showsKeys ? [] : submit("help keys")
            }
            if takeInCompletion(key) || takeBack(key) { return [] }
            if let tasks = takeInExamples(key) ?? takeInTime(key) ?? takeInPast(key) { return tasks }
            if takeInArrangement(key) || takeInPanes(key) { return [] }
            if let tasks = takeInTraining(key) { return tasks }
            return replay == nil ? takeTyping(key) : takeInReplay(key)
        }
    }

    mutating func takeTyping(_ key: Key) -> [Task] {
        if line.isEmpty && completion == nil && line.searchQuery == nil, let command = shortcut(key) { return submit(command) }
        switch key {
        case .function(5): return submit("continue")
        case .function(8): if !comeBack() { remark = "there is no replay to come back to" }
        case .function(10): return submit("step")
        case .function(22): return submit("back")
        case .control("d") where line.isEmpty: return leave()
        case .tab: complete(forward: true)
        case .backTab: complete(forward: false)
        case .enter where offersTour && line.isEmpty: return submit(WelcomePane.tour)
        case .enter:
            completion = nil
            return submit(rows: line.submit())
        default:
            completion = nil
            _ = line.take(key)
        }
        return []
    }

    /// Escape takes back what is being typed.
    private mutating func takeBack(_ key: Key) -> Bool {
        guard key == .escape, !line.isEmpty, line.searchQuery == nil else { return false }
        discardLine()
        return true
    }

    private mutating func discardLine() {
        guard !line.isEmpty else { return }
        line.discard()
        remark = "Ctrl-Y puts the line back"
    }

    /// Keys that are commands while nothing is typed.
    private func shortcut(_ key: Key) -> String? {
        switch key {
        case .character(" "): "step"
        case .backspace: "back"
        default: nil
        }
    }

    /// Ctrl-C stops what runs, and never the program.
    private mutating func interrupt() -> [Task] {
        if let running {
            running.control.cancel()
            live.wish = nil
            remark = "stopping \(title(of: running))"
        } else if replay?.isPlaying == true {
            replay?.isPlaying = false
        } else if completion != nil || !line.isEmpty {
            completion = nil
            discardLine()
        } else {
            remark = "nothing is running; quit or Ctrl-D leaves"
        }
        (waiting, waitingPlays) = ([], 0)
        return []
    }

    /// Ctrl-D leaves, but stops a training first.
    private mutating func leave() -> [Task] {
        guard let running else {
            isOver = true
            return []
        }
        let isBeingStopped = running.control.isCancelled && live.wish == nil
        guard isTraining || running.control.progress != nil, !isBeingStopped else {
            running.control.cancel()
            isOver = true
            return []
        }
        let tasks = interrupt()
        remark = "stopping \(title(of: running)); Ctrl-D again leaves"
        return tasks
    }

    // MARK: Running

    /// Runs the rows of what was typed, one after the other.
    private mutating func submit(rows text: String) -> [Task] {
        let rows = text.split(separator: "\n").map(String.init).filter { !$0.allSatisfy { $0 == " " } }
        guard let first = rows.first else { return [] }
        takeOver()
        let tasks = submit(first)
        waiting += rows.dropFirst().map(Waiting.line)
        return tasks + rows.map(Task.remember)
    }

    /// Runs a line, or keeps it until what runs has ended.
    mutating func submit(_ command: String) -> [Task] {
        guard let running else { return start(.line(command)) }
        let manner = CommandTable.duringTraining(command)
        if isTraining, let mistake = CommandTable.mistake(in: command) {
            refuse(command, mistake)
        } else if manner == .stops {
            remark = "stopping \(title(of: running))"
            if isTraining { return stopTraining(for: .pause) }
            running.control.cancel()
        } else if isTraining, manner == .obeyed {
            return obeyBetweenEpochs(command)
        } else if isTraining, manner == .leaves {
            let tasks = interrupt()
            waiting = [.line(command)]
            return tasks
        } else {
            letWait(command)
            remark = "waits for \(title(of: running)) to end: \(command)"
        }
        return []
    }

    /// Says at once what is wrong with a line: nothing of it need wait for anything.
    private mutating func refuse(_ command: String, _ mistake: CommandError) {
        if drawer != nil { (drawer, scroll) = (nil, 0) }
        answerStart = talk.items.count
        talk.add("> " + command, .command)
        talk.add(.failure(mistake, command: command))
    }

    /// What runs, as the learner asked for it.
    func title(of running: Running) -> String { running.goesOn ? live.goal?.line ?? running.command : running.command }

    mutating func start(_ next: Waiting) -> [Task] {
        let command = next.command
        var session = session
        if asksForScreen(command) { session.screen = screenPicture }
        live.leavePast()
        // The rest of a training is no news: what was answered before it stays in view.
        if !next.isRest {
            forgetScrolling()
            helpExamples = nil
            if zoomed == .transcript { zoomed = nil }
            if next.isLine { leaveTraining(for: command) }
            announce(command)
        }
        let control = RunControl(threads: options.threads)
        running = Running(command: command, control: control, goesOn: next.isRest)
        return [.run(command, session, control)]
    }

    private mutating func announce(_ command: String) {
        answerStart = talk.items.count
        talk.add("> " + command, .command)
    }

    /// Whether one of the commands of a line wants the screen, which is then copied before the line changes it.
    private func asksForScreen(_ line: String) -> Bool {
        CommandTable.manners(of: line).contains { $0?.needsScreen == true }
    }

    /// Whether panes were arranged by a command, perhaps as they were set before keys or the mouse moved them.
    private func setsPanes(_ outcome: Outcome) -> Bool {
        outcome.isSuccess && outcome.manner?.arrangesPanes == true
    }

    private mutating func finish(_ finished: Finished) -> [Task] {
        let ended = running
        // What was said of the running command is true no longer.
        (running, remark) = (nil, nil)
        if finished.outcomes.contains(where: { $0.kind != .look }) { before = workspace }
        if grip?.scrubs != true { scrubbing = nil }
        let old = workspace, panes = old.settings.panes, rowsRead = drawer.map { _ in transcriptRows }
        session = finished.session
        session.screen = nil
        if workspace.network != nil { offersTour = false }
        if workspace.settings.panes != panes || finished.outcomes.contains(where: setsPanes) {
            arrangement = workspace.settings.panes ?? PaneArrangement()
        }
        if before?.network != workspace.network { chosen = nil }
        for outcome in finished.outcomes where !isMereStop(outcome) {
            let page = helpExamples
            if ended?.goesOn == true { announce(outcome.command) }
            tell(outcome)
            if ended?.goesOn == true { helpExamples = page }
        }
        // What is read stays in view while the end of a training is told below it.
        if let rowsRead, drawer != nil { scroll += transcriptRows - rowsRead }
        forgetTraining(of: old, finished.outcomes)
        if let last = finished.outcomes.last, last.kind == .change, last.manner?.trains == false, let step = passLeft(since: old) {
            remark = "the pass is left at step \(step); undo goes back to it"
        }
        if let ended { waiting = whatFollows(ended, finished.outcomes) + waiting }
        if session.isOver {
            isOver = true
            return []
        }
        if let wanted = session.wantedReplay {
            session.wantedReplay = nil
            beginReplay(wanted.path, speed: wanted.speed)
            return []
        }
        if replay != nil && waitingPlays > 0 {
            waitingPlays -= 1
            return playNext()
        }
        // The mouse that went to a step may be dragged on by now.
        guard !waiting.isEmpty else { return grip?.scrubs == true ? seek() : [] }
        return start(waiting.removeFirst())
    }

    /// The step at which a pass was left that had begun and was not done; nil if none was.
    private func passLeft(since old: Workspace) -> Int? {
        guard replay == nil, let walk = old.stepper, walk.position.step > 0, !walk.isAtEndOfPass, workspace.stepper == nil else {
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
            // Training shows its curve; any other command without a chart brings the values back.
            showsChart = hasChart || trains
            talk.add(.reply(reply))
            if replay == nil { helpExamples = HelpExamples(reply) }
            openDrawer(for: outcome)
        case .failure(let error): talk.add(.failure(error, command: outcome.command))
        }
    }
}
