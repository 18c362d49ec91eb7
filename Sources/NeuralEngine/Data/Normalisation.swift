// Inputs brought to one scale, with numbers that are found on some of the samples alone.

/// x -> (x - shift)/scale, for each input on its own.
public struct Normalisation: Sendable, Equatable {
    public enum Rule: String, CaseIterable, Sendable {
        /// Mean 0 and standard deviation 1: shift is the mean, scale sqrt(1/n sum (x - mean)^2).
        case standard
        /// From 0 to 1: shift is the least value, scale the distance to the greatest.
        case range
    }

    public let rule: Rule
    public let shift: [Double]
    /// 1 for an input that never changes.
    public let scale: [Double]

    /// Finds shift and scale on some rows of a data set: those of the training part, so that the others stay unseen.
    public init(_ rule: Rule, of inputs: Matrix, rows: [Int]) {
        self.rule = rule
        var shift: [Double] = [], scale: [Double] = []
        for column in 0..<inputs.columns {
            let values = rows.map { inputs[$0, column] }
            let start: Double, width: Double
            switch rule {
            case .standard:
                start = values.reduce(0, +) / Double(values.count)
                width = (values.reduce(0) { $0.addingProduct($1 - start, $1 - start) } / Double(values.count)).squareRoot()
            case .range:
                start = values.min() ?? 0
                width = (values.max() ?? 0) - start
            }
            shift.append(start)
            scale.append(width > 0 ? width : 1)
        }
        (self.shift, self.scale) = (shift, scale)
    }

    public func applied(to inputs: Matrix) -> Matrix {
        var changed = inputs
        for row in 0..<inputs.rows {
            for column in 0..<inputs.columns { changed[row, column] = (inputs[row, column] - shift[column]) / scale[column] }
        }
        return changed
    }
}

extension Dataset {
    /// The same samples with inputs on another scale.
    public func normalised(_ normalisation: Normalisation) -> Dataset {
        var changed = self
        changed.inputs = normalisation.applied(to: inputs)
        return changed
    }
}
