// Every character of a screen has the colour that the golden map gives it, on each kind of terminal.
import Foundation
import Scenes
import Testing

/// What a terminal can show, and how a colour of the map is told to it.
struct Paint: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let environment: [String: String]
    /// The sequence for a meaning; nil for none.
    let ink: @Sendable (ColorMap.Meaning) -> String?
    /// Whether a colour that there is no number for is told by being dim.
    var dimsWithoutInk = false

    static let all = [
        Paint(testDescription: "no colour", environment: ["NO_COLOR": "1"]) { _ in nil },
        Paint(
            testDescription: "8 colours", environment: ["TERM": "xterm"], ink: { $0.dark.ofEight.map { "\(30 + $0)" } },
            dimsWithoutInk: true),
        Paint(testDescription: "16 colours", environment: ["TERM": "tint-16"]) { basic($0.dark.basic) },
        Paint(testDescription: "256 colours", environment: [:]) { "38;5;\($0.dark.palette)" },
        Paint(
            testDescription: "exact colours, spelled out", environment: ["COLORTERM": "truecolor"],
            ink: { "38;2;" + $0.dark.exact.replacing(":", with: ";") }),
        Paint(testDescription: "exact colours", environment: ["TERM": "tint-direct", "COLORTERM": "truecolor"]) {
            "38:2::" + $0.dark.exact
        },
        Paint(testDescription: "256 colours on a light background", environment: ["COLORFGBG": "0;15"]) { "38;5;\($0.light.palette)" },
        Paint(testDescription: "16 colours on a light background", environment: ["TERM": "tint-16", "COLORFGBG": "0;15"]) {
            basic($0.light.basic)
        },
    ]

    private static func basic(_ number: Int) -> String { "\(number < 8 ? 30 + number : 82 + number)" }
}

/// The golden maps of a screen's colours, and of how its characters stand out.
struct ColorMap {
    struct Meaning { var dark: Numbers, light: Numbers }
    /// Among 256, among 16, among 8 (nil for the terminal's own), and red, green and blue.
    struct Numbers { var palette: Int, basic: Int, ofEight: Int?, exact: String }

    let letters: [[Character]]
    let meanings: [Character: Meaning]
    let stresses: [[Character]]
    let stressMeanings: [Character: Emulator.Stress]

    init(_ name: String, rows: Int) throws {
        let lines = try PseudoTerminal.golden(name + ".colors"), stressLines = try PseudoTerminal.golden(name + ".stress")
        stresses = stressLines.prefix(rows).map(Array.init)
        stressMeanings = Dictionary(
            uniqueKeysWithValues: stressLines.dropFirst(rows).map { line in
                let words = line.split(separator: " ").dropFirst()
                let stress = Emulator.Stress(
                    isBold: words.contains("bold"), isDim: words.contains("dim"), isReversed: words.contains("reversed"))
                return (line.first ?? " ", stress)
            })
        letters = lines.prefix(rows).map(Array.init)
        meanings = Dictionary(
            uniqueKeysWithValues: lines.dropFirst(rows).map { line in
                let words = line.split(separator: " ").map(String.init)
                func numbers(_ first: Int) -> Numbers {
                    Numbers(
                        palette: Int(words[first]) ?? 0, basic: Int(words[first + 1]) ?? 0, ofEight: Int(words[first + 2]),
                        exact: words[first + 3])
                }
                return (line.first ?? " ", Meaning(dark: numbers(2), light: numbers(7)))
            })
    }

    /// The first row whose characters have not the colours of the map.
    func difference(from screen: Emulator, _ paint: Paint) -> String? {
        for (y, row) in letters.enumerated() {
            for (x, letter) in row.enumerated() where letter != " " {
                let expected = meanings[letter].flatMap(paint.ink), glyph = screen.cells[y][x]
                if glyph.ink != expected {
                    return "'\(glyph.character)' in row \(y), column \(x) is \(glyph.ink ?? "plain"), not \(expected ?? "plain")"
                }
            }
        }
        return stressDifference(from: screen, paint)
    }

    /// The first character that stands out or steps back otherwise than in the map.
    private func stressDifference(from screen: Emulator, _ paint: Paint) -> String? {
        for (y, row) in screen.cells.enumerated() {
            for (x, glyph) in row.enumerated() where glyph.character != Emulator.secondHalf {
                let letter = stresses[y].indices.contains(x) ? stresses[y][x] : " "
                var expected = stressMeanings[letter] ?? Emulator.Stress()
                // Whether a blank is bold or dim cannot be seen.
                if glyph.character == " " && glyph.stress.isReversed == expected.isReversed { continue }
                let color = letters[y].indices.contains(x) ? meanings[letters[y][x]] : nil
                if paint.dimsWithoutInk, let color, color.dark.ofEight == nil { expected.isDim = true }
                if glyph.stress != expected {
                    return "'\(glyph.character)' in row \(y), column \(x) is \(glyph.stress), not \(expected)"
                }
            }
        }
        return nil
    }
}

@Suite("Every character has its colour, and stands out or steps back as it should")
struct ColorMapTests {
    @Test("on every kind of terminal", arguments: Paint.all, Scene.painted)
    func colors(paint: Paint, scene: Scene) throws {
        let descriptions = try ColorTests.compiled()
        let terminal = try PseudoTerminal(
            columns: scene.sizes[0].0, rows: scene.sizes[0].1,
            environment: paint.environment.merging(["TERMINFO": descriptions.path]) { own, _ in own })
        terminal.play(scene)
        for size in scene.sizes {
            try terminal.expect(scene, size)
            let map = try ColorMap("\(scene.name)-\(size.0)x\(size.1)", rows: size.1)
            terminal.wait("the colours") { map.difference(from: $0, paint) == nil }
            #expect(map.difference(from: terminal.screen, paint) == nil)
        }
    }
}
