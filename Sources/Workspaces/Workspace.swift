// Workspaces: what is. A network at work and all that can be done with it: built, set, shown data, walked, stopped, trained, rewound.
//
// Here belongs every decision that somebody who uses it from Swift would miss. Never here: a reply, a column, a hint, a pane, a colour or
// the name of a command. What is refused is a `WorkspaceError`, a value that others put into words.
import Formula
import NeuralEngine

/// A network, what it has learnt, what it is shown, and where the walk through its passes stands.
///
/// A value: keeping an old one is how a change is taken back.
public struct Workspace: Sendable {
    /// All that a training depends on besides parameters and optimiser.
    @Boxed public internal(set) var setup = Setup()
    /// The parameters; while a pass is walked, the walk's.
    public var parameters: Parameters? { stepper?.parameters ?? restingParameters }
    package internal(set) var restingParameters: Parameters?
    /// As it was when the walk began; what it remembers goes on with the walk.
    public internal(set) var optimizer = Optimizer()
    package internal(set) var initialiser = Initialiser.glorotUniform

    /// The walk through the passes; nil until the first step after a change.
    @Boxed public internal(set) var stepper: Stepper? = nil
    @Boxed public internal(set) var training = TrainingHistory()
    public internal(set) var stops: [Stop] = []
    public internal(set) var displays: [Display] = []
    var nextStopNumber = 1
    public internal(set) var functions = FunctionTable()
    /// How many networks there have been, and how many things that they were shown: a picture of an earlier one is out of date.
    package internal(set) var networkCount = 0, shownCount = 0

    public init() {}

    public var names: Names? { network.map(Names.init) }
}

extension Workspace {
    public internal(set) var network: Network? {
        get { setup.network }
        set {
            setup.network = newValue
            // What answers mean that may be classes or numbers, the network says.
            setup.dataset = setup.dataset?.read(for: newValue)
        }
    }

    /// A data set that it is shown; nil where it is shown single rows, or nothing.
    public var dataset: Dataset? { setup.dataset }
    /// What the data went through, also those that single rows have taken the place of.
    public var preparation: Preparation? { setup.dataset?.preparation ?? setup.pastPreparation }
    /// The parts of the data set; nil trains on all of it.
    public var split: Split? { setup.split }
    public var inputRows: Matrix? { setup.inputRows }
    public var targetRows: Matrix? { setup.targetRows }
    /// Samples a mini-batch; nil means all of them.
    public var batchSize: Int? { setup.batchSize }
    public var seed: UInt64 { setup.seed }

    /// What the network is trained on; nil while something is missing.
    public var samples: Samples? { try? setup.samples() }

    /// The network.
    package func requireNetwork() throws(WorkspaceError) -> Network {
        guard let network else { throw .noNetwork(for: dataset) }
        return network
    }

    func requireNames() throws(WorkspaceError) -> Names { Names(network: try requireNetwork()) }

    /// What it has learnt: there is something as soon as there is a network.
    package func requireParameters() throws(WorkspaceError) -> Parameters {
        guard let parameters else { throw .noNetwork(for: dataset) }
        return parameters
    }
}
