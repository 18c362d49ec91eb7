// Lines of the language from choices: what completion offers, the examples of the help pages, and numbers that break things.
import Language

/// Makes lines. It knows no command by itself, so a new one is fuzzed as soon as it is in the table.
enum Grammar {
    private static let numbers = [
        "1", "2", "0", "-1", "0.5", "3", "7", "17", "64", "1e-6", "-0", "1e308", "5e-324", "inf", "nan", "9223372036854775807",
        "-9223372036854775808", "1e19", "99999999999999999999", "0x10", "1.", ".5", "١", "1..2", "-6..6", "2..1", "1/2", "70/15/15",
    ]

    private static let words = [
        "[[1,2],[3,4]]", "[]", "[[]]", "[[1,2],[3]]", "[1,2]", "2-2-2", "3-4-2-1", "5x5x2", "1x1", "3x3", "all", "none", "on", "off",
        "w1", "w5", "b1", "W1", "W2[1,1]", "h1", "o1.out", "h1.net", "h1->o1", "grad(w5)", "E", "E.o1", "epoch", "loss", "accuracy",
        "in[1]", "h2[3].delta", "conv1[2,1,1].out", "i1", "w99", "b-1", "b9223372036854775807", "h2[0]", "W0[1,1]", "out[99].net", "if",
        "sigmoid", "x*sigmoid(x)", "f(x)", "=", "<", ">", "E<0.5", "softmax", "\"", "(", "]", "#", ";", "é", "\u{202E}", "x'''", "layer",
    ]

    /// A line for a workspace.
    static func line(_ dice: inout Dice, _ desk: Language.Desk) -> String {
        guard let command = dice.pick(CommandTable.commands) else { return "" }
        if dice.once(in: 4), let example = dice.pick(command.examples) { return bent(example, &dice) }
        var line = command.name
        for _ in 0..<dice.below(6) { line += " " + word(behind: line + " ", &dice, desk) }
        return dice.once(in: 8) ? bent(line, &dice) : line
    }

    private static func word(behind line: String, _ dice: inout Dice, _ desk: Language.Desk) -> String {
        switch dice.below(8) {
        case 0...3:
            let offered = Completion.candidates(for: line, in: desk).1
            guard let word = dice.pick(offered)?.text else { return dice.pick(numbers) ?? "" }
            guard word.hasSuffix("=") || word.hasSuffix("(") else { return word }
            let values = dice.once(in: 3) ? [] : Completion.candidates(for: line + word, in: desk).1.map(\.text)
            return word + (dice.pick(values.isEmpty ? numbers + words : values) ?? "")
        case 4, 5: return dice.pick(numbers) ?? ""
        case 6: return dice.pick(words) ?? ""
        default: return formula(&dice, depth: 3)
        }
    }

    /// An expression in quantities, not always a right one.
    static func formula(_ dice: inout Dice, depth: Int) -> String {
        guard depth > 0, !dice.isEmpty else {
            return dice.pick(["x", "w1", "1", "h1.out", "E", "0", "-2.5", "grad(w1)", "pi", "y"]) ?? "x"
        }
        let first = formula(&dice, depth: depth - 1)
        switch dice.below(8) {
        case 0...3:
            let sign = dice.pick([" + ", "-", "*", "/", "^", " < ", " and ", "==", " or "]) ?? "+"
            return first + sign + formula(&dice, depth: depth - 1)
        case 4, 5:
            return (dice.pick(["sin", "abs", "sigmoid", "relu", "max", "exp", "tanh''", "not ", "ln", "if", "step'", "sqrt"]) ?? "") + "("
                + first + (dice.once(in: 3) ? ", " + formula(&dice, depth: depth - 1) : "") + ")"
        case 6: return "(" + first + ")" + (dice.once(in: 3) ? "'" : "")
        default: return "-" + first
        }
    }

    /// A line with one place changed.
    private static func bent(_ line: String, _ dice: inout Dice) -> String {
        guard dice.once(in: 2) else { return line }
        var characters = Array(line)
        let place = dice.below(characters.count + 1)
        let piece = Array(dice.pick(numbers + words) ?? "")
        if dice.once(in: 2) { characters.removeSubrange(place..<min(characters.count, place + 1 + dice.below(3))) }
        characters.insert(contentsOf: piece, at: min(place, characters.count))
        return String(characters)
    }
}
