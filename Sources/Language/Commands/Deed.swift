// What a command does once its words are read.
import Workspaces

/// Looks at a desk, and cannot change it.
typealias Looking = (Desk, RunControl) throws(CommandError) -> Reply

/// Changes a desk.
typealias Acting = (inout Desk, RunControl) throws(CommandError) -> Reply

/// What a command does once its words are read.
enum Deed {
    case look(Looking)
    case act(Acting)
}
