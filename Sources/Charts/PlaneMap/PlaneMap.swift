// A part of the plane: what a network answers everywhere, with the data on it.

/// A map of the plane whose tiles belong to groups, more or less surely, and points that belong to groups.
public struct PlaneMap: Sendable, Equatable {
    /// What is answered at one place.
    public struct Tile: Sendable, Equatable {
        public var group: Int
        /// How sure the answer is, 0...1. Where there is but one group it is a number, -1...1.
        public var strength: Double

        public init(group: Int, strength: Double) {
            self.group = group
            self.strength = strength
        }
    }

    public struct Spot: Sendable, Equatable {
        public var x: Double
        public var y: Double
        public var group: Int
        /// Whether it is the one that is looked for: it has a mark of its own, over all others.
        public var isBest: Bool

        public init(x: Double, y: Double, group: Int, isBest: Bool = false) {
            self.x = x
            self.y = y
            self.group = group
            self.isBest = isBest
        }
    }

    public var title: String?
    public var x: ClosedRange<Double>
    public var y: ClosedRange<Double>
    /// Row by row from the top; all rows are of one length.
    public var tiles: [[Tile]]
    public var spots: [Spot]
    /// The names of the groups.
    public var groups: [String]
    /// What the axes are called; nil leaves them without a name.
    public var xLabel: String?
    public var yLabel: String?
    /// Whether the groups are kinds of spots, and tiles of all of them say more or less of one thing.
    public var groupsAreOfSpots = false
    /// The number that a strength of 1 stands for, where there is but one group; nil where that is not told.
    public var scale: Double?

    public init(
        title: String? = nil, x: ClosedRange<Double>, y: ClosedRange<Double>, tiles: [[Tile]], spots: [Spot] = [], groups: [String]
    ) {
        self.title = title
        self.x = x
        self.y = y
        self.tiles = tiles
        self.spots = spots
        self.groups = groups
    }

    /// The map on `width` x `height` cells: tiles shaded by group and strength, spots on them, the ranges at the left and below, and a
    /// key. Where room is scarce the key goes first, then the title, then the ranges.
    /// - Parameter isSolid: whether the plane is a field of solid colour, in its proportions.
    public func render(width: Int, height: Int, marks: Marks = .braille, isSolid: Bool = false) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        let hasTitle = title != nil && height >= 4, hasRanges = height >= 5 && width >= 20, hasKey = height >= 7 && width >= 20
        if hasTitle, let title { canvas.write(marks.legible(title, columns: width), x: 0, y: 0, style: .title) }
        let labels = rangeLabels, ends = max(labels.bottom.count, labels.top.count)
        let upright = hasRanges ? marks.legible(yLabel ?? "", columns: max(ends, 6, width / 6)) : ""
        let left = hasRanges ? max(ends, upright.count) + 1 : 0
        let top = hasTitle ? 1 : 0
        var map = CellFrame(
            x: left, y: top, width: canvas.width - left, height: canvas.height - top - (hasRanges ? 1 : 0) - (hasKey ? 1 : 0))
        guard map.width > 0, map.height > 0, let columns = tiles.first?.count, columns > 0, tiles.allSatisfy({ $0.count == columns }) else {
            return canvas
        }
        if isSolid {
            map = proportioned(map)
            drawField(in: map, marks, on: &canvas)
            if hasRanges { drawRanges(labels, upright, around: map, marks, on: &canvas) }
            if hasKey {
                let row = min(canvas.height - 1, map.y + map.height + (hasRanges ? 1 : 0))
                drawKey(x: map.x, y: row, marks, in: PlaneField(self), on: &canvas)
            }
            return canvas
        }
        for y in 0..<map.height {
            let row = tiles[min(tiles.count - 1, (2 * y + 1) * tiles.count / (2 * map.height))]
            for x in 0..<map.width {
                canvas[map.x + x, map.y + y] = cell(row[min(columns - 1, (2 * x + 1) * columns / (2 * map.width))], marks)
            }
        }
        draw(spots, in: map, marks, on: &canvas)
        if hasRanges { drawRanges(labels, upright, around: map, marks, on: &canvas) }
        if hasKey { drawKey(x: map.x, y: canvas.height - 1, marks, on: &canvas) }
        return canvas
    }

    private func draw(_ spots: [Spot], in map: CellFrame, _ marks: Marks, on canvas: inout Canvas) {
        for (column, row, spot) in shown(spots, in: map) {
            canvas[map.x + column, map.y + row] = spotCell(ofGroup: spot.group, marks, isBest: spot.isBest)
        }
    }

    private func drawField(in map: CellFrame, _ marks: Marks, on canvas: inout Canvas) {
        let field = PlaneField(self), pixels = field.pixels(columns: map.width, rows: map.height)
        pixels.draw(on: &canvas, x: map.x, y: map.y)
        for (column, row, spot) in shown(spots, in: map) {
            let ground = [pixels[column, 2 * row], pixels[column, 2 * row + 1]].lazy.compactMap { $0 }.first { $0 != .drawn }
            let style = CellStyle(color: field.spot(ofGroup: spot.group), fill: ground ?? field.color(ofGroup: spot.group), bold: true)
            canvas[map.x + column, map.y + row] = Cell(symbol(ofGroup: spot.group, marks, isBest: spot.isBest), style: style)
        }
    }

    private typealias PlacedSpot = (column: Int, row: Int, spot: Spot)

    /// As many as leave the map to be seen, and over them the best.
    private func shown(_ spots: [Spot], in map: CellFrame) -> [PlacedSpot] {
        thinned(placed(spots.filter { !$0.isBest }, in: map), in: map) + placed(spots.filter(\.isBest), in: map)
    }

    private func placed(_ spots: [Spot], in map: CellFrame) -> [PlacedSpot] {
        let (xScale, yScale) = (Scale.spanning(x), Scale.spanning(y))
        return spots.compactMap { spot in
            let (across, up) = (xScale.place(of: spot.x), yScale.place(of: spot.y))
            guard (0...1).contains(across), (0...1).contains(up) else { return nil }
            return (min(map.width - 1, Int(across * Double(map.width))), min(map.height - 1, Int((1 - up) * Double(map.height))), spot)
        }
    }

    /// Spots that would hide more than a quarter of the map, thinned until they do not: of neighbours the first one stays, so that every
    /// part of the plane keeps some.
    private func thinned(_ spots: [PlacedSpot], in map: CellFrame) -> [PlacedSpot] {
        let most = max(1, map.width * map.height / 4)
        var kept = spots, gap = 0
        while Set(kept.map { $0.row * map.width + $0.column }).count > most {
            gap += 1
            kept = apart(spots, by: gap, in: map)
        }
        return kept
    }

    /// Those that keep a distance from all before them, across in columns and half as much in rows: a cell is about twice as high as wide.
    private func apart(_ spots: [PlacedSpot], by gap: Int, in map: CellFrame) -> [PlacedSpot] {
        var isTaken = Array(repeating: false, count: map.width * map.height)
        return spots.filter { spot in
            for row in max(0, spot.row - gap / 2)...min(map.height - 1, spot.row + gap / 2) {
                for column in max(0, spot.column - gap)...min(map.width - 1, spot.column + gap)
                where isTaken[row * map.width + column] { return false }
            }
            isTaken[spot.row * map.width + spot.column] = true
            return true
        }
    }

    /// The ends of both axes, and between them what these are called.
    private func drawRanges(
        _ labels: (left: String, right: String, bottom: String, top: String), _ upright: String, around map: CellFrame, _ marks: Marks,
        on canvas: inout Canvas
    ) {
        if map.height > 2 { canvas.write(upright, x: map.x - 1 - upright.count, y: map.y + map.height / 2, style: .axis) }
        let room = map.width - 2 * max(labels.left.count, labels.right.count) - 2, across = marks.legible(xLabel ?? "", columns: room)
        canvas.write(across, x: map.x + (map.width - across.count) / 2, y: map.y + map.height, style: .axis)
        canvas.write(labels.top, x: map.x - 1 - labels.top.count, y: map.y, style: .axis)
        canvas.write(labels.bottom, x: map.x - 1 - labels.bottom.count, y: map.y + map.height - 1, style: .axis)
        canvas.write(labels.left, x: map.x, y: map.y + map.height, style: .axis)
        canvas.write(labels.right, x: max(map.x, map.x + map.width - labels.right.count), y: map.y + map.height, style: .axis)
    }

    var rangeLabels: (left: String, right: String, bottom: String, top: String) {
        (Self.label(x.lowerBound, x), Self.label(x.upperBound, x), Self.label(y.lowerBound, y), Self.label(y.upperBound, y))
    }

    /// A number to three digits of the range that it belongs to.
    static func label(_ value: Double, _ range: ClosedRange<Double>) -> String {
        let place = orderOfMagnitude(max(range.lowerBound.magnitude, range.upperBound.magnitude, .leastNormalMagnitude)) - 2
        return DecimalNumber(value, roundedToPowerOfTen: place).shortest
    }

    // MARK: Groups

    /// Two groups are below and above the middle, told apart like negative and positive numbers; more have a colour and a letter each.
    func cell(_ tile: Tile, _ marks: Marks) -> Cell {
        guard tile.strength.isFinite else { return Cell("?", style: .axis) }
        let strength = Int((min(1, abs(tile.strength)) * 4).rounded())
        if groups.count <= 2 {
            let isUpper = groups.count == 1 ? tile.strength >= 0 : tile.group > 0
            guard strength > 0 else { return Cell(marks == .ascii ? "." : "·", style: CellStyle(color: color(ofGroup: tile.group, 0))) }
            let textures = isUpper ? marks.fills : marks.stripes
            return Cell(textures[strength - 1], style: CellStyle(color: isUpper ? .positive(strength) : .negative(strength)))
        }
        let style = CellStyle(color: color(ofGroup: tile.group, strength), dim: strength < 2)
        let letter = Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(wrapped(tile.group, 26))))
        return Cell(strength < 2 ? "·" : letter, style: style).legible(marks)
    }

    func color(ofGroup group: Int, _ strength: Int) -> ChartColor {
        if groups.count > 2 { return .series(group) }
        return group > 0 || groups.count == 1 ? .positive(strength) : .negative(strength)
    }

    /// A spot has the colour of its own group, so that one among tiles of another strikes the eye.
    func spotCell(ofGroup group: Int, _ marks: Marks, isBest: Bool = false) -> Cell {
        Cell(symbol(ofGroup: group, marks, isBest: isBest), style: CellStyle(color: color(ofGroup: group, 4), bold: true))
    }

    func symbol(ofGroup group: Int, _ marks: Marks, isBest: Bool = false) -> Character {
        if isBest { return marks == .ascii ? "@" : "◆" }
        if groups.count == 1 { return marks == .ascii ? "o" : "●" }
        if groups.count == 2 { return group > 0 ? (marks == .ascii ? "O" : "●") : (marks == .ascii ? "x" : "○") }
        return Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(wrapped(group, 26))))
    }
}

extension Cell {
    /// The same cell as a set of marks can show it.
    fileprivate func legible(_ marks: Marks) -> Cell { marks == .ascii && !character.isASCII ? Cell(".", style: style) : self }
}
