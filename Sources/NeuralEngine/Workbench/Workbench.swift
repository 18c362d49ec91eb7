// The arrays of a pass while they are worked on: the operations of every layer are defined here and in the files of the layers.
// The stepper calls them for one node, the trainer for all nodes at once: they are the same, so what you step is what trains.
import CKernels

/// A pass opened for work: bare pointers, valid only inside `Pass.work`.
struct Workbench {
    /// Record l is layer l; record 0 is the input.
    let layers: UnsafePointer<LayerRecord>
    let layerCount: Int
    let outputLayer: Int
    let activations: UnsafePointer<Activation>
    /// All arrays of the pass, dLoss/dparameter, and what the network has learnt.
    let memory: UnsafeMutablePointer<Double>
    let gradients: UnsafeMutablePointer<Double>
    let parameters: UnsafePointer<Double>
    /// The running means and variances.
    let statistics: UnsafePointer<Double>
    /// What goes in and what should come out: rows of the pass, or in training those of the samples themselves.
    var inputs: UnsafePointer<Double>
    var targets: UnsafePointer<Double>
    let shares: UnsafeMutablePointer<Double>
    let sampleLosses: UnsafeMutablePointer<Double>
    /// Room for one worker to lay numbers out anew.
    var scratch: UnsafeMutablePointer<Double>
    let scratchCount: Int
    /// Samples of the present batch.
    var sampleCount: Int
    let lossFunction: UnsafePointer<Loss>
    let lossIsFromLogits: Bool
    /// Whether the shares of the outputs are divided by their number.
    let averagesOutputs: Bool
    /// Whether the losses of the samples are added up and not averaged.
    let isSummed: Bool
    let smoothing: Smoothing
    /// Where classes have weights: what the loss of the batch is divided by, then the weight of each sample.
    let sampleWeights: UnsafeMutablePointer<Double>?
    let penalty: Penalty
    let centerLoss: CenterLoss?
    let centers: UnsafePointer<Double>
    let centerLosses: UnsafeMutablePointer<Double>
    /// Outside training dropout keeps all, and batch normalisation uses the running statistics.
    let isTraining: Bool

    var loss: Loss { lossFunction.pointee }

    /// What sums over the batch are divided by: the number of samples, the sum of their weights, or 1.
    var divisor: Double { isSummed ? 1 : sampleWeights.map { $0[0] } ?? Double(sampleCount) }

    /// What a sample counts in the loss of the batch.
    @inline(__always)
    func weight(of sample: Int) -> Double { sampleWeights.map { $0[1 + sample] } ?? 1 }

    /// What the shares of the outputs are divided by: their number, or 1.
    var outputDivisor: Double { averagesOutputs ? Double((layers + outputLayer).units) : 1 }

    /// The same bench for another worker, with a scratch of its own.
    func forWorker(_ worker: Int) -> Workbench {
        var copy = self
        copy.scratch = scratch + worker * scratchCount
        return copy
    }

    /// The row of a sample in one of the arrays of a layer.
    @inline(__always)
    func row(_ array: Int, _ layer: LayerReference, _ sample: Int) -> UnsafeMutablePointer<Double> {
        memory + array + sample * layer.units
    }

    /// What a layer reads for a sample: the outputs of the layer before, or the inputs.
    @inline(__always)
    func source(of layer: LayerReference, _ sample: Int) -> UnsafePointer<Double> {
        given(by: layer.source, sample, count: layer.inputs)
    }

    /// What a layer gives for a sample; the input for number 0.
    @inline(__always)
    func given(by number: Int, _ sample: Int, count: Int) -> UnsafePointer<Double> {
        (number == 0 ? inputs : UnsafePointer(memory + (layers + number).outputs)) + sample * count
    }
}

// MARK: - Forward

extension Workbench {
    /// z of some units of a layer that has net inputs; of a recurrent layer all that it computes, since each step needs what the one before
    /// it gives.
    func netInputs(_ number: Int, units: Range<Int>, samples: Range<Int>) {
        let layer = layers + number
        switch layer.kind {
        case .dense: denseNetInputs(layer, units: units, samples: samples)
        case .convolution(let window, let groups): convolutionNetInputs(layer, window, groups: groups, units: units, samples: samples)
        case .batchNormalisation(let epsilon, _): normalisedNetInputs(layer, epsilon, units: units, samples: samples)
        case .recurrent: recurrent(number, samples: samples)?.forward()
        case .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition: break
        }
    }

    /// a of some units: f(z) with its slope, softmax over the layer, or what a layer without net inputs makes of what it reads.
    func outputs(_ number: Int, units: Range<Int>, samples: Range<Int>) {
        let layer = layers + number
        switch layer.kind {
        case .maxPooling(let window): maxima(layer, window, units: units, samples: samples)
        case .averagePooling(let window, let counts): means(layer, window, countsPadding: counts, units: units, samples: samples)
        case .dropout: dropped(layer, units: units, samples: samples)
        case .noise: noisy(layer, units: units, samples: samples)
        case .addition: sums(layer, units: units, samples: samples)
        case .flatten, .recurrent: break
        case .dense, .convolution, .batchNormalisation:
            if let kind = layer.ofLayer {
                layerOutputs(layer, kind, units: units, samples: samples)
            } else if units.count == layer.units {
                activate(number, layer, at: samples.lowerBound * layer.units, count: samples.count * layer.units)
            } else {
                for s in samples { activate(number, layer, at: s * layer.units + units.lowerBound, count: units.count) }
            }
        }
    }

    @inline(__always)
    private func activate(_ number: Int, _ layer: LayerReference, at place: Int, count: Int) {
        activations[number].apply(
            memory + layer.netInputs + place, values: memory + layer.outputs + place, slopes: memory + layer.slopes + place, count)
    }

    private func layerOutputs(_ layer: LayerReference, _ kind: Activation.OfLayer, units: Range<Int>, samples: Range<Int>) {
        if kind == .probabilities && units.count == layer.units {
            let first = samples.lowerBound
            nnk_softmax_rows(samples.count, layer.units, row(layer.netInputs, layer, first), row(layer.outputs, layer, first))
            return
        }
        for s in samples {
            let softmax = softmax(layer, s), a = row(layer.outputs, layer, s)
            switch kind {
            case .probabilities: for j in units { a[j] = softmax.probability(j) }
            case .logProbabilities: for j in units { a[j] = softmax.logProbability(j) }
            }
        }
    }

    func softmax(_ layer: LayerReference, _ sample: Int) -> Softmax {
        Softmax(UnsafeBufferPointer(start: row(layer.netInputs, layer, sample), count: layer.units))
    }
}

// MARK: - Backward

extension Workbench {
    /// dLoss/da of some units of a layer into rows of numbers, `stride` apart: for the output layer the slope of the loss, times the weight
    /// of the sample where classes have weights, divided by the number of samples; before it what the next layer passes back, then added to
    /// it in their order what the additions pass back that read the layer as well, then the slopes of center loss and of the penalty of the
    /// layer's activity. Layer 0 gives dLoss/dx.
    func errors(_ number: Int, units: Range<Int>, samples: Range<Int>, into errors: UnsafeMutablePointer<Double>, stride: Int) {
        let layer = layers + number
        if layer.reader > 0 {
            passBack(layers + layer.reader, units: units, samples: samples, into: errors, stride: stride)
            if layer.firstAddition > 0 { addErrorsOfAdditions(layer, units: units, samples: samples, to: errors, stride: stride) }
            if let centerLoss, layer.reader == outputLayer {
                addCenterErrors(centerLoss, units: units, samples: samples, to: errors, stride: stride)
            }
        } else {
            lossSlopes(layer, units: units, samples: samples, into: errors, stride: stride)
        }
        if penalty.activity != 0, number == penalty.layer {
            addActivityErrors(layer, units: units, samples: samples, to: errors, stride: stride)
        }
    }

    @inline(__always)
    private func lossSlopes(
        _ layer: LayerReference, units: Range<Int>, samples: Range<Int>, into errors: UnsafeMutablePointer<Double>, stride: Int
    ) {
        let divisor = divisor, outputDivisor = outputDivisor, slope = loss.slope
        for (place, s) in samples.enumerated() {
            let a = row(layer.outputs, layer, s), t = targets + s * layer.units, weight = weight(of: s)
            for (i, j) in units.enumerated() {
                let ofOutput = slope(a[j], smoothing(t[j]))
                errors[place * stride + i] = weight * (averagesOutputs ? ofOutput / outputDivisor : ofOutput) / divisor
            }
        }
    }

    /// What a layer passes back to some of the numbers that it reads.
    @inline(__always)
    private func passBack(
        _ next: LayerReference, units: Range<Int>, samples: Range<Int>, into errors: UnsafeMutablePointer<Double>, stride: Int
    ) {
        switch next.kind {
        case .dense: denseErrors(next, inputs: units, samples: samples, into: errors, stride: stride)
        case .convolution(let window, let groups):
            for (place, s) in samples.enumerated() {
                convolutionErrors(next, window, groups: groups, inputs: units, sample: s, into: errors + place * stride)
            }
        case .maxPooling(let window):
            for (place, s) in samples.enumerated() { maximumErrors(next, window, inputs: units, sample: s, into: errors + place * stride) }
        case .averagePooling(let window, let counts):
            for (place, s) in samples.enumerated() {
                meanErrors(next, window, countsPadding: counts, inputs: units, sample: s, into: errors + place * stride)
            }
        case .dropout:
            for (place, s) in samples.enumerated() { droppedErrors(next, inputs: units, sample: s, into: errors + place * stride) }
        case .noise, .addition:
            for (place, s) in samples.enumerated() { errorsAsTheyAre(next, inputs: units, sample: s, into: errors + place * stride) }
        case .batchNormalisation(let epsilon, _):
            for (place, s) in samples.enumerated() {
                normalisedErrors(next, epsilon, inputs: units, sample: s, into: errors + place * stride)
            }
        case .recurrent:
            recurrent(layers.distance(to: next), samples: samples)?.errorsOfInputs(units, into: errors, stride: stride)
        case .flatten: preconditionFailure("flatten layers are left out")
        }
    }

    /// delta = dLoss/dz = dLoss/da * f'(z). With the joined activation and loss: a - t, for softmax (sum of t) a - t, over the samples.
    /// For softmax otherwise a_i (g_i - sum over k of g_k a_k) with g = dLoss/da, for its logarithm g_i - softmax_i (sum over k of g_k).
    /// Without net inputs dLoss/da itself. Of a recurrent layer all that it finds on the way back, from its last step.
    func deltas(_ number: Int, units: Range<Int>, samples: Range<Int>) {
        let layer = layers + number
        if layer.isRecurrent {
            recurrent(number, samples: samples)?.backward()
        } else if number == outputLayer && lossIsFromLogits {
            for s in samples { joinedDeltas(layer, units: units, sample: s) }
        } else if let kind = layer.ofLayer {
            for s in samples { layerDeltas(number, layer, kind, units: units, sample: s) }
        } else {
            let start = samples.lowerBound * layer.units + units.lowerBound
            errors(number, units: units, samples: samples, into: memory + layer.deltas + start, stride: layer.units)
            guard layer.hasNetInputs else { return }
            if units.count == layer.units {
                multiplyBySlopes(layer, at: start, samples.count * layer.units)
            } else {
                for s in samples {
                    multiplyBySlopes(layer, at: s * layer.units + units.lowerBound, units.count)
                }
            }
        }
    }

    @inline(__always)
    private func multiplyBySlopes(_ layer: LayerReference, at place: Int, _ count: Int) {
        let delta = memory + layer.deltas + place
        nnk_multiply(delta, memory + layer.slopes + place, delta, count)
    }

    private func joinedDeltas(_ layer: LayerReference, units: Range<Int>, sample: Int) {
        let t = targets + sample * layer.units
        if let kind = layer.ofLayer {
            if smoothing.isNone { return joinedDeltas(layer, kind, units: units, sample: sample, targets: t) }
            withUnsafeTemporaryAllocation(of: Double.self, capacity: layer.units) { smoothed in
                for j in 0..<layer.units { smoothed[j] = smoothing(t[j]) }
                guard let smoothed = smoothed.baseAddress else { return }
                joinedDeltas(layer, kind, units: units, sample: sample, targets: smoothed)
            }
        } else if let joined = loss.ofNetInput {
            let z = row(layer.netInputs, layer, sample), a = row(layer.outputs, layer, sample)
            let delta = row(layer.deltas, layer, sample), divisor = divisor, weight = weight(of: sample)
            for j in units { delta[j] = weight * joined.delta(z: z[j], output: a[j], target: smoothing(t[j])) / divisor }
        }
    }

    private func joinedDeltas(
        _ layer: LayerReference, _ kind: Activation.OfLayer, units: Range<Int>, sample: Int, targets t: UnsafePointer<Double>
    ) {
        let delta = row(layer.deltas, layer, sample), first = units.lowerBound
        var probabilities = UnsafePointer(row(layer.outputs, layer, sample))
        if kind == .logProbabilities {
            let softmax = softmax(layer, sample)
            for j in units { delta[j] = softmax.probability(j) }
            probabilities = UnsafePointer(delta)
        }
        var total = 0.0
        for j in 0..<layer.units { total += t[j] }
        nnk_joined_deltas(weight(of: sample), total, probabilities + first, t + first, divisor, delta + first, units.count)
    }

    private func layerDeltas(_ number: Int, _ layer: LayerReference, _ kind: Activation.OfLayer, units: Range<Int>, sample: Int) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: layer.units) { error in
            guard let error = error.baseAddress else { return }
            errors(number, units: 0..<layer.units, samples: sample..<sample + 1, into: error, stride: layer.units)
            let a = row(layer.outputs, layer, sample), delta = row(layer.deltas, layer, sample)
            var sum = 0.0
            switch kind {
            case .probabilities:
                for k in 0..<layer.units { sum = sum.addingProduct(error[k], a[k]) }
                for j in units { delta[j] = a[j] * (error[j] - sum) }
            case .logProbabilities:
                let softmax = softmax(layer, sample)
                for k in 0..<layer.units { sum += error[k] }
                for j in units { delta[j] = error[j].addingProduct(-softmax.probability(j), sum) }
            }
        }
    }

    /// dLoss/dw of some rows and columns of a layer's weights, summed over the samples in order. The first sample begins the sum with
    /// the slope of the penalty (0 where weights cost nothing), others add to what is there.
    func weightGradients(_ number: Int, rows: Range<Int>, columns: Range<Int>, samples: Range<Int>) {
        let layer = layers + number
        guard layer.weightRows > 0 else { return }
        let isFirst = samples.lowerBound == 0, isCharged = !penalty.isOfNoWeight && layer.kind.hasChargedWeights
        let fromZero = isFirst && !isCharged
        if isFirst && isCharged { beginWithPenalty(layer, rows: rows, columns: columns) }
        switch layer.kind {
        case .dense: sumDenseGradients(layer, rows: rows, columns: columns, samples: samples, fromZero: fromZero)
        case .convolution(let window, let groups):
            for s in samples {
                sumConvolutionGradients(
                    layer, window, groups: groups, filters: rows, inputs: columns, sample: s, fromZero: fromZero && s == 0)
            }
        case .batchNormalisation: sumScaleGradients(layer, channels: rows, samples: samples, fromZero: fromZero)
        case .recurrent: recurrent(number, samples: samples)?.sumGradients(rows: rows, columns: columns, fromZero: fromZero)
        case .maxPooling, .averagePooling, .flatten, .dropout, .noise, .addition: break
        }
    }

    private func beginWithPenalty(_ layer: LayerReference, rows: Range<Int>, columns: Range<Int>) {
        for j in rows {
            let place = layer.weights + j * layer.weightColumns + columns.lowerBound
            (gradients + place).update(repeating: 0, count: columns.count)
            nnk_add_penalty(penalty.l1, penalty.l2, parameters + place, gradients + place, columns.count)
        }
    }

    /// dLoss/db = sum over the samples of delta; of a filter or channel over its pixels or steps too, of a shared bias over all units.
    func biasGradients(_ number: Int, biases: Range<Int>, samples: Range<Int>) {
        let layer = layers + number
        guard !biases.isEmpty else { return }
        let gradient = gradients + layer.biases + biases.lowerBound
        if samples.lowerBound == 0 { gradient.update(repeating: 0, count: biases.count) }
        if layer.isRecurrent, let work = recurrent(number, samples: samples) {
            work.sumBiasGradients(biases)
        } else if layer.biasMode == .each && layer.shape.channelStep == 1 {
            // The channels lie side by side: a row a sample, or a step of one.
            let delta = memory + layer.deltas + samples.lowerBound * layer.units + biases.lowerBound
            nnk_add_rows(samples.count * layer.shape.pixels, biases.count, delta, layer.shape.channels, gradient)
        } else {
            let unitsPerBias = layer.biasMode == .shared ? layer.units : layer.shape.pixels
            let delta = memory + layer.deltas + biases.lowerBound * unitsPerBias
            for s in samples {
                addRowSums(rows: biases.count, count: unitsPerBias, delta + s * layer.units, to: gradient)
            }
        }
    }

    /// Adds the sum of each row to c: a product with ones, since fma(x, 1, c) is x + c.
    private func addRowSums(rows: Int, count: Int, _ x: UnsafePointer<Double>, to c: UnsafeMutablePointer<Double>) {
        withUnsafePointer(to: 1.0) { one in
            sumProducts(
                rows: rows, columns: 1, count: count, Strided(x, columns: count), Strided(one, row: 0, column: 0),
                from: Strided(c, columns: 1), to: c, rowStride: 1)
        }
    }
}
