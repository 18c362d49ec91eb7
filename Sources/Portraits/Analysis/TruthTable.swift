// What a network answers to every row of zeros and ones.
import Documents
import NeuralEngine
import Workspaces

package struct TruthTable {
    /// Networks with more inputs have tables that nobody reads.
    package static let mostInputs = 8

    private let network: Network
    private let names: Names
    private let inputs: Matrix
    private let inputNames: [String]
    private let prediction: Prediction
    /// What the data want for each row, in their own units; nil where they have no such row.
    private let targets: [[Double]?]
    private let numerals: Numerals
    private let wanted: [Int?]

    /// - Throws: why the network cannot answer. It has `mostInputs` inputs at most.
    package init(_ workspace: Workspace, _ numerals: Numerals) throws(WorkspaceError) {
        network = try workspace.requireNetwork()
        (names, self.numerals) = (Names(network: network), numerals)
        let count = workspace.givenCount ?? network.inputs
        inputNames = workspace.features?.givenNames ?? (0..<count).map { [names] in names.node(layer: 0, unit: $0) }
        inputs = Matrix(rows: (0..<1 << count).map { row in (0..<count).map { Double(row >> (count - 1 - $0) & 1) } })
        prediction = try workspace.predict(inputs)
        let preparation = workspace.preparation, read = workspace.setup.read(given: inputs)
        var known: [[Double]: Int] = [:]
        let samples = TruthTable.samples(of: workspace, network)
        if let samples, samples.hasTargets {
            for row in 0..<samples.count where known[Array(samples.inputs.row(row))] == nil { known[Array(samples.inputs.row(row))] = row }
        }
        let places = (0..<inputs.rows).map { known[Array(read.row($0))] }
        let classes = samples?.classes(for: network), ownTargets = samples.map { preparation?.inOwnUnits($0.targets) ?? $0.targets }
        targets = places.map { place in place.flatMap { row in ownTargets.map { Array($0.row(row)) } } }
        wanted = places.map { place in place.flatMap { classes?[$0] } }
    }

    /// All samples, those of every part.
    private static func samples(of workspace: Workspace, _ network: Network) -> Samples? {
        guard let dataset = workspace.dataset else { return try? workspace.setup.samples() }
        return dataset.fits(network) ? dataset.samples(for: network) : nil
    }

    package var document: Document {
        let outputs = (0..<network.outputs).map { names.node(layer: network.outputLayer, unit: $0) }.prefix(6)
        let hasTargets = targets.contains { $0 != nil }, hasClasses = wanted.contains { $0 != nil }
        let header =
            inputNames + outputs
            + (hasTargets ? outputs.map { network.outputs == 1 ? "target" : "\($0).target" } : []) + (hasClasses ? ["right"] : [])
        let rows = (0..<inputs.rows).map { row -> [String] in
            let target = targets[row].map { $0.prefix(outputs.count).map(numerals.text) } ?? outputs.map { _ in "-" }
            let isRight = wanted[row].map { $0 == prediction.classes[row] ? "yes" : "no" } ?? "-"
            return inputs.row(row).map { numerals.text($0) } + prediction.outputs.row(row).prefix(outputs.count).map(numerals.text)
                + (hasTargets ? target : []) + (hasClasses ? [isRight] : [])
        }
        var blocks: [Block] = [
            .table(Table(header: header, rows: rows, alignRight: header.indices.map { !hasClasses || $0 < header.count - 1 }))
        ]
        if hasClasses { blocks.append(.line("\(right) of \(wanted.count { $0 != nil }) rows with a target are right")) }
        if network.outputs > outputs.count { blocks.append(.note("the first \(outputs.count) of \(network.outputs) outputs")) }
        return Document(
            blocks,
            values: [
                .init("inputs", .matrix(inputs.values, columns: inputs.columns)),
                .init("outputs", .matrix(prediction.outputs.values, columns: prediction.outputs.columns)),
                .init("targets", .array(targets.map { $0.map { .vector($0) } ?? .null })),
                .init("right", hasClasses ? .int(right) : .null),
            ])
    }

    private var right: Int { wanted.indices.count { wanted[$0] == prediction.classes[$0] } }
}
