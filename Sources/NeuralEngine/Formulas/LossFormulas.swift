// The formulas of the loss, of the penalty and of the centers.

extension Formulas {
    /// The target of an output, as the loss takes it: smoothed where that is asked for.
    func target(_ unit: Int) -> Calculation {
        let target = Calculation.quantity(.target(unit: unit)), smoothing = network.smoothing
        return smoothing.isNone ? target : .sumOfProducts(start: .number(smoothing.spread), [[.number(smoothing.kept), target]])
    }

    func share(_ unit: Int) -> Calculation {
        let last = network.outputLayer, target = target(unit)
        let output = Calculation.quantity(.output(layer: last, unit: unit))
        if network.lossIsFromLogits {
            guard let kind = network[layer: last].activation.ofLayer else {
                let z = Calculation.quantity(.netInput(layer: last, unit: unit))
                return network.loss.ofNetInput == .criterion
                    ? .product([.difference(output, target), z]) : .logisticShare(z: z, target: target)
            }
            let logarithm = kind == .logProbabilities ? output : .logSoftmax(layer: last, unit: unit)
            let product = Calculation.product([target, logarithm])
            return network.loss == .crossEntropy ? .negative(product) : .difference(.timesLogarithm(target), product)
        }
        switch network.loss {
        case .crossEntropy: return .negative(.product([target, .logarithm(output)]))
        case .squaredError: return .quotient(.square(.difference(target, output)), .number(2))
        case .meanSquaredError: return perOutput(.square(.difference(target, output)))
        case .meanAbsoluteError: return perOutput(.absolute(.difference(target, output)))
        default: return .lossShare(network.loss, output: output, target: target, isMean: network.averagesOutputs)
        }
    }

    /// Over the number of outputs, unless nothing is divided.
    private func perOutput(_ share: Calculation) -> Calculation {
        network.averagesOutputs ? .quotient(share, .number(Double(network.outputs))) : share
    }

    var sampleLoss: Calculation {
        let shares = Calculation.sum((0..<network.outputs).map { .quantity(.share(unit: $0)) })
        guard let centerLoss = network.centerLoss else { return shares }
        return .sumOfProducts(start: shares, [[.number(centerLoss.weight), .quantity(.centerLoss)]])
    }

    /// f - c of a feature.
    func distanceFromCenter(_ unit: Int) -> Calculation {
        .difference(.quantity(.output(layer: network.featureLayer, unit: unit)), .quantity(.center(label: label, unit: unit)))
    }

    var centerLoss: Calculation {
        let distances = (0..<network.units(ofLayer: network.featureLayer)).map(distanceFromCenter)
        return .quotient(.sumOfProducts(start: nil, distances.map { [$0, $0] }), .number(2))
    }

    var batchLoss: Calculation {
        if !network.hasBatchLoss(sampleCount: sampleCount) { return calculation(of: .sampleLoss) }
        let ofWeights = network.penalty.isOfNoWeight ? [] : [Calculation.penalty]
        let ofActivity = network.penalty.activity == 0 ? [] : [Calculation.activityPenalty]
        return network.penalty.isNone ? .meanOfSampleLosses : .sum([.meanOfSampleLosses] + ofWeights + ofActivity)
    }

    /// The slope of what the layer's outputs cost, added to what is passed back to them.
    func withActivity(_ error: Calculation, ofLayer number: Int, _ unit: Int) -> Calculation {
        guard network.penalty.activity != 0, number == network.penalty.layer else { return error }
        let share = Calculation.quotient(.number(network.penalty.activity), .number(Double(sampleCount)))
        return .sumOfProducts(start: error, [[share, .sign(.quantity(.output(layer: number, unit: unit)))]])
    }

    func lossSlope(_ number: Int, _ unit: Int) -> Calculation {
        let target = target(unit)
        let output = Calculation.quantity(.output(layer: number, unit: unit))
        switch network.loss {
        case .crossEntropy: return perSample(.quotient(.negative(target), output))
        case .squaredError: return perSample(.difference(output, target))
        case .meanSquaredError: return perSample(perOutput(.product([.number(2), .difference(output, target)])))
        case .meanAbsoluteError: return perSample(perOutput(.sign(.difference(output, target))))
        default: return perSample(.lossSlope(network.loss, output: output, target: target, isMean: network.averagesOutputs))
        }
    }

    /// A slope of one sample's loss as a slope of the mean over the batch, in which the sample has the weight of its class.
    func perSample(_ slope: Calculation) -> Calculation {
        let weighted = sampleWeight.map { .product([.number($0), slope]) } ?? slope
        return divisor == 1 ? weighted : .quotient(weighted, .number(divisor))
    }

    /// l1 sign(w) + l2 w; nil where the weight costs nothing.
    func penaltySlope(ofWeight weight: Calculation, in layer: Layer) -> Calculation? {
        guard layer.kind.hasChargedWeights else { return nil }
        let (l1, l2) = (Calculation.number(network.penalty.l1), Calculation.number(network.penalty.l2))
        switch (network.penalty.l1, network.penalty.l2) {
        case (0, 0): return nil
        case (0, _): return .product([l2, weight])
        case (_, 0): return .product([l1, .sign(weight)])
        default: return .sumOfProducts(start: .product([l1, .sign(weight)]), [[l2, weight]])
        }
    }

    /// c - alpha shift.
    func center(_ label: Int, _ unit: Int) -> Calculation {
        .sumOfProducts(
            start: .quantity(.center(label: label, unit: unit)),
            [[.negative(.number(network.centerLoss?.alpha ?? 0)), .centerShift(label: label, unit: unit)]])
    }
}

extension Pass {
    /// The sum of the targets of a sample, as the loss takes them.
    func targetTotal(of sample: Int) -> Double {
        let start = layout.targets + sample * network.outputs, smoothing = network.smoothing
        return memory[start..<start + network.outputs].reduce(0) { $0 + smoothing($1) }
    }

    /// The class of a sample: the place of its largest target.
    public func label(of sample: Int) -> Int {
        let start = layout.targets + sample * network.outputs
        return memory[start..<start + network.outputs].placeOfLargest
    }
}
