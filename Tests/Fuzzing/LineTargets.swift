// Command lines in states: lines made by the grammar of the language, and lines of any bytes.
import Documents
import Language

extension FuzzTarget {
    /// Every byte is a choice of the grammar.
    static let talk = FuzzTarget(
        name: "talk", summary: "command lines made by the language's own grammar, in many states", words: [],
        seeds: (0..<24).map { Dice.noise(seed: $0, count: 60) }
    ) { bytes, tell throws(BrokenLaw) in
        var dice = Dice(bytes)
        var desk = Desk(dice.pick(Desk.states) ?? Desk.states[0])
        for _ in 0..<12 where !dice.isEmpty && !desk.session.isOver {
            try desk.run(Grammar.line(&dice, desk.session.desk), tell)
            if dice.once(in: 4) { try desk.goBackAndForth() }
        }
    }

    /// The first byte chooses a state, the others are the lines.
    static let lines = FuzzTarget(
        name: "lines", summary: "command lines of any bytes, in many states",
        words: commandWords, seeds: examples
    ) { bytes, tell throws(BrokenLaw) in
        var dice = Dice(bytes)
        var desk = Desk(dice.pick(Desk.states) ?? Desk.states[0])
        let text = String(decoding: dice.rest(), as: UTF8.self)
        for line in text.split(separator: "\n").prefix(12) where !desk.session.isOver { try desk.run(String(line), tell) }
    }

    private static let commandWords: [String] = {
        var words: [String] = []
        for command in CommandTable.commands {
            words.append(command.name + " ")
            for option in command.options { words.append(option.name + "=") }
        }
        return words
    }()

    /// The examples of the help pages, each in another state.
    private static let examples: [[UInt8]] = {
        var examples: [[UInt8]] = []
        for command in CommandTable.commands {
            for example in command.examples { examples += inputs([example], after: [UInt8(examples.count % Desk.states.count)]) }
        }
        return examples
    }()
}
