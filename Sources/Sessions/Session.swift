// A session: the one thing that every front end drives. Lines go in, outcomes come out.
import Language

/// What became of one command.
public struct Outcome: Sendable {
    /// The command as it was typed.
    public var command: String
    public var result: Result<Reply, CommandError>

    public init(command: String, result: Result<Reply, CommandError>) {
        self.command = command
        self.result = result
    }
}
