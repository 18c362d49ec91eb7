// Batch normalisation (Ioffe and Szegedy 2015): each channel gets mean beta and deviation gamma over the batch.

extension Workbench {
    /// Statistics of some channels over the whole batch, summed over samples and pixels in order.
    func channelStatistics(_ number: Int, _ statistic: ChannelStatistic, channels: Range<Int>) {
        let layer = layers + number, shape = layer.shape, stride = layer.units
        let x = source(of: layer, 0), delta = row(layer.deltas, layer, 0), normal = row(layer.memory, layer, 0)
        for channel in channels {
            let mean = memory[layer.place(of: .mean, channel)]
            var sum = 0.0
            for s in 0..<sampleCount {
                var i = s * stride + channel * shape.channelStep
                for _ in 0..<shape.pixels {
                    switch statistic {
                    case .mean: sum += x[i]
                    case .variance: sum = sum.addingProduct(x[i] - mean, x[i] - mean)
                    case .meanDelta: sum += delta[i]
                    case .meanDeltaProduct: sum = sum.addingProduct(delta[i], normal[i])
                    }
                    i += shape.pixelStep
                }
            }
            memory[layer.place(of: statistic, channel)] = sum / Double(sampleCount * shape.pixels)
        }
    }

    /// z = gamma x' + beta with x' = (x - mean)/sqrt(variance + epsilon), which is remembered.
    func normalisedNetInputs(_ layer: LayerReference, _ epsilon: Double, units: Range<Int>, samples: Range<Int>) {
        let shape = layer.shape
        for s in samples {
            let x = source(of: layer, s), z = row(layer.netInputs, layer, s), normal = row(layer.memory, layer, s)
            for unit in units {
                let channel = shape.channel(of: unit)
                normal[unit] = (x[unit] - mean(layer, channel)) / (variance(layer, channel) + epsilon).squareRoot()
                z[unit] = bias(layer, channel).addingProduct(parameters[layer.weights + channel], normal[unit])
            }
        }
    }

    /// Mean and variance in use: in training those of the batch, else the running ones.
    private func mean(_ layer: LayerReference, _ channel: Int) -> Double {
        isTraining ? memory[layer.place(of: .mean, channel)] : statistics[layer.runningStatistics + channel]
    }

    private func variance(_ layer: LayerReference, _ channel: Int) -> Double {
        isTraining ? memory[layer.place(of: .variance, channel)] : statistics[layer.runningStatistics + layer.shape.channels + channel]
    }

    private func bias(_ layer: LayerReference, _ channel: Int) -> Double {
        switch layer.biasMode {
        case .each: parameters[layer.biases + channel]
        case .shared: parameters[layer.biases]
        case .none: 0
        }
    }

    /// dLoss/dgamma = sum over samples and pixels of delta x'.
    func sumScaleGradients(_ layer: LayerReference, channels: Range<Int>, samples: Range<Int>, fromZero: Bool) {
        let shape = layer.shape
        for channel in channels {
            var sum = fromZero ? 0 : gradients[layer.weights + channel]
            for s in samples {
                let first = channel * shape.channelStep
                let delta = row(layer.deltas, layer, s) + first, normal = row(layer.memory, layer, s) + first
                for p in 0..<shape.pixels { sum = sum.addingProduct(delta[p * shape.pixelStep], normal[p * shape.pixelStep]) }
            }
            gradients[layer.weights + channel] = sum
        }
    }

    /// dLoss/dx = gamma/sqrt(variance + epsilon) (delta - mean of delta - x' mean of delta x').
    /// Outside training gamma/sqrt(variance + epsilon) delta.
    func normalisedErrors(
        _ layer: LayerReference, _ epsilon: Double, inputs: Range<Int>, sample: Int, into errors: UnsafeMutablePointer<Double>
    ) {
        let shape = layer.shape
        let delta = row(layer.deltas, layer, sample), normal = row(layer.memory, layer, sample)
        for (place, unit) in inputs.enumerated() {
            let channel = shape.channel(of: unit)
            let scale = parameters[layer.weights + channel] / (variance(layer, channel) + epsilon).squareRoot()
            let rest =
                memory[layer.place(of: .meanDelta, channel)] + normal[unit] * memory[layer.place(of: .meanDeltaProduct, channel)]
            errors[place] = scale * (isTraining ? delta[unit] - rest : delta[unit])
        }
    }

    /// The running mean or variance of a channel after the batch: r + momentum (batch - r), where the variance of the batch is divided
    /// by n - 1.
    func runningStatistic(_ number: Int, _ statistic: ChannelStatistic, channel: Int) -> Double {
        let layer = layers + number
        guard case .batchNormalisation(_, let momentum) = layer.kind else { return 0 }
        let count = Double(sampleCount * layer.shape.pixels)
        let running = statistics[layer.runningPlace(of: statistic, channel)]
        var batch = memory[layer.place(of: statistic, channel)]
        if statistic == .variance && count > 1 { batch = batch * count / (count - 1) }
        return running.addingProduct(momentum, batch - running)
    }
}

// MARK: - Formulas

extension Formulas {
    /// (x - mean)/sqrt(variance + epsilon).
    func normalisation(_ number: Int, _ unit: Int) -> Calculation {
        let layer = network[layer: number], channel = layer.weightRow(ofUnit: unit)
        guard case .batchNormalisation(let epsilon, _) = layer.kind else { preconditionFailure("layer \(number) does not normalise") }
        let mean = statistic(.mean, number, channel)
        return .quotient(.difference(input(number, unit), mean), deviation(number, channel, epsilon))
    }

    /// sqrt(variance + epsilon).
    private func deviation(_ number: Int, _ channel: Int, _ epsilon: Double) -> Calculation {
        .squareRoot(.sum([statistic(.variance, number, channel), .number(epsilon)]))
    }

    /// A statistic of the batch; outside training the running one.
    private func statistic(_ statistic: ChannelStatistic, _ number: Int, _ channel: Int) -> Calculation {
        isTraining
            ? .quantity(.statistic(statistic, layer: number, channel: channel))
            : .quantity(.runningStatistic(statistic, layer: number, channel: channel))
    }

    func normalisationError(_ number: Int, _ layer: Layer, _ epsilon: Double, _ unit: Int) -> Calculation {
        let channel = layer.weightRow(ofUnit: unit)
        let delta = Calculation.quantity(.delta(layer: number, unit: unit))
        let scale = Calculation.quotient(
            .quantity(.weight(layer: number, unit: channel, input: 0)), deviation(number, channel, epsilon))
        guard isTraining else { return .product([scale, delta]) }
        let rest = Calculation.sum([
            statistic(.meanDelta, number, channel),
            .product([.normalised(layer: number, unit: unit), statistic(.meanDeltaProduct, number, channel)]),
        ])
        return .product([scale, .difference(delta, rest)])
    }

    /// delta x' over the pixels of a channel.
    func scaleGradientProducts(_ number: Int, _ layer: Layer, _ channel: Int) -> [[Calculation]] {
        layer.shape.places(ofChannel: channel).map {
            [delta(number, unit: $0), .normalised(layer: number, unit: $0)]
        }
    }

    /// r + momentum (batch - r), where the variance of the batch is divided by n - 1.
    func running(_ statistic: ChannelStatistic, _ number: Int, _ channel: Int) -> Calculation {
        let layer = network[layer: number]
        guard case .batchNormalisation(_, let momentum) = layer.kind else { return .number(0) }
        let running = Calculation.quantity(.runningStatistic(statistic, layer: number, channel: channel))
        var batch = Calculation.quantity(.statistic(statistic, layer: number, channel: channel))
        let count = Double(sampleCount * layer.shape.pixels)
        if statistic == .variance && count > 1 { batch = .quotient(.product([batch, .number(count)]), .number(count - 1)) }
        return .sumOfProducts(start: running, [[.number(momentum), .difference(batch, running)]])
    }
}
