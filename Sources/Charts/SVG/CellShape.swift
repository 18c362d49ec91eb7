// Braille dots, block elements and the lines of boxes as shapes, so that no font can spoil what is made of them.

/// What a character looks like in a cell that is 1 wide and 1 high, y running down.
enum CellShape {
    /// The centres of dots.
    case dots([UnitPoint])
    /// Parts that are filled, more or less densely.
    case areas([Area], opacity: Double)
    case box(Strokes)

    struct Area {
        var x = 0.0, y = 0.0, width = 1.0, height = 1.0

        /// Upper left, upper right, lower left, lower right.
        static func quarter(_ number: Int) -> Area { Area(x: Double(number % 2) / 2, y: Double(number / 2) / 2, width: 0.5, height: 0.5) }
    }

    /// Strokes from the middle of a cell to its edges.
    struct Strokes {
        var left = false, right = false, up = false, down = false
        var isHeavy = false, isDashed = false

        /// Whether it goes on in the same character to the right.
        var isRule: Bool { left && right && !up && !down }
    }

    /// Nil for what is text.
    init?(_ character: Character) {
        guard let scalar = character.unicodeScalars.first?.value, (0x2500...0x259F).contains(scalar) || scalar >> 8 == 0x28 else {
            return nil
        }
        switch scalar {
        case 0x2800...0x28FF:
            self = .dots(Self.brailleDots.enumerated().filter { (scalar - 0x2800) >> UInt32($0.offset) & 1 == 1 }.map(\.element))
        case 0x2580: self = .areas([Area(height: 0.5)], opacity: 1)
        case 0x2581...0x2588:
            let part = Double(scalar - 0x2580) / 8
            self = .areas([Area(y: 1 - part, height: part)], opacity: 1)
        case 0x2589...0x258F: self = .areas([Area(width: Double(0x2590 - scalar) / 8)], opacity: 1)
        case 0x2591...0x2593: self = .areas([Area()], opacity: Double(scalar - 0x2590) / 4)
        case 0x2590, 0x2596...0x259F:
            let filled = Self.quarters[scalar, default: 0]
            self = .areas((0..<4).filter { filled >> $0 & 1 == 1 }.map(Area.quarter), opacity: 1)
        default:
            guard let strokes = Self.boxes[character] else { return nil }
            self = .box(strokes)
        }
    }

    /// The eight dots of braille, by bit.
    private static let brailleDots = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)].map {
        UnitPoint(x: (Double($0.0) + 0.5) / 2, y: (Double($0.1) + 0.5) / 4)
    }

    /// The quarters that are filled, by bit.
    private static let quarters: [UInt32: Int] = [
        0x2590: 10, 0x2596: 4, 0x2597: 8, 0x2598: 1, 0x2599: 13, 0x259A: 9, 0x259B: 7, 0x259C: 11, 0x259D: 2, 0x259E: 6,
        0x259F: 14,
    ]

    /// The light and the heavy form of each set of strokes.
    private static let boxes: [Character: Strokes] = {
        let forms: [(light: Character, heavy: Character, Strokes)] = [
            ("─", "━", Strokes(left: true, right: true)), ("│", "┃", Strokes(up: true, down: true)),
            ("┌", "┏", Strokes(right: true, down: true)), ("┐", "┓", Strokes(left: true, down: true)),
            ("└", "┗", Strokes(right: true, up: true)), ("┘", "┛", Strokes(left: true, up: true)),
            ("├", "┣", Strokes(right: true, up: true, down: true)), ("┤", "┫", Strokes(left: true, up: true, down: true)),
            ("┬", "┳", Strokes(left: true, right: true, down: true)), ("┴", "┻", Strokes(left: true, right: true, up: true)),
            ("┼", "╋", Strokes(left: true, right: true, up: true, down: true)),
            ("┈", "┉", Strokes(left: true, right: true, isDashed: true)), ("┊", "┋", Strokes(up: true, down: true, isDashed: true)),
            ("╌", "╍", Strokes(left: true, right: true, isDashed: true)), ("╎", "╏", Strokes(up: true, down: true, isDashed: true)),
        ]
        var boxes: [Character: Strokes] = [:]
        for (light, heavy, strokes) in forms {
            (boxes[light], boxes[heavy]) = (strokes, strokes)
            boxes[heavy]?.isHeavy = true
        }
        return boxes
    }()
}

extension SVGDrawing {
    /// Draws cells beside one another that all show the same shape; `wide` x `high` pixels each.
    mutating func shape(_ shape: CellShape, count: Int, x: Double, y: Double, _ wide: Double, _ high: Double, _ color: String) {
        if case .box(let strokes) = shape, strokes.isRule {
            return stroke(strokes, from: (x, y + high / 2), to: (x + Double(count) * wide, y + high / 2), color)
        }
        if case .areas(let areas, let opacity) = shape, let area = areas.first, areas.count == 1, area.width == 1 {
            return rectangle(
                x: x, y: y + area.y * high, width: Double(count) * wide, height: area.height * high, fill: color, opacity: opacity)
        }
        for place in 0..<count { draw(shape, x: x + Double(place) * wide, y: y, wide, high, color) }
    }

    private mutating func draw(_ shape: CellShape, x: Double, y: Double, _ wide: Double, _ high: Double, _ color: String) {
        switch shape {
        case .dots(let dots):
            for dot in dots { circle(x: x + dot.x * wide, y: y + dot.y * high, radius: 1.5, fill: color, stroke: "none", width: 0) }
        case .areas(let areas, let opacity):
            for area in areas {
                rectangle(
                    x: x + area.x * wide, y: y + area.y * high, width: area.width * wide, height: area.height * high, fill: color,
                    opacity: opacity)
            }
        case .box(let strokes):
            let center = x + wide / 2, middle = y + high / 2
            if strokes.left || strokes.right {
                stroke(strokes, from: (strokes.left ? x : center, middle), to: (strokes.right ? x + wide : center, middle), color)
            }
            if strokes.up || strokes.down {
                stroke(strokes, from: (center, strokes.up ? y : middle), to: (center, strokes.down ? y + high : middle), color)
            }
        }
    }

    private mutating func stroke(_ strokes: CellShape.Strokes, from a: (Double, Double), to b: (Double, Double), _ color: String) {
        line(from: a, to: b, color: color, width: strokes.isHeavy ? 2.5 : 1, dashes: strokes.isDashed ? [2, 3] : [])
    }
}
