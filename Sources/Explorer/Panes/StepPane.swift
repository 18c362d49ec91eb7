// The step pane: where the walk stands, the formula in symbols and with numbers, its terms, what comes next, and what came before.
import Charts
import Documents
import Language
import NeuralEngine
import Portraits
import Workspaces

struct StepPane {
    /// A row of text.
    private typealias Line = (text: String, style: CellStyle)

    /// The formula, its terms one by one, and what comes next.
    private var head: [Line] = []
    /// The formula with long sums written by their ends, for where the whole of it has no room.
    private var shortHead: [Line] = []
    /// What ends a formula whose middle has no room: `... = 0.5`.
    private var ending: Line = ("  ...", .plain)
    private var terms: [Line] = []
    private var next: [Line] = []
    /// The steps before, the newest first, and above the next one: what spare rows are for.
    private var past: [Line] = []

    /// The pane's title: `step 5 of 39 · forward`.
    static func title(_ workspace: Workspace) -> String {
        workspace.stepper.map { PassPlace($0).text } ?? "step"
    }

    /// - Parameter isAskedFor: which numbers a question asks for.
    init(_ workspace: Workspace, _ numerals: Numerals, width: Int, isAskedFor: @escaping (Double) -> Bool = { _ in false }) {
        guard let stepper = workspace.stepper else {
            head = Self.waiting(workspace).flatMap { PlainText(width: width).folded($0, indent: 2) }.map { ($0, .axis) }
            return
        }
        var explanation = Explanation(stepper, numerals)
        explanation.hides = isAskedFor
        let all = explanation.termLines(),
            coming = explanation.nextStep()
        if stepper.position.term > 0, let last = all.last, let coming {
            let line = "term \(stepper.position.term): \(last.term) = \(last.numbers), \(explanation.gathered) \(last.total)"
            head = [(line, CellStyle(bold: true))]
            let formula = PlainText(width: width).foldedFormula("\(coming.name) = \(coming.symbols)", indent: coming.name.count + 3)
            head += formula.map { ($0, .plain) }
        } else if case .formula(let formula)? = explanation.lastStep() {
            head = Self.wrapped(formula, width: width)
            var short = explanation
            short.isShort = true
            if case .formula(let formula)? = short.lastStep() { shortHead = Self.wrapped(formula, width: width) }
            let gap = String(repeating: " ", count: formula.name.count + 1), whole = "\(gap)... = \(formula.remarkedValue)"
            ending.text = whole.count <= width ? whole : "\(gap)... = \(formula.value)"
        }
        if all.count > 1 {
            let left = all.map { $0.term == $0.numbers ? $0.term : "\($0.term) = \($0.numbers)" }, widest = left.map(\.count).max() ?? 0
            let hasRoom = widest + (all.map(\.total.count).max() ?? 0) + 6 + explanation.gathered.count <= width
            terms = zip(left, all).map { text, term in
                let gap = String(repeating: " ", count: widest - text.count + 3)
                return (hasRoom ? "  \(text)\(gap)\(explanation.gathered) \(term.total)" : "  \(text)", .axis)
            }
        }
        if stepper.isAtEndOfPass {
            next = [("end of the pass; the next step begins another", .axis)]
        } else if stepper.position.term == 0, let coming {
            next = [("next: \(coming.name) = \(coming.symbols)", .axis)]
        }
        let steps = explanation.stepsBefore(most: Self.mostPast)
        past = zip(["before: "] + Array(repeating: "        ", count: Self.mostPast), steps).map { label, step in
            let whole = "\(label)\(step.name) = \(step.symbols) = \(step.value)"
            return (whole.count <= width ? whole : "\(label)\(step.name) = \(step.value)", .axis)
        }
    }

    private static let mostPast = 3

    /// The lines of the formula and of what comes next.
    var rowsWanted: Int { head.count + next.count }

    /// How many lines there are in all.
    var rowCount: Int { head.count + terms.count + next.count }

    /// The lines from `scroll` on; without it the first ones, with the line about the next step below, for which terms are left out. Where the
    /// formula leaves no row for that line, it is left out itself; a formula that is larger still has its long sums written by their ends, and if
    /// that is not enough, its beginning and its value stay. Who scrolls sees all of it.
    func render(width: Int, height: Int, scroll: Int?) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let head = scroll == nil && head.count > height && !shortHead.isEmpty ? shortHead : head
        let next = head.count + next.count > height ? [] : next
        let room = height - next.count, rest = room - head.count, someTerms = rest > 1 ? terms.prefix(rest) : []
        let formula = rest >= 0 || room < 2 ? head : head.prefix(room - 1) + [ending]
        let now = formula + someTerms, before = past.prefix(max(0, room - now.count))
        let lines = scroll.map { (head + terms + next).dropFirst(min($0, max(0, rowCount - height))) } ?? (now + before + next)[...]
        for (row, line) in lines.prefix(height).enumerated() {
            canvas.write(line.text.shortened(to: width), x: 0, y: row, style: line.style)
        }
        return canvas
    }

    /// `name = symbols` over `= numbers = value`; longer lines are folded, and the value stands behind the last of them where it fits.
    private static func wrapped(_ formula: FormulaBlock, width: Int) -> [Line] {
        let indent = String(repeating: " ", count: formula.name.count + 1), page = PlainText(width: width)
        func folded(_ text: String, _ style: CellStyle) -> [Line] {
            page.foldedFormula(text, indent: indent.count + 2).map { ($0, style) }
        }
        let head = folded("\(formula.name) = \(formula.symbols)", CellStyle(bold: true))
        let value = "= \(formula.remarkedValue)"
        if formula.numbers == formula.value { return head + folded(indent + value, .plain) }
        var numbers = folded(indent + "= \(formula.numbers)", .plain)
        guard let last = numbers.last?.text, last.count + 1 + value.count <= width else {
            return head + numbers + folded(indent + value, .plain)
        }
        numbers[numbers.count - 1].text = last + " " + value
        return head + numbers
    }

    /// What is missing before there is anything to step.
    private static func waiting(_ workspace: Workspace) -> [String] {
        guard let network = workspace.network else {
            return [
                "No network yet. Type:  net 2-2-2 sigmoid",
                "or  tour  for a first look,  lesson  for all lessons.",
            ]
        }
        if workspace.dataset == nil && workspace.inputRows == nil {
            func sample(_ count: Int) -> String {
                Array(repeating: "0.5", count: min(2, count)).joined(separator: " ") + (count > 2 ? " ..." : "")
            }
            let example = "input \(sample(network.inputs)); target \(sample(network.outputs))"
            let hasDataSets = network.inputs == 2 && network.outputs == 1
            return ["The network needs something to work on. Type:  \(example)"] + (hasDataSets ? ["or a data set:  data xor"] : [])
        }
        return ["Press space to take the first step, F5 to run to the next breakpoint."]
    }
}
