// The stepper: walks a pass one quantity at a time, forwards and back.

/// A walk through passes over the mini-batches of some samples. Each step computes one quantity by the same operation that trains;
/// going back puts back what the step wrote.
public struct Stepper: Sendable {
    public let samples: Samples
    public let order: BatchOrder
    /// Epochs made before the walk; with the pass it decides the shuffle and the scheduled rate.
    public let firstEpoch: Int
    /// The pass being walked, with all that its formulas read.
    public internal(set) var moment: Moment
    /// The optimiser's state at the beginning of each pass so far, without what it remembers for each parameter.
    private var optimizers: [Optimizer] = []
    private let dropoutSeed: UInt64
    /// With a plateau schedule: the samples by whose loss after each epoch the rate may fall.
    private let judged: Samples?
    /// The order of the samples, and the epoch that it belongs to.
    private var arranged: [Int] = []
    private var arrangedEpoch: Int?
    /// With center loss the class of each sample of the batch.
    private var labels: [Int] = []
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
    /// - Parameter validation: the samples that a plateau schedule looks at, where they are not those of the walk.
    public init(
        network: Network, parameters: Parameters, optimizer: Optimizer, samples: Samples, order: BatchOrder, epoch: Int = 0,
        dropoutSeed: UInt64 = 0, validation: Samples? = nil
    ) {
        precondition(samples.count > 0 && order.size > 0, "there is something to step through")
        self.samples = samples
        self.order = BatchOrder(size: min(order.size, samples.count), shuffleSeed: order.shuffleSeed)
        self.dropoutSeed = dropoutSeed
        judged = optimizer.schedule.looksAtLoss && samples.hasTargets ? validation ?? samples : nil
        firstEpoch = epoch
        moment = Moment(pass: Pass(network: network, capacity: self.order.size), parameters: parameters, optimizer: optimizer)
        moment.optimizer.prepare(parameterCount: parameters.values.count)
        moment.pass.isTraining = samples.hasTargets
        position = Position()
        plan = StepPlan(network: network, sampleCount: 0)
        loadBatch()
    }

    public init(network: Network, parameters: Parameters, optimizer: Optimizer, samples: Samples, batchSize: Int) {
        self.init(network: network, parameters: parameters, optimizer: optimizer, samples: samples, order: BatchOrder(size: batchSize))
    }

    public var pass: Pass { moment.pass }
    public var parameters: Parameters { moment.parameters }
    public var optimizer: Optimizer { moment.optimizer }
    /// The rate of this epoch, or of this update.
    public var rate: Double { moment.rate }
    public var network: Network { pass.network }

    /// The step done last; nil before the first one of a pass.
    public var lastStep: Step? { position.step > 0 ? plan[position.step - 1] : nil }

    /// The step that comes next in this pass; nil at its end.
    public var nextStep: Step? { position.step < plan.count ? plan[position.step] : nil }

    /// The step that is looked at: the one whose terms are being added up, or else the one done last.
    public var stepInView: Step? { position.term > 0 ? nextStep : lastStep }

    /// Whether the present pass is done, its update included.
    public var isAtEndOfPass: Bool { position.step == plan.count }

    /// Mini-batches in an epoch, the one being walked, and epochs finished.
    public var batchesPerEpoch: Int { order.count(for: samples.count) }
    public var batch: Int { position.pass % batchesPerEpoch }
    public var epochsDone: Int { samples.hasTargets ? (position.pass + (isAtEndOfPass ? 1 : 0)) / batchesPerEpoch : 0 }

    /// The optimiser, its last update counted if the pass is done.
    public var optimizerAfterWalk: Optimizer {
        var optimizer = optimizer
        guard isAtEndOfPass && plan.firstUpdate < plan.count else { return optimizer }
        optimizer.advance(epoch: moment.epoch)
        if let judged, batch + 1 == batchesPerEpoch {
            var evaluator = Evaluator(network: network, parameters: parameters, samples: judged)
            optimizer.look(at: evaluator.evaluate(parameters))
        }
        return optimizer
    }

    /// The sample of the batch that node quantities belong to: that of the step being walked or just done.
    public var sample: Int {
        if position.term > 0, let next = nextStep { return next.sample }
        return lastStep?.sample ?? 0
    }

    /// The samples of the batch that are of a class.
    func members(ofClass label: Int) -> some Sequence<Int> { labels.indices.lazy.filter { labels[$0] == label } }

    // MARK: Walking

    /// Computes the next quantity; at the end of a pass the first one of the next pass. Of a network that computes nothing there is none.
    public mutating func step() {
        guard plan.count > 0 else { return }
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
        guard plan.count > 0 else { return true }
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
    public mutating func travel(to goal: Position) { _ = travel(to: goal, unless: { false }) }

    /// The same, unless it is asked to stop on the way: then it has come only so far, and returns false.
    public mutating func travel(to goal: Position, unless isToStop: () -> Bool) -> Bool {
        position.term = 0
        let place = Position(pass: max(0, goal.pass), step: max(0, goal.step))
        while position > place {
            if position.step > 0 { undoStep() } else { returnToEndOfPass() }
            if position.step.isMultiple(of: Self.stepsALook), isToStop() { return false }
        }
        while position < place, plan.count > 0 {
            if !isAtEndOfPass {
                step()
            } else if position.pass < place.pass {
                beginNextPass()
            } else {
                return true
            }
            if position.step.isMultiple(of: Self.stepsALook), isToStop() { return false }
        }
        guard goal.term > 0, let next = nextStep else { return true }
        position.term = min(goal.term, max(0, Calculation.of(next.quantity, in: self).termCount - 1))
        return true
    }

    /// The walk as it stood just before the step of an index in this pass. What the step done last has written among the numbers of the pass
    /// may still be there: nothing reads it before that step is done, and so the arrays of all samples need not be copied.
    public func walk(before index: Int) -> Stepper {
        // Nothing asks it to stop.
        walk(before: index, unless: { false }) ?? self
    }

    /// The same; nil if it was asked to stop on the way.
    public func walk(before index: Int, unless isToStop: () -> Bool) -> Stepper? {
        var copy = self
        copy.position.term = 0
        if index == position.step - 1, case let step = plan[index], moment.memoryIndex(step.quantity, sample: step.sample) != nil {
            copy.position.step = index
            copy.overwritten.removeLast(1 + companions(of: step).count)
        } else if !copy.travel(to: Position(pass: position.pass, step: index), unless: isToStop) {
            return nil
        }
        return copy
    }

    private mutating func undoStep() {
        position.step -= 1
        let step = plan[position.step]
        if let index = moment.parameterIndex(step.quantity) {
            for list in optimizer.memory.indices.reversed() { moment.optimizer.memory[list][index] = overwritten.removeLast() }
        }
        for index in companions(of: step).reversed() { moment.pass.memory[index] = overwritten.removeLast() }
        moment.store(overwritten.removeLast(), in: step.quantity, sample: step.sample)
    }

    /// Keeps what a step is about to overwrite.
    private mutating func remember(_ step: Step) {
        overwritten.append(moment.stored(step.quantity, sample: step.sample))
        for index in companions(of: step) { overwritten.append(pass.memory[index]) }
        guard let index = moment.parameterIndex(step.quantity) else { return }
        for list in optimizer.memory { overwritten.append(list[index]) }
    }

    /// The places of what a step writes besides its quantity, for the way back through the layer: the slope of an output or a gate, the
    /// winner of a window, x normalised, tanh(c) of lstm and its slope.
    private func companions(of step: Step) -> [Int] {
        switch step.quantity {
        case .output(0, _): return []
        case .output(let layer, _), .ofStep(_, let layer, _):
            if let recurrence = network[layer: layer].recurrence { return companions(of: step, in: recurrence, layer) }
        default: break
        }
        switch step.quantity {
        case .output(let layer, let unit) where network[layer: layer].hasNetInputs:
            return [pass.cellIndex(\.slopes, layer: layer, cell: unit, sample: step.sample)]
        case .output(let layer, let unit):
            return network[layer: layer].kind.hasWinners ? [pass.index(\.memory, layer: layer, unit: unit, sample: step.sample)] : []
        case .netInput(let layer, let unit) where network[layer: layer].statisticCount > 0:
            return [pass.index(\.memory, layer: layer, unit: unit, sample: step.sample)]
        default: return []
        }
    }

    private func companions(of step: Step, in recurrence: Recurrence, _ layer: Int) -> [Int] {
        guard let (part, time, unit) = recurrence.part(of: step.quantity) else { return [] }
        func slope(ofGate gate: Int) -> Int {
            let cell = time * recurrence.rows + gate * recurrence.units + unit
            return pass.cellIndex(\.slopes, layer: layer, cell: cell, sample: step.sample)
        }
        switch part {
        case .gate(let gate): return [slope(ofGate: gate)]
        case .output: return recurrence.cell == .plain ? [slope(ofGate: 0)] : []
        case .state where recurrence.cell == .lstm:
            let place = pass.layout.records[layer].memory + 2 * (step.sample * recurrence.steps + time) * recurrence.units + unit
            return [place, place + recurrence.units]
        case .netInput, .state, .error, .stateError, .delta: return []
        }
    }

    /// From before the first step of a pass to the end of the pass before. Both are one moment of the walk, seen with the batch to come or
    /// with the one that is done; a first step is taken from the latter.
    mutating func returnToEndOfPass() {
        guard position.pass > 0, position.step == 0, position.term == 0 else { return }
        position.pass -= 1
        if let before = optimizers.popLast() {
            let memory = optimizer.memory
            moment.optimizer = before
            moment.optimizer.memory = memory
        }
        loadBatch()
        position.step = plan.count
    }

    private mutating func beginNextPass() {
        var before = optimizer
        before.memory = []
        optimizers.append(before)
        moment.optimizer = optimizerAfterWalk
        position = Position(pass: position.pass + 1)
        loadBatch()
    }

    private mutating func loadBatch() {
        moment.epoch = firstEpoch + position.pass / batchesPerEpoch
        let places = order.places(ofBatch: batch, sampleCount: samples.count)
        if order.shuffleSeed == nil {
            moment.pass.load(samples, rows: places)
        } else {
            if arrangedEpoch != moment.epoch {
                if arranged.isEmpty { arranged = Array(0..<samples.count) }
                order.arrange(&arranged, epoch: moment.epoch)
                arrangedEpoch = moment.epoch
            }
            moment.pass.load(samples, rows: arranged[places])
        }
        if network.centerLoss != nil { labels = (0..<pass.sampleCount).map { pass.label(of: $0) } }
        if pass.isTraining { moment.pass.drawDropout(seed: dropoutSeed, update: optimizer.updates, parameters) }
        if plan.sampleCount != pass.sampleCount {
            plan = StepPlan(
                network: network, sampleCount: pass.sampleCount, isForwardOnly: !samples.hasTargets,
                needsGradientNorm: optimizer.needsGradientNorm)
        }
    }
}
