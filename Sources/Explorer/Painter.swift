// From pictures to bytes: only cells that changed are sent, and of their looks only what differs from the cell before.
import Charts

/// Draws pictures on a terminal, each over the one before.
struct Painter {
    private let words: TerminalWords
    private var background = Background.dark
    private var shown: Canvas?
    /// Where the cursor is seen; nil where it may be anywhere, and nowhere where it is hidden.
    private var cursor: Cursor?
    /// What is known of the terminal while a picture is written: where it writes next, and how.
    private var place: (x: Int, y: Int)?
    private var style: CellStyle?
    /// The look that was asked for last, of which `style` is what the terminal can show.
    private var wished = CellStyle.plain
    private var bytes: [UInt8] = []
    private enum Cursor: Equatable { case hidden, at(Int, Int) }

    /// The sequences of colours, as they were found first.
    private var inks: [ChartColor: [UInt8]] = [:], grounds: [ChartColor: [UInt8]] = [:]

    init(_ words: TerminalWords) { self.words = words }

    /// The next picture is drawn on an empty screen.
    mutating func forget() { (shown, cursor) = (nil, nil) }

    /// What leaves the terminal as it was: no colour, the cursor to be seen.
    var farewell: [UInt8] { words.plain + words.showsCursor }

    /// What makes of the screen that is shown this picture.
    mutating func bytes(of picture: Picture) -> [UInt8] {
        let canvas = picture.canvas
        bytes.removeAll(keepingCapacity: true)
        (place, style) = (nil, nil)
        if picture.background != background {
            (background, inks, grounds, shown) = (picture.background, [:], [:], nil)
        }
        let isAnew = shown?.width != canvas.width || shown?.height != canvas.height
        if isAnew { bytes += words.plain + words.clear }
        let before = isAnew ? Canvas(width: canvas.width, height: canvas.height) : shown ?? canvas
        var isChanged = isAnew
        for y in 0..<canvas.height { isChanged = paint(row: y, of: canvas, over: before) || isChanged }
        if isChanged { bytes += words.plain }
        shown = canvas
        put(picture.cursor.map { .at(min($0.x, max(0, canvas.width - 1)), $0.y) } ?? .hidden, hasMoved: isChanged)
        return bytes
    }

    private mutating func put(_ new: Cursor, hasMoved: Bool) {
        if case .at(let x, let y) = new, hasMoved || new != cursor { bytes += words.move(x: x, y: y) }
        switch (cursor, new) {
        case (.at, .at), (.hidden, .hidden): break
        case (_, .at): bytes += words.showsCursor
        case (_, .hidden): bytes += words.hidesCursor
        }
        cursor = new
    }

    /// Returns whether anything has changed.
    private mutating func paint(row y: Int, of canvas: Canvas, over before: Canvas) -> Bool {
        var isChanged = false, x = 0
        // From here on there is nothing: one sequence does for all of it.
        let end = words.eraseToEnd.isEmpty ? canvas.width : (canvas.lastCell(ofRow: y) ?? -1) + 1
        while x < end {
            let cell = canvas[x, y]
            defer { x += 1 }
            guard cell != before[x, y], !cell.isContinuation else { continue }
            isChanged = true
            go(to: x, y)
            put(cell)
            // The last column leaves the terminal between two lines; how far a wide character has brought it, not all agree.
            place = cell.takesOneCell && x + 1 < canvas.width ? (x + 1, y) : nil
        }
        if end < canvas.width, let last = before.lastCell(ofRow: y), last >= end {
            isChanged = true
            go(to: end, y)
            take(.plain)
            bytes += words.eraseToEnd
        }
        return isChanged
    }

    private mutating func go(to x: Int, _ y: Int) {
        if let place, place == (x, y) { return }
        let far = words.move(x: x, y: y)
        if let place, place.y == y, place.x < x, case let near = words.forward(x - place.x), !near.isEmpty, near.count < far.count {
            bytes += near
        } else {
            bytes += far
        }
    }

    private mutating func put(_ cell: Cell) {
        var look = cell.style
        if cell.isBlank, !look.inverse {
            // Of a blank only the ground is seen: whatever ink there is may stay.
            look.color = style?.color ?? .plain
            (look.bold, look.dim) = (style?.bold ?? false, style?.dim ?? false)
            if style?.inverse == true { look = CellStyle(fill: cell.style.fill) }
        }
        if let turned = turned(cell) {
            take(turned.style)
            bytes += turned.half
            return
        }
        take(look)
        for scalar in cell.glyph { if let units = UTF8.encode(scalar) { bytes += units } }
    }

    /// Two pixels in the colours that are at hand the other way round: the lower half then has the ink.
    private func turned(_ cell: Cell) -> (style: CellStyle, half: [UInt8])? {
        guard cell.glyph == Self.upperHalf, cell.style.fill != .plain, let style, style != cell.style,
            style.color == cell.style.fill || style.fill == cell.style.color
        else { return nil }
        return (CellStyle(color: cell.style.fill, fill: cell.style.color), Array("▄".utf8))
    }

    private static let upperHalf = Cell("▀").glyph

    /// What follows looks like this.
    private mutating func take(_ wish: CellStyle) {
        guard wish != wished || style == nil else { return }
        wished = wish
        let ink = ink(wish.color), ground = ground(wish.fill)
        // What the terminal has no word for is its own text.
        var new = wish
        if ink.isEmpty { new.color = .plain }
        if ground.isEmpty { new.fill = .plain }
        if words.stepsBack(wish.color, on: background) { new.dim = true }
        guard new != style else { return }
        if let old = style, !(old.bold && !new.bold), !(old.dim && !new.dim), !(old.inverse && !new.inverse),
            !(new.color == .plain && old.color != .plain), !(new.fill == .plain && old.fill != .plain)
        {
            if new.bold && !old.bold { bytes += words.bold }
            if new.dim && !old.dim { bytes += words.dim }
            if new.inverse && !old.inverse { bytes += words.reverse }
            if new.color != old.color { bytes += ink }
            if new.fill != old.fill { bytes += ground }
        } else {
            bytes += words.plain
            if new.bold { bytes += words.bold }
            if new.dim { bytes += words.dim }
            if new.inverse { bytes += words.reverse }
            bytes += ink + ground
        }
        style = new
    }

    private mutating func ink(_ color: ChartColor) -> [UInt8] {
        if color == .plain { return [] }
        if let known = inks[color] { return known }
        let sequence = words.color(color, on: background, isGround: false)
        inks[color] = sequence
        return sequence
    }

    private mutating func ground(_ color: ChartColor) -> [UInt8] {
        if color == .plain { return [] }
        if let known = grounds[color] { return known }
        let sequence = words.color(color, on: background, isGround: true)
        grounds[color] = sequence
        return sequence
    }
}

extension Cell {
    /// Whether nothing but its ground is seen.
    fileprivate var isBlank: Bool { glyph == Self.blank.glyph }

    /// Whether every terminal gives it one column.
    fileprivate var takesOneCell: Bool {
        var scalars = glyph.makeIterator()
        guard let first = scalars.next()?.value, scalars.next() == nil else { return false }
        return first < 0x300 || (0x2500...0x25FF).contains(first) || (0x2800...0x28FF).contains(first)
    }
}

extension Canvas {
    /// The last column of a row in which there is something.
    fileprivate func lastCell(ofRow y: Int) -> Int? { (0..<width).last { self[$0, y] != .blank } }
}
