// The scrub bar: the whole pass in one line, with its parts, the place where the walk stands, and the breakpoints. A click goes there.
import Charts
import Language
import NeuralEngine

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

    /// `forward━━loss━backward━●━◆──────update─────`: what is done is heavy, what is to come is light.
    func render() -> Canvas {
        var canvas = Canvas(width: map.phases.count, height: 1)
        let (done, rest, here, stop): (Character, Character, Character, Character) =
            marks == .ascii ? ("=", "-", "|", "*") : ("━", "─", "◆", "●")
        for x in map.phases.indices {
            let isDone = x < map.position
            canvas[x, 0] = Cell(isDone ? done : rest, style: isDone ? CellStyle(color: .series(0), bold: true) : .axis)
        }
        for (start, count) in runs where count > map.phases[start].rawValue.count + 1 {
            canvas.write(map.phases[start].rawValue, x: start, y: 0, style: start < map.position ? CellStyle(color: .series(0)) : .axis)
        }
        for x in map.stops { canvas[x, 0] = Cell(stop, style: CellStyle(color: .series(4), bold: true)) }
        let x = min(map.position, map.phases.count - 1)
        canvas[x, 0] = Cell(here, style: CellStyle(color: .series(1), bold: true, inverse: map.stops.contains(x)))
        return canvas
    }

    /// Where each part begins and how many places it has.
    private var runs: [(start: Int, count: Int)] {
        let starts = map.phases.indices.filter { $0 == 0 || map.phases[$0] != map.phases[$0 - 1] }
        return zip(starts, starts.dropFirst() + [map.phases.count]).map { ($0, $1 - $0) }
    }
}

extension State {
    /// The scrub bar and its first column on the screen; nil where no pass is walked or the step cannot be seen.
    var scrubBar: (bar: ScrubBar, x: Int, y: Int)? {
        guard running?.control.progress == nil, let rect = rect(of: .step), let stepper = workspace.stepper,
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
        guard replay == nil, running == nil else { return [] }
        return submit("goto \(bar.map.step(at: x - start))")
    }
}
