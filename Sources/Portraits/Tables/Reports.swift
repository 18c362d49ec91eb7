// Tables of a network's numbers: weights, gradients, activations.
import Documents
import NeuralEngine
import Workspaces

/// A table for people and the same numbers for programs.
package struct Report: Sendable {
    /// Numbers under a name. Those of images and filters are shown matrix by matrix, each with its place.
    package struct Entry: Sendable {
        package let name: String
        /// What people see in its place.
        package var title: String?
        package let tensor: Tensor
        /// Whether the outermost level are the samples of a batch.
        package var isBatch = false
    }

    package var entries: [Entry] = []
    package var numbers: [(name: String, value: Double)] = []

    package init() {}

    /// The same as a document.
    package func document(_ numerals: Numerals) -> Document { Document(blocks(numerals), values: Deferred { values }) }

    /// Larger matrices are shown by their first rows and columns, unless all fit into a line; of many matrices the first are shown.
    private static let mostRows = 12, mostColumns = 8, widestLine = 70, mostMatrices = 16

    package mutating func add(_ name: String, _ tensor: Tensor) { entries.append(Entry(name: name, tensor: tensor)) }

    /// What a layer gives for each sample: a row a sample, or images or sequences.
    package mutating func addImages(_ name: String, title: String? = nil, _ rows: Matrix, shape: Shape) {
        let dimensions = shape.isFlat ? [rows.rows, rows.columns] : [rows.rows] + shape.dimensions
        entries.append(
            Entry(name: name, title: title, tensor: Tensor(dimensions: dimensions, values: rows.values), isBatch: !shape.isFlat))
    }

    package func blocks(_ numerals: Numerals) -> [Block] {
        let lines = entries.flatMap { Report.lines($0, numerals) }
        return (lines.isEmpty ? [] : [.preformatted(lines)]) + numbers.map { .line("\($0.name) = \(numerals.text($0.value))") }
    }

    package var values: [JSONField] {
        entries.map { JSONField($0.name, $0.tensor.json) } + numbers.map { JSONField($0.name, .number($0.value)) }
    }

    // MARK: Text

    private static func lines(_ entry: Entry, _ numerals: Numerals) -> [String] {
        let dimensions = entry.tensor.dimensions, values = entry.tensor.values, name = entry.title ?? entry.name
        guard dimensions.count > 2 else {
            let rows = dimensions.count == 2 ? dimensions[0] : 1
            return lines(name, Matrix(rows: rows, columns: rows == 0 ? 0 : values.count / rows, values: values), numerals)
        }
        let rows = dimensions[dimensions.count - 2], columns = dimensions[dimensions.count - 1], outer = dimensions.dropLast(2)
        let count = outer.reduce(1, *)
        var lines: [String] = []
        for index in 0..<min(count, mostMatrices) {
            let matrix = Matrix(rows: rows, columns: columns, values: Array(values[index * rows * columns..<(index + 1) * rows * columns]))
            lines += Report.lines(name + place(index, outer: Array(outer), isBatch: entry.isBatch), matrix, numerals)
        }
        if count > mostMatrices { lines.append("... \(count - mostMatrices) more of \(name)") }
        return lines
    }

    /// `[2,1]` for filter 2 and channel 1, `[2]` where there is one channel or the matrix holds all; of images `(3)[2]` for sample 3 and
    /// channel 2.
    private static func place(_ index: Int, outer: [Int], isBatch: Bool) -> String {
        let channels = outer.count > 1 ? outer[1] : 1, (first, channel) = index.quotientAndRemainder(dividingBy: channels)
        if !isBatch { return channels == 1 ? "[\(first + 1)]" : "[\(first + 1),\(channel + 1)]" }
        return (outer[0] == 1 ? "" : "(\(first + 1))") + (channels == 1 ? "" : "[\(channel + 1)]")
    }

    /// `W1 = [ 0.15  0.2 ]`, columns aligned at their right ends.
    static func lines(_ name: String, _ matrix: Matrix, _ numerals: Numerals) -> [String] {
        let rows = matrix.rows <= 28 && fits(matrix, numerals) ? matrix.rows : min(matrix.rows, mostRows)
        let columns = fits(matrix, numerals) ? matrix.columns : min(matrix.columns, mostColumns)
        let cells = (0..<rows).map { r in (0..<columns).map { numerals.text(matrix[r, $0]) } + (columns < matrix.columns ? ["..."] : []) }
        let widths = (cells.first ?? []).indices.map { c in cells.map { $0[c].count }.max() ?? 0 }
        var lines = cells.enumerated().map { index, row in
            let body = zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
            return (index == 0 ? "\(name) = " : String(repeating: " ", count: name.count + 3)) + "[ \(body) ]"
        }
        if rows < matrix.rows { lines.append(String(repeating: " ", count: name.count + 3) + "... \(matrix.rows - rows) more rows") }
        return lines
    }

    /// Whether a wide matrix, such as an image, has numbers so short that whole rows fit into a line.
    private static func fits(_ matrix: Matrix, _ numerals: Numerals) -> Bool {
        guard matrix.columns > mostColumns, matrix.columns <= widestLine / 3 + 5, matrix.rows <= widestLine else { return false }
        let widest = matrix.values.map { numerals.text($0).count }.max() ?? 0
        return (widest + 2) * matrix.columns <= widestLine + 16
    }
}

package enum Reports {
    /// W1, b1, W2, b2 ...; of a recurrent layer also U1, of gru c1: of a convolution by filter, channel, row and column; of batch normalisation gamma and beta of each channel.
    package static func weights(_ network: Network, _ parameters: Parameters) -> Report {
        var report = Report()
        for number in network.layers.indices.map({ $0 + 1 }) where network[layer: number].weightCount > 0 {
            for block in network[layer: number].parameterBlocks {
                report.add("\(block.letter)\(number)", block.numbers(in: parameters, layer: number))
            }
        }
        return report
    }

    /// The weights of one layer in the form in which they are typed.
    package static func weights(ofLayer number: Int, _ network: Network, _ parameters: Parameters) -> Tensor {
        let weights = parameters.weights[number - 1]
        return Tensor(dimensions: network[layer: number].weightDimensions, values: weights.values)
    }

    /// What is learnt without gradients: what batch normalisation uses outside training, and the centers of center loss.
    package static func addStatistics(_ network: Network, _ parameters: Parameters, to report: inout Report) {
        let names = Names(network: network)
        for (index, layer) in network.layers.enumerated() where layer.statisticCount > 0 {
            for statistic in [ChannelStatistic.mean, .variance] {
                let values = (0..<layer.statisticCount).map { parameters.runningStatistic(statistic, layer: index + 1, channel: $0) }
                report.add("\(names.layerName(index + 1)).running_\(statistic.memberName)", Tensor(row: values))
            }
        }
        if network.centerLoss != nil { report.add("centers", Tensor(parameters.centers)) }
    }

    /// dE/dW1, dE/db1 ... and dE/dx of each sample.
    /// - Throws: `stoppedOnTheWay` if it was asked to stop.
    package static func gradients(_ stepper: Stepper, unless isToStop: () -> Bool) throws(WorkspaceError) -> Report {
        guard let pass = stepper.wholePass(unless: isToStop), let ofInputs = stepper.inputGradients(of: pass, unless: isToStop) else {
            throw .stoppedOnTheWay
        }
        var report = weights(stepper.network, pass.gradients)
        report.addImages("x", ofInputs, shape: stepper.network.inputShape)
        // Programs know them by what they are the gradients of.
        for index in report.entries.indices { report.entries[index].title = "dE/d\(report.entries[index].name)" }
        return report
    }

    /// The net inputs and the outputs of each layer for each sample, and the loss; programs know them as z1, a1, z2, a2 ...
    /// - Throws: `stoppedOnTheWay` if it was asked to stop.
    package static func forward(_ stepper: Stepper, unless isToStop: () -> Bool) throws(WorkspaceError) -> Report {
        guard let pass = stepper.forwardPass(unless: isToStop) else { throw .stoppedOnTheWay }
        let netInputs = pass.netInputs, outputs = pass.outputs
        var report = Report()
        for (index, layer) in stepper.network.layers.enumerated() {
            if layer.hasNetInputs {
                report.addImages(
                    "z\(index + 1)", title: "layer \(index + 1) net", netInputs[index].prefix(pass.sampleCount),
                    shape: layer.netInputShape)
            }
            report.addImages("a\(index + 1)", title: "layer \(index + 1) out", outputs[index].prefix(pass.sampleCount), shape: layer.shape)
        }
        if stepper.samples.hasTargets { report.numbers.append(("loss", pass.loss)) }
        return report
    }

    /// a1, a2 ... of layers that pass their inputs on.
    package static func passedOn(_ rows: Matrix, _ network: Network) -> Report {
        var report = Report()
        for (index, layer) in network.layers.enumerated() { report.addImages("a\(index + 1)", rows, shape: layer.shape) }
        return report
    }

    /// The steps of a pass, and which of them are done.
    package static func steps(_ stepper: Stepper) -> Document {
        let names = Names(network: stepper.network)
        let count = min(stepper.plan.count, 200)
        let rows = (0..<count).map { index -> [String] in
            let step = stepper.plan[index]
            let mark = index == stepper.position.step ? ">" : index < stepper.position.step ? "." : ""
            return [mark, "\(index + 1)", step.phase.rawValue, names.symbol(of: step)]
        }
        var blocks: [Block] = [
            .table(Table(header: ["", "step", "phase", "quantity"], rows: rows, alignRight: [false, true, false, false]))
        ]
        if count < stepper.plan.count { blocks.append(.note("... \(stepper.plan.count - count) more")) }
        return Document(
            blocks,
            values: [
                .init("step", .int(stepper.position.step)), .init("of", .int(stepper.plan.count)),
                .init("steps", .array((0..<count).map { .string(names.name(of: stepper.plan[$0])) })),
            ])
    }
}
