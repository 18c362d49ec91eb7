// From a value to a shade. Sizes show as density; signs as colour and, where there is no colour, as texture: values above zero
// are filled, values below zero are striped like minus signs.

/// How the values of one matrix are shaded.
struct Shading {
    let marks: Marks
    /// Whether shades are colours, and not marks in colour.
    let isSolid: Bool
    private let isSigned: Bool
    /// The values at the two ends of the shades.
    private let lowest: Double
    private let highest: Double

    init(of values: [[Double]], isSigned: Bool, marks: Marks, isSolid: Bool = false) {
        let finite = values.joined().filter(\.isFinite)
        (self.isSigned, self.marks, self.isSolid) = (isSigned, marks, isSolid)
        if isSigned {
            highest = finite.map(\.magnitude).max() ?? 0
            lowest = -highest
        } else {
            let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
            // One size alone is seen beside 0: a picture of zeros is not one of ones.
            (lowest, highest) = low < high ? (low, high) : (min(low, 0), max(high, 0))
        }
    }

    /// The place of a value on its scale, from -1 or 0 to 1.
    func share(of value: Double) -> Double {
        if isSigned { return highest > 0 ? min(max(value / highest, -1), 1) : value == 0 ? 0 : value.sign == .minus ? -1 : 1 }
        guard lowest < highest else { return value > highest ? 1 : 0 }
        return min(max(Scale(lower: lowest, upper: highest).place(of: value), 0), 1)
    }

    /// The colour that stands for `value`; nil where it is not a number.
    func color(for value: Double) -> ChartColor? {
        guard !value.isNaN else { return nil }
        let step = Int((share(of: value) * Double(ColorScale.steps)).rounded())
        return isSigned ? .signed(step) : .magnitude(step)
    }

    /// The cell that stands for `value`; a question mark where it is not a number. In solid colour it has an ink to write on it with.
    func cell(for value: Double) -> Cell {
        guard !value.isNaN else { return Cell("?", style: .axis) }
        if isSolid, let color = color(for: value) { return Cell(" ", style: CellStyle(color: color.legible, fill: color)) }
        guard isSigned else { return filled(strength: Int(min(share(of: value) * 5, 4)), blank: " ") }
        let share = highest > 0 ? value.magnitude / highest : value.magnitude
        let strength = Int(min(share * 4, 4).rounded())
        guard value < 0 else { return filled(strength: strength, blank: nearZero) }
        return Cell(strength == 0 ? nearZero : marks.stripes[strength - 1], style: CellStyle(color: .negative(strength)))
    }

    private func filled(strength: Int, blank: Character) -> Cell {
        Cell(strength == 0 ? blank : marks.fills[strength - 1], style: CellStyle(color: .positive(strength)))
    }

    private var nearZero: Character { marks == .ascii ? "." : "·" }

    // MARK: Key

    /// All shades from the least to the greatest, between the values they stand for.
    func drawKey(on canvas: inout Canvas, x: Int, y: Int) {
        let (low, high) = keyLabels
        canvas.write(low, x: x, y: y, style: .axis)
        for (number, cell) in keyCells.enumerated() { canvas[x + low.count + 1 + number, y] = cell }
        canvas.write(high, x: x + low.count + keyCells.count + 2, y: y, style: .axis)
    }

    /// The cells that the key takes.
    var keyWidth: Int { keyLabels.low.count + keyCells.count + keyLabels.high.count + 2 }

    /// The values at the ends of the scale.
    var keyLabels: (low: String, high: String) {
        let largest = max(lowest.magnitude, highest.magnitude)
        guard largest > 0 else { return ("0", "0") }
        // Three digits of the larger end; of the smaller, what is visible beside it.
        let place = orderOfMagnitude(largest) - 2
        return (
            DecimalNumber(lowest, roundedToPowerOfTen: place).shortest, DecimalNumber(highest, roundedToPowerOfTen: place).shortest
        )
    }

    private var keyCells: [Cell] {
        let step = isSolid ? 0.125 : 0.25
        let shares = isSigned ? stride(from: -1.0, through: 1, by: step) : stride(from: 0.0, through: 1, by: step)
        let unit = Shading(of: [[0, 1]], isSigned: isSigned, marks: marks, isSolid: isSolid)
        return shares.map(unit.cell)
    }
}

extension ChartColor {
    /// What can be read on it.
    fileprivate var legible: ChartColor {
        switch self {
        case .magnitude(let step): .onMagnitude(step)
        case .signed(let step): .onSigned(step)
        default: .drawn
        }
    }
}

extension Marks {
    /// Four fillings, ever denser.
    var fills: [Character] {
        switch self {
        case .braille: ["⠢", "⢕", "⣝", "⣿"]
        case .blocks: ["░", "▒", "▓", "█"]
        case .ascii: [":", "+", "*", "#"]
        }
    }

    /// Four kinds of stripes, ever denser.
    var stripes: [Character] {
        switch self {
        case .braille: ["⠠", "╌", "─", "═"]
        case .blocks: ["╌", "─", "═", "≡"]
        case .ascii: ["_", "-", "=", "%"]
        }
    }
}
