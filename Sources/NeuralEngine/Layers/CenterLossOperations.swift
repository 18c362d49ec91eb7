// Center loss at work: the features of a sample, the center of its class, and how a batch moves centers.

extension Network {
    /// The layer whose outputs are the features of a sample; 0 if they are the inputs.
    public var featureLayer: Int { computingLayer(atOrBefore: max(0, outputLayer - 1)) }

    /// How many numbers all centers have: one for each class and feature.
    var centerCount: Int { centerLoss == nil ? 0 : outputs * units(ofLayer: featureLayer) }
}

extension Workbench {
    /// The class of a sample: the place of its largest target, the first if several.
    func label(of sample: Int) -> Int {
        let count = (layers + outputLayer).units, target = targets + sample * count
        var best = 0
        for j in 0..<count where target[j] > target[best] { best = j }
        return best
    }

    /// The features of a sample, and their number.
    private func features(of sample: Int) -> UnsafePointer<Double> { source(of: layers + outputLayer, sample) }
    private var featureCount: Int { (layers + outputLayer).inputs }

    /// The center of a class.
    private func center(of label: Int) -> UnsafePointer<Double> { centers + label * featureCount }

    /// 1/2 |f - c|^2 of some samples, in the order of the features.
    func centerLosses(samples: Range<Int>) {
        guard centerLoss != nil else { return }
        for s in samples {
            let f = features(of: s), c = center(of: label(of: s))
            var sum = 0.0
            for j in 0..<featureCount { sum = sum.addingProduct(f[j] - c[j], f[j] - c[j]) }
            centerLosses[s] = sum / 2
        }
    }

    /// Adds weight (f - c), over the number of samples, to dLoss/df; where classes have weights, times that of the sample's.
    func addCenterErrors(
        _ centerLoss: CenterLoss, units: Range<Int>, samples: Range<Int>, to errors: UnsafeMutablePointer<Double>, stride: Int
    ) {
        let divisor = divisor
        for (place, s) in samples.enumerated() {
            let factor = weight(of: s) * centerLoss.weight / divisor
            let f = features(of: s), c = center(of: label(of: s)), error = errors + place * stride
            for (i, j) in units.enumerated() { error[i] = error[i].addingProduct(factor, f[j] - c[j]) }
        }
    }

    /// The sum of c - f over the samples of a class, in their order, over one more than their number; for one feature.
    /// - Parameter samples: the samples of the class.
    func centerShift(_ label: Int, unit: Int, samples: some Sequence<Int>) -> Double {
        let c = center(of: label)[unit]
        var sum = 0.0, count = 0
        for s in samples {
            sum += c - features(of: s)[unit]
            count += 1
        }
        return sum / Double(1 + count)
    }

    /// A feature of a center after the batch: c - alpha shift.
    func movedCenter(_ label: Int, unit: Int, samples: some Sequence<Int>) -> Double {
        center(of: label)[unit].addingProduct(-(centerLoss?.alpha ?? 0), centerShift(label, unit: unit, samples: samples))
    }

    /// Moves all centers. Each sample is looked at for its own class alone, and a class without samples stays where it is.
    func moveCenters(_ moved: UnsafeMutablePointer<Double>) {
        guard centerLoss != nil else { return }
        withUnsafeTemporaryAllocation(of: Int.self, capacity: (layers + outputLayer).units + sampleCount) { places in
            // The first sample of each class, and the next one of the class of each sample; -1 where there is none.
            let first = places.prefix((layers + outputLayer).units), next = places.suffix(sampleCount)
            places.initialize(repeating: -1)
            for s in (0..<sampleCount).reversed() {
                let label = label(of: s)
                places[next.startIndex + s] = places[label]
                places[label] = s
            }
            for label in first.indices where places[label] >= 0 {
                let samples = sequence(first: places[label]) { s in
                    let following = places[next.startIndex + s]
                    return following < 0 ? nil : following
                }
                for unit in 0..<featureCount {
                    moved[label * featureCount + unit] = movedCenter(label, unit: unit, samples: samples)
                }
            }
        }
    }
}
