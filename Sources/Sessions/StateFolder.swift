// Where nnrepl keeps what outlives a run: the history of the command line and the journals.

/// The folder XDG_STATE_HOME/nnrepl, or ~/.local/state/nnrepl.
public enum StateFolder {
    /// Its path; nil if the environment names no place for it.
    static var path: String? {
        (Files.environment("XDG_STATE_HOME") ?? Files.environment("HOME").map { $0 + "/.local/state" }).map { $0 + "/nnrepl" }
    }

    /// Whether nnrepl has never run here: the first run makes the folder.
    public static var isMissing: Bool { path.map { !Files.exists($0) } ?? false }
}
