// Trainings as they are asked for and what becomes of them.
import Formula
import NeuralEngine

/// What a training is asked for.
public struct TrainingRequest: Sendable {
    /// Epochs at most of a training that only a condition ends.
    public static let mostEpochsUntil = 100_000
    /// The network is judged after each of so many epochs; of twice as many after every second, and so on.
    public static let denseEpochs = 512

    public var epochs: Int
    /// How often the numbers reached are wanted, in epochs.
    public var every: Int?
    /// Epochs without a better loss on the validation part that end the training; it then takes the parameters of the best one.
    public var patience: Int?
    /// A condition that ends the training.
    public var until: Expression?
    /// Whether it is given up, by the curves so far: asked after each epoch but the last. One of several trainings can be hopeless.
    public var givesUp: (@Sendable (TrainingHistory) -> Bool)?

    /// How many epochs a second are made at most where somebody watches.
    public var pace: Double?

    public init(epochs: Int = 1, every: Int? = nil, patience: Int? = nil, until: Expression? = nil) {
        self.epochs = epochs
        self.every = every
        self.patience = patience
        self.until = until
    }

    /// Whether each epoch's numbers decide how to go on.
    var looksAtEveryEpoch: Bool { until != nil || patience != nil || givesUp != nil }
}

/// What has become of a training.
public struct TrainingOutcome: Sendable, Equatable {
    /// Why it has ended.
    public enum Ending: Sendable, Equatable {
        /// All epochs that were asked for are made.
        case complete
        case conditionHolds
        case conditionNotMet
        case lostPatience(epochs: Int)
        /// What is asked after each epoch has given it up.
        case givenUp
        /// Somebody asked to stop, for good or for a while; the epoch under way, if one was broken off, is left out.
        case cancelled(isPause: Bool, brokenEpoch: Int?)
        /// An epoch would make a number infinite or not a number; the state before it is kept.
        case notFinite(epoch: Int, NonFiniteNumber)
    }

    /// A pass that was being stepped when the training began.
    public struct PassLeft: Sendable, Equatable {
        public let step: Int
        public let of: Int
    }

    /// What a plateau schedule has made of the rate.
    public struct RateFall: Sendable, Equatable {
        public let times: Int
        public let rate: Double
    }

    public let network: Network
    /// How the network stands with the parameters that it has now.
    public let standing: Standing
    /// The numbers that were wanted on the way.
    public let told: [Standing]
    /// Epochs made.
    public let epochs: Int
    public let ending: Ending
    /// With patience, the epoch of the least loss on the validation part, and whether its parameters are those taken.
    public let bestEpoch: Int?
    public let tookBest: Bool
    public let passLeft: PassLeft?
    /// What has kept it from learning.
    public let obstacles: [Obstacle]
    /// How often a plateau schedule has let the rate fall, and to what it has come; nil if it has not.
    public let rateFall: RateFall?
    /// The first layer none of whose units can learn, unless an obstacle is the reason.
    public let deadLayer: DeadLayer?
    /// The first number that has made the loss on the validation part infinite or no number. Training goes on all the same: nothing that it
    /// moves comes from there.
    public let validationEnding: NonFiniteNumber?
    /// Whether samples of the same answer came one after the other, so that a mini-batch held few answers.
    public let cameSorted: Bool
    public let samplesPerSecond: Double

    /// Whether somebody has asked it to stop.
    public var isCancelled: Bool { if case .cancelled = ending { true } else { false } }

    /// Whether it has ended before all that was asked for was done: somebody has stopped it, or a number that was no longer finite.
    public var isBrokenOff: Bool { if case .notFinite = ending { true } else { isCancelled } }
}

extension Workspace {
    /// Trains at full speed, by the same operations that are stepped. What is asked to stop keeps whole epochs.
    public mutating func train(_ request: TrainingRequest, _ control: RunControl = RunControl()) throws(WorkspaceError) -> TrainingOutcome {
        var copy = self
        var run = try TrainingRun(&copy, request, control: control)
        let outcome = try run.run(&copy)
        self = copy
        return outcome
    }
}
