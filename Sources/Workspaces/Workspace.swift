// The workspace: the one state that commands act on.
import Charts
import Documents
import Formula
import NeuralEngine

/// A network, what it has learnt, what it is shown, and where the walk through its passes stands.
///
/// A value: keeping an old one is how a command is undone.
public struct Workspace: Sendable {
    public internal(set) var network: Network?
    /// The parameters; while a pass is walked, the walk's.
    public var parameters: Parameters? { stepper?.parameters ?? restingParameters }
    var restingParameters: Parameters?
    public internal(set) var optimizer = Optimizer()
    var initialiser = Initialiser.glorotUniform
    var seed: UInt64 = 1

    /// What the network is shown: a data set, or the rows of `input` and `target`.
    public internal(set) var dataset: Dataset?
    /// The parts of the data set; nil trains on all of it.
    public internal(set) var split: Split?
    public internal(set) var inputRows: Matrix?
    public internal(set) var targetRows: Matrix?
    /// Samples a mini-batch; nil means all of them.
    public internal(set) var batchSize: Int?
    /// Shuffles the samples of each epoch anew; nil takes them in order.
    public internal(set) var shuffleSeed: UInt64?

    /// The walk through the passes; nil until the first step after a change.
    public internal(set) var stepper: Stepper?
    public internal(set) var training = TrainingHistory()
    public internal(set) var stops: [Stop] = []
    var nextStopNumber = 1
    public internal(set) var displays: [Display] = []
    public internal(set) var functions = FunctionTable()
    public internal(set) var settings = Settings()
    /// The chart drawn last, for front ends that keep one in view.
    public internal(set) var lastChart: Chart?
    /// What the chart drawn last tells of: it goes with that.
    var lastChartSubject = ChartSubject.functions

    public init() {}

    public var names: Names? { network.map(Names.init) }
}

/// What the learner has set about how things are shown.
public struct Settings: Sendable, Equatable {
    public var numerals = Numerals()
    public var marks = Marks.braille
    /// What the screen is behind the text; nil as far as the terminal tells.
    public var background: Background?
    /// How the panes of the full screen stand at first; nil as its size suggests.
    public var panes: PaneArrangement?
}

// MARK: - What the network is shown

extension Workspace {
    /// The network, or an error that says how to make one.
    func requireNetwork(hint: String = "define one, for example: net 2-2-2 sigmoid") throws(CommandError) -> Network {
        guard let network else { throw CommandError("there is no network yet", hint: hint) }
        return network
    }

    func requireNames() throws(CommandError) -> Names { Names(network: try requireNetwork()) }

    /// The samples in the form that the network takes; without targets if none are given. Of a split data set those to train on.
    func requireSamples(of part: Split.Part = .training, column: Int? = nil) throws(CommandError) -> Samples {
        let network = try requireNetwork()
        guard network.outputLayer > 0 else {
            throw CommandError(
                network.layers.isEmpty ? "the network has no layer yet" : "the network has no layer yet that computes something",
                hint: "add one, for example: layer dense 2 sigmoid")
        }
        if let (message, hint) = LossCommands.misfit(network.loss, network) { throw CommandError(message, hint: hint) }
        guard part == .training || split?.rows(of: part).isEmpty == false else {
            throw CommandError("there is no \(part.rawValue) part", column: column, hint: "set one apart: split 70/15/15 seed=1")
        }
        if let dataset {
            if let (message, hint) = dataset.misfit(network) { throw CommandError(message, hint: hint) }
            try requireMemory(forTargetsOf: dataset)
            return (split.map { dataset.subset($0.rows(of: part)) } ?? dataset).samples(for: network)
        }
        guard let inputRows else {
            throw CommandError(
                "there is no input yet",
                hint: "give one, for example: input \(Workspace.exampleRow(network.inputs))\(Workspace.exampleData(network))")
        }
        guard let targetRows else { return Samples(inputs: inputRows, outputs: network.outputs) }
        guard targetRows.rows == inputRows.rows else {
            throw CommandError(
                "there are \(inputRows.rows) samples of input and \(targetRows.rows) of target",
                hint: "a sample needs both: give as many rows")
        }
        return Samples(inputs: inputRows, targets: targetRows)
    }

    /// Classes become rows of 0 and 1, in the data set and in each part of it.
    private func requireMemory(forTargetsOf dataset: Dataset) throws(CommandError) {
        var need = MemoryNeed()
        need.add(
            "\(dataset.count) samples of \(dataset.answerWidth) targets", numbers: 2, dataset.count, dataset.answerWidth,
            remedy: "answers=numbers takes classes as numbers: data load FILE answers=numbers")
        let whole = need
        try NetworkCommands.located(nil) { () throws(MemoryError) in try whole.check() }
    }

    /// Refuses work on the network that would take too much memory.
    func requireMemory(for work: Network.Work, capacity: Int, workers: Int = 1) throws(CommandError) {
        guard let network else { return }
        try NetworkCommands.located(nil) { () throws(MemoryError) in
            try network.memoryNeed(for: work, capacity: capacity, workers: workers).check()
        }
    }

    /// The walk, begun if there is none.
    func requireStepper() throws(CommandError) -> Stepper {
        if let stepper { return stepper }
        let samples = try requireSamples()
        guard let network, let restingParameters else { throw CommandError("there is no network yet") }
        try requireMemory(for: .stepping(optimizer), capacity: min(order(for: samples).size, samples.count))
        return Stepper(
            network: network, parameters: restingParameters, optimizer: optimizer, samples: samples,
            order: order(for: samples), epoch: training.epoch, dropoutSeed: seed)
    }

    /// What to say if a batch normalisation sees one number of each channel: less its own mean it is always 0.
    var remarkOnLoneNumbers: String? {
        let index = network?.layers.firstIndex { $0.statisticCount > 0 && $0.shape.pixels == 1 }
        guard let index else { return nil }
        let what = "layer \(index + 1) takes mean and deviation over the batch"
        guard let samples = dataset?.count ?? inputRows?.rows else {
            return what + ": with a single sample all it gives is 0, so give several"
        }
        guard min(batchSize ?? samples, samples) == 1 else { return nil }
        return what + ", and this is a batch of one sample: all it gives in training is 0"
    }

    /// How the samples of an epoch are cut into mini-batches.
    func order(for samples: Samples) -> BatchOrder { BatchOrder(size: batchSize ?? samples.count, shuffleSeed: shuffleSeed) }

    /// Numbers as they could be typed; of many the first, with a word about how many it takes.
    static func exampleRow(_ count: Int) -> String {
        let shown = (0..<(count <= 8 ? count : 2)).map { ["0.05", "0.10", "0.2", "0.4"][$0 % 4] }.joined(separator: " ")
        return count <= 8 ? shown : "\(shown) ... (\(count) numbers)"
    }

    /// The data that come with nnrepl and fit a network, as another way out; else those of a file.
    private static func exampleData(_ network: Network) -> String {
        let known = [(2, 1, "data xor"), (2, 2, "data moons"), (4, 3, "data iris"), (64, 10, "data digits"), (1, 1, "data sine")]
        let fitting = known.first { $0.0 == network.inputs && $0.1 == network.outputs }?.2
        return "; or a data set: \(fitting ?? "data load FILE")"
    }
}

extension Stepper {
    /// Whether the parameters are those of the end of an epoch.
    fileprivate var isBetweenEpochs: Bool {
        isAtEndOfPass ? batch + 1 == batchesPerEpoch : batch == 0 && position.step <= plan.firstUpdate
    }
}

// MARK: - Changes

/// What a chart tells of.
enum ChartSubject: Sendable {
    case functions
    /// The network alone, such as its weights.
    case network
    /// The network and what it is shown, such as a boundary.
    case networkAndData
}

extension Workspace {
    /// Takes away a chart of a network, or of data, that is no longer there.
    mutating func forgetChart(of gone: ChartSubject) {
        if lastChartSubject == .networkAndData || lastChartSubject == gone { lastChart = nil }
        if lastChart == nil { lastChartSubject = .functions }
    }

    /// Ends the walk, keeping the parameters it has reached; the next step begins a new pass.
    mutating func restart() {
        guard let stepper else { return }
        var stretch = stepper.epochsDone > 0 && stepper.samples.hasTargets ? presentStretch() : nil
        restingParameters = stepper.parameters
        optimizer = stepper.optimizerAfterWalk
        training.epoch += stepper.epochsDone
        self.stepper = nil
        // Stepped epochs are those that training would have made; updates beyond the last whole one are not.
        stretch?.end = training.epoch
        stretch?.ending = stepper.isBetweenEpochs ? restingCheckpoint : nil
        if let stretch { training.keep(stretch) }
    }

    /// Makes a network the present one, with fresh parameters.
    mutating func install(_ network: Network) {
        stepper = nil
        forgetChart(of: .network)
        var network = network
        if network.loss != .crossEntropy { network.centerLoss = nil }
        self.network = network
        restingParameters = initialiser.parameters(for: network, seed: seed)
        optimizer.forget()
        training = TrainingHistory()
        if let rows = inputRows, rows.columns != network.inputs { inputRows = nil }
        if let rows = targetRows, rows.columns != network.outputs { targetRows = nil }
    }

    /// Changes the shape of the network without touching what it has learnt.
    mutating func reshape(_ change: (inout Network) -> Void) {
        restart()
        guard var changed = network else { return }
        change(&changed)
        network = changed
    }

    /// Changes parameters; the pass begins anew.
    mutating func changeParameters(_ change: (inout Parameters) -> Void) {
        restart()
        guard var changed = restingParameters else { return }
        change(&changed)
        restingParameters = changed
    }
}
