// Gradients held against slopes: what the loss does when one number is moved a little.

/// The gradients of a batch compared with central differences.
///
/// The slope of the loss L at a number x is measured as
///
///     D(h) = (L(x + h) - L(x - h))/(2 h),    slope = D(h/2) + (D(h/2) - D(h))/3
///
/// whose error shrinks as h^4. It begins with h = 1/512 (times |x| if that is above 1), where the rounding of L costs some 1e-13, and takes
/// a smaller h while that makes D(h/2) and D(h) agree better, or while something has a kink between x - h and x + h: the slope jumps there,
/// and no difference across it says anything. A number that is too near a kink at every h is not judged; it is counted, and the kink named.
///
/// How much rounding moves L is measured, too: a mean over many samples, or what batch normalisation makes large, is rounded more than the
/// last digit of L tells. Over a step d of some 1e-12 the graph of L is a line, so that L(x - d) - 2 L(x) + L(x + d) is nothing but rounding.
public struct GradientCheck: Sendable, Equatable {
    /// One gradient, computed by the backward pass, and measured.
    public struct Comparison: Sendable, Equatable {
        /// `weightGradient`, `biasGradient`, or `error` of layer 0 (an input).
        public let quantity: Quantity
        /// The sample that an input belongs to; 0 for parameters.
        public let sample: Int
        public let computed: Double
        public let measured: Double
        /// |computed - measured| over the greater of their magnitudes (where the measured one may be off by more, over that).
        public let relativeError: Double
        /// What has a kink here, so that there is no slope to compare with.
        public let kink: Kink?
    }

    /// All that were compared and not at a kink.
    public private(set) var compared = 0
    /// Those at a kink, which were not judged.
    public private(set) var kinks: [Comparison] = []
    /// Those of which the gradient, or the loss a little beside it, is no finite number: there is nothing to compare.
    public private(set) var notFinite = 0
    /// The first number of the pass that is infinite or no number. Where it comes before the end of the loss, nothing is compared.
    public private(set) var ended: NonFiniteNumber?
    /// The comparison with the greatest relative error; nil if nothing was compared.
    public private(set) var worst: Comparison?
    /// Those beyond the tolerance, in their order.
    public private(set) var failures: [Comparison] = []
    /// How many gradients there are, compared or not.
    public private(set) var available = 0

    /// The greatest relative error that passes.
    public static let tolerance = 1e-6

    public var passes: Bool { failures.isEmpty && ended == nil }

    /// Compares the gradients of all parameters (frozen ones too) and inputs for a batch, or a sample of them.
    /// - Parameters:
    ///   - samples: the batch, with targets.
    ///   - limit: how many gradients are compared at most; they are spread evenly over all of them.
    ///   - dropoutSeed, update: decide what dropout drops, as in training.
    public init(
        network: Network, parameters: Parameters, samples: Samples, limit: Int = .max, dropoutSeed: UInt64 = 0, update: Int = 0
    ) {
        var pass = GradientCheck.pass(network, parameters, samples, dropoutSeed, update)
        pass.forward(parameters)
        pass.backward(parameters)
        self.init(pass: pass, parameters: parameters, limit: limit)
    }

    /// The same, or nil if it is asked to stop on the way.
    /// - Parameter isToStop: asked every few milliseconds.
    public init?(
        network: Network, parameters: Parameters, samples: Samples, limit: Int = .max, dropoutSeed: UInt64 = 0, update: Int = 0,
        unless isToStop: () -> Bool
    ) {
        let check = StopSign.with(isToStop) { stop -> GradientCheck? in
            var pass = GradientCheck.pass(network, parameters, samples, dropoutSeed, update)
            guard pass.forward(parameters, stop), pass.backward(parameters, stop) else { return nil }
            let check = GradientCheck(pass: pass, parameters: parameters, limit: limit, stop)
            return stop.isUp ? nil : check
        }
        guard let check else { return nil }
        self = check
    }

    private static func pass(
        _ network: Network, _ parameters: Parameters, _ samples: Samples, _ dropoutSeed: UInt64, _ update: Int
    ) -> Pass {
        var pass = Pass(network: network, capacity: samples.count)
        pass.load(samples, rows: 0..<samples.count)
        pass.drawDropout(seed: dropoutSeed, update: update, parameters)
        return pass
    }

    /// Compares the gradients that a pass holds; not all of them if it is asked to stop on the way.
    init(pass: Pass, parameters: Parameters, limit: Int = .max, _ stop: StopSign? = nil) {
        let parameterCount = parameters.values.count, inputCount = pass.sampleCount * pass.network.inputs
        available = parameterCount + inputCount
        ended = pass.isFinite ? nil : pass.firstNonFinite(parameters)
        guard pass.loss.isFinite, let inputGradients = pass.inputGradients(parameters, stop) else { return }
        var probe = Probe(pass: pass, parameters: parameters, stop)
        // Spread evenly: the index-th of `count` among `available`.
        func spread(_ index: Int, of count: Int) -> Int { index * (available / count) + index * (available % count) / count }
        func at(_ place: Int) -> Probe.Place { place < parameterCount ? .parameter(place) : .input(place - parameterCount) }
        let tries = min(32, available), count = min(limit, available)
        probe.measureRounding(at: (0..<tries).map { at(spread($0, of: tries)) })
        for index in 0..<count {
            let place = spread(index, of: count)
            let isInput = place >= parameterCount
            let sample = isInput ? (place - parameterCount) / pass.network.inputs : 0
            let quantity =
                isInput
                ? Quantity.error(layer: 0, unit: (place - parameterCount) % pass.network.inputs) : parameters.gradientQuantity(at: place)
            let computed = isInput ? inputGradients.values[place - parameterCount] : pass.gradients.values[place]
            let comparison = probe.comparison(quantity, sample, computed, at(place))
            if stop?.isUp == true { return }
            record(comparison)
        }
    }

    private mutating func record(_ comparison: Comparison) {
        guard comparison.kink == nil else { return kinks.append(comparison) }
        guard comparison.computed.isFinite, comparison.measured.isFinite else { return notFinite += 1 }
        compared += 1
        if comparison.relativeError > GradientCheck.tolerance { failures.append(comparison) }
        if let worst, comparison.relativeError <= worst.relativeError { return }
        worst = comparison
    }
}

/// A pass whose numbers are moved a little to see what the loss does.
private struct Probe {
    enum Place {
        case parameter(Int)
        case input(Int)
    }

    var pass: Pass
    var parameters: Parameters
    /// What has kinks, and on which sides of them the pass stands that nothing was moved in.
    private let bendings: [Bending]
    private let first: [Int]
    private let stop: StopSign?
    /// How far rounding moves the loss.
    private var rounding = 0.0

    /// A slope as it was measured, and how far that may be off: by what h leaves out, as two measures of it differ, and by rounding.
    private struct Slope {
        let value: Double
        let doubt: Double
        /// What rounding makes of a slope of 0.
        let noise: Double

        var uncertainty: Double { doubt + noise }
    }

    init(pass: Pass, parameters: Parameters, _ stop: StopSign?) {
        self.pass = pass
        self.parameters = parameters
        self.stop = stop
        bendings = pass.network.bendings
        first = pass.sides(of: bendings, stop)
    }

    /// How far rounding moves the loss: twice what it has at some places where nothing has a kink, since it may move it more at others.
    mutating func measureRounding(at places: [Place]) {
        for place in places where !isStopped {
            let x = value(at: place), here = loss(at: place, x)
            rounding = max(rounding, abs(here.loss).ulp)
            for times in 1...3 {
                let d = 0x1p-40 * Double(times) * max(1, abs(x).binadeOrOne)
                let low = loss(at: place, x - d), high = loss(at: place, x + d)
                let bend = low.loss - 2 * here.loss + high.loss
                if low.sides == first, high.sides == first, bend.isFinite { rounding = max(rounding, abs(bend)) }
            }
            put(x, at: place)
        }
    }

    mutating func comparison(_ quantity: Quantity, _ sample: Int, _ computed: Double, _ place: Place) -> GradientCheck.Comparison {
        let x = value(at: place)
        var best: Slope?, kink: Kink?
        var h = 0x1p-9 * max(1, abs(x).binadeOrOne)
        for _ in 0..<8 where !isStopped {
            let low = loss(at: place, x - h), high = loss(at: place, x + h)
            if pass.network.penalty.l1 != 0, quantity.isOfChargedWeight(in: pass.network), x - h <= 0, x + h >= 0 {
                kink = .penalty
            } else if let crossed = first.indices.first(where: { first[$0] != low.sides[$0] || first[$0] != high.sides[$0] }) {
                kink = pass.kink(at: crossed, of: bendings)
            } else {
                let slope = slope(at: place, x, h, low: low.loss, high: high.loss)
                if slope.uncertainty < best?.uncertainty ?? .infinity || best == nil { best = slope }
                if slope.doubt <= 1e-6 * abs(slope.value) + slope.noise { break }
            }
            h /= 8
        }
        defer { put(x, at: place) }
        func comparison(_ measured: Double, _ error: Double, _ kink: Kink?) -> GradientCheck.Comparison {
            GradientCheck.Comparison(
                quantity: quantity, sample: sample, computed: computed, measured: measured, relativeError: error, kink: kink)
        }
        guard let best else { return comparison(.nan, .nan, kink) }
        let scale = max(abs(computed), abs(best.value), best.uncertainty / GradientCheck.tolerance)
        let error = computed == best.value ? 0 : abs(computed - best.value) / scale
        if !(error <= GradientCheck.tolerance), slopesDiffer(at: place, x, by: 1e-3 * scale) { return comparison(.nan, .nan, .unknown) }
        return comparison(best.value, error, nil)
    }

    /// Whether the slopes to the left and to the right of a number are not the same.
    private mutating func slopesDiffer(at place: Place, _ x: Double, by limit: Double) -> Bool {
        let h = 0x1p-20 * max(1, abs(x).binadeOrOne), here = loss(at: place, x).loss
        let left = (here - loss(at: place, x - h).loss) / h, right = (loss(at: place, x + h).loss - here) / h
        return abs(right - left) > limit
    }

    private mutating func slope(at place: Place, _ x: Double, _ h: Double, low: Double, high: Double) -> Slope {
        let coarse = (high - low) / (2 * h)
        let (nearLow, nearHigh) = (loss(at: place, x - h / 2).loss, loss(at: place, x + h / 2).loss)
        let fine = (nearHigh - nearLow) / h
        // Four losses are rounded.
        let noise = 4 * max(rounding, max(abs(high), abs(low)).ulp) / h
        return Slope(value: fine + (fine - coarse) / 3, doubt: abs(fine - coarse), noise: noise)
    }

    private mutating func loss(at place: Place, _ x: Double) -> (loss: Double, sides: [Int]) {
        put(x, at: place)
        // What is looked for after a stop does not matter; it should be found soon.
        guard !isStopped, pass.forward(parameters, stop), case let sides = pass.sides(of: bendings, stop), !isStopped else {
            return (.nan, first)
        }
        return (pass.loss, sides)
    }

    private var isStopped: Bool { stop?.isUp == true }

    private func value(at place: Place) -> Double {
        switch place {
        case .parameter(let index): parameters.values[index]
        case .input(let index): pass.memory[pass.layout.inputs + index]
        }
    }

    private mutating func put(_ x: Double, at place: Place) {
        switch place {
        case .parameter(let index): parameters.values[index] = x
        case .input(let index): pass.memory[pass.layout.inputs + index] = x
        }
    }
}

extension Quantity {
    /// Whether it is the gradient of a weight that the penalty counts.
    fileprivate func isOfChargedWeight(in network: Network) -> Bool {
        if case .weightGradient(let layer, _, _) = self { network[layer: layer].kind.hasChargedWeights } else { false }
    }
}

extension Double {
    /// The power of two at or below it; 1 for 0 and what is not finite.
    fileprivate var binadeOrOne: Double { self > 0 && isFinite ? binade : 1 }
}

extension Parameters {
    /// The gradient that belongs to a place in the list.
    func gradientQuantity(at place: Int) -> Quantity {
        for (index, layer) in places.layers.enumerated() {
            if layer.weights.contains(place) {
                let offset = place - layer.weights.lowerBound
                return .weightGradient(layer: index + 1, unit: offset / layer.columns, input: offset % layer.columns)
            }
            if layer.biases.contains(place) { return .biasGradient(layer: index + 1, index: place - layer.biases.lowerBound) }
        }
        preconditionFailure("no parameter \(place)")
    }
}
