import NeuralEngine
public struct FormulaError: Error, Equatable, Sendable { public let message: String; public let column: Int; public let hint: String? }
public struct Expression: Sendable, Equatable, CustomStringConvertible {
    public var description: String { "" }
    public static func parse(_ text: String, functions: FunctionTable) throws(FormulaError) -> Expression { Expression() }
    public static func curve(_ text: String, functions: FunctionTable) throws(FormulaError) -> Expression { Expression() }
    public func evaluate(_ f: (String) throws -> Double) throws -> Double { 0 }
    public func compiled(parameter: String) throws(FormulaError) -> @Sendable (Double) -> Double { { $0 } }
    public var freeNames: [String] { [] }
}
public struct Definition: Sendable {
    public let name: String; public let parameter: String; public let body: Expression; public let derivative: Expression
    public func activation() -> Activation { .relu }
}
public struct FunctionTable: Sendable {
    public init() {}; public var definitions: [Definition] { [] }
    public mutating func define(_ text: String) throws(FormulaError) -> Definition { fatalError() }
}
public func closest(to: String, among: [String]) -> String? { nil }
