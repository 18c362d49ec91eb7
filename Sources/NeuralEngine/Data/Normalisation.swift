// Inputs and answers brought to one scale, with numbers that are found on some of the samples alone.

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
    /// Those that never change, from 0.
    public let constants: [Int]

    /// Finds shift and scale on some rows of a data set: those of the training part, so that the others stay unseen.
    /// - Parameter keepsConstants: whether what never changes stays as it is; else it is shifted to 0.
    public init(_ rule: Rule, of inputs: Matrix, rows: [Int], keepsConstants: Bool = false) {
        self.rule = rule
        var shift: [Double] = [], scale: [Double] = [], constants: [Int] = []
        for column in 0..<inputs.columns {
            let values = rows.map { inputs[$0, column] }
            if let first = values.first, values.allSatisfy({ $0 == first }) {
                constants.append(column)
                shift.append(keepsConstants ? 0 : first)
                scale.append(1)
                continue
            }
            let (start, width) = rule == .standard ? values.meanAndDeviation : values.leastAndDistance
            shift.append(start)
            scale.append(width > 0 ? width : 1)
        }
        (self.shift, self.scale, self.constants) = (shift, scale, constants)
    }

    public func applied(to inputs: Matrix) -> Matrix {
        var changed = inputs
        for row in 0..<inputs.rows {
            for column in 0..<inputs.columns { changed[row, column] = (inputs[row, column] - shift[column]) / scale[column] }
        }
        return changed
    }
}

extension [Double] {
    /// The mean m and the standard deviation sqrt(1/n sum (x - m)^2). Where a sum or a square is beyond all numbers, or the squares are too
    /// small for any, they are found of x/c, c the largest |x|, and taken times c.
    fileprivate var meanAndDeviation: (Double, Double) {
        let (mean, deviation) = plainMeanAndDeviation
        guard !deviation.isFinite || deviation == 0, let largest = map(abs).max(), largest > 0 else { return (mean, deviation) }
        let (shared, width) = map { $0 / largest }.plainMeanAndDeviation
        return (shared * largest, width * largest)
    }

    private var plainMeanAndDeviation: (Double, Double) {
        let mean = reduce(0, +) / Double(count)
        return (mean, (reduce(0) { $0.addingProduct($1 - mean, $1 - mean) } / Double(count)).squareRoot())
    }

    fileprivate var leastAndDistance: (Double, Double) {
        let least = self.min() ?? 0
        return (least, (self.max() ?? 0) - least)
    }
}

extension Normalisation {
    /// Takes numbers back to the scale that they came from.
    public func undone(on numbers: Matrix) -> Matrix {
        var changed = numbers
        for row in 0..<numbers.rows {
            for column in 0..<numbers.columns { changed[row, column] = numbers[row, column] * scale[column] + shift[column] }
        }
        return changed
    }
}

extension Dataset {
    /// The same samples with inputs on another scale.
    public func normalised(_ normalisation: Normalisation) -> Dataset {
        var changed = self
        changed.inputs = normalisation.applied(to: inputs)
        changed.preparation.inputScales.append(normalisation)
        return changed
    }

    /// The same samples with answers, which are numbers, on another scale. Those that could be classes are numbers from now on.
    public func targetsNormalised(_ normalisation: Normalisation) -> Dataset {
        guard case .values(let matrix) = answers else { return self }
        var changed = self
        changed.answers = .values(normalisation.applied(to: matrix))
        changed.labels = nil
        changed.preparation.targetScales.append(normalisation)
        return changed
    }
}

extension Preparation {
    /// New rows on the scale of the inputs; as they are where they have another number of columns.
    public func scaled(inputs rows: Matrix) -> Matrix { Preparation.scaled(rows, inputScales) }

    /// New answers on the scale of the targets.
    public func scaled(targets rows: Matrix) -> Matrix { Preparation.scaled(rows, targetScales) }

    private static func scaled(_ rows: Matrix, _ scales: [Normalisation]) -> Matrix {
        scales.reduce(rows) { $1.scale.count == $0.columns ? $1.applied(to: $0) : $0 }
    }

    /// What a network gives, in the units of the answers.
    /// - Parameter areInputs: whether the inputs are the answers.
    public func inOwnUnits(_ outputs: Matrix, areInputs: Bool = false) -> Matrix {
        (areInputs ? inputScales : targetScales).reversed().reduce(outputs) { $1.scale.count == $0.columns ? $1.undone(on: $0) : $0 }
    }
}
