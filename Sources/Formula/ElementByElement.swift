// Expressions over rows and matrices, by one rule: every operation and every function of one number is taken element by element, and a
// number goes with each element. Functions of many numbers (min max sum mean norm) make one number of the elements of their argument; of
// several arguments they are taken element by element, too. Softmax and its logarithm are of a row: those of every row of their argument.
import NeuralEngine

extension Tensor {
    /// A single number, which goes with tensors of any size.
    public init(number: Double) { self.init(dimensions: [], values: [number]) }

    /// The number that it is; nil if it is a row or a matrix, even one of a single element.
    public var number: Double? { dimensions.isEmpty ? values.first : nil }
}

extension Expression {
    /// The value where names may stand for rows and matrices.
    ///
    /// - Parameters:
    ///   - resolve: the value of a name in canonical text; what it throws is thrown on.
    ///   - mismatch: the error for two values of different sizes.
    public func evaluate<Failure: Error>(
        elementByElement resolve: (_ name: String) throws(Failure) -> Tensor, mismatch: (_ a: Tensor, _ b: Tensor) -> Failure
    ) throws(Failure) -> Tensor {
        try evaluate(elementByElement: resolve, mismatch: mismatch) { () throws(Failure) in }
    }

    /// The same.
    /// - Parameter goOn: called now and then while there are many elements; what it throws is thrown on.
    public func evaluate<Failure: Error>(
        elementByElement resolve: (_ name: String) throws(Failure) -> Tensor, mismatch: (_ a: Tensor, _ b: Tensor) -> Failure,
        goOn: () throws(Failure) -> Void
    ) throws(Failure) -> Tensor {
        var known: [Expression: Tensor] = [:]
        return try evaluate(resolve, mismatch, goOn, &known)
    }

    private func evaluate<Failure: Error>(
        _ resolve: (_ name: String) throws(Failure) -> Tensor, _ mismatch: (_ a: Tensor, _ b: Tensor) -> Failure,
        _ goOn: () throws(Failure) -> Void, _ known: inout [Expression: Tensor]
    ) throws(Failure) -> Tensor {
        if let value = known[self] { return value }
        let value = try newValue(resolve, mismatch, goOn, &known)
        known[self] = value
        return value
    }

    private func newValue<Failure: Error>(
        _ resolve: (_ name: String) throws(Failure) -> Tensor, _ mismatch: (_ a: Tensor, _ b: Tensor) -> Failure,
        _ goOn: () throws(Failure) -> Void, _ known: inout [Expression: Tensor]
    ) throws(Failure) -> Tensor {
        if case .quantity(let name) = form { return try resolve(name) }
        // What need not be known is not asked for: the other side of `and` and `or`, the other case of `if`.
        var parts = children
        if case .conditional(let condition, let u, let v) = form,
            let decided = try condition.evaluate(resolve, mismatch, goOn, &known).number
        {
            return try (decided.isTrue ? u : v).evaluate(resolve, mismatch, goOn, &known)
        }
        if case .binary(let op, let u, _) = form, op == .and || op == .or,
            let decided = try u.evaluate(resolve, mismatch, goOn, &known).number, decided.isTrue == (op == .or)
        {
            parts = [u, u]
        }
        var values: [Tensor] = []
        for part in parts { values.append(try part.evaluate(resolve, mismatch, goOn, &known)) }
        if case .call(let function, _) = form, function.reduces, values.count == 1 {
            return Tensor(number: function.apply(values[0].values))
        }
        if case .call(let function, _) = form, let ofRow = function.ofRow, values[0].number == nil {
            return values[0].mappingRows(ofRow.outputs)
        }
        guard let whole = values.first(where: { $0.number == nil }) else {
            return Tensor(number: elementValue(values.map { $0.values[0] }))
        }
        if let other = values.first(where: { $0.number == nil && $0.dimensions != whole.dimensions }) { throw mismatch(whole, other) }
        var elements: [Double] = []
        elements.reserveCapacity(whole.values.count)
        for index in whole.values.indices {
            if index.isMultiple(of: Self.elementsALook) { try goOn() }
            elements.append(elementValue(values.map { $0.number ?? $0.values[index] }))
        }
        return Tensor(dimensions: whole.dimensions, values: elements)
    }

    /// Elements that take some milliseconds.
    private static let elementsALook = 1 << 13

    /// The value, given those of its parts.
    private func elementValue(_ parts: [Double]) -> Double {
        switch form {
        case .number(let value): value
        case .constant(let constant): constant.value
        case .quantity: .nan
        case .negation: -parts[0]
        case .not: parts[0].isTrue ? 0 : 1
        case .binary(let op, _, _): op.apply(parts[0], parts[1])
        case .conditional: parts[0].isTrue ? parts[1] : parts[2]
        case .call(let function, _): function.apply(parts)
        }
    }
}

extension Function {
    /// The function of a whole row that it is; nil for all that look at one number alone.
    fileprivate var ofRow: Activation.OfLayer? { primes == 0 && body == nil ? Activation.named(name)?.ofLayer : nil }
}

extension Tensor {
    /// The same with every row changed, a row being what stands side by side in the last dimension. Where only sizes are looked at one
    /// number stands for all.
    fileprivate func mappingRows(_ change: ([Double]) -> [Double]) -> Tensor {
        guard let width = dimensions.last, width > 0 else { return self }
        let rows = stride(from: 0, to: values.count, by: width).map { change(Array(values[$0...].prefix(width))) }
        return Tensor(dimensions: dimensions, values: Array(rows.joined()))
    }
}
