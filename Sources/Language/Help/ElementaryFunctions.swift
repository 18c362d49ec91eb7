// The functions of expressions that are no activations: what each is, and its slope as it is differentiated.
import Documents
import Formula

/// A function that comes with the language, told in words; its derivative is the one that is computed with.
struct ElementaryFunction {
    let name: String
    var aliases: [String] = []
    /// What stands in its parentheses.
    var arguments = "x"
    let meaning: String
    /// What its slope is where there is none, and why.
    var convention: String?
    /// What kind of thing it is, for those whose slope is nothing anybody asks for.
    var isCondition = false

    static let all: [ElementaryFunction] = [
        .init(name: "exp", meaning: "e^x, with Euler's number e = 2.718..."),
        .init(name: "ln", aliases: ["log"], meaning: "the natural logarithm: e^ln(x) = x. Below 0 it is nan"),
        .init(name: "log10", meaning: "the logarithm to the base 10: 10^log10(x) = x"),
        .init(name: "sqrt", meaning: "the root: sqrt(x)^2 = x. Below 0 it is nan"),
        .init(
            name: "abs", meaning: "x if x > 0 else -x, the size of x",
            convention: "At 0 the slope jumps from -1 to 1; there it is 0 by convention, which lies between the two."),
        .init(
            name: "sign", meaning: "1 if x > 0, -1 if x < 0, 0 if x = 0",
            convention: "At 0 it jumps; the slope there is 0 by convention, as everywhere else."),
        .init(name: "sin", meaning: "the sine of an angle in radians"), .init(name: "cos", meaning: "the cosine of an angle in radians"),
        .init(name: "erf", meaning: "the error function: 2/sqrt(pi) times the area below e^(-t^2) from 0 to x"),
        .init(
            name: "min", arguments: "x, y", meaning: "the least of any number of arguments, or of the elements of one row or matrix",
            convention: convention("least")),
        .init(
            name: "max", arguments: "x, y", meaning: "the greatest of any number of arguments, or of the elements of one row or matrix",
            convention: convention("greatest")),
        .init(name: "sum", arguments: "x, y", meaning: "the sum of any number of arguments, or of the elements of one row or matrix"),
        .init(name: "mean", arguments: "x, y", meaning: "the sum divided by the number of arguments, or of elements of one row or matrix"),
        .init(
            name: "norm", arguments: "x, y",
            meaning: "the root of the sum of the squares of arguments, or of the elements of one row or matrix"),
        .init(name: "isnan", meaning: "1 if x is not a number, else 0", isCondition: true),
        .init(name: "isinf", meaning: "1 if x is infinite, else 0", isCondition: true),
    ]

    private static func convention(_ which: String) -> String {
        "The slope is that of the \(which) argument. Of equal ones it is by convention the slope nearer to 0, and 0 between one that rises and "
            + "one that falls: so max(0, x), max(x, 0) and relu agree at 0."
    }

    /// The function of a name or alias, or the one whose derivative abs' is.
    static func named(_ name: String) -> ElementaryFunction? {
        let plain = name.lowercased().prefix { $0 != "'" }
        return all.first { $0.name == plain || $0.aliases.contains(String(plain)) }
    }

    var call: String { "\(name)(\(arguments))" }

    /// Its slope by x, in the words of the language; nil for conditions.
    private var slope: String? {
        guard !isCondition, let expression = try? Expression.parse(call) else { return nil }
        return expression.derivative(withRespectTo: "x").simplified().description
    }

    /// What it is, its slope, and the convention at its kinks.
    var lines: [String] {
        let slope = slope.map { arguments == "x" ? ["\(name)'(x) = \($0)"] : ["its slope by x: \($0)"] } ?? []
        return ["\(call) = \(meaning)"] + slope + (convention.map { [$0] } ?? [])
    }

    /// What `help` says of it.
    var page: Reply {
        let tries = arguments == "x" ? ["print \(name)(0.5)"] + (isCondition ? [] : ["plot \(name)"]) : ["print \(name)(1, 2, 3)"]
        var reply = Reply(
            [.heading("\(name): a function of expressions")] + lines.map(Block.line)
                + (aliases.isEmpty ? [] : [.line("Understood as well: \(aliases.joined(separator: ", ")).")])
                + [.heading("examples"), .preformatted(tries.map { "  " + $0 })],
            values: [.init("term", .string(name)), .init("meaning", .string(lines.joined(separator: "; ")))])
        reply.examples = tries
        return reply
    }

    /// All functions, in a line each; activations by their names.
    static func list(activations: [String]) -> Reply {
        Reply([
            .heading("Functions that print, plot, define and conditions understand"),
            .table(Table(header: [], rows: all.map { [$0.call, $0.meaning] })),
            .line("Activations, by the same names as in a layer: \(activations.joined(separator: ", "))."),
            .note("explain abs tells of one, with its slope; a prime is the derivative: abs'(x)"),
        ])
    }
}
