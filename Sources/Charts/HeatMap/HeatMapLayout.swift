// Where the parts of a heat map go, and which of them there is room for. A matrix that is much longer than wide is folded, as a column of
// text is; one that is still too large is shown by means of neighbours.

/// The places of a heat map's parts on its canvas.
struct HeatMapLayout {
    private(set) var hasTitle = false
    /// The cells that labels take beside and above each part.
    private(set) var labels = (width: 0, height: 0)
    private(set) var hasKey = false
    /// What one tile shows.
    private(set) var pooling = HeatMapPooling()
    /// The cells of one tile.
    private(set) var tile = (width: 2, height: 1)
    /// The parts that the matrix is folded into; one where it is not.
    private(set) var parts: [Part] = []
    /// Above the tiles, or further left where it would not fit.
    private(set) var titleStart = 0
    /// What is to be said of the tiles, and where.
    private(set) var note: Note?
    private let isSolid: Bool

    struct Note {
        var text: String
        var x: Int
        var y: Int
    }

    /// Some rows and columns of tiles, and the cells that they take. In solid colour heights are in pixels, which are half as high.
    struct Part {
        var rows: Range<Int>
        var columns: Range<Int>
        var cells: CellFrame
    }

    init(of map: HeatMap, _ shading: Shading, width: Int, height: Int, mayHaveKey: Bool = true) {
        let (rows, columns) = (map.values.count, map.columnCount), isSolid = shading.isSolid
        self.isSolid = isSolid
        guard rows > 0, columns > 0, width > 0, height > 0 else {
            hasTitle = map.title != nil
            return
        }
        let legible = map.rowLabels.prefix(rows).map { shading.marks.legible($0) }
        let labelWidth = legible.isEmpty ? 0 : longest(legible) + 1, hasColumnLabels = !map.columnLabels.isEmpty
        hasTitle = map.title != nil && height >= 4
        // Furniture may take no more than half of the canvas.
        let mayHaveLabels = labelWidth * 2 <= width && height >= 3 && (labelWidth > 0 || hasColumnLabels)
        hasKey = mayHaveKey && !map.isBare && height >= 5 && shading.keyWidth + (mayHaveLabels ? labelWidth : 0) <= width

        let top = hasTitle ? 1 : 0
        func foldings() -> [HeatMapFolding] {
            let room = (width: width, height: height - top - (hasKey ? 1 : 0))
            let all = [(0, 0)] + (mayHaveLabels ? [(labelWidth, 0)] + (hasColumnLabels ? [(labelWidth, 1)] : []) : [])
            return all.map {
                HeatMapFolding(rows, columns, keepsShape: map.keepsShape, isSolid: isSolid, labels: $0, in: room)
            }
        }
        var all = foldings()
        if hasKey, !all.contains(where: \.isWhole) {
            // Every number for itself tells more than the key.
            hasKey = false
            let bare = foldings()
            if bare.contains(where: \.isWhole) { all = bare } else { hasKey = true }
        }
        // Labels may fold a matrix, but not make means of numbers that have room, nor means of more than twice as many.
        let least = all.map(\.cost).min() ?? 1, isWhole = all.contains(where: \.isWhole)
        guard let folding = all.last(where: { isWhole ? $0.isWhole : $0.cost <= 2 * least }) else { return }
        labels = folding.labels
        (pooling, tile, parts) = (folding.pooling, folding.tile, folding.parts(top: top))
        titleStart = max(0, min(parts.first?.cells.x ?? 0, width - (map.title.map { shading.marks.legible($0).count } ?? 0)))
        note = note(map, shading, folding, width: width, height: height)
    }

    /// The row below the tiles.
    var bottom: Int {
        let last = parts.map { $0.cells.y + $0.cells.height }.max() ?? 0
        return isSolid ? (last + 1) / 2 : last
    }

    /// The row of cells at a height.
    func row(_ height: Int) -> Int { isSolid ? height / 2 : height }

    /// The note stands where there is room for it: behind the title, behind the key, or below.
    private func note(_ map: HeatMap, _ shading: Shading, _ folding: HeatMapFolding, width: Int, height: Int) -> Note? {
        let start = parts.first?.cells.x ?? 0, last = bottom + (hasKey ? 1 : 0)
        var places = [(x: start, y: last)]
        if hasKey { places.insert((start + shading.keyWidth + 2, bottom), at: 0) }
        if hasTitle, let title = map.title { places.insert((titleStart + shading.marks.legible(title).count + 2, 0), at: 0) }
        for mean in [pooling.text, pooling.shortText] {
            let parts = labels == (0, 0) && folding.partCount > 1 ? "in \(folding.partCount) parts" : ""
            let text = [mean, parts].filter { !$0.isEmpty }.joined(separator: ", ")
            guard !text.isEmpty else { return nil }
            if let place = places.first(where: { $0.x + text.count <= width && $0.y < height }) {
                return Note(text: text, x: place.x, y: place.y)
            }
        }
        return nil
    }
}

/// The rows and columns of a matrix whose mean one tile shows.
struct HeatMapPooling: Equatable {
    var rows = 1
    var columns = 1

    /// `mean of 4 rows`, `mean of 2 x 3`; empty where each tile shows one value.
    var text: String {
        switch (rows, columns) {
        case (1, 1): ""
        case (_, 1): "mean of \(rows) rows"
        case (1, _): "mean of \(columns) columns"
        default: "mean of \(rows) x \(columns)"
        }
    }

    /// The same for narrow places.
    var shortText: String { self == HeatMapPooling() ? "" : "mean \(rows)x\(columns)" }
}

/// How a matrix is made to fit into some cells: the size of its tiles, what each of them shows, and into how many parts it is folded. In solid
/// colour heights are in pixels: a tile is a square of as many as there is room for.
struct HeatMapFolding {
    private(set) var pooling = HeatMapPooling()
    private(set) var tile = (width: 2, height: 1)
    /// Parts beside and below one another.
    private var across = 1
    private var down = 1
    private var matrix: (rows: Int, columns: Int)
    /// The cells that labels take beside and above each part.
    private(set) var labels: (width: Int, height: Int)
    private var isSolid: Bool
    /// Pixels of a row of cells, and columns of the smallest square.
    private var rowHeight: Int { isSolid ? 2 : 1 }
    private var square: Int { isSolid ? 1 : 2 }

    /// Rows of cells above which tiles gain nothing by growing.
    private static let tallestTile = 4
    /// Parts are harder to read than a whole: that many times as many values may share a tile before it is folded.
    private static let foldedCost = 1.5

    /// - Parameter keepsShape: whether it is an image, which is not folded and whose tiles are about square.
    init(
        _ rows: Int, _ columns: Int, keepsShape: Bool, isSolid: Bool, labels: (width: Int, height: Int), in cells: (width: Int, height: Int)
    ) {
        matrix = (rows, columns)
        (self.labels, self.isSolid) = (labels, isSolid)
        let room = (width: cells.width, height: cells.height * (isSolid ? 2 : 1))
        if fit(in: room, mayFold: !keepsShape, mayBeNarrow: !keepsShape) { return }
        if keepsShape {
            fitImage(in: room)
            return
        }
        var best: HeatMapFolding?
        for mayFold in [false, true] {
            var trial = self, columnFactors = Self.factors(columns)[...]
            for rowFactor in Self.factors(rows).reversed() {
                // The fewer rows share a tile, the more columns have to.
                trial.pooling = HeatMapPooling(rows: rowFactor, columns: columnFactors.first ?? columns)
                while !trial.fit(in: room, mayFold: mayFold, mayBeNarrow: true), columnFactors.count > 1 {
                    columnFactors.removeFirst()
                    trial.pooling.columns = columnFactors.first ?? columns
                }
                guard trial.fit(in: room, mayFold: mayFold, mayBeNarrow: true) else { break }
                if trial.isFair, best.map({ trial.cost < $0.cost }) ?? true { best = trial }
            }
        }
        if let best {
            self = best
        } else {
            (pooling, tile) = (HeatMapPooling(rows: rows, columns: columns), (1, 1))
        }
    }

    /// Finds the fewest numbers that share a tile so that the whole image has room and keeps its shape, or nearly so. Tiles of one cell are
    /// means of twice as many rows as columns, a cell being twice as high as wide; those of two cells, of as many.
    private mutating func fitImage(in room: (width: Int, height: Int)) {
        let free = (width: max(1, room.width - labels.width), height: max(1, room.height - labels.height * rowHeight))
        var best: (tiles: Int, pooling: HeatMapPooling, width: Int)?
        func consider(_ rows: Int, _ columns: Int, width: Int) {
            let pooling = HeatMapPooling(rows: min(rows, matrix.rows), columns: min(columns, matrix.columns))
            let down = (matrix.rows + pooling.rows - 1) / pooling.rows, across = (matrix.columns + pooling.columns - 1) / pooling.columns
            guard down <= free.height, across * width <= free.width, down * across > best?.tiles ?? 0 else { return }
            best = (down * across, pooling, width)
        }
        for columns in 1...max(1, matrix.rows, matrix.columns) {
            consider(columns, columns, width: square)
            if isSolid { continue }
            for rows in (3 * columns + 1) / 2...(5 * columns) / 2 where rows > 1 { consider(rows, columns, width: 1) }
            if best != nil, columns > 2 * (best?.pooling.columns ?? 1) { break }
        }
        pooling = best?.pooling ?? HeatMapPooling(rows: matrix.rows, columns: matrix.columns)
        tile = (best?.width ?? 1, 1)
    }

    /// Whether every number has a tile for itself.
    var isWhole: Bool { pooling == HeatMapPooling() }

    /// The values that share a tile; somewhat more where it is folded.
    var cost: Double { Double(pooling.rows * pooling.columns) * (partCount > 1 ? Self.foldedCost : 1) }

    var partCount: Int { across * down }

    /// Whether the shorter side is left as it is while the other one is far longer: few rows or columns are things of their own.
    private var isFair: Bool {
        let mayPoolRows = matrix.rows >= matrix.columns || columns <= Self.farLonger * matrix.rows
        let mayPoolColumns = matrix.columns >= matrix.rows || rows <= Self.farLonger * matrix.columns
        return (pooling.rows == 1 || mayPoolRows) && (pooling.columns == 1 || mayPoolColumns)
    }

    private static let farLonger = 4

    /// All numbers of neighbours that lead to different counts of tiles, from 1 on.
    private static func factors(_ count: Int) -> [Int] {
        var factors = [1]
        while let last = factors.last, last < count {
            let tiles = (count + last - 1) / last
            factors.append(tiles > 1 ? (count + tiles - 2) / (tiles - 1) : count)
        }
        return factors
    }

    private var rows: Int { (matrix.rows + pooling.rows - 1) / pooling.rows }
    private var columns: Int { (matrix.columns + pooling.columns - 1) / pooling.columns }

    /// Finds the largest tiles for what each tile shows now, as a whole or else in parts. Returns whether there are any.
    private mutating func fit(in room: (width: Int, height: Int), mayFold: Bool, mayBeNarrow: Bool) -> Bool {
        let free = (width: room.width - labels.width, height: room.height - labels.height * rowHeight)
        (across, down) = (1, 1)
        let size = min(free.width / (square * columns), free.height / rows, Self.tallestTile * rowHeight)
        // Names stand beside whole rows of cells.
        if size >= (labels.width > 0 ? rowHeight : 1) {
            tile = (square * size, size)
            return true
        }
        tile = (1, 1)
        if isSolid, labels.width > 0 { return false }
        if mayBeNarrow, !isSolid, columns <= free.width, rows <= free.height { return true }
        guard mayFold, free.height >= 1, free.width >= 1 else { return false }
        for width in isSolid ? [1] : [2, 1] {
            tile = (width, 1)
            (across, down) = ((rows + free.height - 1) / free.height, 1)
            if across > 1, across * (labels.width + columns * width) + (across - 1) * Self.gap <= room.width { return true }
            (across, down) = (1, (columns * width + free.width - 1) / free.width)
            // An odd cell at the end of a row is of no use.
            if width == 2 { down = (columns + free.width / 2 - 1) / max(1, free.width / 2) }
            if down > 1, down * (labels.height * rowHeight + wholeRows) + (labels.height > 0 ? 0 : (down - 1) * rowHeight) <= room.height {
                return true
            }
        }
        (across, down) = (1, 1)
        return false
    }

    /// Blanks between parts beside one another.
    private static let gap = 1

    /// The height of a part that the next one follows, which begins with a row of cells.
    private var wholeRows: Int { (rows * tile.height + rowHeight - 1) / rowHeight * rowHeight }

    /// The parts, from a row of the canvas on.
    func parts(top: Int) -> [HeatMapLayout.Part] {
        let high = (rows + across - 1) / across, wide = (columns + down - 1) / down
        return (0..<partCount).compactMap { number in
            let (row, column) = across > 1 ? (number * high, 0) : (0, number * wide)
            guard row < rows, column < columns else { return nil }
            let size = (rows: min(high, rows - row), columns: min(wide, columns - column))
            let x = labels.width + (across > 1 ? number * (labels.width + columns * tile.width + Self.gap) : 0)
            let y =
                (top + labels.height) * rowHeight
                + (down > 1 ? number * (labels.height * rowHeight + wholeRows + (labels.height > 0 ? 0 : rowHeight)) : 0)
            return HeatMapLayout.Part(
                rows: row..<row + size.rows, columns: column..<column + size.columns,
                cells: CellFrame(x: x, y: y, width: size.columns * tile.width, height: size.rows * tile.height))
        }
    }
}
