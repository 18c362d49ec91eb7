// Cells as SVG: text as text, the dots and blocks that charts are made of as shapes, so that no font can spoil them.

extension Canvas {
    /// The cells as an SVG document, 9 x 18 pixels each.
    public func svg(title: String, on background: Background = .dark) -> String {
        let (wide, high) = (9.0, 18.0)
        var drawing = SVGDrawing(width: Double(width) * wide + 16, height: Double(height) * high + 16, ink: SVGInk(background: background))
        for y in 0..<height {
            var x = 0
            while x < width {
                let style = self[x, y].style
                var run = ""
                let start = x
                while x < width, self[x, y].style == style {
                    if !self[x, y].isContinuation { run.append(self[x, y].character) }
                    x += 1
                }
                let place = (8 + Double(start) * wide, 8 + Double(y) * high)
                drawing.cells(run, count: x - start, at: place, wide, high, style)
            }
        }
        return drawing.document(title: title)
    }
}

extension SVGDrawing {
    /// A run of cells of one style: its ground, then its dots and blocks, then its text.
    fileprivate mutating func cells(
        _ run: String, count: Int, at place: (x: Double, y: Double), _ wide: Double, _ high: Double, _ style: CellStyle
    ) {
        var color = ink.color(style.color)
        if style.inverse {
            rectangle(x: place.x, y: place.y, width: Double(count) * wide, height: high, fill: color)
            color = ink.paper
        } else if style.dim {
            color = ink.color(.muted)
        }
        var text = "", x = place.x
        for character in run {
            if shape(character, x: x, y: place.y, wide, high, color) {
                text.append(" ")
            } else {
                text.append(character)
            }
            x += wide * Double(max(1, character.cellWidth))
        }
        guard text.contains(where: { $0 != " " }) else { return }
        self.text(
            text, x: place.x, y: place.y + high * 0.76, size: high * 0.8, color: color, bold: style.bold, length: Double(count) * wide)
    }

    /// Draws braille dots and block elements. Returns false for other characters.
    private mutating func shape(
        _ character: Character, x: Double, y: Double, _ wide: Double, _ high: Double, _ color: String
    ) -> Bool {
        guard let scalar = character.unicodeScalars.first?.value else { return false }
        switch scalar {
        case 0x2800...0x28FF:
            for (bit, place) in Self.brailleDots.enumerated() where (scalar - 0x2800) >> UInt32(bit) & 1 == 1 {
                circleDot(x: x + (place.0 + 0.5) * wide / 2, y: y + (place.1 + 0.5) * high / 4, color)
            }
        case 0x2581...0x2588:
            let part = Double(scalar - 0x2580) / 8
            rectangle(x: x, y: y + high * (1 - part), width: wide, height: high * part, fill: color)
        case 0x2589...0x258F:
            rectangle(x: x, y: y, width: wide * Double(0x2590 - scalar) / 8, height: high, fill: color)
        case 0x2591...0x2593: rectangle(x: x, y: y, width: wide, height: high, fill: color, opacity: Double(scalar - 0x2590) / 4)
        case 0x2596...0x259F, 0x2580, 0x258C, 0x2590:
            for (quarter, place) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].enumerated()
            where Self.quarters[scalar, default: 0] >> quarter & 1 == 1 {
                rectangle(x: x + place.0 * wide / 2, y: y + place.1 * high / 2, width: wide / 2, height: high / 2, fill: color)
            }
        default: return false
        }
        return true
    }

    private mutating func circleDot(x: Double, y: Double, _ color: String) {
        circle(x: x, y: y, radius: 1.5, fill: color, stroke: "none", width: 0)
    }

    /// Column and row of each of the eight braille dots, by bit.
    private static let brailleDots: [(Double, Double)] = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    /// Quarter blocks: upper left, upper right, lower left, lower right, by bit.
    private static let quarters: [UInt32: Int] = [
        0x2596: 4, 0x2597: 8, 0x2598: 1, 0x2599: 13, 0x259A: 9, 0x259B: 7, 0x259C: 11, 0x259D: 2, 0x259E: 6, 0x259F: 14, 0x2580: 3,
        0x258C: 5, 0x2590: 10,
    ]
}
