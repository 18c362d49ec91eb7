// How a command behaves beside what else goes on. Sessions and front ends go by it, so that none of them asks for a command's name.

/// The manner of a command, or of one form of it.
public struct Manner: Sendable, Equatable {
    /// What becomes of a command that is typed while a training runs.
    public enum DuringTraining: Sendable {
        /// It is obeyed between two epochs: it only looks, or changes how the training goes on, but neither what is trained nor the past.
        case obeyed
        /// It waits for the end of the training.
        case waits
        /// It asks what runs to stop.
        case stops
        /// It stops what runs, and leaves.
        case leaves
    }

    public var duringTraining: DuringTraining
    /// Whether it makes a network, or adds to it: a session is known by that.
    public var buildsNetwork = false
    /// Whether it trains, and whether it goes through the epochs of a training that was made: the view of that stays open.
    public var trains = false
    public var goesThroughEpochs = false
    /// Whether it changes how a training goes on: the view of one that has ended stays open, too.
    public var steersTraining = false
    /// Whether its answer tells at length what no pane shows.
    public var tellsWhole = false
    /// Whether it is about the screen as it is before the line that it stands in is run.
    public var needsScreen = false
    /// Whether it may stand in a configuration, and whether it changes what is printed.
    public var configures = false
    public var changesPrint = true
    /// Whether the panes stand as it says, wherever keys have put them since.
    public var arrangesPanes = false
    /// Whether it searches hyper-parameters.
    public var searches = false
    /// Whether it asks a question: its line holds the answer. Whether it answers the one that is open.
    public var asks = false
    public var answers = false
    /// Whether another session takes the place of the present one.
    public var opensSession = false

    /// Whether a session may be played once it is done.
    public var playsSession = false

    /// A manner as it is usual, but for what is said.
    init(_ duringTraining: DuringTraining, _ unlike: (inout Manner) -> Void = { _ in }) {
        self.duringTraining = duringTraining
        unlike(&self)
    }
}
