// SVG as text: the few elements that charts need, with numbers short and names escaped.

/// A drawing under way: elements in the order in which they are painted. Lengths are pixels, y runs down.
struct SVGDrawing {
    let width: Double
    let height: Double
    let ink: SVGInk
    private var elements: [String] = []
    private var clipCount = 0

    init(width: Double, height: Double, ink: SVGInk) {
        self.width = width
        self.height = height
        self.ink = ink
    }

    /// The whole document; the title is what a reader who cannot see it is told.
    func document(title: String) -> String {
        let size = "width=\"\(svg(width))\" height=\"\(svg(height))\" viewBox=\"0 0 \(svg(width)) \(svg(height))\""
        let lines =
            [
                "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) role=\"img\" font-family=\"\(SVGInk.font)\">",
                "<title>\(escaped(title))</title>", "<rect width=\"100%\" height=\"100%\" fill=\"\(ink.paper)\"/>",
            ] + elements + ["</svg>"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Where a text is tied to its place.
    enum Anchor: String { case start, middle, end }

    mutating func text(
        _ text: String, x: Double, y: Double, anchor: Anchor = .start, size: Double = 12, color: String? = nil, bold: Bool = false,
        turned: Bool = false, length: Double? = nil
    ) {
        let turn = turned ? " transform=\"rotate(-90 \(svg(x)) \(svg(y)))\"" : ""
        let weight = bold ? " font-weight=\"bold\"" : ""
        let fixed = length.map { " textLength=\"\(svg($0))\" lengthAdjust=\"spacingAndGlyphs\"" } ?? ""
        elements.append(
            "<text x=\"\(svg(x))\" y=\"\(svg(y))\" text-anchor=\"\(anchor.rawValue)\" font-size=\"\(svg(size))\" fill=\"\(color ?? ink.text)\""
                + " xml:space=\"preserve\"\(weight)\(turn)\(fixed)>\(escaped(text))</text>")
    }

    /// A point that stands by itself: a letter, or else a dot.
    mutating func mark(_ letter: Character?, x: Double, y: Double, color: String) {
        if let letter {
            text(String(letter), x: x, y: y + 4, anchor: .middle, color: color, bold: true)
        } else {
            circle(x: x, y: y, radius: 3, fill: color, stroke: ink.paper)
        }
    }

    mutating func line(from a: (Double, Double), to b: (Double, Double), color: String, width: Double = 1, dashes: [Int] = []) {
        elements.append(
            "<line x1=\"\(svg(a.0))\" y1=\"\(svg(a.1))\" x2=\"\(svg(b.0))\" y2=\"\(svg(b.1))\" stroke=\"\(color)\""
                + " stroke-width=\"\(svg(width))\"\(pattern(dashes))/>")
    }

    /// A line through points; a lone point is a spot.
    mutating func polyline(_ points: [(Double, Double)], color: String, width: Double = 2, dashes: [Int] = [], clip: String? = nil) {
        let cut = clip.map { " clip-path=\"url(#\($0))\"" } ?? ""
        if points.count == 1 {
            elements.append("<circle cx=\"\(svg(points[0].0))\" cy=\"\(svg(points[0].1))\" r=\"\(svg(width))\" fill=\"\(color)\"\(cut)/>")
            return
        }
        let places = points.map { "\(svg($0.0)),\(svg($0.1))" }.joined(separator: " ")
        elements.append(
            "<polyline points=\"\(places)\" fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(svg(width))\" stroke-linejoin=\"round\""
                + "\(pattern(dashes))\(cut)/>")
    }

    /// What lies inside a line through points that comes back to its beginning.
    mutating func area(_ points: [(Double, Double)], fill: String, opacity: Double, clip: String) {
        let places = points.map { "\(svg($0.0)),\(svg($0.1))" }.joined(separator: " ")
        elements.append("<polygon points=\"\(places)\" fill=\"\(fill)\" fill-opacity=\"\(svg(opacity))\" clip-path=\"url(#\(clip))\"/>")
    }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, fill: String, opacity: Double = 1) {
        let clear = opacity < 1 ? " fill-opacity=\"\(svg(opacity))\"" : ""
        elements.append(
            "<rect x=\"\(svg(x))\" y=\"\(svg(y))\" width=\"\(svg(width))\" height=\"\(svg(height))\" fill=\"\(fill)\"\(clear)/>")
    }

    mutating func circle(x: Double, y: Double, radius: Double, fill: String, stroke: String, width: Double = 1) {
        elements.append(
            "<circle cx=\"\(svg(x))\" cy=\"\(svg(y))\" r=\"\(svg(radius))\" fill=\"\(fill)\" stroke=\"\(stroke)\""
                + " stroke-width=\"\(svg(width))\"/>")
    }

    /// A rectangle outside which nothing is seen, by its name.
    mutating func clip(x: Double, y: Double, width: Double, height: Double) -> String {
        clipCount += 1
        // Pictures beside each other in one document must not share a name.
        let name = "clip\(svg(x).filter(\.isNumber))-\(svg(y).filter(\.isNumber))-\(clipCount)"
        elements.append(
            "<clipPath id=\"\(name)\"><rect x=\"\(svg(x))\" y=\"\(svg(y))\" width=\"\(svg(width))\" height=\"\(svg(height))\"/></clipPath>")
        return name
    }

    private func pattern(_ dashes: [Int]) -> String {
        dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes.map { String($0 * 2) }.joined(separator: " "))\""
    }
}

/// What an SVG is drawn with: paper, text and the colours of meanings.
struct SVGInk: Sendable {
    let background: Background

    static let font = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"

    var paper: String { hexadecimal(paperColor) }
    var text: String { hexadecimal(RGB(background == .dark ? 0xD6DAE0 : 0x202428)) }
    var grid: String { hexadecimal(RGB(background == .dark ? 0x343942 : 0xDFE3E8)) }

    private var paperColor: RGB { RGB(background == .dark ? 0x16181D : 0xFFFFFF) }

    func color(_ color: ChartColor) -> String { color.rgb(on: background).map(hexadecimal) ?? text }

    /// A colour of parts from 0 to 1; what is no number is like a gap.
    func color(red: Double, green: Double, blue: Double) -> String {
        let parts = [red, green, blue]
        guard parts.allSatisfy(\.isFinite) else { return grid }
        return hexadecimal(RGB(parts.reduce(0) { $0 << 8 | UInt32((min(max($1, 0), 1) * 255).rounded()) }))
    }

    /// The shade of a value between -1 and 1: blue above 0, orange below, paler towards the paper.
    func shade(_ share: Double) -> String {
        guard share.isFinite else { return grid }
        let paper = paperColor, full = share < 0 ? RGB(0xD55E00) : RGB(0x0072B2), part = min(1, share.magnitude)
        func mixed(_ a: UInt8, _ b: UInt8) -> UInt32 { UInt32(Double(a) + (Double(b) - Double(a)) * part) }
        return hexadecimal(
            RGB(mixed(paper.red, full.red) << 16 | mixed(paper.green, full.green) << 8 | mixed(paper.blue, full.blue)))
    }

    private func hexadecimal(_ color: RGB) -> String {
        let digits = String(UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue), radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}

/// A number in at most three decimals.
func svg(_ value: Double) -> String {
    let rounded = (min(max(value, -1e9), 1e9) * 1000).rounded() / 1000
    return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
}

/// A text in which XML sees no markup, and no character that XML forbids or that turns the direction of what is read.
func escaped(_ text: String) -> String {
    text.tamed.unicodeScalars.reduce(into: "") { result, scalar in
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "\u{FFFE}", "\u{FFFF}": result += " "
        default: result.unicodeScalars.append(scalar)
        }
    }
}
