// The plots of functions of x, with their derivatives beside them.
import Charts
import Formula
import NeuralEngine
import Portraits
import Workspaces

extension PlotCommand {
    /// Draws the functions that the words are.
    static func curves(_ arguments: Arguments, _ workspace: Workspace) throws(CommandError) -> PlotForm.Drawing {
        let words = arguments.words.map { $0.text.lowercased() }
        if words.count > 1, let form = PlotForm.named.first(where: { words.contains($0.name) }) {
            throw CommandError("`\(form.name)` is plotted alone", column: arguments.words[0].column, hint: "write: plot \(form.name)")
        }
        let (curves, slopes) = try functions(arguments, workspace)
        try PlotForm.refuse(arguments, allBut: ["x", "y"], of: "`plot \(words[0])`")
        let range = try arguments.range(option: "x") ?? -6...6
        return { _, _ throws(CommandError) in Plot(LineChart(curves, slopes: slopes, range: range).readable) }
    }

    private typealias Value = @Sendable (Double) -> Double

    /// The curves, and the derivative of each; no derivatives where one of the formulas is long.
    private static func functions(_ arguments: Arguments, _ workspace: Workspace) throws(CommandError) -> (curves: [Curve], slopes: [Value])
    {
        let words = joined(arguments)
        var functions: [Curve] = [], slopes: [Value] = []
        for (name, word) in words {
            let (value, slope) = try function(word, workspace)
            functions.append((name, value))
            if let slope { slopes.append(slope) }
        }
        guard words.count <= 8 else {
            throw CommandError("a chart shows at most 8 curves, these are \(words.count)", column: words[8].word.column)
        }
        return (functions, slopes.count == functions.count ? slopes : [])
    }

    /// Words that belong to one curve, put together: `x * sigmoid(x)` is one, and is called x*sigmoid(x).
    private static func joined(_ arguments: Arguments) -> [(name: String, word: Word)] {
        let operators = "+*/^<>="
        return arguments.words.reduce(into: []) { joined, word in
            if let (name, last) = joined.last, let end = last.text.last, let start = word.text.first,
                operators.contains(end) || operators.contains(start) || end == "-" || word.text == "-"
            {
                joined[joined.count - 1] = (name + word.text, arguments.line.text(from: last.column, through: word))
            } else {
                joined.append((word.text, word))
            }
        }
    }

    /// A function, and its derivative unless that may take long to find.
    private static func function(_ word: Word, _ workspace: Workspace) throws(CommandError) -> (value: Value, slope: Value?) {
        do throws(FormulaError) {
            let curve = try Expression.curve(word.text, functions: workspace.functions), value = try curve.compiled(parameter: "x")
            guard word.text.count <= longestSloped else { return (value, nil) }
            return (value, try curve.derivative(withRespectTo: "x").compiled(parameter: "x"))
        } catch {
            // A slip in the name of a plot is no formula.
            let near = closest(to: word.text.lowercased(), among: PlotForm.named.map(\.name)).map { "did you mean '\($0)'?" }
            throw CommandError(error.message, column: word.column + error.column - 1, hint: near ?? error.hint)
        }
    }

    private static let longestSloped = 120
}
