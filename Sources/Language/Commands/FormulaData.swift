// A formula as a data set: data sin(x)*y, data x^2+y^2<1.
import Formula
import NeuralEngine
import Workspaces

/// Points drawn evenly, and what a formula makes of them: its values to be learnt, or, of a condition, the two sides of its border.
struct FormulaData {
    static let axes = ["x", "y", "z"]
    static let usualRange = -2.0...2.0

    private let text: Word
    private let expression: Expression
    /// The inputs: x, or x and y, or all three.
    private let names: [String]
    private let ranges: [ClosedRange<Double>]
    private let count: Int
    private let noise: Double
    private let seed: UInt64

    /// Reads a formula of x, y and z; nil where the words are none.
    init?(_ arguments: Arguments, _ desk: Desk, count: Int, noise: Double, seed: UInt64) throws(CommandError) {
        guard let first = arguments.words.first, let last = arguments.words.last else { return nil }
        text = arguments.line.text(from: first.column, through: last)
        func hasSign(_ word: Word?) -> Bool { word?.text.contains { "+*/^()<>".contains($0) } ?? false }
        let isAxis = Self.axes.contains(first.text.lowercased())
        let isFormula = hasSign(first) || isAxis || hasSign(arguments.words.dropFirst().first { $0.text.count == 1 })
        guard isFormula else { return nil }
        do throws(FormulaError) {
            expression = try Expression.parse(text.text, functions: desk.workspace.functions)
        } catch {
            throw CommandError(error.message, column: text.column + error.column - 1, hint: error.hint)
        }
        let used = expression.freeNames
        if let other = used.first(where: { !Self.axes.contains($0) }) {
            throw CommandError(
                "'\(other)' is no input of a formula", column: text.column(of: other), hint: "the inputs are x, y and z: data sin(x)*y")
        }
        guard let most = Self.axes.lastIndex(where: used.contains) else {
            throw CommandError("this formula has no input", column: text.column, hint: "the inputs are x, y and z: data sin(x)*y")
        }
        names = Array(Self.axes[...most])
        var ranges: [ClosedRange<Double>] = []
        for axis in names { ranges.append(try arguments.range(option: axis) ?? Self.usualRange) }
        if let unused = Self.axes[(most + 1)...].first(where: { arguments.option($0) != nil }) {
            throw CommandError(
                "the formula has no \(unused)", column: arguments.option(unused)?.column,
                hint: "its inputs: \(names.joined(separator: ", "))")
        }
        if let wide = zip(names, ranges).first(where: { !($1.upperBound - $1.lowerBound).isFinite }) {
            throw CommandError(
                "this range is wider than the largest number", column: arguments.option(wide.0)?.column, hint: "write \(wide.0)=-6..6")
        }
        (self.ranges, self.count, self.noise, self.seed) = (ranges, count, noise, seed)
    }

    /// A range of the first input in which the formula is a number wherever it is tried; nil where none is known.
    private func range(where value: ([Double]) -> Double) -> String? {
        let tried: [(ClosedRange<Double>, String)] = [
            (0.1...2, "0.1..2"), (1...2, "1..2"), (-2 ... -0.1, "-2..-0.1"), (-0.9...0.9, "-0.9..0.9"),
        ]
        let rest = ranges.dropFirst().map { ($0.lowerBound + $0.upperBound) / 2 }
        return tried.first { range, _ in
            (0...100).allSatisfy { value([range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / 100] + rest).isFinite }
        }.map { "\(names[0])=\($0.1)" }
    }

    /// Draws the points.
    func dataset() throws(CommandError) -> Dataset {
        func value(_ row: [Double]) -> Double {
            expression.evaluate { name in Self.axes.firstIndex(of: name).map { row[$0] } ?? .nan }
        }
        guard expression.numberInPlaceOfCondition != nil else {
            return .border(text.text, within: ranges, inputNames: names, count: count, noise: noise, seed: seed) { value($0) != 0 }
        }
        let made = Dataset.function(
            text.text, within: ranges, inputNames: names, count: count, noise: noise, seed: seed, value)
        if case .values(let answers) = made.answers, let bad = answers.values.firstIndex(where: { !$0.isFinite }) {
            let place = zip(names, made.inputs.row(bad)).map { "\($0) = \($1)" }.joined(separator: ", ")
            throw CommandError(
                "the formula is \(answers.values[bad].isNaN ? "nan" : "\(answers.values[bad])") at \(place)", column: text.column,
                hint: range(where: value).map { "other ranges keep to where it is a number: \($0)" })
        }
        return made
    }
}
