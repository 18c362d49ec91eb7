// Expressions share their parts: equal expressions are one node, so that a part of a derivative that occurs a thousand times is
// differentiated, simplified and calculated once.
import Synchronization

/// A node of the graph of all expressions that live: what it is made of, and what follows from that at once.
final class Node: Sendable {
    let form: Expression.Form
    /// The later a node was made the larger.
    fileprivate let number: Int
    /// How deep one value is calculated in the other, in the functions that are called too: each level takes a piece of the stack.
    let depth: Int
    /// How many operations one value takes if nothing is shared; at most the largest number.
    let cost: Int
    /// Whether it compares, so that its value is true or false and not a number.
    let isCondition: Bool

    fileprivate init(_ form: Expression.Form, number: Int) {
        self.form = form
        self.number = number
        let children = form.children, function = form.function
        depth = 1 + children.reduce(function?.depth ?? 0) { max($0, $1.node.depth) }
        cost = children.reduce(function?.cost ?? 1) { $0.addingOrMost($1.node.cost) }
        isCondition = form.isCondition
    }
}

/// All nodes, by what they are made of. Those that nothing but the graph holds any more are swept out when it has doubled.
struct Graph {
    private static let shared = Mutex(Graph())

    private var nodes: [Expression.Form: Node] = [:]
    private var created = 0
    private var mostBeforeSweep = 10_000

    /// The one node of that form. The parts of a form are nodes themselves, so that forms are compared in one step.
    static func node(_ form: Expression.Form) -> Node { shared.withLock { $0.node(form) } }

    private mutating func node(_ form: Expression.Form) -> Node {
        if let node = nodes[form] { return node }
        if nodes.count >= mostBeforeSweep { sweep() }
        created += 1
        let node = Node(form, number: created)
        nodes[form] = node
        return node
    }

    /// What is made of others is younger than these: from the youngest on, each is found unheld if all that is made of it is gone.
    private mutating func sweep() {
        var forms = nodes.sorted { $0.value.number < $1.value.number }.map(\.key)
        while let form = forms.popLast() {
            if isKnownUniquelyReferenced(&nodes[form]) { nodes[form] = nil }
        }
        mostBeforeSweep = max(mostBeforeSweep, 2 * nodes.count)
    }
}

extension Expression {
    /// What an expression is made of.
    enum Form: Sendable {
        case number(Double)
        case constant(Constant)
        case quantity(String)
        case negation(Expression)
        case binary(Operator, Expression, Expression)
        case not(Expression)
        /// `if(condition, a, b)`: a where the condition holds, else b. Derivatives of `min` and `max` need it.
        case conditional(Expression, Expression, Expression)
        indirect case call(Function, [Expression])
    }

    /// Numbers with a name.
    enum Constant: String, Sendable {
        case pi, e

        var value: Double { self == .pi ? .pi : 2.718281828459045 }
    }

    static func number(_ value: Double) -> Expression { Expression(.number(value)) }
    static func quantity(_ name: String) -> Expression { Expression(.quantity(name)) }
    static func negation(_ u: Expression) -> Expression { Expression(.negation(u)) }
    static func not(_ u: Expression) -> Expression { Expression(.not(u)) }
    static func call(_ function: Function, _ arguments: [Expression]) -> Expression { Expression(.call(function, arguments)) }

    static func binary(_ op: Operator, _ u: Expression, _ v: Expression) -> Expression { Expression(.binary(op, u, v)) }

    static func conditional(_ condition: Expression, _ u: Expression, _ v: Expression) -> Expression {
        Expression(.conditional(condition, u, v))
    }

    static let pi = Expression(.constant(.pi))
    static let e = Expression(.constant(.e))

    var form: Form { node.form }
    var depth: Int { node.depth }
    var cost: Int { node.cost }

    /// The number that it is; nil if it is anything else.
    var number: Double? { if case .number(let value) = form { value } else { nil } }

    /// The expressions directly inside this one.
    var children: [Expression] { form.children }
}

extension Expression.Form: Hashable {
    /// Numbers are compared by their bits, for -0 is another number than 0 where it is divided by.
    static func == (a: Self, b: Self) -> Bool {
        switch (a, b) {
        case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern
        case (.constant(let a), .constant(let b)): a == b
        case (.quantity(let a), .quantity(let b)): a == b
        case (.negation(let a), .negation(let b)), (.not(let a), .not(let b)): a == b
        case (.binary(let f, let a, let b), .binary(let g, let c, let d)): f == g && a == c && b == d
        case (.conditional(let a, let b, let c), .conditional(let d, let e, let f)): a == d && b == e && c == f
        case (.call(let f, let a), .call(let g, let b)): f == g && a == b
        default: false
        }
    }

    func hash(into hasher: inout Hasher) {
        switch self {
        case .number(let value): hasher.combine(value.bitPattern)
        case .constant(let constant): hasher.combine(constant)
        case .quantity(let name): hasher.combine(name)
        case .negation(let u): hasher.combine(u)
        case .binary(let op, let u, let v): [u, v].hash(into: &hasher); hasher.combine(op)
        case .not(let u): hasher.combine([u])
        case .conditional(let condition, let u, let v): hasher.combine([condition, u, v])
        case .call(let function, let arguments): arguments.hash(into: &hasher); hasher.combine(function)
        }
    }

    /// The expressions directly inside.
    var children: [Expression] {
        switch self {
        case .number, .constant, .quantity: []
        case .negation(let u), .not(let u): [u]
        case .binary(_, let u, let v): [u, v]
        case .conditional(let condition, let u, let v): [condition, u, v]
        case .call(_, let arguments): arguments
        }
    }

    /// The function that is called.
    fileprivate var function: Function? { if case .call(let function, _) = self { function } else { nil } }

    /// Whether all that it gives is compared: of `loss and epoch > 3` the loss is not.
    fileprivate var isCondition: Bool {
        switch self {
        case .binary(let op, let u, let v):
            switch op.precedence {
            case .comparison: true
            case .and, .or: u.node.isCondition && v.node.isCondition
            default: false
            }
        case .not(let u): u.node.isCondition
        case .conditional(_, let u, let v): u.node.isCondition && v.node.isCondition
        case .call(let function, _): function.isCondition
        case .number, .constant, .quantity, .negation: false
        }
    }
}

extension Int {
    /// The sum, or the largest number where that is larger.
    func addingOrMost(_ other: Int) -> Int {
        let (sum, isTooLarge) = addingReportingOverflow(other)
        return isTooLarge ? .max : sum
    }
}
