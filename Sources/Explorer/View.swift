// What the state looks like: a pure function from the state to cells.
import Charts
import Documents
import Language
import NeuralEngine
import Sessions

/// A picture of the screen and where the cursor stands in it.
public struct Picture: Sendable, Equatable {
    public var canvas: Canvas
    /// What its colours are chosen for.
    public var background = Background.dark
    /// Nil hides the cursor.
    public var cursor: (x: Int, y: Int)? = nil

    public static func == (a: Picture, b: Picture) -> Bool {
        a.canvas == b.canvas && a.background == b.background && a.cursor?.x == b.cursor?.x && a.cursor?.y == b.cursor?.y
    }
}

extension State {
    /// The screen.
    public var picture: Picture {
        var picture = Picture(canvas: Canvas(width: screen.width, height: screen.height), background: background)
        let layout = layout
        drawTitle(layout, &picture.canvas)
        if let rect = welcomeRect {
            picture.canvas.pane(PaneTitle(text: playback.player == nil ? "welcome" : "a session is played"), rect) {
                playback.player == nil
                    ? WelcomePane.render(width: $0, height: $1, offersTour: conversation.offersTour)
                    : KeySheet.replaySheet(width: $0, height: $1)
            }
        }
        for pane in Pane.allCases { if let rect = rect(of: pane) { draw(pane, rect, &picture.canvas) } }
        drawScrubBar(&picture.canvas)
        drawReplayBar(&picture.canvas)
        drawCompletion(layout, &picture.canvas)
        if conversation.showsKeys {
            let pane = screen.focus ?? screen.zoomed ?? (showsTraining ? .training : nil)
            KeySheet.draw(of: pane, isReplay: playback.player != nil, hasWindow: windowSight != nil, on: &picture.canvas)
        }
        picture.cursor = drawPrompt(layout.prompt, &picture.canvas)
        drawHints(layout, &picture.canvas)
        if options.isASCII { picture.canvas = picture.canvas.inASCII }
        return picture
    }

    /// The screen as it can be kept in a file.
    var screenPicture: ScreenPicture {
        let picture = picture
        return ScreenPicture(canvas: picture.canvas, background: picture.background)
    }

    // MARK: Title and hints

    private func drawTitle(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        guard let rect = layout.title else { return }
        let bar = CellStyle(inverse: true), right = titleNote.isEmpty ? "" : " \(titleNote) "
        canvas.write(String(repeating: " ", count: rect.width), x: 0, y: rect.y, style: bar)
        // What a line that still runs has made already.
        let network = (agenda.isTraining ? live.snapshot?.progress.network : nil) ?? workspace.network
        let about = network.map { " · " + NetworkSummary.line(of: $0) } ?? ""
        let left = (" nnrepl" + about).shortened(to: max(0, rect.width - right.count - 1))
        canvas.write(left, x: 0, y: rect.y, style: CellStyle(bold: true, inverse: true))
        canvas.write(right, x: rect.width - right.count, y: rect.y, style: bar)
    }

    private var titleNote: String {
        if let replay = playback.player {
            let speed = replay.speed == 1 ? "" : " \(Numerals(digits: 2).text(replay.speed))x"
            return "\(replay.name.prefix(30)) \(replay.position)/\(replay.moves.count) \(replay.isPlaying ? "playing" : "paused")\(speed)"
        }
        if agenda.isTraining, live.isHidden, let progress = live.snapshot?.progress, progress.epochsWanted > 0 {
            return "training: \(100 * progress.epochsDone / progress.epochsWanted) %"
        }
        if let title = agenda.title { return "running: \(title.prefix(30))" }
        return workspace.epoch > 0 ? "epoch \(workspace.epoch)" : ""
    }

    private func drawHints(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        guard let rect = layout.hints else { return }
        let notice = conversation.remark ?? mistake.map { $0.message + ($0.hint.map { "; " + $0 } ?? "") }
        let text = notice?.shortened(to: rect.width - 2) ?? phrases(hints, width: rect.width - 2)
        canvas.write(text, x: 1, y: rect.y, style: notice == nil ? .axis : CellStyle(color: .series(1), bold: true))
    }

    /// What the keys mean now, the most needed first.
    private var hints: [String] {
        if let query = conversation.line.searchQuery {
            if conversation.line.searchFails { return ["search: \(query) (no match)", "Esc give up"] }
            return ["search: \(query)", "Ctrl-R or down older", "Enter run", "Esc give up", "any other key edits it"]
        }
        if conversation.examples != nil { return ["up down choose an example", "Enter runs it", "Esc close", "PgDn scroll"] }
        if conversation.talk.drawer != nil, playback.player != nil {
            return [conversation.talk.scroll > 0 ? "space more" : "space next", "left back", "PgUp PgDn scroll", "Esc close"]
        }
        if conversation.talk.drawer != nil {
            return [conversation.talk.scroll > 0 ? "space more" : "any key goes on", "up down scroll", "Esc close"]
        }
        if playback.player != nil { return replayHints }
        if let pastHints, screen.zoomed == nil || screen.zoomed == .training { return pastHints }
        if let trainingHints, conversation.line.isEmpty, conversation.completion == nil, screen.zoomed == nil { return trainingHints }
        if agenda.running != nil { return [fateOfLine, "Ctrl-C stops what runs", "keys are answered"] }
        if conversation.completion != nil { return ["Tab or up down choose", "Enter run", "Esc close"] }
        if screen.zoomed != nil { return ["F7 or Esc back to all panes", "F6 next pane", "PgUp PgDn scroll"] }
        if screen.focus == .network || screen.focus == .step {
            let acts = looking.chosen.map { [$0.acts] } ?? []
            let vertical = screen.focus == .step ? [] : windowSight == nil ? ["up down choose"] : ["up down Home End scroll", "v graph"]
            return ["left right hold to run", "? keys"] + acts + vertical + arranging
        }
        if screen.focus == .values {
            return ["v \(looking.side.next.rawValue)", "up down PgUp PgDn scroll", "? keys"] + arranging
        }
        if let focus = screen.focus { return ["\(focus.rawValue): up down PgUp PgDn scroll", "? keys"] + arranging }
        if conversation.line.suggestion != nil {
            return ["right takes the suggestion", "Alt-F a word of it", "Tab complete", "Ctrl-R search"]
        }
        if conversation.offersTour && conversation.line.isEmpty { return ["Enter begins the tour", "? help", "Ctrl-D leave"] }
        if workspace.network == nil { return ["Tab complete", "? help", "PgUp scroll", "Ctrl-D leave"] }
        let comingBack = trainingToComeBackTo + trainingToLookAt + (playback.parked.map { ["F8 back to \($0.player.name)"] } ?? [])
        return comingBack + ["space step", "backspace back", "F5 continue", "Tab complete", "? help", "Ctrl-D leave", "F6 F7 focus, zoom"]
    }

    private var replayHints: [String] {
        guard conversation.line.isEmpty else { return ["Enter takes over and runs it", "Tab complete", "Esc back to the replay"] }
        return [
            "space next", "left back", playback.player?.isPlaying == true ? "F5 pause" : "F5 play", "+ - speed", "type to take over",
            "Esc leave",
            "? keys", "PgUp scroll",
        ]
    }

    private var arranging: [String] { ["F7 zoom", "F6 next pane", "shift-arrow move", "< > + - size", "Esc command line"] }

    // MARK: Panes

    private func draw(_ pane: Pane, _ rect: Rect, _ canvas: inout Canvas) {
        let (title, note) = titleAndNote(of: pane)
        let (picture, hidden) = content(of: pane, width: max(0, rect.width - 2), height: max(0, rect.height - 1))
        canvas.pane(PaneTitle(text: title, note: note, more: moreSign(pane, hidden), isFocused: screen.focus == pane), rect) { _, _ in
            picture
        }
    }

    /// The columns that the name of a pane takes in its title, with what is around it.
    func titleWidth(of pane: Pane) -> Int { titleAndNote(of: pane).title.cellWidth + 3 }

    private func titleAndNote(of pane: Pane) -> (title: String, note: String) {
        switch pane {
        case .network:
            if let sight = windowSight { return (sight.title, "v graph") }
            return ("network", looking.chosen?.keys ?? "")
        case .chart: return (chart == nil && workspace.activationChart != nil ? "activation" : "chart", "")
        case .values:
            let loss = workspace.stepper?.value(of: .sampleLoss).map { "E = " + Numerals(digits: 6).text($0) }
            return (looking.side.rawValue, looking.side == .values ? loss ?? "" : "")
        case .step:
            return (StepPane.title(workspace), "")
        case .training: return (trainingPane.title, live.shown.map(trainingPane.note) ?? "")
        case .transcript:
            let alone = screen.width < 30 ? "too small" : "nnrepl (80x24 shows more)"
            let title = layout.top == nil ? alone : playback.player.map(replayTitle) ?? "transcript"
            return (title, conversation.talk.scroll > 0 ? "\(conversation.talk.scroll) lines below, PgDn" : "")
        }
    }

    var trainingPane: TrainingPane { TrainingPane(live: live, agenda: agenda, marks: marks) }
}

extension Canvas {
    /// The same picture in 7-bit characters.
    fileprivate var inASCII: Canvas {
        var copy = self
        for y in 0..<height {
            for x in 0..<width where self[x, y].isContinuation { copy[x, y].character = " " }
            for x in 0..<width where !self[x, y].character.isASCII {
                copy[x, y].character = PlainText.ascii(String(self[x, y].character)).first ?? "?"
            }
        }
        return copy
    }
}
