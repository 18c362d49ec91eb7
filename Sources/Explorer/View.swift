// What the state looks like: a pure function from the state to cells.
import Charts
import Documents
import Language
import NeuralEngine
import Sessions
import Portraits

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
        var still = self
        still.settled = Settled(layout: layout, mistake: mistake)
        return still.drawn
    }

    private var drawn: Picture {
        var picture = Picture(canvas: Canvas(width: screen.width, height: screen.height), background: background)
        let layout = layout
        drawTitle(layout, &picture.canvas)
        if let rect = welcomeRect {
            picture.canvas.pane(PaneTitle(text: playback.player == nil ? "welcome" : "a session is played"), rect) {
                playback.player == nil
                    ? WelcomePane.render(width: $0, height: $1, offersTour: conversation.offersTour)
                    : KeySheet.ofReplay(width: $0, height: $1)
            }
        }
        for pane in Pane.drawn { if let rect = rect(of: pane) { draw(pane, rect, &picture.canvas) } }
        drawCompletion(layout, &picture.canvas)
        if conversation.showsKeys {
            KeySheet(self).draw(on: &picture.canvas)
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
        let place = titlePlace
        return session.journalTrouble == nil ? place : "not kept: save NAME" + (place.isEmpty ? "" : " · \(place)")
    }

    private var titlePlace: String {
        if let replay = playback.player {
            let speed = replay.speed == 1 ? "" : " \(Numerals(digits: 2).text(replay.speed))x"
            let stage = agenda.running?.control.stage.map { "\($0.kind.rawValue) \($0.number) of \($0.count)" }
            let pace = replay.isPlaying ? "playing" : agenda.running == nil ? "paused" : "working"
            return "\(replay.name.prefix(30)) \(replay.position)/\(replay.moves.count) \(stage ?? pace)\(speed)"
        }
        if agenda.isTraining, live.isHidden, let progress = live.snapshot?.progress, progress.epochsWanted > 0 {
            return "training: \(100 * progress.epochsDone / progress.epochsWanted) %"
        }
        if let stage = agenda.running?.control.stage {
            return "\(stage.kind.rawValue) \(stage.number) of \(stage.count): \(stage.title.prefix(30))"
        }
        if let title = agenda.title { return "running: \(title.prefix(30))" }
        return workspace.epoch > 0 ? "epoch \(grouped(workspace.epoch))" : ""
    }

    private func drawHints(_ layout: ScreenLayout, _ canvas: inout Canvas) {
        guard let rect = layout.hints else { return }
        let notice = conversation.remark ?? mistake.map { $0.message + ($0.hint.map { "; " + $0 } ?? "") }
        let text = notice?.shortened(to: rect.width - 2) ?? phrases(hints, width: rect.width - 2)
        canvas.write(text, x: 1, y: rect.y, style: notice == nil ? .axis : CellStyle(color: .series(1), bold: true))
    }

    // MARK: Panes

    private func draw(_ pane: Pane, _ rect: Rect, _ canvas: inout Canvas) {
        let view = pane.view, (title, note) = view.title(self)
        let (picture, hidden) = content(of: pane, width: max(0, rect.width - 2), height: max(0, rect.height - 1))
        canvas.pane(PaneTitle(text: title, note: note, more: moreSign(pane, hidden), isFocused: screen.focus == pane), rect) { _, _ in
            picture
        }
        view.decorate(&canvas, self)
    }

    /// The columns that the name of a pane takes in its title, with what is around it.
    func titleWidth(of pane: Pane) -> Int { pane.view.title(self).text.cellWidth + 3 }
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
