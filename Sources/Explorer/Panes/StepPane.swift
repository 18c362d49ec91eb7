// The step pane: where the walk stands, the formula in symbols and with numbers, its terms, and what comes next.
import Charts
import Language
import NeuralEngine

enum StepPane {
    /// The pane's title: `step 5 of 39 · forward`.
    static func title(_ workspace: Workspace) -> String {
        workspace.stepper.map { PassPlace($0).text } ?? "step"
    }

    /// How far the pass is: a bar.
    static func note(_ workspace: Workspace, _ marks: Marks) -> String {
        guard let stepper = workspace.stepper, stepper.plan.count > 0 else { return "" }
        return progressBar(fraction: Double(stepper.position.step) / Double(stepper.plan.count), width: 24, marks: marks)
    }

    static func render(_ workspace: Workspace, width: Int, height: Int) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        for (row, (text, style)) in lines(workspace, width: width, height: height).prefix(height).enumerated() {
            canvas.write(text, x: 0, y: row, style: style)
        }
        return canvas
    }

    private static func lines(_ workspace: Workspace, width: Int, height: Int) -> [(String, CellStyle)] {
        guard let stepper = workspace.stepper else { return waiting(workspace).map { ($0, .axis) } }
        let explanation = Explanation(workspace, stepper)
        var lines: [(String, CellStyle)] = []
        if stepper.position.term > 0, let last = explanation.termLines().last, let next = explanation.nextStep() {
            lines.append(("\(next.name) = \(next.symbols)", CellStyle(bold: true)))
            lines.append(("term \(stepper.position.term): \(last.term) = \(last.numbers)", .plain))
            lines.append(("so far: \(last.total)", .plain))
        } else if case .formula(let formula)? = explanation.lastStep() {
            lines += wrapped(formula, width: width)
        }
        let used = lines.count
        if height - used > 2 {
            for term in explanation.termLines().prefix(height - used - 1) where explanation.termLines().count > 1 {
                lines.append(("  \(term.term) = \(term.numbers)   so far \(term.total)", .axis))
            }
        }
        if stepper.isAtEndOfPass {
            lines.append(("end of the pass; the next step begins another", .axis))
        } else if stepper.position.term == 0, let next = explanation.nextStep() {
            lines.append(("next: \(next.name) = \(next.symbols)", .axis))
        }
        return lines
    }

    /// `name = symbols` over `= numbers = value`, the value alone on its line where it would not fit.
    private static func wrapped(_ formula: FormulaBlock, width: Int) -> [(String, CellStyle)] {
        let indent = String(repeating: " ", count: formula.name.count + 1)
        var lines = [("\(formula.name) = \(formula.symbols)", CellStyle(bold: true))]
        let tail = formula.numbers == formula.value ? "= \(formula.value)" : "= \(formula.numbers) = \(formula.value)"
        if indent.count + tail.count <= width {
            lines.append((indent + tail, .plain))
        } else {
            lines.append((indent + "= \(formula.numbers)", .plain))
            lines.append((indent + "= \(formula.value)", .plain))
        }
        return lines
    }

    /// What is missing before there is anything to step.
    private static func waiting(_ workspace: Workspace) -> [String] {
        guard let network = workspace.network else {
            return ["No network yet. Type:  net 2-2-2 sigmoid", "or  lesson 2  for a walk through backpropagation,  help  for everything."]
        }
        if workspace.dataset == nil && workspace.inputRows == nil {
            return [
                "The network needs something to work on. Type:  input \(Array(repeating: "0.5", count: min(8, network.inputs)).joined(separator: " "))",
                "or a data set:  data xor",
            ]
        }
        return ["Press space to take the first step, F5 to run to the next breakpoint."]
    }
}
