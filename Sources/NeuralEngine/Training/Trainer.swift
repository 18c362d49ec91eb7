// The trainer: whole passes at full speed, by the same operations that are stepped.

/// Trains a network on samples in mini-batches.
public struct Trainer: Sendable {
    public let samples: Samples
    public let order: BatchOrder
    public private(set) var parameters: Parameters
    public private(set) var optimizer: Optimizer
    /// Epochs made since the network's birth; decides the shuffle and the scheduled rate.
    public private(set) var epochs: Int
    private let dropoutSeed: UInt64
    private let trainable: [Range<Int>]
    private let rounds: [BatchRound]
    private var crew: Crew
    private let small: SmallNetwork?
    /// With a plateau schedule: judges samples that are not trained on; without one those that are do. A list, since it trains inside as well.
    private var validators: [Evaluator] = []
    private var pass: Pass
    /// The order of the samples in this epoch.
    private var arranged: [Int]
    /// The batch that `pass` holds, if its samples are loaded and in order; and whether its forward half fits the parameters.
    private var loadedBatch: Int?
    private var forwardIsCurrent = false
    /// What `keep` has kept.
    private var kept: Checkpoint?

    /// - Parameters:
    ///   - order: mini-batches of 1...samples.count samples.
    ///   - epoch: epochs made before.
    ///   - validation: the samples that a plateau schedule looks at, where they are not those of the training.
    ///   - threads: how many threads may share the work; the result does not depend on it.
    ///   - evenIfSmall: whether they do so where it would be faster on one.
    public init(
        network: Network, parameters: Parameters, optimizer: Optimizer, samples: Samples, order: BatchOrder, epoch: Int = 0,
        dropoutSeed: UInt64 = 0, validation: Samples? = nil, threads: Int = 1, evenIfSmall: Bool = false
    ) {
        precondition(samples.count > 0 && order.size > 0, "there is something to train on")
        self.samples = samples
        self.order = BatchOrder(size: min(order.size, samples.count), shuffleSeed: order.shuffleSeed)
        self.parameters = parameters
        self.optimizer = optimizer
        self.optimizer.prepare(parameterCount: parameters.values.count)
        epochs = epoch
        self.dropoutSeed = dropoutSeed
        trainable = parameters.places.trainable(in: network)
        crew = Crew(size: evenIfSmall ? threads : Trainer.worthwhile(threads, network, batchSize: self.order.size))
        rounds = BatchRound.rounds(of: network, PassSection.sections(of: network), batchSize: self.order.size, workers: crew.size)
        pass = Pass(network: network, capacity: self.order.size, workers: crew.size)
        if optimizer.schedule.looksAtLoss, let validation {
            validators = [Evaluator(network: network, parameters: parameters, samples: validation, threads: threads)]
        }
        small = SmallNetwork(network, optimizer, self.order, parameters.places)
        arranged = order.shuffleSeed == nil ? [] : Array(0..<samples.count)
    }

    public init(network: Network, parameters: Parameters, optimizer: Optimizer, samples: Samples, batchSize: Int) {
        self.init(network: network, parameters: parameters, optimizer: optimizer, samples: samples, order: BatchOrder(size: batchSize))
    }

    public var network: Network { pass.network }

    /// How many threads share the work.
    public var threads: Int { crew.size }

    /// The crew, which no other trainer has: a copy that is put to work takes on one of its own, so that both may work at once.
    private mutating func crewOfItsOwn() -> Crew {
        if !isKnownUniquelyReferenced(&crew) { crew = Crew(size: crew.size) }
        return crew
    }

    /// Which crew it has.
    var identityOfCrew: ObjectIdentifier { ObjectIdentifier(crew) }

    /// Takes on another crew, of no more threads.
    mutating func take(_ crew: consuming Crew) {
        precondition(crew.size <= self.crew.size, "the pass has room for so many workers")
        self.crew = crew
    }

    /// Goes on from other parameters.
    mutating func take(_ parameters: Parameters) {
        self.parameters = parameters
        forwardIsCurrent = false
    }

    /// Goes to another moment of this training.
    public mutating func go(to checkpoint: Checkpoint) {
        take(checkpoint.parameters)
        optimizer = checkpoint.optimizer
        optimizer.prepare(parameterCount: parameters.values.count)
        epochs = checkpoint.epoch
    }

    /// Threads wait for one another a few times a batch, and a system that has put one aside makes the others wait for a long time: a batch
    /// of less than some hundred microseconds is safer on one.
    private static func worthwhile(_ threads: Int, _ network: Network, batchSize: Int) -> Int {
        let products = network.layers.reduce(0) { $0 + $1.products } * batchSize
        return products < 1_000_000 ? 1 : max(1, threads)
    }

    // MARK: Epochs

    /// Some epochs: every mini-batch forward, backward and updated once in each.
    public mutating func train(epochs count: Int) {
        if let small, optimizer.schedule == .constant {
            let steps = count * samples.count
            small.train(&parameters, rate: optimizer.learningRate, samples, steps: steps)
            optimizer.advance(by: steps)
            (epochs, forwardIsCurrent) = (epochs + count, false)
        } else {
            for _ in 0..<count { generalEpoch() }
        }
    }

    /// Whether an epoch is over before anybody could ask to stop it.
    var isSmall: Bool { small != nil && optimizer.schedule == .constant }

    /// One epoch.
    public mutating func epoch() { train(epochs: 1) }

    private mutating func generalEpoch() {
        beginEpoch()
        train(on: 0..<batchCount)
        endEpoch()
    }

    /// Counts the epoch. A plateau schedule looks at what it has come to.
    mutating func endEpoch() {
        epochs += 1
        guard optimizer.schedule.looksAtLoss else { return }
        optimizer.look(at: validators.isEmpty ? evaluate() : validators[0].evaluate(parameters))
    }

    /// Puts the samples in the order of the epoch.
    mutating func beginEpoch() {
        guard order.shuffleSeed != nil else { return }
        order.arrange(&arranged, epoch: epochs)
        (loadedBatch, forwardIsCurrent) = (nil, false)
    }

    public var batchCount: Int { order.count(for: samples.count) }

    /// Some mini-batches of the present epoch.
    mutating func train(on batches: Range<Int>, _ stop: StopSign? = nil) {
        let job = EpochJob(
            epoch: epochs, batches: batches, order: order, sampleCount: samples.count, dropoutSeed: dropoutSeed, drops: network.drops,
            lossTerms: network.lossTerms, reading: pass.reading, outputs: network.outputs, movesStatistics: network.movesStatistics,
            trainable: trainable, rounds: rounds, crew: crewOfItsOwn(), stop: stop)
        job.run(&pass, &parameters, &optimizer, samples, arranged: arranged, loadedBatch: &loadedBatch, hasForward: forwardIsCurrent)
        forwardIsCurrent = false
        if stop?.isUp == true { loadedBatch = nil }
    }

    private mutating func load(_ batch: Int) {
        guard loadedBatch != batch else { return }
        let places = order.places(ofBatch: batch, sampleCount: samples.count)
        if order.shuffleSeed == nil { pass.load(samples, rows: places) } else { pass.load(samples, rows: arranged[places]) }
        loadedBatch = batch
        forwardIsCurrent = false
    }

    // MARK: Going back to what was kept

    /// Keeps what has been learnt so far, to come back to it.
    ///
    /// Most often somebody else has kept the same moment, to go back to the epoch: then nothing is copied twice.
    mutating func keep() { kept = checkpoint }

    /// Forgets what was kept, which takes as much memory as what is learnt.
    mutating func forgetKept() { kept = nil }

    /// Goes back to what was kept.
    mutating func returnToKept() {
        guard let kept else { return }
        self.kept = nil
        go(to: kept)
    }

    /// A batch of the present epoch, forward and backward, without the update.
    mutating func wholePass(ofBatch batch: Int) -> Pass {
        load(batch)
        forwardIsCurrent = false
        pass.drawDropout(seed: dropoutSeed, update: optimizer.updates, parameters)
        pass.forward(parameters)
        pass.backward(parameters)
        return pass
    }

    /// All samples forward as `evaluate` does it, batch by batch, until something is found.
    mutating func forwardInEvaluation<Finding>(_ find: (_ pass: Pass, _ batch: Int) -> Finding?) -> Finding? {
        pass.isTraining = false
        defer { pass.isTraining = true }
        for batch in 0..<batchCount {
            load(batch)
            pass.forward(parameters)
            if let found = find(pass, batch) { return found }
        }
        return nil
    }

    // MARK: Evaluation

    /// The loss and the accuracy over all samples with the present parameters.
    public mutating func evaluate() -> Evaluation { evaluate(nil) ?? Evaluation(loss: .nan, accuracy: nil) }

    /// The same, or nil if it is asked to stop on the way.
    public mutating func evaluate(unless isToStop: () -> Bool) -> Evaluation? { StopSign.with(isToStop) { evaluate($0) } }

    private mutating func evaluate(_ stop: StopSign?) -> Evaluation? {
        let isSpecial = network.layers.contains { $0.kind.differsOutsideTraining }
        var total = 0.0, weightSum = 0.0, activity = 0.0
        var right: Int? = 0
        if order.shuffleSeed != nil {
            for i in arranged.indices { arranged[i] = i }
            loadedBatch = nil
        }
        pass.isTraining = false
        defer { pass.isTraining = true }
        for batch in 0..<batchCount {
            load(batch)
            if !forwardIsCurrent {
                let (crew, rounds) = (crewOfItsOwn(), rounds)
                pass.work(parameters) { Batch(bench: $0, crew: crew, rounds: rounds, stop: stop).forward() }
                guard batch + 1 < batchCount ? stop?.isToGoOn() != false : stop?.isUp != true else {
                    (loadedBatch, forwardIsCurrent) = (nil, false)
                    return nil
                }
                pass.computeLoss(parameters)
            }
            pass.addLosses(to: &total, &weightSum)
            if network.penalty.activity != 0 { pass.look(parameters) { $0.addActivity(to: &activity) } }
            if let sum = right, let more = pass.rightAnswers() { right = sum + more } else { right = nil }
        }
        let ofWeights = network.penalty.isOfNoWeight ? 0 : pass.work(parameters) { $0.penaltyOfWeights() }
        let ofActivity = network.penalty.activity * (activity / Double(samples.count))
        forwardIsCurrent = order.size == samples.count && order.shuffleSeed == nil && !isSpecial
        if order.shuffleSeed != nil { loadedBatch = nil }
        return Evaluation(
            loss: total / network.lossTerms.divisor(weightSum: weightSum) + ofWeights + ofActivity,
            accuracy: right.map { Double($0) / Double(samples.count) })
    }
}

extension Layer {
    /// Products that the forward pass of one sample takes.
    var products: Int { hasNetInputs ? (recurrence?.steps ?? shape.pixels) * weightCount : units }
}
