// The errors that somebody has to tell from others, by more than their words.

extension CommandError {
    /// The errors that a front end has to tell from others.
    public enum Cause: Sendable {
        /// A training was stopped before its first epoch was done.
        case stoppedBeforeFirstEpoch
    }

    /// What a training says that was stopped at once.
    public static let stoppedBeforeFirstEpoch = CommandError(
        "stopped before the first epoch was done", cause: .stoppedBeforeFirstEpoch)
}
