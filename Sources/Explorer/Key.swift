// What a terminal sends, by meaning.

import Language

/// A key that was pressed.
public enum Key: Sendable, Equatable {
    case character(Character)
    case control(Character)
    case alt(Character)
    case function(Int)
    case enter, tab, backTab, backspace, delete, escape
    /// Shift or Alt with an arrow.
    case shift(Direction)
    case alternate(Direction)
    case left, right, up, down, home, end, pageUp, pageDown
}

/// The direction of an arrow.
public enum Direction: Sendable, Equatable {
    case left, right, up, down
}

/// What happens to the Explorer.
public enum Event: Sendable {
    case key(Key)
    /// Text put in at once, as it was copied elsewhere.
    case paste(String)
    /// The left button goes down at a place, is moved while it is down, and comes up.
    case click(x: Int, y: Int)
    case drag(x: Int, y: Int)
    case release(x: Int, y: Int)
    /// The wheel at a place: -1 is up, 1 down.
    case wheel(Int, x: Int, y: Int)
    case resize(width: Int, height: Int)
    /// A word for the learner.
    case notice(String)
    /// An epoch of the past that was looked for; nil if it was not found.
    case looked(Int, TrainingProgress?)
    /// A step of the pass that was looked for, and the workspace as it is there.
    case found(Int, Workspace)
    /// News of the command that runs.
    case progress
    /// The command that ran has ended.
    case finished(Finished)
    /// The time that a replay waits between entries has passed.
    case beat
    /// The program was asked to end.
    case terminate
}
