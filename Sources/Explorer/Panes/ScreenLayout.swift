// Where each pane of the screen is, for a screen of any size.

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

/// The rectangles of the panes; those that there is no room for are nil.
public struct ScreenLayout: Sendable, Equatable {
    public var title: Rect?
    public var network: Rect?
    /// Values and the chart share one pane where there is no room for both.
    public var values: Rect?
    public var chart: Rect?
    public var step: Rect?
    public var transcript: Rect?
    public var prompt: Rect
    public var hints: Rect?

    /// Below this size only the transcript and the command line are shown.
    public static let smallest = (width: 80, height: 24)

    /// Rows of the command line; a long command takes several.
    public init(width: Int, height: Int, promptRows: Int = 1) {
        let promptRows = max(1, min(promptRows, height))
        guard width >= Self.smallest.width, height >= Self.smallest.height else {
            prompt = Rect(x: 0, y: max(0, height - promptRows), width: width, height: promptRows)
            if height > promptRows { transcript = Rect(x: 0, y: 0, width: width, height: height - promptRows) }
            return
        }
        title = Rect(x: 0, y: 0, width: width, height: 1)
        hints = Rect(x: 0, y: height - 1, width: width, height: 1)
        prompt = Rect(x: 0, y: height - 1 - promptRows, width: width, height: promptRows)
        let room = height - 2 - promptRows
        let talk = max(6, room * 3 / 10)
        transcript = Rect(x: 0, y: 1 + room - talk, width: width, height: talk)
        let stepRows = height >= 36 ? 8 : 5
        step = Rect(x: 0, y: 1 + room - talk - stepRows, width: width, height: stepRows)
        let top = room - talk - stepRows
        let left = width >= 150 ? width * 2 / 5 : width * 58 / 100
        network = Rect(x: 0, y: 1, width: left, height: top)
        if width >= 150 {
            let middle = (width - left) * 2 / 5
            values = Rect(x: left, y: 1, width: middle, height: top)
            chart = Rect(x: left + middle, y: 1, width: width - left - middle, height: top)
        } else if top >= 18 {
            let half = top / 2
            values = Rect(x: left, y: 1, width: width - left, height: half)
            chart = Rect(x: left, y: 1 + half, width: width - left, height: top - half)
        } else {
            values = Rect(x: left, y: 1, width: width - left, height: top)
        }
    }

    /// Whether values and chart take turns in one pane.
    public var sharesChart: Bool { chart == nil && values != nil }
}
