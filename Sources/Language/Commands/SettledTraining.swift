// A training that has come to rest before it had learnt all: what is said of it, and the way out.
import NeuralEngine
import Portraits
import Workspaces

/// A long training at the end of which the loss hardly moves any more, though some answers are wrong: it lies in a flat place or in a valley
/// that is not the deepest, or the network is too small.
struct SettledTraining {
    private let workspace: Workspace
    private let network: Network
    /// The epochs of the second half, and by which part the loss has fallen in them.
    private let epochs: Int
    private let fall: Double

    /// With fewer epochs nobody can tell; and of samples that are many, or the same with different answers, all are seldom to be learnt.
    private static let leastEpochs = 500, mostSamples = 64
    /// A loss that falls by a larger part than this in the second half of the epochs is on its way; below the other it rests.
    private static let mostFall = 0.25, restingFall = 0.01

    /// Nil where it goes on learning, where all is learnt, or where something else has ended it or kept it from learning.
    init?(_ outcome: TrainingOutcome, _ workspace: Workspace) {
        guard case .complete = outcome.ending, outcome.epochs >= Self.leastEpochs, let accuracy = outcome.standing.accuracy, accuracy < 1,
            outcome.obstacles.isEmpty, outcome.deadLayer == nil, let network = workspace.network,
            let samples = try? workspace.setup.samples(), samples.count <= Self.mostSamples,
            network.leastLoss(of: samples) == nil,
            let fall = Self.fall(workspace.training, last: outcome.epochs), fall < Self.mostFall
        else { return nil }
        (self.workspace, self.network, self.fall, epochs) = (workspace, network, fall, outcome.epochs / 2)
    }

    /// By which part of itself the loss has fallen in the second half of the last epochs.
    private static func fall(_ history: TrainingHistory, last epochs: Int) -> Double? {
        guard let end = history.epochs.last, let loss = history.losses.last,
            let middle = history.epochs.firstIndex(where: { $0 >= end - Double(epochs / 2) }), history.losses[middle] > 0
        else { return nil }
        return 1 - loss / history.losses[middle]
    }

    var remark: String {
        let course = fall < Self.restingFall ? "has hardly moved" : "has fallen by only \(Int((100 * fall).rounded())) %"
        return "not all is learnt, and the loss \(course) in the last \(epochs) epochs; \(wayOut)"
    }

    /// More hidden units if that is to be had in one word, else other weights to begin with. Adam gets out of flat places that plain
    /// gradient descent stays in.
    private var wayOut: String {
        if let far = workspace.farNumbers { return Wording.wayOut(of: far) }
        let isPlain = network.layers.allSatisfy { $0.kind == .dense } && network.inputShape.isFlat
        let widest = network.layers.dropLast().map(\.units).max() ?? 0
        guard isPlain, widest < 64, let last = network.layers.last else {
            return "from other first weights it may: init seed=\(workspace.seed + 1); train auto"
        }
        let output = last.activation.slopeIsZero ? "sigmoid" : last.activation.name
        return
            "with more hidden units it may: net \(network.inputs)-\(max(4, 2 * widest))-\(network.outputs) tanh output=\(output); train auto"
    }
}

extension Activation {
    /// Whether nothing can be learnt through it by a gradient.
    fileprivate var slopeIsZero: Bool { name == "step" }
}
