// What may be called in an expression.
import NeuralEngine

/// The functions of the language: exp ln log10 sqrt abs sign sin cos min max, every activation, and the learner's own.
///
/// Upper and lower case, `-` and `_` are the same in their names; `log` is `ln`.
public struct FunctionTable: Sendable {
    /// By name and alias, each in plain form. One name may stand for functions of different numbers of arguments.
    private var functions: [String: [Function]]
    /// The learner's own functions, in the order in which they were first defined.
    public private(set) var definitions: [Definition] = []
    /// The most dashes in a name: so far the lexer has to look ahead.
    private(set) var mostDashes: Int

    /// Whether expressions are read at every key, to see whether they can be read: then derivatives that take long are not taken, and a 0
    /// stands for them.
    public var isForTyping = false

    /// The built-in functions and activations.
    public init() { self = Self.builtIn }

    private init(_ builtIn: [Function]) {
        functions = [:]
        mostDashes = 0
        for function in builtIn { add(function) }
    }

    private static let builtIn = FunctionTable(
        Function.elementary + Activation.builtIn.map(Function.init) + [.leakyReluOfSlope])

    private mutating func add(_ function: Function) {
        for name in [function.name] + function.aliases {
            functions[Self.plain(name), default: []].append(function)
            mostDashes = max(mostDashes, name.count { $0 == "-" })
        }
    }

    /// Adds the learner's function, in place of an earlier one of its name. Functions and expressions made before keep the earlier one.
    public mutating func define(_ definition: Definition) {
        let name = Self.plain(definition.name)
        // A name that is new is looked for nowhere: a long list of definitions is not gone through for each.
        if functions.updateValue([], forKey: name) != nil { definitions.removeAll { Self.plain($0.name) == name } }
        definitions.append(definition)
        add(Function(definition))
    }

    /// Reads a definition such as `mish(x) = x*tanh(softplus(x))` and adds it.
    @discardableResult
    public mutating func define(_ text: String) throws(FormulaError) -> Definition {
        let definition = try Definition.parse(text, functions: self)
        define(definition)
        return definition
    }

    /// The names, without aliases, in alphabetical order: for completion and help.
    public var names: [String] { Set(functions.values.joined().map(\.name)).sorted() }

    /// Whether the name or alias belongs to a function of the language that a definition may not take the place of. Of the activations
    /// those beyond the course may be defined anew, since writing them is an exercise.
    func isBuiltIn(_ name: String) -> Bool {
        guard let function = Self.builtIn.functions[Self.plain(name)]?.first else { return false }
        return Function.slopeFormula(of: function.name) == nil
    }

    /// The function of that name or alias, the simplest one if there are several; or the one that takes so many arguments.
    func function(named name: String, argumentCount: Int? = nil) -> Function? {
        let candidates = functions[Self.plain(name)]
        guard let argumentCount else { return candidates?.first }
        return candidates?.first { $0.argumentCount.contains(argumentCount) }
    }

    /// The derivative, taken so many times.
    func derivative(of expression: Expression, _ order: Int, by variable: String, column: Int) throws(FormulaError) -> Expression {
        if isForTyping, !expression.isQuicklyDifferentiated(order) { return 0 }
        return try expression.derivative(order, by: variable, column: column)
    }

    /// In words: `1 argument`, `1 or 2 arguments`, `at least 1 argument`.
    func argumentCounts(of name: String) -> String {
        let counts = (functions[Self.plain(name)] ?? []).map(\.argumentCount)
        if counts.contains(where: { $0.upperBound == .max }) { return "at least 1 argument" }
        let text = counts.map { "\($0.lowerBound)" }.joined(separator: " or ")
        return text + (text == "1" ? " argument" : " arguments")
    }

    /// The form in which names are compared.
    static func plain(_ name: String) -> String {
        String(name.lowercased().map { $0 == "_" ? "-" : $0 })
    }
}
