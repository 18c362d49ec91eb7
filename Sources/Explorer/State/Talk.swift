// The transcript on the screen, not yet folded: it is for every width.
import Language

/// What has been said, and how much of it is in view.
public struct Talk: Sendable {
    public enum Item: Sendable {
        case text(String, Kind)
        case reply(Reply)
        case failure(CommandError, command: String)
    }

    public enum Kind: Sendable, Equatable {
        case command, output, error, narrative, remark
    }

    /// Older items than these are forgotten by the screen; the session keeps them.
    private static let most = 5000

    public private(set) var items: [Item] = []
    /// The items that stay in view while what follows them is read: the narrative of a replay.
    public private(set) var pinned: Range<Int>?
    /// The item where the last command stands.
    private(set) var answerStart = 0
    /// What was said before the question that was asked last: so many items, in which nobody is to read the answer.
    private(set) var itemsBeforeQuestion = 0
    /// The answer of a command that states the question that was asked last.
    private(set) var question: Int?
    /// Rows that it is scrolled up.
    public internal(set) var scroll = 0
    /// Rows that a long answer wants: it lies over the other panes until the next key.
    public private(set) var drawer: Int?

    public mutating func add(_ text: String, _ kind: Kind) { add(.text(text, kind)) }

    public mutating func add(_ item: Item) {
        items.append(item)
        let surplus = items.count - Self.most
        guard surplus > 0 else { return }
        items.removeFirst(surplus)
        answerStart = max(0, answerStart - surplus)
        itemsBeforeQuestion = max(0, itemsBeforeQuestion - surplus)
        question = question.flatMap { $0 < surplus ? nil : $0 - surplus }
        pinned = pinned.flatMap { $0.lowerBound < surplus ? nil : $0.lowerBound - surplus..<$0.upperBound - surplus }
    }

    /// Adds a command; what follows is its answer.
    /// - Parameter isHidden: whether it is not to be read, as a question whose line tells the answer.
    mutating func ask(_ command: String, isHidden: Bool = false) {
        answerStart = items.count
        if !isHidden { add("> " + command, .command) }
    }

    /// Notes that a question is asked here, or again after an answer that was wrong.
    mutating func markQuestion(isNew: Bool) {
        question = items.count
        if isNew { itemsBeforeQuestion = items.count }
    }

    /// Adds narrative that stays in view.
    public mutating func pin(_ lines: [String]) {
        let start = items.count
        for line in lines { items.append(.text(line, .narrative)) }
        pinned = start..<items.count
    }

    /// Whether nothing has been said yet since the narrative that is pinned.
    var isReading: Bool { pinned?.upperBound == items.count }

    /// Whether a chart is among what has been said since then.
    var showsChartSinceNarrative: Bool {
        items.dropFirst(pinned?.upperBound ?? items.count).contains { item in
            guard case .reply(let reply) = item else { return false }
            return reply.blocks.contains { if case .chart = $0 { true } else { false } }
        }
    }

    public mutating func unpin() { pinned = nil }

    /// Pulls up the drawer for so many rows, of which the last ones are below what is in view.
    mutating func openDrawer(rows: Int, below: Int = 0) { (drawer, scroll) = (rows, below) }

    /// Puts the drawer away: the newest rows are in view again.
    mutating func closeDrawer() { (drawer, scroll) = (nil, 0) }
}
