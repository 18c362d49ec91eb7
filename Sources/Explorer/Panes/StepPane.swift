// The step pane: where the walk stands, the formula in symbols and with numbers, its terms, and what comes next.
import Charts
import Language
import NeuralEngine

enum StepPane {
    /// The pane's title: `step 5 of 39 · forward`.
    static func title(_ workspace: Workspace) -> String {
        workspace.stepper.map { PassPlace($0).text } ?? "step"
    }

    /// The lines from `scroll` on; without it the first ones with the line about the next step below, for which some terms are left out.
    static func render(_ workspace: Workspace, width: Int, height: Int, scroll: Int?) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let lines = lines(workspace, width: width, height: scroll == nil ? height : .max)
        for (row, (text, style)) in lines.dropFirst(scroll ?? 0).prefix(height).enumerated() {
            canvas.write(text, x: 0, y: row, style: style)
        }
        return canvas
    }

    /// How many lines there are in all.
    static func rowCount(_ workspace: Workspace, width: Int) -> Int { lines(workspace, width: width, height: .max).count }

    private static func lines(_ workspace: Workspace, width: Int, height: Int) -> [(String, CellStyle)] {
        guard let stepper = workspace.stepper else {
            return waiting(workspace).flatMap { PlainText(width: width).folded($0, indent: 2) }.map { ($0, .axis) }
        }
        let explanation = Explanation(workspace, stepper)
        var lines: [(String, CellStyle)] = []
        if stepper.position.term > 0, let last = explanation.termLines().last, let next = explanation.nextStep() {
            lines.append(("term \(stepper.position.term): \(last.term) = \(last.numbers), so far \(last.total)", CellStyle(bold: true)))
            let formula = PlainText(width: width).folded("\(next.name) = \(next.symbols)", indent: next.name.count + 3)
            lines += formula.map { ($0, .plain) }
        } else if case .formula(let formula)? = explanation.lastStep() {
            lines += wrapped(formula, width: width)
        }
        let used = lines.count
        let terms = explanation.termLines()
        if height - used > 2 && terms.count > 1 {
            let left = terms.map { $0.term == $0.numbers ? $0.term : "\($0.term) = \($0.numbers)" }, widest = left.map(\.count).max() ?? 0
            let hasRoom = widest + (terms.map(\.total.count).max() ?? 0) + 12 <= width
            for (text, term) in zip(left, terms).prefix(height - used - 1) {
                let gap = String(repeating: " ", count: widest - text.count + 3)
                lines.append((hasRoom ? "  \(text)\(gap)so far \(term.total)" : "  \(text)", .axis))
            }
        }
        if stepper.isAtEndOfPass {
            lines.append(("end of the pass; the next step begins another", .axis))
        } else if stepper.position.term == 0, let next = explanation.nextStep() {
            lines.append(("next: \(next.name) = \(next.symbols)", .axis))
        }
        return lines
    }

    /// `name = symbols` over `= numbers = value`, the value alone on its line where it would not fit; longer lines are folded.
    private static func wrapped(_ formula: FormulaBlock, width: Int) -> [(String, CellStyle)] {
        let indent = String(repeating: " ", count: formula.name.count + 1), page = PlainText(width: width)
        func folded(_ text: String, _ style: CellStyle) -> [(String, CellStyle)] {
            page.folded(text, indent: indent.count + 2).map { ($0, style) }
        }
        let head = folded("\(formula.name) = \(formula.symbols)", CellStyle(bold: true))
        let tail = formula.numbers == formula.value ? "= \(formula.remarkedValue)" : "= \(formula.numbers) = \(formula.remarkedValue)"
        if indent.count + tail.count <= width { return head + [(indent + tail, .plain)] }
        return head + folded(indent + "= \(formula.numbers)", .plain) + folded(indent + "= \(formula.remarkedValue)", .plain)
    }

    /// What is missing before there is anything to step.
    private static func waiting(_ workspace: Workspace) -> [String] {
        guard let network = workspace.network else {
            return ["No network yet. Type:  net 2-2-2 sigmoid", "or  lesson 2  for a walk through backpropagation,  help  for everything."]
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
