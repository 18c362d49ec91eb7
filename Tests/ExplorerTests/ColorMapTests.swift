// Which colour each character of a screen has, and how it stands out or steps back, kept as text: letters in the place of characters, and what
// the letters mean, on every kind of terminal.
import Charts
import Scenes
import Testing

@testable import Explorer

@Suite("The colours of a screen, as they are kept")
struct ColorMapTests {
    @Test("are what they were", arguments: Scene.painted)
    func same(scene: Scene) throws {
        let size = scene.sizes[0]
        var player = Player(size.0, size.1)
        player.play(scene)
        let canvas = player.state.picture.canvas, name = "\(scene.name)-\(size.0)x\(size.1)"
        try Golden.expect(colorMap(canvas), is: "\(name).colors")
        try Golden.expect(stressMap(canvas), is: "\(name).stress")
    }

    /// The letters of how characters stand out or step back, `.` for neither, and below them their meaning. Where what is blank is reversed
    /// it can be seen.
    private func stressMap(_ canvas: Canvas) -> String {
        var found: [String] = []
        let rows = (0..<canvas.height).map { y in
            var row = ""
            for x in 0..<canvas.width {
                let cell = canvas[x, y], stress = words(for: cell.style)
                if cell.character == " " && !cell.style.inverse {
                    row += " "
                } else if stress.isEmpty {
                    row += "."
                } else {
                    if !found.contains(stress) { found.append(stress) }
                    row += letters[found.firstIndex(of: stress) ?? 0]
                }
            }
            while row.last == " " { row.removeLast() }
            return row
        }
        return (rows + zip(letters, found).map { "\($0)  \($1)" }).joined(separator: "\n")
    }

    private func words(for style: CellStyle) -> String {
        [(style.bold, "bold"), (style.dim, "dim"), (style.inverse, "reversed")].filter(\.0).map(\.1).joined(separator: " ")
    }

    /// The letters, `.` where the terminal's own colour is meant, and below them their meaning: the number of the colour among 256, among 16
    /// and among 8 (`-` for the terminal's own), and its red, green and blue, on a dark background and on a light one.
    private func colorMap(_ canvas: Canvas) -> String {
        var found: [ChartColor] = []
        let rows = (0..<canvas.height).map { y in
            var row = ""
            for x in 0..<canvas.width {
                let cell = canvas[x, y]
                if cell.character == " " || cell.style.color == .plain {
                    row += cell.character == " " ? " " : "."
                    continue
                }
                if !found.contains(cell.style.color) { found.append(cell.style.color) }
                row += letters[found.firstIndex(of: cell.style.color) ?? 0]
            }
            while row.last == " " { row.removeLast() }
            return row
        }
        let legend = zip(letters, found).map { letter, color in
            letter + Background.allCases.map { "  " + numbers(of: color, on: $0) }.joined()
        }
        return (rows + legend).joined(separator: "\n")
    }

    private let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)

    private func numbers(of color: ChartColor, on background: Background) -> String {
        guard let rgb = color.rgb(on: background), let basic = color.basic(on: background) else { return "" }
        let ofEight = color.basicOfEight(on: background).map(String.init) ?? "-"
        return "\(background) \(rgb.xterm256) \(basic) \(ofEight) \(rgb.red):\(rgb.green):\(rgb.blue)"
    }
}
