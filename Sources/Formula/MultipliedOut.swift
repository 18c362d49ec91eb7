// Products of sums multiplied out, so that what cancels is gone: of e^x (1 + e^x) - e^x e^x there stays e^x.
//
// Where numbers are too large for doubles, the difference of two of them that are equal but for rounding would be nothing but that rounding.

extension Expression {
    /// The same value, with products of sums multiplied out above each stroke and like terms put together; the expression itself where that
    /// makes it longer.
    func multipliedOut() -> Expression {
        let result = numeratorsMultipliedOut().simplified()
        return result.partCount <= partCount ? result : self
    }

    private func numeratorsMultipliedOut() -> Expression {
        switch form {
        case .binary(.divide, let above, let below): .binary(.divide, above.numeratorsMultipliedOut(), below)
        case .binary(.multiply, _, _), .binary(.add, _, _), .binary(.subtract, _, _), .negation:
            terms().map { $0.dropFirst().reduce($0[0]) { .binary(.add, $0, $1) } } ?? self
        default: self
        }
    }

    private static let mostTerms = 32

    /// What it is the sum of; nil where that is too much.
    private func terms() -> [Expression]? {
        switch form {
        case .negation(let u): return u.terms()?.map { -$0 }
        case .binary(.add, let u, let v): return Self.joined(u.terms(), v.terms())
        case .binary(.subtract, let u, let v): return Self.joined(u.terms(), v.terms()?.map { -$0 })
        case .binary(.multiply, let u, let v): return Self.products(u.terms(), v.terms())
        case .binary(.power, let u, let v):
            guard let n = v.number, [2, 3, 4].contains(n), let factor = u.terms(), factor.count > 1 else { return [self] }
            return (1..<Int(n)).reduce(factor) { product, _ in Self.products(product, factor) }
        default: return [self]
        }
    }

    private static func joined(_ a: [Expression]?, _ b: [Expression]?) -> [Expression]? {
        guard let a, let b, a.count + b.count <= mostTerms else { return nil }
        return a + b
    }

    private static func products(_ a: [Expression]?, _ b: [Expression]?) -> [Expression]? {
        guard let a, let b, a.count * b.count <= mostTerms else { return nil }
        return a.flatMap { u in b.map { v in .binary(.multiply, u, v) } }
    }
}
