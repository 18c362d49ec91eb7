// One pass over a batch: the arrays it fills, and the operations that fill them. The stepper calls them for one node,
// the trainer for all nodes at once: they are the same operations, so what you step is what trains.

/// The quantities of one forward and backward pass over a batch of samples.
///
/// Matrices have a row a sample and a column a unit. Layers are numbered from 1; layer 0 is the input.
public struct Pass: Sendable {
    public let network: Network
    /// How many samples the present batch has; arrays may have room for more.
    public private(set) var sampleCount = 0
    /// What goes in, and what should come out.
    public private(set) var inputs: Matrix
    public private(set) var targets: Matrix
    /// z = W x + b and a = f(z) of layer l at index l - 1.
    public internal(set) var netInputs: [Matrix]
    public internal(set) var outputs: [Matrix]
    /// dLoss/dz of layer l at index l - 1, where Loss is the mean over the batch.
    public internal(set) var deltas: [Matrix]
    /// What each output adds to its sample's loss.
    public internal(set) var shares: Matrix
    /// The loss of each sample, and the mean over a batch of several.
    public internal(set) var sampleLosses: [Double]
    var meanLoss = 0.0
    /// The loss of the batch; of a single sample its own.
    public var loss: Double { sampleCount == 1 ? sampleLosses[0] : meanLoss }
    /// dLoss/dW and dLoss/db of layer l at index l - 1.
    public internal(set) var gradients: Parameters

    /// Room for batches of up to `capacity` samples.
    public init(network: Network, capacity: Int) {
        self.network = network
        inputs = Matrix(rows: capacity, columns: network.inputs)
        targets = Matrix(rows: capacity, columns: network.outputs)
        let units = network.layers.map { Matrix(rows: capacity, columns: $0.units) }
        netInputs = units
        outputs = units
        deltas = units
        shares = Matrix(rows: capacity, columns: network.outputs)
        sampleLosses = [Double](repeating: 0, count: capacity)
        gradients = Parameters(zerosFor: network)
    }

    /// Makes some rows of the data the present batch.
    public mutating func load(_ samples: Samples, rows: Range<Int>) {
        sampleCount = rows.count
        inputs.values.replaceSubrange(0..<rows.count * network.inputs, with: samples.inputs.values[rows, of: network.inputs])
        targets.values.replaceSubrange(0..<rows.count * network.outputs, with: samples.targets.values[rows, of: network.outputs])
    }

    /// Everything forward: net inputs and outputs layer by layer, then the loss.
    public mutating func forward(_ parameters: Parameters) {
        let all = 0..<sampleCount
        for (index, layer) in network.layers.enumerated() {
            computeNetInputs(layer: index + 1, units: 0..<layer.units, samples: all, parameters)
            computeOutputs(layer: index + 1, units: 0..<layer.units, samples: all)
        }
        computeShares(units: 0..<network.outputs, samples: all)
        computeSampleLosses(samples: all)
        computeMeanLoss()
    }

    /// Everything backward: from the last layer to the first its deltas and its gradients.
    public mutating func backward(_ parameters: Parameters) {
        let all = 0..<sampleCount
        for (index, layer) in network.layers.enumerated().reversed() {
            computeDeltas(layer: index + 1, units: 0..<layer.units, samples: all, parameters)
            addWeightGradients(layer: index + 1, units: 0..<layer.units, inputs: 0..<layer.inputs, samples: all)
            addBiasGradients(layer: index + 1, biases: 0..<layer.biasCount, samples: all)
        }
    }
}

// MARK: - Forward

extension Pass {
    /// What a layer reads: the outputs of the layer before, or the inputs.
    func input(ofLayer number: Int) -> Matrix { number == 1 ? inputs : outputs[number - 2] }

    /// z[s, j] = b[j] + sum over k of w[j, k] x[s, k].
    mutating func computeNetInputs(layer number: Int, units: Range<Int>, samples: Range<Int>, _ parameters: Parameters) {
        let layer = network[layer: number], biases = parameters.biases[number - 1]
        let source = input(ofLayer: number)
        netInputs[number - 1].values.withUnsafeMutableBufferPointer { z in
            for s in samples {
                for j in units { z[s * layer.units + j] = layer.biasIndex(ofUnit: j).map { biases[$0] } ?? 0 }
            }
            source.values.withUnsafeBufferPointer { x in
                parameters.weights[number - 1].values.withUnsafeBufferPointer { w in
                    guard let x = x.baseAddress, let w = w.baseAddress, let z = z.baseAddress else { return }
                    addProduct(
                        rows: samples.count, columns: units.count, count: layer.inputs,
                        Strided(x, columns: layer.inputs, fromRow: samples.lowerBound),
                        Strided(w, columns: layer.inputs, fromRow: units.lowerBound).transposed,
                        to: z + samples.lowerBound * layer.units + units.lowerBound, rowStride: layer.units)
                }
            }
        }
    }

    /// a = f(z), unit by unit, or softmax over the layer.
    mutating func computeOutputs(layer number: Int, units: Range<Int>, samples: Range<Int>) {
        let layer = network[layer: number]
        let netInputs = netInputs[number - 1]
        outputs[number - 1].values.withUnsafeMutableBufferPointer { a in
            netInputs.values.withUnsafeBufferPointer { z in
                for s in samples {
                    let row = s * layer.units
                    if layer.activation.isSoftmax {
                        let softmax = Softmax(UnsafeBufferPointer(rebasing: z[row..<row + layer.units]))
                        for j in units { a[row + j] = softmax.probability(j) }
                    } else if let z = z.baseAddress, let a = a.baseAddress {
                        layer.activation.values(z + row + units.lowerBound, a + row + units.lowerBound, units.count)
                    }
                }
            }
        }
    }

    /// What each output adds to the loss of its sample.
    mutating func computeShares(units: Range<Int>, samples: Range<Int>) {
        let count = network.outputs
        for s in samples {
            for j in units { shares[s, j] = network.loss.share(output(s, j), targets[s, j], count) }
            guard network.lossIsFromLogits, let logits = netInputs.last else { continue }
            logits.values.withUnsafeBufferPointer { z in
                let softmax = Softmax(UnsafeBufferPointer(rebasing: z[s * count..<(s + 1) * count]))
                for j in units { shares[s, j] = targets[s, j] == 0 ? 0 : -targets[s, j] * softmax.logProbability(j) }
            }
        }
    }

    /// The loss of a sample: the sum of its shares.
    mutating func computeSampleLosses(samples: Range<Int>) {
        for s in samples { sampleLosses[s] = shares.row(s).reduce(0, +) }
    }

    /// The mean over the samples of the batch.
    mutating func computeMeanLoss() {
        meanLoss = sampleLosses[..<sampleCount].reduce(0, +) / Double(sampleCount)
    }

    private func output(_ sample: Int, _ unit: Int) -> Double { outputs.last?[sample, unit] ?? inputs[sample, unit] }
}

// MARK: - Backward

extension Pass {
    /// dLoss/da of some units of a layer for one sample. For the last layer the slope of the loss divided by the number of samples;
    /// before it the sum over the next layer of w[j, k] delta[j]. Layer 0 gives dLoss/dx.
    func errors(layer number: Int, units: Range<Int>, sample: Int, _ parameters: Parameters) -> [Double] {
        if number == network.layers.count {
            return units.map {
                network.loss.slope(output(sample, $0), targets[sample, $0], network.outputs) / Double(sampleCount)
            }
        }
        var errors = [Double](repeating: 0, count: units.count)
        let next = network.layers[number]
        errors.withUnsafeMutableBufferPointer { errors in
            deltas[number].values.withUnsafeBufferPointer { delta in
                parameters.weights[number].values.withUnsafeBufferPointer { w in
                    guard let delta = delta.baseAddress, let w = w.baseAddress, let errors = errors.baseAddress else { return }
                    addProduct(
                        rows: 1, columns: units.count, count: next.units,
                        Strided(delta, columns: next.units, fromRow: sample),
                        Strided(w, columns: next.inputs, fromColumn: units.lowerBound), to: errors, rowStride: units.count)
                }
            }
        }
        return errors
    }

    /// delta = dLoss/dz = dLoss/da * f'(z); for softmax with cross-entropy ((sum of t) a - t)/samples; for softmax
    /// otherwise a_i (g_i - sum over k of g_k a_k) with g = dLoss/da.
    mutating func computeDeltas(layer number: Int, units: Range<Int>, samples: Range<Int>, _ parameters: Parameters) {
        let layer = network[layer: number]
        for s in samples {
            if number == network.layers.count && network.lossIsFromLogits {
                let total = targets.row(s).reduce(0, +)
                for j in units {
                    deltas[number - 1][s, j] = (total * outputs[number - 1][s, j] - targets[s, j]) / Double(sampleCount)
                }
            } else if layer.activation.isSoftmax {
                let errors = errors(layer: number, units: 0..<layer.units, sample: s, parameters)
                let mean = zip(errors, outputs[number - 1].row(s)).reduce(0.0) { $0.addingProduct($1.0, $1.1) }
                for j in units { deltas[number - 1][s, j] = outputs[number - 1][s, j] * (errors[j] - mean) }
            } else {
                let errors = errors(layer: number, units: units, sample: s, parameters)
                let slopes = slopes(layer: number, units: units, sample: s)
                for (place, j) in units.enumerated() { deltas[number - 1][s, j] = errors[place] * slopes[place] }
            }
        }
    }

    /// f'(z) of some units of a layer.
    func slopes(layer number: Int, units: Range<Int>, sample: Int) -> [Double] {
        let layer = network[layer: number]
        return [Double](unsafeUninitializedCapacity: units.count) { slopes, count in
            netInputs[number - 1].values.withUnsafeBufferPointer { z in
                guard let z = z.baseAddress, let slopes = slopes.baseAddress else { return }
                layer.activation.derivatives(z + sample * layer.units + units.lowerBound, slopes, units.count)
            }
            count = units.count
        }
    }

    /// dLoss/dw[j, k] = sum over the samples of delta[s, j] x[s, k]. The first sample begins the sum, others add to it.
    mutating func addWeightGradients(layer number: Int, units: Range<Int>, inputs: Range<Int>, samples: Range<Int>) {
        let layer = network[layer: number]
        let source = input(ofLayer: number)
        gradients.weights[number - 1].values.withUnsafeMutableBufferPointer { gradient in
            if samples.lowerBound == 0 {
                for j in units { for k in inputs { gradient[j * layer.inputs + k] = 0 } }
            }
            deltas[number - 1].values.withUnsafeBufferPointer { delta in
                source.values.withUnsafeBufferPointer { x in
                    guard let delta = delta.baseAddress, let x = x.baseAddress, let gradient = gradient.baseAddress else { return }
                    addProduct(
                        rows: units.count, columns: inputs.count, count: samples.count,
                        Strided(delta, columns: layer.units, fromRow: samples.lowerBound, fromColumn: units.lowerBound).transposed,
                        Strided(x, columns: layer.inputs, fromRow: samples.lowerBound, fromColumn: inputs.lowerBound),
                        to: gradient + units.lowerBound * layer.inputs + inputs.lowerBound, rowStride: layer.inputs)
                }
            }
        }
    }

    /// dLoss/db[j] = sum over the samples of delta[s, j]; of a shared bias, over the units too.
    mutating func addBiasGradients(layer number: Int, biases: Range<Int>, samples: Range<Int>) {
        let layer = network[layer: number]
        for bias in biases {
            var sum = samples.lowerBound == 0 ? 0 : gradients.biases[number - 1][bias]
            let units = layer.biasMode == .shared ? 0..<layer.units : bias..<bias + 1
            for s in samples { for j in units { sum += deltas[number - 1][s, j] } }
            gradients.biases[number - 1][bias] = sum
        }
    }
}

extension Array {
    /// The elements of some rows of row-major storage.
    subscript(rows: Range<Int>, of columns: Int) -> ArraySlice<Element> {
        self[rows.lowerBound * columns..<rows.upperBound * columns]
    }
}
