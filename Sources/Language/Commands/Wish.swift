// What a command wishes that only the session or the front end can grant.

/// A wish of a command that only the session or the front end can grant.
public enum Wish: Sendable, Equatable {
    case quit
    case undo(Int)
    case redo(Int)
    case history
    case save(name: String, overwrite: Bool, outputs: Bool)
    case open(name: String)
    case replay(file: String, speed: Double, verify: Bool)
    case lesson(String?)
    case screen
    /// Writes a search as a study that another program goes on with.
    case export(Study, path: String, column: Int, overwrites: Bool)
}
