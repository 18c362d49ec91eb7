// Where the parts of a heat map go, and which of them there is room for.

/// The places of a heat map's parts on its canvas.
struct HeatMapLayout {
    private(set) var hasTitle = false
    private(set) var hasLabels = false
    private(set) var hasKey = false
    /// The cells that show values.
    private(set) var tiles = CellFrame(x: 0, y: 0, width: 0, height: 0)

    init(of map: HeatMap, _ shading: Shading, width: Int, height: Int) {
        let (rows, columns) = (map.values.count, map.columnCount)
        guard rows > 0, columns > 0, width > 0, height > 0 else {
            hasTitle = map.title != nil
            return
        }
        let legible = map.rowLabels.prefix(rows).map { shading.marks.legible($0) }
        let labelWidth = legible.isEmpty ? 0 : longest(legible) + 1
        // Furniture may take no more than half of the canvas.
        hasLabels = labelWidth * 2 <= width && height >= 3 && (labelWidth > 0 || !map.columnLabels.isEmpty)
        hasTitle = map.title != nil && height >= 4
        hasKey = height >= 5 && shading.keyWidth + (hasLabels ? labelWidth : 0) <= width

        tiles.x = hasLabels ? labelWidth : 0
        tiles.y = (hasTitle ? 1 : 0) + (hasLabels && !map.columnLabels.isEmpty ? 1 : 0)
        let room = (width: width - tiles.x, height: height - tiles.y - (hasKey ? 1 : 0))
        (tiles.width, tiles.height) = Self.size(rows: rows, columns: columns, in: room)
    }

    /// Above this height tiles gain nothing by growing.
    private static let tallestTile = 4

    private static func size(rows: Int, columns: Int, in room: (width: Int, height: Int)) -> (Int, Int) {
        let tile = min(room.width / (2 * columns), room.height / rows, tallestTile)
        if tile >= 1 { return (2 * tile * columns, tile * rows) }
        let shrinkage = max(Double(2 * columns) / Double(room.width), Double(rows) / Double(room.height))
        let width = max(Int(Double(2 * columns) / shrinkage), 1)
        let height = max(Int(Double(rows) / shrinkage), 1)
        return (min(width, room.width), min(height, room.height))
    }
}
