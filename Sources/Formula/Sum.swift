// Sums in normal form: products of different kinds, in the order of their first appearance.

/// product + product - product ...
struct Sum {
    private var terms: [Product] = []
    /// The place of the term that others of its kind are added to.
    private var places: [Product.Kind: Int] = [:]

    /// Adds an expression that is simplified already, or takes it away.
    mutating func add(_ expression: Expression, times sign: Double) {
        switch expression {
        case .binary(.add, let u, let v):
            add(u, times: sign)
            add(v, times: sign)
        case .binary(.subtract, let u, let v):
            add(u, times: sign)
            add(v, times: -sign)
        case .negation(let u): add(u, times: -sign)
        default:
            var product = Product()
            product.multiply(by: expression, power: 1)
            _ = product.scale(by: sign)
            add(product)
        }
    }

    private mutating func add(_ product: Product) {
        if let place = places[product.kind], terms[place].addCoefficient(of: product) { return }
        places[product.kind] = terms.count
        terms.append(product)
    }

    /// Written out, a term without a minus sign first if there is one.
    var expression: Expression {
        var rest = terms.filter { $0.coefficient != 0 }
        guard let start = rest.firstIndex(where: { $0.coefficient > 0 }) ?? rest.indices.first else { return 0 }
        let first = rest.remove(at: start)
        return rest.reduce(first.expression) { sum, term in
            guard term.coefficient < 0 else { return .binary(.add, sum, term.expression) }
            var opposite = term
            _ = opposite.scale(by: -1)
            return .binary(.subtract, sum, opposite.expression)
        }
    }
}
