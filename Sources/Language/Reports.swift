// Tables of a network's numbers: weights, gradients, activations, steps.
import NeuralEngine

/// A table for people and the same numbers for programs.
struct Report: Sendable {
    var matrices: [(name: String, matrix: Matrix)] = []
    var numbers: [(name: String, value: Double)] = []

    /// Larger matrices are shown by their first rows and columns.
    private static let mostRows = 12, mostColumns = 8

    func blocks(_ numerals: Numerals) -> [Block] {
        let lines = matrices.flatMap { Report.lines($0.name, $0.matrix, numerals) }
        return (lines.isEmpty ? [] : [.preformatted(lines)]) + numbers.map { .line("\($0.name) = \(numerals.text($0.value))") }
    }

    var values: [JSONField] {
        matrices.map { name, matrix in
            JSONField(name, name.first == "b" ? .vector(matrix.values) : .matrix(matrix.values, columns: matrix.columns))
        } + numbers.map { JSONField($0.name, .number($0.value)) }
    }

    /// `W1 = [ 0.15  0.2 ]`, columns aligned at their right ends.
    static func lines(_ name: String, _ matrix: Matrix, _ numerals: Numerals) -> [String] {
        let rows = min(matrix.rows, mostRows), columns = min(matrix.columns, mostColumns)
        let cells = (0..<rows).map { r in (0..<columns).map { numerals.text(matrix[r, $0]) } + (columns < matrix.columns ? ["..."] : []) }
        let widths = (cells.first ?? []).indices.map { c in cells.map { $0[c].count }.max() ?? 0 }
        var lines = cells.enumerated().map { index, row in
            let body = zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
            return (index == 0 ? "\(name) = " : String(repeating: " ", count: name.count + 3)) + "[ \(body) ]"
        }
        if rows < matrix.rows { lines.append(String(repeating: " ", count: name.count + 3) + "... \(matrix.rows - rows) more rows") }
        return lines
    }
}

enum Reports {
    /// W1, b1, W2, b2 ...
    static func weights(_ network: Network, _ parameters: Parameters) -> Report {
        var report = Report()
        for number in network.layers.indices.map({ $0 + 1 }) {
            guard network[layer: number].weightCount > 0 else { continue }
            report.matrices.append(("W\(number)", parameters.weights[number - 1]))
            if !parameters.biases[number - 1].isEmpty {
                report.matrices.append(("b\(number)", Matrix(rows: [parameters.biases[number - 1]])))
            }
        }
        return report
    }

    /// The pass with the parameters from before its updates, done to the end.
    private static func wholePass(_ stepper: Stepper) -> (Stepper, Pass) {
        let moment = stepper.moment(before: min(stepper.position.step, stepper.plan.firstUpdate))
        return (moment, moment.wholePass())
    }

    /// dE/dW1, dE/db1 ... and dE/dx, a row a sample.
    static func gradients(_ stepper: Stepper) -> Report {
        let (moment, pass) = wholePass(stepper)
        var report = weights(stepper.network, pass.gradients)
        report.matrices.append(("x", moment.inputGradients(of: pass)))
        return report
    }

    /// z1, a1, z2, a2 ... with a row a sample, and the loss.
    static func forward(_ stepper: Stepper) -> Report {
        let (_, pass) = wholePass(stepper)
        var report = Report()
        for index in stepper.network.layers.indices {
            if stepper.network.layers[index].hasNetInputs {
                report.matrices.append(("z\(index + 1)", pass.netInputs[index].prefix(pass.sampleCount)))
            }
            report.matrices.append(("a\(index + 1)", pass.outputs[index].prefix(pass.sampleCount)))
        }
        if stepper.samples.hasTargets { report.numbers.append(("loss", pass.loss)) }
        return report
    }
}
