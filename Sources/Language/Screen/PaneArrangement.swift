// Where the panes of the full screen stand and how it is shared out among them: `set panes` says it, keys and the mouse change it.
import Portraits

/// The panes of the full screen.
public enum Pane: String, Sendable, CaseIterable {
    case network, values, chart, step, training, transcript

    /// What it shows.
    var purpose: String {
        switch self {
        case .network: "the graph, or the window of a convolution"
        case .values: "numbers of nodes and weights; weights, gradients, data as pictures"
        case .chart: "what was plotted last, or the loss"
        case .step: "the formula of the step, with numbers, and what comes next"
        case .transcript: "what was typed and answered"
        case .training: "a training as it runs"
        }
    }
}

/// Which pane stands in which place, and the shares of the screen that somebody has chosen.
public struct PaneArrangement: Sendable, Equatable {
    /// The places: three beside each other at the top, a strip below them, and the foot. Where there is no room for `far`, it lies under
    /// `right` or takes turns with it.
    public enum Place: Int, Sendable, CaseIterable {
        case left, right, far, strip, foot

        public static let top: [Place] = [.left, .right, .far]
    }

    /// The panes, a place each; those that are left over wait for one.
    public private(set) var panes = PaneArrangement.usual
    /// The share of `left` in the width, of `right` in what is left of it, and of `strip` and `foot` in the height, from 0 to 1. The size of
    /// the screen decides on those that are nil.
    public var leftShare: Double?
    public var rightShare: Double?
    public var stripShare: Double?
    public var footShare: Double?

    /// The usual order of the panes. A training has no place of its own: it lies over the others.
    public static let usual = Pane.allCases.filter { $0 != .training }

    public init() {}

    public subscript(place: Place) -> Pane { panes[place.rawValue] }

    /// Where a pane stands; nil for a training, and for one that is left over.
    public func place(of pane: Pane) -> Place? { panes.firstIndex(of: pane).flatMap(Place.init) }

    /// Lets the panes of two places change places.
    public mutating func swap(_ a: Place, _ b: Place) { panes.swapAt(a.rawValue, b.rawValue) }

    /// Lets two panes change places, also with one that has had none.
    public mutating func swap(_ a: Pane, _ b: Pane) {
        guard let first = panes.firstIndex(of: a), let second = panes.firstIndex(of: b) else { return }
        panes.swapAt(first, second)
    }

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
