// What a network answers for rows that it is not trained on.

/// The answers of a network for some rows.
public struct Prediction: Sendable {
    /// A row a row of inputs, a column an output.
    public let outputs: Matrix
    /// The class that each row of outputs stands for, if outputs stand for classes.
    public let classes: [Int]

    public init(outputs: Matrix, classes: [Int]) {
        self.outputs = outputs
        self.classes = classes
    }
}

extension Network {
    /// Answers for rows of inputs as the network is used, not trained: nothing is dropped, and batch normalisation takes its running
    /// statistics. The network needs a layer that computes something.
    public func prediction(for inputs: Matrix, _ parameters: Parameters) -> Prediction {
        // Nothing asks it to stop.
        prediction(for: inputs, parameters, unless: { false }) ?? Prediction(outputs: Matrix(rows: 0, columns: outputs), classes: [])
    }

    /// The same; nil if it was asked to stop on the way.
    public func prediction(for inputs: Matrix, _ parameters: Parameters, unless isToStop: () -> Bool) -> Prediction? {
        let samples = Samples(inputs: inputs, outputs: outputs)
        var pass = Pass(network: self, capacity: min(max(1, samples.count), Evaluator.batchSize))
        pass.isTraining = false
        var values: [Double] = []
        for start in stride(from: 0, to: samples.count, by: Evaluator.batchSize) {
            pass.load(samples, rows: start..<min(start + Evaluator.batchSize, samples.count))
            guard StopSign.with(isToStop, { pass.forward(parameters, $0) }) else { return nil }
            values += pass.outputs[outputLayer - 1].prefix(pass.sampleCount).values
        }
        let matrix = Matrix(rows: samples.count, columns: outputs, values: values)
        return Prediction(outputs: matrix, classes: (0..<samples.count).map { pass.reading.answeredClass(matrix.row($0)) })
    }
}

extension Network {
    /// What each layer gives for rows of inputs, as the network is used: layer l at index l - 1, a row a row of inputs.
    public func layerOutputs(for inputs: Matrix, _ parameters: Parameters) -> [Matrix] {
        // Nothing asks it to stop.
        layerOutputs(for: inputs, parameters, unless: { false }) ?? []
    }

    /// The same; nil if it was asked to stop on the way.
    public func layerOutputs(for inputs: Matrix, _ parameters: Parameters, unless isToStop: () -> Bool) -> [Matrix]? {
        var pass = Pass(network: self, capacity: max(1, inputs.rows))
        pass.isTraining = false
        pass.load(Samples(inputs: inputs, outputs: outputs), rows: 0..<inputs.rows)
        return StopSign.with(isToStop) { pass.forward(parameters, $0) } ? pass.outputs : nil
    }
}
