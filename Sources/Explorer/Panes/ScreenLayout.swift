// Where each place of the screen is, for a screen of any size.
import Documents
import Language

/// A rectangle of cells.
public struct Rect: Sendable, Equatable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public func contains(x column: Int, y row: Int) -> Bool {
        (x..<x + width).contains(column) && (y..<y + height).contains(row)
    }
}

/// The rectangles of the places; those that there is no room for are nil.
public struct ScreenLayout: Sendable, Equatable {
    public typealias Place = PaneArrangement.Place

    public let width: Int
    public var title: Rect?
    /// Everything between the title and the command line: what one pane alone gets.
    public var body: Rect
    /// Everything above the strip.
    public var top: Rect?
    public var prompt: Rect
    public var hints: Rect?
    /// Whether the panes of `right` and `far` take turns, for want of room: both have the same rectangle.
    public private(set) var takesTurns = false
    private var places: [Place: Rect] = [:]

    public subscript(place: Place) -> Rect? { places[place] }

    /// Below this size only the transcript and the command line are shown; from the other on all panes have the room that they want.
    public static let smallest = (width: 40, height: 12), ample = (width: 80, height: 24)
    /// A place has these columns and rows at least.
    static let least = (width: 18, height: 3)

    /// - Parameters:
    ///   - promptRows: of the command line; a long command takes several.
    ///   - isReplay: whether the transcript holds narrative that is read beside the picture, and so has more rows.
    ///   - shown: the places that have a pane now. At the top its neighbours take the room of one that has none.
    ///   - heir: the place that takes the room of the strip when that has none: the foot or, otherwise, the top.
    ///   - saidRows: the rows that the foot has use for, as long as they are few: the others are the top's.
    ///   - isRead: whether the picture is looked at, of which narrative may speak, and no step: where there is no room for both, the step has
    ///     some only once it has been done.
    ///   - stepRows: the rows of the step's formula and of what comes next: on a low screen they come first.
    ///   - looksAtFar: whether the pane of `far` is what is looked at now: of rows that it shares it has the most.
    public init(
        width: Int, height: Int, promptRows: Int = 1, isReplay: Bool = false, arrangement: PaneArrangement = PaneArrangement(),
        shown: [Place] = Place.allCases, heir: Place = .foot, saidRows: Int? = nil, isRead: Bool = false, stepRows: Int = 0,
        looksAtFar: Bool = false
    ) {
        var shown = shown
        self.width = width
        let promptRows = max(1, min(promptRows, height))
        guard width >= Self.smallest.width, height >= Self.smallest.height else {
            prompt = Rect(x: 0, y: max(0, height - promptRows), width: width, height: promptRows)
            body = Rect(x: 0, y: 0, width: width, height: max(0, height - promptRows))
            return
        }
        title = Rect(x: 0, y: 0, width: width, height: 1)
        hints = Rect(x: 0, y: height - 1, width: width, height: 1)
        prompt = Rect(x: 0, y: height - 1 - promptRows, width: width, height: promptRows)
        let room = height - 2 - promptRows, least = Self.least.height
        body = Rect(x: 0, y: 1, width: width, height: room)
        if isReplay, width >= Self.wide, height >= Self.tall {
            // Narrative is read beside the picture, from the top of the screen to its end.
            let side = min(76, width * 38 / 100), strip = shown.contains(.strip) ? 8 : 0
            let top = Rect(x: 0, y: 1, width: width - side, height: room - strip)
            self.top = top
            places[.foot] = Rect(x: width - side, y: 1, width: side, height: room)
            if strip > 0 { places[.strip] = Rect(x: 0, y: 1 + top.height, width: top.width, height: strip) }
            share(top, arrangement, shown, looksAtFar)
            return
        }
        var usualFoot = isReplay ? max(7, min(14, room * 4 / 10 - 1)) : max(6, room * 3 / 10)
        if let saidRows { usualFoot = min(usualFoot, max(least, saidRows + 1)) }
        let usualStrip = height >= 36 ? 8 : isReplay || height < 22 ? 4 : 5
        if height < Self.ample.height {
            // First the foot gives way; with fewer rows still the step, of which a few rows tell the most, takes the place of the top.
            usualFoot = max(least, min(usualFoot, room - usualStrip - Self.lowestTop))
            let isTooLow = shown.contains(.strip) && room - usualFoot - usualStrip < Self.lowestTop
            if isTooLow, isRead { shown.removeAll { $0 == .strip } }
            if isTooLow, !isRead {
                // The formula is whole. If it leaves rows for a small graph, that stands above it; else all is for what is read.
                let formula = min(max(least, stepRows + 1), room - least), rest = room - formula
                let graph = rest - least >= Self.lowestGraph ? rest - least : 0
                let top = Rect(x: 0, y: 1, width: width, height: graph)
                self.top = top
                places[.strip] = Rect(x: 0, y: 1 + graph, width: width, height: formula)
                places[.foot] = Rect(x: 0, y: 1 + graph + formula, width: width, height: rest - graph)
                if graph > 0 { share(top, arrangement, shown, looksAtFar) }
                return
            }
        }
        var foot = Self.part(arrangement.footShare, of: room, or: usualFoot, least: least, rest: 2 * least)
        var strip = Self.part(arrangement.stripShare, of: room, or: usualStrip, least: least, rest: foot + least)
        if !shown.contains(.strip) { (foot, strip) = (heir == .foot ? foot + strip : foot, 0) }
        let top = Rect(x: 0, y: 1, width: width, height: room - foot - strip)
        self.top = top
        if strip > 0 { places[.strip] = Rect(x: 0, y: 1 + top.height, width: width, height: strip) }
        places[.foot] = Rect(x: 0, y: 1 + room - foot, width: width, height: foot)
        share(top, arrangement, shown, looksAtFar)
    }

    /// All above the foot, or, where that stands beside the others, all at its left: the room of a training, and of a search.
    var aboveFoot: Rect? {
        guard let top, let foot = self[.foot] else { return nil }
        let isBeside = foot.y == top.y
        return Rect(x: top.x, y: top.y, width: top.width, height: isBeside ? foot.height : foot.y - top.y)
    }

    /// Fewer rows than these, a frame's title among them, draw nothing whole.
    static let fewestRows = 6

    /// Where something begins that covers the rows from one on, in the columns of a rectangle: it covers panes whole of which too little would be left.
    func edge(coveredFrom row: Int, beside rect: Rect) -> Int {
        let over = Place.allCases.compactMap { self[$0] }.filter { $0.y < rect.y && $0.x < rect.x + rect.width && rect.x < $0.x + $0.width }
        return over.sorted { $0.y > $1.y }.reduce(row) { edge, pane in
            (1..<Self.fewestRows).contains(edge - pane.y) && pane.y + pane.height > edge ? pane.y : edge
        }
    }

    /// Whether every kind of pane has a place; a chart is seen among the answers otherwise.
    var hasAllPlaces: Bool { (top?.height ?? 0) > 0 && width >= Self.narrow }

    /// The first pane at the left; at its right the other two: beside each other where the screen is wide, else one above the other, else in
    /// turns.
    private mutating func share(_ top: Rect, _ arrangement: PaneArrangement, _ shown: [Place], _ looksAtFar: Bool) {
        let sides = shown.filter { $0 == .right || $0 == .far }, width = top.width, isWide = width >= Self.wide, least = Self.least
        guard let first = sides.first else { return places[.left] = top }
        if width < Self.narrow { return shareOneBelowOther(top, first, shown) }
        var side = top
        if shown.contains(.left) {
            let left = Self.part(
                arrangement.leftShare, of: width, or: isWide ? width * 2 / 5 : width * 55 / 100, least: least.width,
                rest: least.width * (isWide ? sides.count : 1))
            (places[.left], side) = top.cut(atColumn: left)
        }
        places[first] = side
        guard sides.count > 1 else { return }
        if isWide {
            let middle = Self.part(arrangement.rightShare, of: side.width, or: side.width * 2 / 5, least: least.width, rest: least.width)
            (places[.right], places[.far]) = side.cut(atColumn: middle)
        } else if side.height >= 18 {
            let usual = looksAtFar ? side.height / 3 : side.height / 2
            let upper = Self.part(arrangement.rightShare, of: side.height, or: usual, least: least.height, rest: least.height)
            (places[.right], places[.far]) = side.cut(atRow: upper)
        } else {
            (places[.far], takesTurns) = (side, true)
        }
    }

    /// On a narrow screen the first pane has all columns, and so has the next one, below it if there are rows enough.
    private mutating func shareOneBelowOther(_ top: Rect, _ second: Place, _ shown: [Place]) {
        guard shown.contains(.left) else { return places[second] = top }
        guard top.height >= 2 * Self.lowestTop else { return places[.left] = top }
        (places[.left], places[second]) = top.cut(atRow: top.height / 2)
    }

    /// With fewer columns two panes do not stand beside each other; with fewer rows no network is drawn.
    static let narrow = 60
    private static let lowestTop = 6
    /// The frame, the heads, and three rows for nodes.
    private static let lowestGraph = 5
    /// With as many rows a step and a chart have enough of them both.
    static let tallEnoughForAll = 48
    /// With as many columns all panes stand beside one another; with as many rows too, the narrative of a session that is played.
    private static let wide = 150, tall = 36

    /// A share of some cells, or what is usual: at least some, and so that some others are left over.
    private static func part(_ share: Double?, of whole: Int, or usual: Int, least: Int, rest: Int) -> Int {
        max(least, min(whole - rest, share.map { Int(nearest: $0 * Double(whole)) } ?? usual))
    }
}

extension Rect {
    /// So many columns at the left, and what is at their right.
    fileprivate func cut(atColumn column: Int) -> (Rect, Rect) {
        (Rect(x: x, y: y, width: column, height: height), Rect(x: x + column, y: y, width: width - column, height: height))
    }

    /// So many rows at the top, and what is below them.
    fileprivate func cut(atRow row: Int) -> (Rect, Rect) {
        (Rect(x: x, y: y, width: width, height: row), Rect(x: x, y: y + row, width: width, height: height - row))
    }
}
