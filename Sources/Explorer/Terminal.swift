// The terminal: the one file that talks to ncurses.
import CNcurses
import Charts
import NeuralEngine

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A terminal in full-screen mode. It has identity: there is one, and it must be closed.
final class Terminal {
    /// Has the number of each signal to be heard: to end, to stop what runs, the terminal's new size, to go on after a stop.
    let signals: Int32
    private let paint: Paint
    private var pairs: [ChartColor: Int16] = [:] { didSet { if pairs.isEmpty { brush = nil } } }
    /// How cells of a style are drawn. Neighbours mostly have the same.
    private var brush: (style: CellStyle, attributes: attr_t, pair: Int16)?
    private var background = Background.dark
    private var shown: Canvas?
    /// What has come of a paste that is not over.
    private var pasted: String?

    /// Codes of our own for what terminals send around a paste and for Ctrl and Alt with an arrow.
    private static let pasteBegins: Int32 = 0x1001, pasteEnds: Int32 = 0x1002, wordLeft: Int32 = 0x1003, wordRight: Int32 = 0x1004
    private static let altLeft: Int32 = 0x1005, altRight: Int32 = 0x1006, altUp: Int32 = 0x1007, altDown: Int32 = 0x1008

    /// How colours are sent.
    private enum Paint {
        case none
        /// The basic colours, so many of them.
        case basic(Int)
        /// A colour of xterm's 256.
        case palette
        /// Colours made in the palette's last places, as exact as red, green and blue are.
        case made
        /// The number of a colour is its red, green and blue.
        case direct

        init(_ depth: ColorDepth) {
            let count = Int(nc_colors())
            switch (depth, count) {
            case (.none, _), (_, ..<8): self = .none
            case (_, ..<256): self = .basic(count >= 16 ? 16 : 8)
            case (.truecolor, _) where nc_has_direct_colors(): self = .direct
            case (.truecolor, _) where nc_can_make_colors(): self = .made
            default: self = .palette
            }
        }
    }

    /// Opens the screen; nil if the terminal cannot be used.
    init?(colors: ColorDepth) {
        setlocale(LC_ALL, "")
        signals = nc_guard_terminal()
        guard signals >= 0, nc_open(colors == .truecolor) else {
            nc_release_terminal()
            return nil
        }
        raw()
        noecho()
        nonl()
        keypad(nc_screen(), true)
        nodelay(nc_screen(), true)
        set_escdelay(25)
        Self.nameKeys()
        nc_name_mouse()
        nc_report_mouse(true)
        nc_bracket_pastes(true)
        // The number of colours is known only once they are started.
        if colors != .none {
            start_color()
            use_default_colors()
        }
        // What the terminal is to be like again after a stop.
        def_prog_mode()
        paint = Paint(colors)
    }

    /// Keys that the terminal's description may not know: around a paste, an arrow with Shift, Alt or Ctrl, arrows of terminals that stay in
    /// normal mode, Home and End as others send them.
    private static func nameKeys() {
        let keys = [
            ("[200~", pasteBegins), ("[201~", pasteEnds), ("[1;5D", wordLeft), ("[1;5C", wordRight),
            ("[1;2D", KEY_SLEFT), ("[1;2C", KEY_SRIGHT), ("[1;2A", KEY_SR), ("[1;2B", KEY_SF),
            ("[1;3D", altLeft), ("[1;3C", altRight), ("[1;3A", altUp), ("[1;3B", altDown),
            ("[A", KEY_UP), ("[B", KEY_DOWN), ("[C", KEY_RIGHT), ("[D", KEY_LEFT), ("[H", KEY_HOME), ("[F", KEY_END),
            ("[1~", KEY_HOME), ("[4~", KEY_END), ("[7~", KEY_HOME), ("[8~", KEY_END), ("[3~", KEY_DC), ("[5~", KEY_PPAGE),
            ("[6~", KEY_NPAGE),
        ]
        for (sequence, code) in keys { define_key("\u{1B}" + sequence, code) }
    }

    /// Puts the terminal back as it was.
    func close() {
        nc_report_mouse(false)
        nc_bracket_pastes(false)
        endwin()
        nc_release_terminal()
    }

    /// Runs work on a new thread, from which a crash leaves the terminal as it was found even if that thread's stack has overflowed.
    static func inThread(_ work: @escaping @Sendable () -> Void) {
        NeuralEngine.inThread {
            let size = Int(NC_SIGNAL_STACK), stack = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
            nc_use_signal_stack(stack, size)
            work()
            nc_use_signal_stack(nil, 0)
            stack.deallocate()
        }
    }

    /// Fits the screen to the terminal's new size.
    func resize() -> Event {
        nc_resize()
        shown = nil
        return .resize(width: size.width, height: size.height)
    }

    var size: (width: Int, height: Int) { (Int(nc_columns()), Int(nc_lines())) }

    // MARK: Reading

    /// The next thing that the terminal has to tell; nil if there is none.
    func read() -> Event? {
        var code: UInt32 = 0
        var isFunction = false
        while nc_read(&code, &isFunction) {
            if isFunction && Int32(code) == Self.pasteBegins {
                pasted = ""
                continue
            }
            if let text = pasted {
                if isFunction && Int32(code) == Self.pasteEnds {
                    pasted = nil
                    return .paste(text)
                }
                if !isFunction, let scalar = Unicode.Scalar(code) { pasted = text + String(Character(scalar)) }
                continue
            }
            if let event = isFunction ? functionEvent(Int32(code)) : characterEvent(code) { return event }
        }
        return nil
    }

    private func characterEvent(_ code: UInt32) -> Event? {
        switch code {
        case 9: return .key(.tab)
        case 10, 13: return .key(.enter)
        case 8, 127: return .key(.backspace)
        case 27: return escapeEvent()
        case 1...26: return .key(.control(Character(Unicode.Scalar(UInt8(code + 96)))))
        case 31: return .key(.control("_"))
        case 0..<32: return nil
        default: return Unicode.Scalar(code).map { .key(.character(Character($0))) }
        }
    }

    /// Escape alone, or Alt with a key, which terminals send as escape and the key at once.
    private func escapeEvent() -> Event? {
        var code: UInt32 = 0
        var isFunction = false
        guard nc_read(&code, &isFunction), !isFunction, let scalar = Unicode.Scalar(code) else { return .key(.escape) }
        return .key(.alt(Character(scalar)))
    }

    private func functionEvent(_ code: Int32) -> Event? {
        switch code {
        case Self.wordLeft: return .key(.alt("b"))
        case Self.wordRight: return .key(.alt("f"))
        case Self.altLeft: return .key(.alternate(.left))
        case Self.altRight: return .key(.alternate(.right))
        case Self.altUp: return .key(.alternate(.up))
        case Self.altDown: return .key(.alternate(.down))
        case KEY_SLEFT: return .key(.shift(.left))
        case KEY_SRIGHT: return .key(.shift(.right))
        case KEY_SR: return .key(.shift(.up))
        case KEY_SF: return .key(.shift(.down))
        case KEY_LEFT: return .key(.left)
        case KEY_RIGHT: return .key(.right)
        case KEY_UP: return .key(.up)
        case KEY_DOWN: return .key(.down)
        case KEY_HOME: return .key(.home)
        case KEY_END: return .key(.end)
        case KEY_PPAGE: return .key(.pageUp)
        case KEY_NPAGE: return .key(.pageDown)
        case KEY_BACKSPACE: return .key(.backspace)
        case KEY_DC: return .key(.delete)
        case KEY_BTAB: return .key(.backTab)
        case KEY_ENTER: return .key(.enter)
        case KEY_F0...KEY_F0 + 63: return .key(.function(Int(code - KEY_F0)))
        default: return nc_is_mouse(code) ? mouseEvent(code) : nil
        }
    }

    private func mouseEvent(_ code: Int32) -> Event? {
        var column: Int32 = 0, row: Int32 = 0
        let event = Int(nc_mouse(code, &column, &row))
        let x = Int(column), y = Int(row)
        switch event {
        case NC_PRESS: return .click(x: x, y: y)
        case NC_DRAG: return .drag(x: x, y: y)
        case NC_RELEASE: return .release(x: x, y: y)
        case NC_WHEEL_UP: return .wheel(-1, x: x, y: y)
        case NC_WHEEL_DOWN: return .wheel(1, x: x, y: y)
        default: return nil
        }
    }

    // MARK: Drawing

    /// Shows a picture; only cells that changed are sent.
    func show(_ picture: Picture) {
        let canvas = picture.canvas
        if picture.background != background {
            (background, pairs, shown) = (picture.background, [:], nil)
        }
        let before = shown
        for y in 0..<canvas.height {
            for x in 0..<canvas.width {
                let cell = canvas[x, y]
                if before?[x, y] == cell || cell.isContinuation { continue }
                put(cell, x, y)
            }
        }
        shown = canvas
        if let cursor = picture.cursor {
            move(Int32(cursor.y), Int32(min(cursor.x, max(0, canvas.width - 1))))
            curs_set(1)
        } else {
            curs_set(0)
        }
        refresh()
    }

    /// Draws everything anew with the next picture.
    func forget() {
        shown = nil
        clear()
    }

    /// Stops the program as the shell's Ctrl-Z does; comes back when it is continued. Returns the size that the terminal has by then.
    func suspend() -> Event {
        leave()
        nc_stop()
        return enter()
    }

    /// The program goes on after a stop that it was not told of: the shell has had the terminal meanwhile.
    func comeBack() -> Event {
        leave()
        return enter()
    }

    private func leave() {
        nc_report_mouse(false)
        nc_bracket_pastes(false)
        endwin()
    }

    private func enter() -> Event {
        reset_prog_mode()
        nc_report_mouse(true)
        nc_bracket_pastes(true)
        pairs = [:]
        forget()
        return resize()
    }

    private func put(_ cell: Cell, _ x: Int, _ y: Int) {
        let (attributes, pair) = brush(for: cell.style)
        withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: Glyph.most + 1) { letters in
            letters.initialize(repeating: 0)
            for (place, scalar) in cell.glyph.enumerated() { letters[place] = wchar_t(scalar.value) }
            nc_put(Int32(y), Int32(x), letters.baseAddress, attributes, pair)
        }
    }

    private func brush(for style: CellStyle) -> (attributes: attr_t, pair: Int16) {
        if let brush, brush.style == style { return (brush.attributes, brush.pair) }
        var attributes: attr_t = 0
        if style.bold { attributes |= nc_bold() }
        if style.dim || stepsBack(style.color) { attributes |= nc_dim() }
        if style.inverse { attributes |= nc_reverse() }
        let pair = pair(style.color)
        brush = (style, attributes, pair)
        return (attributes, pair)
    }

    /// Whether a colour is told from plain text only by being dim.
    private func stepsBack(_ color: ChartColor) -> Bool {
        if case .basic(8) = paint { color != .plain && color.basicOfEight(on: background) == nil } else { false }
    }

    /// The colour pair of a meaning, made when it is first needed; that of plain text where no more can be made.
    private func pair(_ color: ChartColor) -> Int16 {
        if let known = pairs[color] { return known }
        guard let pair = Int16(exactly: pairs.count + 1), let number = number(of: color, pair: Int32(pair)) else { return 0 }
        nc_make_pair(Int32(pair), number)
        pairs[color] = pair
        return pair
    }

    /// The number by which the terminal knows a colour; nil for its own text colour.
    private func number(of color: ChartColor, pair: Int32) -> Int32? {
        if case .basic(8) = paint { return color.basicOfEight(on: background).map(Int32.init) }
        guard let rgb = color.rgb(on: background), let basic = color.basic(on: background) else { return nil }
        switch paint {
        case .none: return nil
        case .basic: return Int32(basic)
        case .palette: return Int32(rgb.xterm256)
        case .direct: return Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
        case .made:
            let place = 256 - pair
            return nc_make_color(place, Int32(rgb.red), Int32(rgb.green), Int32(rgb.blue)) ? place : Int32(rgb.xterm256)
        }
    }
}
