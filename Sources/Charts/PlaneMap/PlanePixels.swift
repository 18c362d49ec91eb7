// The plane in solid colour: a field of answers, light where they are undecided, with a line where they turn, and the data on it.

/// The colours of a plane's tiles, between which it is interpolated.
struct PlaneField {
    private let tiles: [[PlaneMap.Tile]]
    private let kind: Kind

    private enum Kind {
        /// Below and above the middle.
        case sides
        /// A number, which may have a sign.
        case numbers(isSigned: Bool)
        case groups
    }

    /// How far the scale goes: beyond, the data would not be seen on it.
    private static let deepest = 0.7 * Double(ColorScale.steps)

    init(_ map: PlaneMap) {
        tiles = map.tiles
        kind =
            switch map.groups.count {
            case 2: .sides
            case ..<2: .numbers(isSigned: HeatMap.isSigned(map.tiles.joined().lazy.map(\.strength)))
            default: .groups
            }
    }

    /// The answer at a place of the unit square, whose y runs down: how sure it is, and of what. Below the middle it is negative.
    private struct Answer {
        var group = 0
        var strength: Double
    }

    private func answer(_ x: Double, _ y: Double) -> Answer {
        let column = x * Double((tiles.first?.count ?? 1) - 1), row = y * Double(tiles.count - 1)
        if case .groups = kind {
            let tile = tiles[Int(row.rounded())][Int(column.rounded())]
            return Answer(group: tile.group, strength: tile.strength)
        }
        let (left, top) = (Int(column), Int(row)), right = min(left + 1, (tiles.first?.count ?? 1) - 1),
            bottom = min(top + 1, tiles.count - 1)
        let (across, down) = (column - Double(left), row - Double(top))
        let upper = signed(tiles[top][left]) * (1 - across) + signed(tiles[top][right]) * across
        let lower = signed(tiles[bottom][left]) * (1 - across) + signed(tiles[bottom][right]) * across
        let strength = upper * (1 - down) + lower * down
        return Answer(group: strength < 0 ? 0 : 1, strength: strength)
    }

    private func signed(_ tile: PlaneMap.Tile) -> Double {
        if case .sides = kind, tile.group == 0 { -tile.strength } else { tile.strength }
    }

    private func color(_ answer: Answer) -> ChartColor? {
        guard answer.strength.isFinite else { return nil }
        let step = Int((min(max(answer.strength, -1), 1) * Self.deepest).rounded())
        return switch kind {
        case .sides, .numbers(isSigned: true): .signed(step)
        case .numbers: .magnitude(Int((min(max(answer.strength, 0), 1) * Double(ColorScale.steps)).rounded()))
        case .groups: .group(answer.group, step)
        }
    }

    /// The field on some cells, with a line between places that are answered differently.
    func pixels(columns: Int, rows: Int) -> PixelGrid {
        var grid = PixelGrid(columns: columns, rows: rows)
        let answers = (0..<grid.height).map { y in
            (0..<grid.width).map { x in answer((Double(x) + 0.5) / Double(grid.width), (Double(y) + 0.5) / Double(grid.height)) }
        }
        for y in 0..<grid.height {
            for x in 0..<grid.width { grid[x, y] = hasTurns && isTurn(answers, x, y) ? .drawn : color(answers[y][x]) }
        }
        return grid
    }

    /// Whether a neighbour is answered differently, and more surely: the line is one pixel wide.
    private func isTurn(_ answers: [[Answer]], _ x: Int, _ y: Int) -> Bool {
        let here = answers[y][x], size = here.strength.magnitude
        func isSurer(_ other: Answer, _ isBefore: Bool) -> Bool {
            other.group != here.group && (other.strength.magnitude > size || other.strength.magnitude == size && isBefore)
        }
        return x > 0 && isSurer(answers[y][x - 1], true) || y > 0 && isSurer(answers[y - 1][x], true)
            || x + 1 < answers[y].count && isSurer(answers[y][x + 1], false) || y + 1 < answers.count && isSurer(answers[y + 1][x], false)
    }

    private var hasTurns: Bool { if case .numbers = kind { false } else { true } }

    /// The colour of what is surely answered with a group.
    func color(ofGroup group: Int) -> ChartColor {
        color(Answer(group: group, strength: { if case .sides = kind, group == 0 { -1 } else { 1 } }())) ?? .plain
    }

    /// The colour of a number, where there is but one group.
    func color(ofStrength strength: Double) -> ChartColor { color(Answer(group: 1, strength: strength)) ?? .plain }

    /// The ink of a datum: below the middle orange, above it blue, as the field is.
    func spot(ofGroup group: Int) -> ChartColor { if case .sides = kind { .spot(group > 0 ? 0 : 1) } else { .spot(group) } }
}

extension PlaneMap {
    /// The cells of the plane in some room, so that a step to the right is as long as one upwards. A plane much wider than high, or the other way
    /// round, or one of a search, is of two quantities that are not measured alike, and fills the room; one of few rows is stretched by up to two.
    func proportioned(_ room: CellFrame) -> CellFrame {
        let (wide, high) = (x.upperBound / 2 - x.lowerBound / 2, y.upperBound / 2 - y.lowerBound / 2)
        guard wide > 0, high > 0, !groupsAreOfSpots, case let ratio = wide / high, (0.25...4).contains(ratio) else { return room }
        let stretch = room.height < Self.fewRows ? 2.0 : 1
        var frame = room
        frame.width = max(1, min(room.width, Int((Double(2 * room.height) * ratio * stretch).rounded())))
        frame.height = max(1, min(room.height, Int((Double(room.width) / ratio / 2).rounded(.up))))
        frame.x += (room.width - frame.width) / 2
        return frame
    }

    private static let fewRows = 12
}
