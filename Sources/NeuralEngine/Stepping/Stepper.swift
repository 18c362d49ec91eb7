// The stepper: walks a pass one quantity at a time, forwards and back.

/// A walk through passes over the mini-batches of some samples. Each step computes one quantity by the same operation that trains;
/// going back puts back what the step wrote.
public struct Stepper: Sendable {
    public let samples: Samples
    public let order: BatchOrder
    /// Epochs made before the walk; with the pass it decides the shuffle and the scheduled rate.
    public let firstEpoch: Int
    public private(set) var pass: Pass
    public private(set) var parameters: Parameters
    public private(set) var optimizer: Optimizer
    /// The optimiser's state at the beginning of each pass so far, without what it remembers for each parameter.
    private var optimizers: [Optimizer] = []
    private let dropoutSeed: UInt64
    /// The length of the gradients as one vector, where they are clipped by it.
    private var gradientNorm = 0.0
    /// The order of the samples, and the epoch that it belongs to.
    private var arranged: [Int] = []
    private var arrangedEpoch: Int?
    /// The steps of the present pass.
    public private(set) var plan: StepPlan
    /// Where the walk stands.
    public private(set) var position: Position
    /// What each step so far overwrote, through all passes; an update overwrites what the optimiser remembers as well.
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
    public init(
        network: Network, parameters: Parameters, optimizer: Optimizer, samples: Samples, order: BatchOrder, epoch: Int = 0,
        dropoutSeed: UInt64 = 0
    ) {
        precondition(samples.count > 0 && order.size > 0, "there is something to step through")
        self.samples = samples
        self.order = BatchOrder(size: min(order.size, samples.count), shuffleSeed: order.shuffleSeed)
        self.parameters = parameters
        self.optimizer = optimizer
        self.optimizer.prepare(parameterCount: parameters.values.count)
        self.dropoutSeed = dropoutSeed
        firstEpoch = epoch
        pass = Pass(network: network, capacity: self.order.size)
        pass.isTraining = samples.hasTargets
        position = Position()
        plan = StepPlan(network: network, sampleCount: 0)
        loadBatch()
    }

    public init(network: Network, parameters: Parameters, optimizer: Optimizer, samples: Samples, batchSize: Int) {
        self.init(network: network, parameters: parameters, optimizer: optimizer, samples: samples, order: BatchOrder(size: batchSize))
    }

    /// A walk that stands before the first step of a pass whose quantities are all there already: for looking at their formulas.
    init(over pass: Pass, parameters: Parameters, optimizer: Optimizer) {
        let samples = Samples(inputs: pass.inputs.prefix(pass.sampleCount), targets: pass.targets.prefix(pass.sampleCount))
        self.init(network: pass.network, parameters: parameters, optimizer: optimizer, samples: samples, batchSize: pass.sampleCount)
        self.pass = pass
    }

    public var network: Network { pass.network }

    /// The step done last; nil before the first one of a pass.
    public var lastStep: Step? { position.step > 0 ? plan[position.step - 1] : nil }

    /// The step that comes next in this pass; nil at its end.
    public var nextStep: Step? { position.step < plan.count ? plan[position.step] : nil }

    /// Whether the present pass is done, its update included.
    public var isAtEndOfPass: Bool { position.step == plan.count }

    /// Mini-batches in an epoch, the one being walked, and epochs finished.
    public var batchesPerEpoch: Int { order.count(for: samples.count) }
    public var batch: Int { position.pass % batchesPerEpoch }
    public var epochsDone: Int { (position.pass + (isAtEndOfPass ? 1 : 0)) / batchesPerEpoch }

    /// The epoch being walked, counted from the network's birth.
    private var epoch: Int { firstEpoch + position.pass / batchesPerEpoch }

    /// The optimiser, its last update counted if the pass is done.
    public var optimizerAfterWalk: Optimizer {
        var optimizer = optimizer
        if isAtEndOfPass && plan.firstUpdate < plan.count { optimizer.advance() }
        return optimizer
    }

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
        remember(step)
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
        position.step -= 1
        let step = plan[position.step]
        if let index = parameterIndex(step.quantity) {
            for list in optimizer.memory.indices.reversed() { optimizer.memory[list][index] = overwritten.removeLast() }
        }
        if let index = companion(of: step) { pass.memory[index] = overwritten.removeLast() }
        store(overwritten.removeLast(), in: step.quantity, sample: step.sample)
    }

    /// Keeps what a step is about to overwrite.
    private mutating func remember(_ step: Step) {
        overwritten.append(stored(step.quantity, sample: step.sample))
        if let index = companion(of: step) { overwritten.append(pass.memory[index]) }
        guard let index = parameterIndex(step.quantity) else { return }
        for list in optimizer.memory { overwritten.append(list[index]) }
    }

    /// The place of what a step writes besides its quantity, for the way back through the layer: the slope of an output, the winner of a
    /// window, x normalised.
    private func companion(of step: Step) -> Int? {
        switch step.quantity {
        case .output(let layer, let unit) where network[layer: layer].hasNetInputs:
            return pass.index(\.slopes, layer: layer, unit: unit, sample: step.sample)
        case .output(let layer, let unit):
            guard case .maxPooling = network[layer: layer].kind else { return nil }
            return pass.index(\.memory, layer: layer, unit: unit, sample: step.sample)
        case .netInput(let layer, let unit) where network[layer: layer].statisticCount > 0:
            return pass.index(\.memory, layer: layer, unit: unit, sample: step.sample)
        default: return nil
        }
    }

    /// From before the first step of a pass to the end of the pass before. Both are one moment of the walk, seen with the batch to come or
    /// with the one that is done; a first step is taken from the latter.
    mutating func returnToEndOfPass() {
        guard position.pass > 0, position.step == 0, position.term == 0 else { return }
        position.pass -= 1
        if let before = optimizers.popLast() {
            let memory = optimizer.memory
            optimizer = before
            optimizer.memory = memory
        }
        loadBatch()
        position.step = plan.count
    }

    private mutating func beginNextPass() {
        var before = optimizer
        before.memory = []
        optimizers.append(before)
        optimizer = optimizerAfterWalk
        position = Position(pass: position.pass + 1)
        loadBatch()
    }

    private mutating func loadBatch() {
        let places = order.places(ofBatch: batch, sampleCount: samples.count)
        if order.shuffleSeed == nil {
            pass.load(samples, rows: places)
        } else {
            if arrangedEpoch != epoch {
                if arranged.isEmpty { arranged = Array(0..<samples.count) }
                order.arrange(&arranged, epoch: epoch)
                arrangedEpoch = epoch
            }
            pass.load(samples, rows: arranged[places])
        }
        if pass.isTraining { pass.drawDropout(seed: dropoutSeed, update: optimizer.updates, parameters) }
        if plan.sampleCount != pass.sampleCount {
            plan = StepPlan(
                network: network, sampleCount: pass.sampleCount, isForwardOnly: !samples.hasTargets,
                needsGradientNorm: optimizer.needsGradientNorm)
        }
    }
}

// MARK: - One quantity

extension Stepper {
    /// Computes the quantity of a step, by the operation that the trainer calls for all of them.
    private mutating func compute(_ step: Step) {
        let samples = step.sample..<step.sample + 1
        func work(_ body: (Workbench) -> Void) { pass.work(parameters, body) }
        switch step.quantity {
        case .netInput(let layer, let unit): work { $0.netInputs(layer, units: unit..<unit + 1, samples: samples) }
        case .output(let layer, let unit): work { $0.outputs(layer, units: unit..<unit + 1, samples: samples) }
        case .share(let unit): work { $0.shares(units: unit..<unit + 1, samples: samples) }
        case .centerLoss: work { $0.centerLosses(samples: samples) }
        case .sampleLoss: work { $0.sampleLosses(samples: samples) }
        case .batchLoss: pass.meanLoss = pass.work(parameters) { $0.meanLoss() }
        case .delta(let layer, let unit): work { $0.deltas(layer, units: unit..<unit + 1, samples: samples) }
        case .weightGradient(let layer, let unit, let input):
            work { $0.weightGradients(layer, rows: unit..<unit + 1, columns: input..<input + 1, samples: samples) }
        case .biasGradient(let layer, let index): work { $0.biasGradients(layer, biases: index..<index + 1, samples: samples) }
        case .statistic(let statistic, let layer, let channel):
            work { $0.channelStatistics(layer, statistic, channels: channel..<channel + 1) }
        case .runningStatistic(let statistic, let layer, let channel):
            parameters.statistics[pass.layout.records[layer].runningPlace(of: statistic, channel)] = pass.work(parameters) {
                $0.runningStatistic(layer, statistic, channel: channel)
            }
        case .center(let label, let unit):
            parameters.statistics[parameters.index(centerOf: label, unit: unit)] = pass.work(parameters) {
                $0.movedCenter(label, unit: unit)
            }
        case .gradientNorm:
            let trainable = parameters.places.trainable(in: network)
            gradientNorm = pass.work(parameters) { $0.gradientNorm(over: trainable) }
        case .weight, .bias: move(step.quantity)
        case .target, .error, .learningRate: break
        }
    }

    /// Moves one parameter by its gradient.
    private mutating func move(_ quantity: Quantity) {
        guard let index = parameterIndex(quantity) else { return }
        let update = optimizer.nextUpdate(epoch: epoch, gradientNorm: gradientNorm)
        var gradient = pass.gradients.values[index]
        parameters.values.withUnsafeMutableBufferPointer { values in
            optimizer.memory.withAddresses { memory in
                update.apply(
                    gradients: &gradient, memory: (memory.0.map { $0 + index }, memory.1.map { $0 + index }),
                    parameters: values.start + index, count: 1)
            }
        }
    }

    /// The place of a weight or bias among the parameters; nil for other quantities.
    func parameterIndex(_ quantity: Quantity) -> Int? {
        switch quantity {
        case .weight(let layer, let unit, let input): parameters.index(weightOf: unit, input: input, layer: layer)
        case .bias(let layer, let index): parameters.index(bias: index, layer: layer)
        default: nil
        }
    }

    /// The rate of this epoch.
    public var rate: Double { optimizer.schedule.rate(optimizer.learningRate, epoch: epoch) }

    /// Where a quantity of a pass lies in its memory; nil if it lies elsewhere.
    private func memoryIndex(_ quantity: Quantity, sample: Int) -> Int? {
        let layout = pass.layout
        switch quantity {
        case .netInput(let layer, let unit):
            return pass.index(network[layer: layer].hasNetInputs ? \.netInputs : \.outputs, layer: layer, unit: unit, sample: sample)
        case .output(0, let unit): return layout.inputs + sample * network.inputs + unit
        case .output(let layer, let unit): return pass.index(\.outputs, layer: layer, unit: unit, sample: sample)
        case .target(let unit): return layout.targets + sample * network.outputs + unit
        case .share(let unit): return layout.shares + sample * network.outputs + unit
        case .sampleLoss: return layout.sampleLosses + sample
        case .centerLoss: return layout.centerLosses + sample
        case .delta(let layer, let unit): return pass.index(\.deltas, layer: layer, unit: unit, sample: sample)
        case .statistic(let statistic, let layer, let channel): return layout.records[layer].place(of: statistic, channel)
        default: return nil
        }
    }

    /// The number that is stored for a quantity, whether or not this pass has computed it.
    func stored(_ quantity: Quantity, sample: Int) -> Double {
        if let index = memoryIndex(quantity, sample: sample) { return pass.memory[index] }
        if let index = parameterIndex(quantity) { return parameters.values[index] }
        switch quantity {
        case .batchLoss: return pass.loss
        case .error(let layer, let unit): return error(layer: layer, unit: unit, sample: sample)
        case .weightGradient(let layer, let unit, let input):
            return gradients(including: quantity, upTo: sample)[parameters.index(weightOf: unit, input: input, layer: layer)]
        case .biasGradient(let layer, let index):
            return gradients(including: quantity, upTo: sample)[parameters.index(bias: index, layer: layer)]
        case .runningStatistic(let statistic, let layer, let channel):
            return parameters.statistics[pass.layout.records[layer].runningPlace(of: statistic, channel)]
        case .center(let label, let unit): return parameters.statistics[parameters.index(centerOf: label, unit: unit)]
        case .gradientNorm: return gradientNorm
        case .learningRate: return rate
        default: return .nan
        }
    }

    /// dLoss/da, computed when asked for.
    private func error(layer: Int, unit: Int, sample: Int) -> Double {
        var error = 0.0, copy = pass
        copy.work(parameters) {
            $0.errors(
                network.computingLayer(atOrBefore: layer), units: unit..<unit + 1, samples: sample..<sample + 1, into: &error, stride: 1)
        }
        return error
    }

    /// The gradients; that of a frozen parameter, which no step computes, is computed here when asked for.
    private func gradients(including quantity: Quantity, upTo sample: Int) -> [Double] {
        if plan.index(of: quantity, sample: 0) != nil { return pass.gradients.values }
        var copy = pass
        copy.work(parameters) { bench in
            switch quantity {
            case .weightGradient(let layer, let unit, let input):
                bench.weightGradients(layer, rows: unit..<unit + 1, columns: input..<input + 1, samples: 0..<sample + 1)
            case .biasGradient(let layer, let index): bench.biasGradients(layer, biases: index..<index + 1, samples: 0..<sample + 1)
            default: break
            }
        }
        return copy.gradients.values
    }

    private mutating func store(_ value: Double, in quantity: Quantity, sample: Int) {
        if let index = memoryIndex(quantity, sample: sample) {
            pass.memory[index] = value
        } else if let index = parameterIndex(quantity) {
            parameters.values[index] = value
        } else {
            switch quantity {
            case .batchLoss: pass.meanLoss = value
            case .weightGradient(let layer, let unit, let input):
                pass.gradients.values[parameters.index(weightOf: unit, input: input, layer: layer)] = value
            case .biasGradient(let layer, let index): pass.gradients.values[parameters.index(bias: index, layer: layer)] = value
            case .runningStatistic(let statistic, let layer, let channel):
                parameters.statistics[pass.layout.records[layer].runningPlace(of: statistic, channel)] = value
            case .center(let label, let unit): parameters.statistics[parameters.index(centerOf: label, unit: unit)] = value
            case .gradientNorm: gradientNorm = value
            default: break
            }
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
        case .runningStatistic, .center: return true
        case .error(let layer, _): return hasReachedErrors(ofLayer: layer)
        case .batchLoss: return hasDone(pass.hasMeanLoss ? .batchLoss : .sampleLoss)
        case .weightGradient(let layer, let unit, _):
            return hasDone(quantity) || (plan.index(of: quantity, sample: 0) == nil && hasDone(.delta(layer: layer, unit: unit)))
        case .biasGradient(let layer, _):
            let last = Quantity.delta(layer: layer, unit: network[layer: layer].units - 1)
            return hasDone(quantity) || (plan.index(of: quantity, sample: 0) == nil && hasDone(last))
        default: return hasDone(quantity)
        }
    }

    /// Whether all that the errors of a layer are made of is there: its outputs for the output layer, else the deltas of the layer after it.
    private func hasReachedErrors(ofLayer number: Int) -> Bool {
        let layer = network.computingLayer(atOrBefore: number), reader = pass.layout.records[layer].reader
        guard reader > 0 else { return hasDone(.output(layer: layer, unit: network.outputs - 1)) }
        let next = network[layer: reader]
        let last: Quantity =
            next.statisticCount > 0
            ? .statistic(.meanDeltaProduct, layer: reader, channel: next.statisticCount - 1) : .delta(layer: reader, unit: next.units - 1)
        return hasDone(last)
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
    public func inputGradients(of pass: Pass) -> Matrix { pass.inputGradients(parameters) }
}

extension Pass {
    /// dLoss/dx of every sample of a pass that has gone back: a row a sample.
    func inputGradients(_ parameters: Parameters) -> Matrix {
        var gradients = Matrix(rows: sampleCount, columns: network.inputs), copy = self
        gradients.values.withUnsafeMutableBufferPointer { gradients in
            copy.work(parameters) {
                $0.errors(0, units: 0..<network.inputs, samples: 0..<sampleCount, into: gradients.start, stride: network.inputs)
            }
        }
        return gradients
    }
}
