// Every command of the language, and how a typed word finds one.
import Formula

/// Every command, and how a typed word finds one.
public enum CommandTable {
    public static let commands: [Command] = families.flatMap { $0 }

    private static let families: [[Command]] = [
        NetworkCommands.all, LayerCommands.all, LossCommands.all, OptimizerCommands.all, ParameterCommands.all, [NetworkCommands.define],
        DataCommands.all, SteppingCommands.all, StopCommands.all, LookingCommands.all, CheckCommands.all, AnalysisCommands.all,
        [Rationale.why],
        TrainingCommands.all, [CompareCommand.compare, SearchCommand.search], PlotCommand.all, SessionCommands.all,
        QuestionCommands.all,
        [GalleryCommand.gallery, HelpCommand.help],
        SessionCommands.last,
    ]

    /// Short words that always mean the same.
    static let letters = ["s": "step", "b": "back", "c": "continue", "p": "print", "pr": "print", "q": "quit"]

    /// Whether a word is the name of a command, one of its other names or its letter, and not merely the beginning of one.
    static func isName(_ word: String) -> Bool {
        letters[word] != nil || commands.contains { $0.name == word || $0.aliases.contains(word) }
    }

    /// The command of a word: its name, an alias, or any unambiguous beginning of a name.
    public static func command(named word: Word) throws(CommandError) -> Command {
        let text = word.text.lowercased()
        let name = letters[text] ?? text
        if let exact = commands.first(where: { $0.name == name || $0.aliases.contains(name) }) { return exact }
        let starting = commands.filter { $0.name.hasPrefix(name) || $0.aliases.contains { $0.hasPrefix(name) } }
        if starting.count == 1, let only = starting.first { return only }
        if starting.count > 1 {
            throw CommandError(
                "'\(word.text)' could be \(starting.map(\.name).joined(separator: ", "))", column: word.column, hint: "type one more letter"
            )
        }
        throw near(CommandLine(text: word.text, words: [word]))
            ?? CommandError("unknown command '\(word.text)'", column: word.column, hint: "`help` lists the commands")
    }

    /// The error of a line whose first word is no command but near to one, with the line as it may be meant; nil if it is near to none.
    static func near(_ line: CommandLine) -> CommandError? {
        let word = line.words[0], name = word.text.lowercased(), letters = String(name.prefix(while: \.isLetter))
        let names = commands.flatMap { [$0.name] + $0.aliases }
        let known =
            command(taking: name).map { "\($0.name) \(name)" } ?? closest(to: name, among: names)
            // What runs into the name, as in `net2-2`.
            ?? (letters.count > 2 && letters != name ? closest(to: letters, among: names) : nil)
        return known.map {
            CommandError("unknown command '\(word.text)'", column: word.column, hint: "did you mean '\(meant(line, $0))'?")
        }
    }

    /// A line with what its first word may be meant for; where the other words cannot stand behind that, it without them, or an example of it
    /// that begins alike.
    private static func meant(_ line: CommandLine, _ known: String) -> String {
        let replaced = line.replacing(line.words[0], with: known)
        guard line.words.count > 1, !isLine(replaced) else { return replaced }
        let example = (try? command(named: Word(known, column: 1)))?.examples.first { $0.hasPrefix(replaced.lowercased() + " ") }
        return [example, known.contains(" ") ? known : nil].compactMap { $0 }.first(where: isLine) ?? replaced
    }

    /// Whether a line can be read, be it that something is not there yet, such as a network.
    static func isLine(_ text: String) -> Bool {
        guard let line = try? CommandLine.commands(of: text).first, mistake(in: text) == nil else { return false }
        let mistake = Desk().mistake(in: line)
        return mistake == nil || mistake?.cause != nil
    }

    /// The command that a line asks for, and the line as that command reads it: a bare expression is printed, as if `print` stood before it,
    /// and `what is a sigmoid?` asks for help about it.
    static func command(of line: CommandLine) throws(CommandError) -> (Command, CommandLine) {
        do {
            return (try command(named: line.words[0]), line)
        } catch {
            if let subject = EverydayWords.subject(of: line) {
                return (HelpCommand.help, CommandLine(text: line.text, words: [Word("help", column: 1)] + subject))
            }
            let isSetting = line.words.count == 3 && line.words[1].text == "=" && Sayings.setting(line.words) != nil
            guard line.looksLikeExpression, !isSetting else {
                throw EverydayWords.error(line) ?? near(line) ?? error
            }
            return (LookingCommands.print, CommandLine(text: line.text, words: [Word("print", column: 1)] + line.words))
        }
    }

    /// The command that a word stands behind: show of weights, data of xor; nil if there is none.
    static func command(taking word: String) -> Command? {
        ["show", "set", "data", "layer", "loss", "optimizer", "plot"].lazy.compactMap { name in commands.first { $0.name == name } }.first {
            command in
            let place = CompletionPlace(command, TypedCommand(command.name + " "), Desk(), .empty)
            return command.arguments.candidates(place).contains { $0.text == word.lowercased() }
        }
    }
}

extension CommandTable {
    /// What is wrong with a line whatever its commands would find: an unknown command, an unknown option, an open bracket. Nil if nothing is.
    public static func mistake(in line: String) -> CommandError? {
        do {
            for command in try CommandLine.commands(of: line) {
                let asked = try command.splitRedirection().0
                let (command, line) = try self.command(of: asked)
                _ = try Arguments(line, for: command)
            }
            return nil
        } catch {
            return error
        }
    }

    /// The full name of the command that a line begins with; nil if there is none such.
    static func name(of line: String) -> String? { first(of: line)?.name }

    /// What the command that a line begins with may do; nil if there is none such.
    public static func kind(of line: String) -> Command.Kind? { first(of: line)?.kind }

    private static func first(of line: String) -> Command? {
        let word = line.drop { $0 == " " }.prefix { $0 != " " }
        if let command = try? command(named: Word(String(word), column: 1)) { return command }
        return (try? CommandLine.commands(of: line).first).flatMap { try? command(of: $0).0 }
    }
}
