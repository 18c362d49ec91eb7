// What happens to the Explorer, and what it asks of its loop.
import Language
import Sessions
import Workspaces

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

/// What a command that ran has left.
public struct Finished: Sendable {
    public let session: Session
    public let outcomes: [Outcome]

    public init(session: Session, outcomes: [Outcome]) {
        self.session = session
        self.outcomes = outcomes
    }
}

/// What the loop is to do after an update.
public enum Task: Sendable {
    /// Run a line on a copy of the session.
    case run(String, Session, RunControl)
    /// Go on with a session that was left behind, in the place of a copy of this one.
    case recover(LeftSession, Session, RunControl)
    /// Find how a training stood after an epoch, on a copy.
    case look(Int, Workspace, RunControl)
    /// Find how the pass stands after a step, on a copy.
    case seek(Int, Workspace)
    /// Keep a line for later runs.
    case remember(String)
    /// Write a picture of the screen into a file, as SVG.
    case keep(ScreenPicture)
    case suspend
    case redraw
}
