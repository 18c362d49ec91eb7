// How a training has ended, as a value: what a front end goes by that has to know whether it may go on.

/// What has become of a training.
public struct TrainingOutcome: Sendable, Equatable {
    public enum Ending: Sendable {
        /// It has made all its epochs, or its condition or its patience has ended it.
        case done
        /// Somebody asked it to stop.
        case stopped
        /// A number would have become infinite or not a number.
        case nonFinite
    }

    /// The epochs that it has made.
    public let epochs: Int
    public let ending: Ending

    public init(epochs: Int, ending: Ending) {
        self.epochs = epochs
        self.ending = ending
    }
}
