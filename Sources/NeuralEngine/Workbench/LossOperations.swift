// The loss: what outputs cost, sample by sample and over the batch, and the penalties beside it.

extension Workbench {
    /// What each output adds to the loss of its sample.
    func shares(units: Range<Int>, samples: Range<Int>) {
        let layer = layers + outputLayer, count = layer.units, divisor = outputDivisor, ofOutput = loss.share
        for s in samples {
            let a = row(layer.outputs, layer, s), z = row(layer.netInputs, layer, s)
            let t = targets + s * count, share = shares + s * count
            if !lossIsFromLogits {
                for j in units { share[j] = ofOutput(a[j], smoothing(t[j])) / divisor }
            } else if layer.ofLayer != nil, let shareOfLogarithm = loss.shareOfLogarithm {
                let softmax = softmax(layer, s)
                for j in units { share[j] = shareOfLogarithm(softmax.logProbability(j), smoothing(t[j])) }
            } else if let joined = loss.ofNetInput {
                for j in units { share[j] = joined.share(z: z[j], output: a[j], target: smoothing(t[j])) }
            }
        }
    }

    /// The loss of a sample: the sum of its shares, and the center loss times its weight.
    func sampleLosses(samples: Range<Int>) {
        let count = (layers + outputLayer).units
        for s in samples {
            var sum = 0.0
            for j in 0..<count { sum += shares[s * count + j] }
            sampleLosses[s] = centerLoss.map { sum.addingProduct($0.weight, centerLosses[s]) } ?? sum
        }
    }

    /// The mean over the samples of the batch (or their sum), and the penalties of the weights and of what a layer gives.
    func meanLoss() -> Double {
        var sum = 0.0
        for s in 0..<sampleCount { sum = sum.addingProduct(weight(of: s), sampleLosses[s]) }
        return sum / divisor + penaltyOfWeights() + penaltyOfActivity()
    }

    /// activity times the mean over the samples of sum |a| of the layer that is to give little.
    func penaltyOfActivity() -> Double {
        guard penalty.activity != 0 else { return 0 }
        var sum = 0.0
        addActivity(to: &sum)
        return penalty.activity * (sum / Double(sampleCount))
    }

    /// Adds the sum of |a| over the samples of the batch, in their order.
    func addActivity(to sum: inout Double) {
        let layer = layers + penalty.layer
        for s in 0..<sampleCount {
            let a = row(layer.outputs, layer, s)
            for j in 0..<layer.units { sum += abs(a[j]) }
        }
    }

    /// Adds the slope of that penalty, activity sign(a)/n, to dLoss/da of the layer.
    @inline(never)
    func addActivityErrors(
        _ layer: LayerReference, units: Range<Int>, samples: Range<Int>, to errors: UnsafeMutablePointer<Double>, stride: Int
    ) {
        let share = penalty.activity / Double(sampleCount)
        for (place, s) in samples.enumerated() {
            let a = row(layer.outputs, layer, s), error = errors + place * stride
            for (i, j) in units.enumerated() { error[i] = error[i].addingProduct(share, a[j] > 0 ? 1 : a[j] < 0 ? -1 : a[j]) }
        }
    }

    /// l1 sum |w| + l2/2 sum w^2 over all weights that cost something, in their order.
    func penaltyOfWeights() -> Double {
        guard !penalty.isOfNoWeight else { return 0 }
        var absolute = 0.0, square = 0.0
        for number in 0..<layerCount {
            let layer = layers + number + 1, w = parameters + layer.weights
            guard layer.kind.hasChargedWeights else { continue }
            for i in 0..<layer.weightRows * layer.weightColumns {
                absolute += abs(w[i])
                square = square.addingProduct(w[i], w[i])
            }
        }
        return (penalty.l1 * absolute).addingProduct(penalty.l2 / 2, square)
    }
}
