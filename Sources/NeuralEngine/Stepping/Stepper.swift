// The stepper: walks a pass one quantity at a time, forwards and back.

/// A walk through passes over the mini-batches of some samples. Each step computes one quantity by the same operation that trains;
/// going back puts the one value back that the step wrote.
public struct Stepper: Sendable {
    public let samples: Samples
    public let batchSize: Int
    public private(set) var pass: Pass
    public private(set) var parameters: Parameters
    public private(set) var optimizer: Optimizer
    /// The steps of the present pass.
    public private(set) var plan: StepPlan
    /// Where the walk stands.
    public private(set) var position: Position
    /// What each step so far overwrote, through all passes.
    private var overwritten: [Double] = []

    /// A place in the walk: passes finished before this one, steps done in it, and terms done of the step after those.
    public struct Position: Sendable, Equatable, Comparable {
        public var pass = 0
        public var step = 0
        public var term = 0

        public init(pass: Int = 0, step: Int = 0, term: Int = 0) {
            self.pass = pass
            self.step = step
            self.term = term
        }

        public static func < (a: Position, b: Position) -> Bool { (a.pass, a.step, a.term) < (b.pass, b.step, b.term) }
    }

    /// A walk that begins before the first step of the first pass.
    public init(network: Network, parameters: Parameters, optimizer: Optimizer, samples: Samples, batchSize: Int) {
        precondition(samples.count > 0 && batchSize > 0, "there is something to step through")
        self.samples = samples
        self.batchSize = min(batchSize, samples.count)
        self.parameters = parameters
        self.optimizer = optimizer
        pass = Pass(network: network, capacity: self.batchSize)
        position = Position()
        plan = StepPlan(network: network, sampleCount: 0)
        loadBatch()
    }

    public var network: Network { pass.network }

    /// The step done last; nil before the first one of a pass.
    public var lastStep: Step? { position.step > 0 ? plan[position.step - 1] : nil }

    /// The step that comes next in this pass; nil at its end.
    public var nextStep: Step? { position.step < plan.count ? plan[position.step] : nil }

    /// Whether the present pass is done, its update included.
    public var isAtEndOfPass: Bool { position.step == plan.count }

    /// Mini-batches in an epoch, the one being walked, and epochs finished.
    public var batchesPerEpoch: Int { samples.batchCount(ofSize: batchSize) }
    public var batch: Int { position.pass % batchesPerEpoch }
    public var epochsDone: Int { (position.pass + (isAtEndOfPass ? 1 : 0)) / batchesPerEpoch }

    /// The sample of the batch that node quantities belong to: that of the step being walked or just done.
    public var sample: Int {
        if position.term > 0, let next = nextStep { return next.sample }
        return lastStep?.sample ?? 0
    }

    // MARK: Walking

    /// Computes the next quantity; at the end of a pass the first one of the next pass.
    public mutating func step() {
        if isAtEndOfPass { beginNextPass() }
        let step = plan[position.step]
        overwritten.append(stored(step.quantity, sample: step.sample))
        compute(step)
        position.step += 1
        position.term = 0
    }

    /// Takes one term of the next quantity; with its last term the quantity is computed. Returns whether it was.
    @discardableResult
    public mutating func stepTerm() -> Bool {
        if isAtEndOfPass { beginNextPass() }
        let terms = Calculation.of(plan[position.step].quantity, in: self).termCount
        if position.term + 1 < terms {
            position.term += 1
            return false
        }
        step()
        return true
    }

    /// Undoes the last step exactly. Returns false at the very beginning.
    @discardableResult
    public mutating func back() -> Bool {
        if position.term > 0 {
            position.term = 0
            return true
        }
        returnToEndOfPass()
        guard !overwritten.isEmpty else { return false }
        undoStep()
        returnToEndOfPass()
        return true
    }

    /// Undoes the last term. Returns false at the very beginning.
    @discardableResult
    public mutating func backTerm() -> Bool {
        if position.term > 0 {
            position.term -= 1
            return true
        }
        returnToEndOfPass()
        guard !overwritten.isEmpty else { return false }
        undoStep()
        position.term = max(0, Calculation.of(plan[position.step].quantity, in: self).termCount - 1)
        if position.term == 0 { returnToEndOfPass() }
        return true
    }

    /// Walks to a place, forwards or back; past the end of a pass to its end, past the last term of a step to the one before it.
    public mutating func travel(to goal: Position) {
        position.term = 0
        let place = Position(pass: max(0, goal.pass), step: max(0, goal.step))
        while position > place {
            if position.step > 0 { undoStep() } else { returnToEndOfPass() }
        }
        while position < place {
            if !isAtEndOfPass {
                step()
            } else if position.pass < place.pass {
                beginNextPass()
            } else {
                return
            }
        }
        guard goal.term > 0, let next = nextStep else { return }
        position.term = min(goal.term, max(0, Calculation.of(next.quantity, in: self).termCount - 1))
    }

    private mutating func undoStep() {
        guard let old = overwritten.popLast() else { return }
        position.step -= 1
        let step = plan[position.step]
        store(old, in: step.quantity, sample: step.sample)
    }

    /// From before the first step of a pass to the end of the pass before. Both are one moment of the walk, seen with the batch to come or
    /// with the one that is done; a first step is taken from the latter.
    mutating func returnToEndOfPass() {
        guard position.pass > 0, position.step == 0, position.term == 0 else { return }
        position.pass -= 1
        loadBatch()
        position.step = plan.count
    }

    private mutating func beginNextPass() {
        position = Position(pass: position.pass + 1)
        loadBatch()
    }

    private mutating func loadBatch() {
        pass.load(samples, rows: samples.batch(batch, ofSize: batchSize))
        if plan.sampleCount != pass.sampleCount {
            plan = StepPlan(network: network, sampleCount: pass.sampleCount, isForwardOnly: !samples.hasTargets)
        }
    }
}

// MARK: - One quantity

extension Stepper {
    /// Computes the quantity of a step, by the operation that the trainer calls for all of them.
    private mutating func compute(_ step: Step) {
        let samples = step.sample..<step.sample + 1
        switch step.quantity {
        case .netInput(let layer, let unit):
            pass.computeNetInputs(layer: layer, units: unit..<unit + 1, samples: samples, parameters)
        case .output(let layer, let unit): pass.computeOutputs(layer: layer, units: unit..<unit + 1, samples: samples)
        case .share(let unit): pass.computeShares(units: unit..<unit + 1, samples: samples)
        case .sampleLoss: pass.computeSampleLosses(samples: samples)
        case .batchLoss: pass.computeMeanLoss()
        case .delta(let layer, let unit):
            pass.computeDeltas(layer: layer, units: unit..<unit + 1, samples: samples, parameters)
        case .weightGradient(let layer, let unit, let input):
            pass.addWeightGradients(layer: layer, units: unit..<unit + 1, inputs: input..<input + 1, samples: samples)
        case .biasGradient(let layer, let index): pass.addBiasGradients(layer: layer, biases: index..<index + 1, samples: samples)
        case .weight(let layer, let unit, let input):
            let index = unit * network[layer: layer].inputs + input
            optimizer.update(
                &parameters.weights[layer - 1].values, index..<index + 1, gradient: pass.gradients.weights[layer - 1].values)
        case .bias(let layer, let index):
            optimizer.update(&parameters.biases[layer - 1], index..<index + 1, gradient: pass.gradients.biases[layer - 1])
        case .target, .error, .learningRate: break
        }
    }

    /// The number that is stored for a quantity, whether or not this pass has computed it.
    func stored(_ quantity: Quantity, sample: Int) -> Double {
        switch quantity {
        case .netInput(let layer, let unit): pass.netInputs[layer - 1][sample, unit]
        case .output(0, let unit): pass.inputs[sample, unit]
        case .output(let layer, let unit): pass.outputs[layer - 1][sample, unit]
        case .target(let unit): pass.targets[sample, unit]
        case .share(let unit): pass.shares[sample, unit]
        case .sampleLoss: pass.sampleLosses[sample]
        case .batchLoss: pass.loss
        case .error(let layer, let unit): pass.errors(layer: layer, units: unit..<unit + 1, sample: sample, parameters)[0]
        case .delta(let layer, let unit): pass.deltas[layer - 1][sample, unit]
        case .weight(let layer, let unit, let input): parameters.weights[layer - 1][unit, input]
        case .bias(let layer, let index): parameters.biases[layer - 1][index]
        case .weightGradient(let layer, let unit, let input):
            gradients(including: quantity, upTo: sample).weights[layer - 1][unit, input]
        case .biasGradient(let layer, let index): gradients(including: quantity, upTo: sample).biases[layer - 1][index]
        case .learningRate: optimizer.learningRate
        }
    }

    /// The gradients; that of a frozen parameter, which no step computes, is computed here when asked for.
    private func gradients(including quantity: Quantity, upTo sample: Int) -> Parameters {
        if plan.index(of: quantity, sample: 0) != nil { return pass.gradients }
        var copy = pass
        switch quantity {
        case .weightGradient(let layer, let unit, let input):
            copy.addWeightGradients(layer: layer, units: unit..<unit + 1, inputs: input..<input + 1, samples: 0..<sample + 1)
        case .biasGradient(let layer, let index):
            copy.addBiasGradients(layer: layer, biases: index..<index + 1, samples: 0..<sample + 1)
        default: break
        }
        return copy.gradients
    }

    private mutating func store(_ value: Double, in quantity: Quantity, sample: Int) {
        switch quantity {
        case .netInput(let layer, let unit): pass.netInputs[layer - 1][sample, unit] = value
        case .output(let layer, let unit): pass.outputs[layer - 1][sample, unit] = value
        case .share(let unit): pass.shares[sample, unit] = value
        case .sampleLoss: pass.sampleLosses[sample] = value
        case .batchLoss: pass.meanLoss = value
        case .delta(let layer, let unit): pass.deltas[layer - 1][sample, unit] = value
        case .weight(let layer, let unit, let input): parameters.weights[layer - 1][unit, input] = value
        case .bias(let layer, let index): parameters.biases[layer - 1][index] = value
        case .weightGradient(let layer, let unit, let input): pass.gradients.weights[layer - 1][unit, input] = value
        case .biasGradient(let layer, let index): pass.gradients.biases[layer - 1][index] = value
        case .target, .error, .learningRate: break
        }
    }
}

// MARK: - Looking

extension Stepper {
    /// The value of a quantity, or nil while this pass has not come to it. Parameters, inputs and targets always have one.
    public func value(of quantity: Quantity) -> Double? {
        hasReached(quantity) ? stored(quantity, sample: sample) : nil
    }

    /// Whether this pass has computed a quantity for the sample in view.
    public func hasReached(_ quantity: Quantity) -> Bool {
        switch quantity {
        case .output(0, _), .target, .weight, .bias, .learningRate: return true
        case .error(let layer, _) where layer == network.layers.count: return hasDone(.output(layer: layer, unit: network.outputs - 1))
        case .error(let layer, _): return hasDone(.delta(layer: layer + 1, unit: network[layer: layer + 1].units - 1))
        case .batchLoss: return hasDone(pass.sampleCount > 1 ? .batchLoss : .sampleLoss)
        case .weightGradient(let layer, let unit, _):
            return hasDone(quantity) || (plan.index(of: quantity, sample: 0) == nil && hasDone(.delta(layer: layer, unit: unit)))
        case .biasGradient(let layer, _):
            let last = Quantity.delta(layer: layer, unit: network[layer: layer].units - 1)
            return hasDone(quantity) || (plan.index(of: quantity, sample: 0) == nil && hasDone(last))
        default: return hasDone(quantity)
        }
    }

    private func hasDone(_ quantity: Quantity) -> Bool {
        plan.index(of: quantity, sample: sample).map { $0 < position.step } ?? false
    }

    /// A copy of the walk, gone on until a quantity has a value: what the pass will find.
    public func ahead(to quantity: Quantity) -> Stepper {
        var copy = self
        while !copy.hasReached(quantity) && !copy.isAtEndOfPass { copy.step() }
        return copy
    }

    /// The whole pass done from its first step with the present parameters and without the update: forward, loss and backward.
    public func wholePass() -> Pass {
        var whole = pass
        whole.forward(parameters)
        whole.backward(parameters)
        return whole
    }
}

extension Stepper {
    /// dLoss/dx of every sample of a whole pass made with the present parameters: a row a sample.
    public func inputGradients(of pass: Pass) -> Matrix {
        Matrix(rows: (0..<pass.sampleCount).map { pass.errors(layer: 0, units: 0..<network.inputs, sample: $0, parameters) })
    }
}
