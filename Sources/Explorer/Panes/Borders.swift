// The borders between the places: which there are, where, and what moving one does to the arrangement.
import Language

/// A line between two places.
enum Border: Sendable, Equatable {
    /// Between `left` and what is at its right; between `right` and `far`; above the strip; above the foot.
    case left, middle, strip, foot
}

extension ScreenLayout {
    /// Whether `far` lies below `right` rather than beside it.
    private var isStacked: Bool { self[.right].map { $0.x == self[.far]?.x && !takesTurns } ?? false }

    /// Whether the foot stands beside the others, and has no border that can be moved.
    private var isBeside: Bool { (self[.foot]?.x ?? 0) > 0 }

    /// The column or row of a border; nil if there is none.
    func position(of border: Border) -> Int? {
        guard top?.height ?? 0 > 0 else { return nil }
        return switch border {
        case .left: self[.left].flatMap { left in [self[.right], self[.far]].compactMap { $0?.x }.first { $0 >= left.x + left.width } }
        case .middle: self[.right] == nil || takesTurns ? nil : isStacked ? self[.far]?.y : self[.far]?.x
        case .strip: isBeside ? nil : self[.strip]?.y
        case .foot: isBeside ? nil : self[.foot]?.y
        }
    }

    /// The border at a place of the screen: the line of titles below it, or the two columns that part what stands beside each other.
    func border(atX x: Int, y: Int) -> Border? {
        if y == position(of: .foot) { return .foot }
        if y == position(of: .strip) { return .strip }
        guard let top, top.contains(x: x, y: y) else { return nil }
        if let middle = position(of: .middle), let far = self[.far] {
            if isStacked ? y == middle && far.contains(x: x, y: y) : (middle - 1...middle).contains(x) { return .middle }
        }
        return position(of: .left).map { ($0 - 1...$0).contains(x) } == true ? .left : nil
    }

    /// An arrangement with a border at the column or row of a place of the screen. The strip keeps its height when the foot grows: what is
    /// above it gives way.
    func moving(_ border: Border, toX x: Int, y: Int, in arrangement: PaneArrangement) -> PaneArrangement {
        guard let top, let strip = self[.strip], let foot = self[.foot], !isBeside || border == .left || border == .middle else {
            return arrangement
        }
        var new = arrangement
        switch border {
        case .left: new.leftShare = Self.share(x, of: width, least: Self.least.width)
        case .middle:
            guard let right = self[.right], let far = self[.far] else { break }
            new.rightShare =
                isStacked
                ? Self.share(y - right.y, of: right.height + far.height, least: Self.least.height)
                : Self.share(x - right.x, of: right.width + far.width, least: Self.least.width)
        case .strip:
            new.footShare = Double(foot.height) / Double(body.height)
            let rows = min(foot.y - y, foot.y - top.y - Self.least.height)
            new.stripShare = Double(max(Self.least.height, rows)) / Double(body.height)
        case .foot:
            new.stripShare = Double(strip.height) / Double(body.height)
            let rows = min(foot.y + foot.height - y, body.height - strip.height - Self.least.height)
            new.footShare = Double(max(Self.least.height, rows)) / Double(body.height)
        }
        return new
    }

    private static func share(_ cells: Int, of whole: Int, least: Int) -> Double {
        Double(max(least, min(whole - least, cells))) / Double(max(1, whole))
    }

    // MARK: Keys

    /// The border that a pane in some place moves to grow, and whether it moves right or down by that; nil where it has the whole screen.
    func border(toGrow place: Place, _ axis: Axis) -> (border: Border, isForward: Bool)? {
        switch (axis, place) {
        case (.across, .left): position(of: .left).map { _ in (.left, true) }
        case (.across, .right) where !isStacked && position(of: .middle) != nil: (.middle, true)
        case (.across, .far) where !isStacked && position(of: .middle) != nil: (.middle, false)
        case (.across, .right), (.across, .far): position(of: .left).map { _ in (.left, false) }
        case (.across, _): nil
        case (.down, .right) where isStacked: (.middle, true)
        case (.down, .far) where isStacked: (.middle, false)
        case (.down, .strip): (.strip, false)
        case (.down, .foot): (.foot, false)
        // The foot gives way first, the strip when it can no more.
        case (.down, _): self[.foot].map { ($0.height > Self.least.height ? .foot : .strip, true) }
        }
    }

    enum Axis { case across, down }

    /// The place whose pane is next to another's in some direction: the one that touches it most.
    func neighbour(of place: Place, _ direction: Direction, among places: [Place]) -> Place? {
        guard let here = self[place] else { return nil }
        let touching = places.filter { $0 != place }.compactMap { other in
            self[other].map { (other, here.touch($0, direction)) }
        }
        return touching.filter { $0.1 > 0 }.max { $0.1 < $1.1 }?.0
    }
}

extension Rect {
    /// How many cells of a side another rectangle touches.
    fileprivate func touch(_ other: Rect, _ direction: Direction) -> Int {
        let across = min(x + width, other.x + other.width) - max(x, other.x)
        let down = min(y + height, other.y + other.height) - max(y, other.y)
        switch direction {
        case .left: return other.x + other.width == x ? down : 0
        case .right: return other.x == x + width ? down : 0
        case .up: return other.y + other.height == y ? across : 0
        case .down: return other.y == y + height ? across : 0
        }
    }
}
