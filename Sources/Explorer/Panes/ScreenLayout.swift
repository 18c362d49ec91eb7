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

/// The panes of the screen.
public enum Pane: String, Sendable, CaseIterable {
    case network, values, chart, step, training, transcript
}

/// The rectangles of the panes; those that there is no room for are nil.
public struct ScreenLayout: Sendable, Equatable {
    public var title: Rect?
    /// Everything between the title and the command line: what one pane alone gets.
    public var body: Rect
    /// Everything above the step: the network and what is beside it.
    public var top: Rect?
    public var network: Rect?
    /// What is beside the network: values and chart one above the other, or taking turns.
    public var side: Rect?
    public var values: Rect?
    /// Nil where values and the chart take turns.
    public var chart: Rect?
    public var step: Rect?
    public var transcript: Rect?
    public var prompt: Rect
    public var hints: Rect?

    /// Below this size only the transcript and the command line are shown.
    public static let smallest = (width: 80, height: 24)

    /// - Parameters:
    ///   - promptRows: of the command line; a long command takes several.
    ///   - isReplay: whether the transcript holds narrative that is read beside the picture, and so has more rows.
    public init(width: Int, height: Int, promptRows: Int = 1, isReplay: Bool = false) {
        let promptRows = max(1, min(promptRows, height))
        guard width >= Self.smallest.width, height >= Self.smallest.height else {
            prompt = Rect(x: 0, y: max(0, height - promptRows), width: width, height: promptRows)
            body = Rect(x: 0, y: 0, width: width, height: max(0, height - promptRows))
            if height > promptRows { transcript = body }
            return
        }
        title = Rect(x: 0, y: 0, width: width, height: 1)
        hints = Rect(x: 0, y: height - 1, width: width, height: 1)
        prompt = Rect(x: 0, y: height - 1 - promptRows, width: width, height: promptRows)
        let room = height - 2 - promptRows
        body = Rect(x: 0, y: 1, width: width, height: room)
        let talkRows = isReplay ? max(7, room * 4 / 10 - 1) : max(6, room * 3 / 10), stepRows = height >= 36 ? 8 : isReplay ? 4 : 5
        let topRows = room - talkRows - stepRows
        transcript = Rect(x: 0, y: 1 + room - talkRows, width: width, height: talkRows)
        step = Rect(x: 0, y: 1 + topRows, width: width, height: stepRows)
        top = Rect(x: 0, y: 1, width: width, height: topRows)
        placeTop(width, topRows)
    }

    /// The network at the left; beside it values and the chart, side by side where the screen is wide, else one above the other, else in turns.
    private mutating func placeTop(_ width: Int, _ rows: Int) {
        let left = width >= 150 ? width * 2 / 5 : width * 55 / 100
        network = Rect(x: 0, y: 1, width: left, height: rows)
        let rest = Rect(x: left, y: 1, width: width - left, height: rows)
        side = rest
        values = rest
        if width >= 150 {
            let middle = rest.width * 2 / 5
            values = Rect(x: left, y: 1, width: middle, height: rows)
            chart = Rect(x: left + middle, y: 1, width: rest.width - middle, height: rows)
            side = values
        } else if rows >= 18 {
            let half = rows / 2
            values = Rect(x: left, y: 1, width: rest.width, height: half)
            chart = Rect(x: left, y: 1 + half, width: rest.width, height: rows - half)
        }
    }
}
