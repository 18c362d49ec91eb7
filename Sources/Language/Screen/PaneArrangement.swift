// Where the panes of the full screen stand and how it is shared out among them: `set panes` says it, keys and the mouse change it.

/// The panes of the full screen.
public enum Pane: String, Sendable, CaseIterable {
    case network, values, chart, step, training, transcript
}

/// Which pane stands in which place, and the shares of the screen that somebody has chosen.
public struct PaneArrangement: Sendable, Equatable {
    /// The places: three beside each other at the top, a strip below them, and the foot. Where there is no room for `far`, it lies under
    /// `right` or takes turns with it.
    public enum Place: Int, Sendable, CaseIterable {
        case left, right, far, strip, foot

        public static let top: [Place] = [.left, .right, .far]
    }

    /// The panes, a place each.
    public private(set) var panes = PaneArrangement.usual
    /// The share of `left` in the width, of `right` in what is left of it, and of `strip` and `foot` in the height, from 0 to 1. The size of
    /// the screen decides on those that are nil.
    public var leftShare: Double?
    public var rightShare: Double?
    public var stripShare: Double?
    public var footShare: Double?

    /// The usual order of the panes. A training has no place of its own: it lies over the others.
    public static let usual: [Pane] = [.network, .values, .chart, .step, .transcript]

    public init() {}

    public subscript(place: Place) -> Pane { panes[place.rawValue] }

    /// Where a pane stands; nil for a training.
    public func place(of pane: Pane) -> Place? { panes.firstIndex(of: pane).flatMap(Place.init) }

    /// Lets the panes of two places change places.
    public mutating func swap(_ a: Place, _ b: Place) { panes.swapAt(a.rawValue, b.rawValue) }

    /// Puts panes into the first places, in their order; the others follow in the order that they had.
    mutating func begin(with first: [Pane]) { panes = first + panes.filter { !first.contains($0) } }

    /// The panes as `set panes` takes them; those at the end that follow of themselves are left out.
    public var order: [Pane] {
        let count = panes.indices.first { start in
            var same = PaneArrangement()
            same.begin(with: Array(panes[..<start]))
            return same.panes == panes
        }
        return Array(panes[..<(count ?? panes.count)])
    }
}
