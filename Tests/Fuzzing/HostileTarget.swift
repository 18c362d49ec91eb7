// Every command with what nobody means in the place of each of its words, in networks that lack something or hold too much.
import Language
import Sessions

extension FuzzTarget {
    /// Bytes choose a scene, a form of a command, a place in it and what stands there.
    static let hostile = FuzzTarget(
        name: "hostile", summary: "each form of each command with something hostile in one place", words: [],
        seeds: (0..<8).map { Dice.noise(seed: 100 + $0, count: 60) }
    ) { bytes, tell throws(BrokenLaw) in
        var dice = Dice(bytes)
        guard var desk = dice.pick(HostileLines.scenes).map(Desk.init) else { return }
        for _ in 0..<8 where !dice.isEmpty && !desk.session.isOver {
            guard let form = dice.pick(HostileLines.forms), let value = dice.pick(HostileLines.values) else { return }
            guard let line = dice.pick(HostileLines.lines(form, with: value)) else { continue }
            try desk.run(line, isAllowed: HostileLines.allows, tell)
        }
    }
}

/// Lines drawn from the table of commands.
public enum HostileLines {
    /// What stands in a place: numbers at the ends of all ranges and beyond, nothing, and names of what is not there.
    static let values = [
        "1e308", "1e-320", "9223372036854775807", "-9223372036854775808", "nan", "0", "", "[]", "-1e308..1e308", "0..-0",
        "W9[-9223372036854775808,1]", "1000000x1000000x1000000", "1000000-1000000", "grad(grad(w1))", "1=1", "#",
    ]

    /// From nothing to numbers that overflow in every sum.
    static let scenes = [
        [], ["layer input 2; input 1 2; target 1 2"], ["layer input 2x2x1; layer flatten; input 1 2 3 4; target 1 2 3 4"],
        ["layer input 3x3x1; layer conv 1 2x2; layer maxpool 2x2; layer batchnorm; input 1 2 3 4 5 6 7 8 9; target 1; step 9"],
        ["net 1-1; input 1; target 1; train 1"],
        ["net 2-2-2; set w1 1e308; set w8 -1e308; input 1e308 -1e308; target 0 1; step 17; break E; display E; watch w5"],
    ].map { lines in
        var session = Session()
        for line in lines { _ = session.run(line) }
        return session
    }

    /// The forms of all commands, each once: their examples and synopses, and what completion offers behind their names.
    static let forms: [[String]] = {
        var seen: Set<[String]> = []
        return CommandTable.commands.flatMap(forms).filter { seen.insert($0).inserted }
    }()

    private static func forms(_ command: Command) -> [[String]] {
        let written = (command.synopsis.map { $0.filter { !"[]|".contains($0) } } + command.examples).flatMap { $0.split(separator: ";") }
        var forms = written.map { $0.split(separator: " ").map(String.init) }.filter { $0.first == command.name }
        for first in offered(behind: command.name + " ") {
            forms.append([command.name, first])
            for second in offered(behind: "\(command.name) \(first) ") { forms.append([command.name, first, second]) }
        }
        return forms
    }

    /// The first words that can stand behind a line; an option with a value.
    private static func offered(behind line: String) -> [String] {
        let desk = scenes[scenes.count - 1].desk
        return Completion.candidates(for: line, in: desk).1.prefix(16).map { $0.text.hasSuffix("=") ? $0.text + "1" : $0.text }
    }

    /// A form with something in the place of each of its words but the first, of each number in them and of the value of an option, and
    /// behind it.
    static func lines(_ form: [String], with value: String) -> [String] {
        var lines = [(form + [value]).joined(separator: " ")]
        for index in form.indices.dropFirst() {
            func add(_ word: String) {
                var words = form
                words[index] = word
                lines.append(words.joined(separator: " "))
            }
            let word = form[index]
            add(value)
            if let equals = word.firstIndex(of: "=") { add(word[...equals] + value) }
            for number in word.split(whereSeparator: { !($0.isNumber || $0 == ".") }) where number.count < word.count {
                add(word[..<number.startIndex] + value + word[number.endIndex...])
            }
        }
        return lines
    }

    /// Numbers here are too large to be tried: what can be bounded is not, but files are left alone.
    static func allows(_ line: String) -> Bool { Manners.leavesFilesAlone(line) }

    /// Tries every place of every form once, each with another value and in another scene than the one before.
    /// - Parameter step: of so many places one is tried.
    /// - Returns: how many lines were tried.
    public static func sweep(everyOf step: Int = 1, from start: Int = 0) throws(BrokenLaw) -> Int {
        let desks = scenes.map(Desk.init)
        var place = 0, tried = 0
        for form in forms {
            for index in lines(form, with: "").indices {
                place += 1
                guard place % step == start % step else { continue }
                // 16 values and 6 scenes: the round after the last value begins with another scene.
                let value = values[place % values.count], scene = (place + place / (values.count * scenes.count / 2)) % scenes.count
                let line = lines(form, with: value)[index]
                var desk = desks[scene]
                do throws(BrokenLaw) {
                    try desk.run(line, isAllowed: allows) { _ in }
                } catch {
                    throw BrokenLaw("scene \(scene), '\(line)': \(error)")
                }
                tried += 1
            }
        }
        return tried
    }
}
