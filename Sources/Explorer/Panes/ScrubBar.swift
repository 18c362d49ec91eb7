// The scrub bar: the whole pass in one line, with its parts, the place where the walk stands, and the breakpoints. A click goes
// there, and dragging shows every place on the way.
import Charts
import Language
import NeuralEngine
import Portraits
import Workspaces

struct ScrubBar {
    let map: PassMap
    let marks: Marks

    /// Columns of the bar in a pane of some width. The title beside it gets what it takes at most, so that the bar stands still.
    static func width(in width: Int, _ stepper: Stepper) -> Int {
        var title = "step \(stepper.plan.count) of \(stepper.plan.count) · backward"
        if stepper.plan.sampleCount > 1 { title += " · sample \(stepper.plan.sampleCount) of \(stepper.plan.sampleCount)" }
        if stepper.batchesPerEpoch > 1 { title += " · batch \(stepper.batchesPerEpoch) of \(stepper.batchesPerEpoch)" }
        if stepper.position.pass > 0 { title += " · pass \(stepper.position.pass + 1)" }
        return min(120, width - title.count - 8)
    }

    /// `forward━━loss━backward━●━◆──────update─────`: what is done is heavy, what is to come is light. Names stand still and stay whole:
    /// beside the breakpoints, and where the walk comes to a letter that is inverted.
    func render() -> Canvas {
        var canvas = Canvas(width: map.phases.count, height: 1)
        let (done, rest, here, stop): (Character, Character, Character, Character) =
            marks == .ascii ? ("=", "-", "|", "*") : ("━", "─", "◆", "●")
        for x in map.phases.indices {
            let isDone = x < map.position
            canvas[x, 0] = Cell(isDone ? done : rest, style: isDone ? CellStyle(color: .series(0), bold: true) : .axis)
        }
        for x in map.stops { canvas[x, 0] = Cell(stop, style: CellStyle(color: .series(4), bold: true)) }
        for (name, place) in isCrowded ? sampleNames : phaseNames {
            canvas.write(name, x: place, y: 0, style: place < map.position ? CellStyle(color: .series(0)) : .axis)
        }
        let x = min(map.position, map.phases.count - 1), isLetter = canvas[x, 0].character.isLetter || canvas[x, 0].character.isNumber
        let style = CellStyle(color: .series(1), bold: true, inverse: isLetter || map.stops.contains(x))
        canvas[x, 0] = Cell(isLetter ? canvas[x, 0].character : here, style: style)
        return canvas
    }

    private typealias Name = (text: String, place: Int)

    /// Whether the parts of each sample are too short to be named.
    private var isCrowded: Bool { map.sampleCount > 1 && map.phases.count < 24 * map.sampleCount }

    /// The parts of the pass. One too short for its name has none.
    private var phaseNames: [Name] {
        runs(of: map.phases).compactMap { run in
            place(of: run.value.rawValue, from: run.start, to: run.start + run.count - 1).map { (run.value.rawValue, $0) }
        }
    }

    /// The first place of a name between two columns where no breakpoint lies on it; nil if there is none.
    private func place(of name: String, from start: Int, to end: Int) -> Int? {
        start + name.count <= end
            ? (start...end - name.count).first { place in !map.stops.contains { (place..<place + name.count).contains($0) } } : nil
    }

    /// Numbers of samples, as many as there is room for, and the update at the end.
    private var sampleNames: [Name] {
        let runs = runs(of: map.samples), room = String(map.sampleCount).count + 2
        let stride = Self.strides.first { $0 * map.phases.count >= room * map.sampleCount } ?? map.sampleCount
        var names: [Name] = [], free = 0
        for (run, following) in zip(runs, runs.dropFirst().map(\.value) + [nil]) {
            let text: String
            if let sample = run.value {
                // A place may begin with one sample and hold the next ones as well.
                let number = sample == 0 ? 1 : (sample / stride + 1) * stride, end = following ?? map.sampleCount
                text = number == 1 || number <= max(end, sample + 1) ? String(number) : ""
            } else {
                text = run.count > Phase.update.rawValue.count ? Phase.update.rawValue : ""
            }
            let end = min(map.phases.count, run.start + max(run.count, text.count) + 1)
            guard !text.isEmpty, run.start >= free, let place = place(of: text, from: run.start, to: end) else { continue }
            names.append((text, place))
            free = place + text.count + 1
        }
        return names
    }

    private static let strides = [1, 10, 100, 1000, 10_000, 100_000].flatMap { [$0, 2 * $0, 5 * $0] }

    /// Where each stretch of equal places begins and how many it has.
    private func runs<Value: Equatable>(of places: [Value]) -> [(value: Value, start: Int, count: Int)] {
        let starts = places.indices.filter { $0 == 0 || places[$0] != places[$0 - 1] }
        return zip(starts, starts.dropFirst() + [places.count]).map { (places[$0], $0, $1 - $0) }
    }
}

extension State {
    /// The scrub bar and its first column on the screen; nil where no pass is walked or the step cannot be seen.
    var scrubBar: (bar: ScrubBar, x: Int, y: Int)? {
        guard agenda.running?.control.progress == nil, let rect = rect(of: .step), let stepper = workspace.stepper,
            pane(atX: rect.x, y: rect.y) == .step
        else { return nil }
        let width = ScrubBar.width(in: rect.width, stepper)
        guard width >= 12, let map = workspace.passMap(width: width) else { return nil }
        return (ScrubBar(map: map, marks: marks), rect.x + rect.width - width - 3, rect.y)
    }

    /// Draws the scrub bar into the title of the step.
    func drawScrubBar(_ canvas: inout Canvas) {
        guard let (bar, x, y) = scrubBar else { return }
        canvas.write(" ", x: x - 1, y: y)
        canvas.paste(bar.render(), x: x, y: y)
        canvas.write(" ", x: x + bar.map.phases.count, y: y)
    }

    /// Goes to the place of the scrub bar that was clicked on; nil if there is none.
    mutating func scrub(toX x: Int, y: Int) -> [Task]? {
        guard let (bar, start, row) = scrubBar, y == row, bar.map.phases.indices.contains(x - start) else { return nil }
        guard playback.player == nil, agenda.running == nil else { return [] }
        screen.grip = Grip(scrubs: true, start: .init(x: x, y: y))
        return submit("goto \(bar.map.step(at: x - start))")
    }

    /// The mouse is dragged from the scrub bar, perhaps above or below it or past its ends.
    mutating func drag(scrubBarToX x: Int) -> [Task] {
        guard let (bar, start, _) = scrubBar else { return [] }
        let step = bar.map.step(at: min(max(0, x - start), bar.map.phases.count))
        if looking.scrubbing == nil { looking.scrubbing = Scrubbing(step: step) }
        looking.scrubbing?.step = step
        screen.grip?.hasMoved = true
        return seek()
    }

    /// Lets go of the scrub bar: the pass is walked to where it was dragged.
    mutating func dropScrubBar() -> [Task] {
        let hasMoved = screen.grip?.hasMoved == true
        screen.grip = nil
        guard hasMoved, let step = looking.scrubbing?.step else { return [] }
        conversation.remark = nil
        return submit("goto \(step)")
    }

    /// Looks for the step that is wanted, from the one found last, and for one at a time; while a command runs for none.
    mutating func seek() -> [Task] {
        guard let wanted = looking.scrubbing else { return [] }
        conversation.remark = "step \(wanted.step): let go to stay there"
        guard !wanted.isSeeking, agenda.running == nil else { return [] }
        looking.scrubbing?.isSeeking = true
        return [.seek(wanted.step, wanted.found ?? session.workspace)]
    }

    /// A step has been found. The mouse may be elsewhere by now.
    mutating func takeFound(_ step: Int, _ workspace: Workspace) -> [Task] {
        guard let wanted = looking.scrubbing, wanted.isSeeking else { return [] }
        looking.scrubbing?.found = workspace
        looking.scrubbing?.isSeeking = false
        return wanted.step == step || screen.grip?.scrubs != true ? [] : seek()
    }
}
