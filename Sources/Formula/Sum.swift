// Sums in normal form: products of different kinds, in the order of their first appearance.

/// product + product - product ...
struct Sum {
    private var terms: [Product] = []
    /// The place of the term that others of its kind are added to.
    private var places: [Product.Kind: Int] = [:]
    /// The terms written out, as long as each new one just stands behind the others: a sum of n terms is made of sums of n - 1, n - 2 ...
    /// terms, and would else be written n times.
    private(set) var written: Expression?

    init() {}

    /// The terms of an expression that is simplified already.
    init(_ expression: Expression) { add(expression, times: 1) }

    /// Adds an expression that is simplified already, or takes it away.
    mutating func add(_ expression: Expression, times sign: Double) {
        switch expression.form {
        case .binary(.add, let u, let v):
            add(u, times: sign)
            add(v, times: sign)
        case .binary(.subtract, let u, let v):
            add(u, times: sign)
            add(v, times: -sign)
        case .negation(let u): add(u, times: -sign)
        default:
            var product = Product(expression)
            _ = product.scale(by: sign)
            add(product)
        }
    }

    private mutating func add(_ product: Product) {
        if let place = places[product.kind], terms[place].addCoefficient(of: product) {
            written = nil
            return
        }
        // A term without a minus sign comes first if there is one.
        let staysBehind = terms.first.map { $0.coefficient > 0 || product.coefficient < 0 } ?? false
        if product.coefficient != 0 {
            written = terms.isEmpty ? product.expression : staysBehind ? written.map { product.added(to: $0) } : nil
        }
        places[product.kind] = terms.count
        terms.append(product)
    }

    /// Written out, a term without a minus sign first if there is one.
    var expression: Expression {
        if let written { return written }
        var rest = terms.filter { $0.coefficient != 0 }
        guard let start = rest.firstIndex(where: { $0.coefficient > 0 }) ?? rest.indices.first else { return 0 }
        let first = rest.remove(at: start)
        return rest.reduce(first.expression) { $1.added(to: $0) }
    }
}

extension Product {
    /// A sum with this term behind it.
    fileprivate func added(to sum: Expression) -> Expression {
        guard coefficient < 0 else { return .binary(.add, sum, expression) }
        var opposite = self
        _ = opposite.scale(by: -1)
        return .binary(.subtract, sum, opposite.expression)
    }
}
