// The learner's own configuration: lines of `set` commands that run when a person begins, and never when a program does.
import Language

/// The lines of a configuration file.
public struct Configuration: Sendable {
    public let path: String
    let text: String

    /// XDG_CONFIG_HOME/nnrepl/config, or ~/.config/nnrepl/config. Nil if there is none.
    public static func ofThisUser() throws(CommandError) -> Configuration? {
        let folder = Files.environment("XDG_CONFIG_HOME") ?? Files.environment("HOME").map { $0 + "/.config" }
        guard let path = folder.map({ $0 + "/nnrepl/config" }), Files.exists(path) else { return nil }
        return Configuration(path: path, text: try Files.text(of: path, column: nil))
    }

    init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// The lines that say something, with their numbers from 1.
    fileprivate var lines: [(number: Int, text: String)] {
        CommandLine.lines(of: text).enumerated().map { ($0.offset + 1, $0.element) }
    }
}

extension Session {
    /// Runs a configuration. What changes what is printed becomes part of the session, so that it replays the same elsewhere; no `undo`
    /// takes it back. Returns what is wrong, each with the file and the line; the other lines are obeyed.
    public mutating func configure(by configuration: Configuration) -> [CommandError] {
        configuration.lines.compactMap { line in
            do throws(CommandError) {
                for command in try CommandLine.commands(of: line.text) {
                    guard CommandTable.manner(of: command.text)?.configures == true else {
                        throw CommandError("only `set` can stand in a configuration, not '\(command.words[0].text)'")
                    }
                    try configure(command)
                }
                return nil
            } catch {
                return CommandError("\(configuration.path), line \(line.number): \(error.message)", hint: error.hint)
            }
        }
    }
}
