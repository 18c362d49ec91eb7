// The terminal: the one file that talks to ncurses.
import CNcurses
import Charts

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A terminal in full-screen mode. It has identity: there is one, and it must be closed.
final class Terminal {
    /// Has the number of each signal to be heard: to end, to stop what runs, the terminal's new size.
    let signals: Int32
    private let usesColor: Bool
    private var pairs: [ChartColor: Int16] = [:]
    private var shown: Canvas?
    /// What has come of a paste that is not over.
    private var pasted: String?

    /// Codes of our own for what terminals send around a paste and for Ctrl with an arrow.
    private static let pasteBegins: Int32 = 0x1001, pasteEnds: Int32 = 0x1002, wordLeft: Int32 = 0x1003, wordRight: Int32 = 0x1004

    /// Opens the screen; nil if the terminal cannot be used.
    init?(usesColor: Bool) {
        setlocale(LC_ALL, "")
        signals = nc_guard_terminal()
        guard signals >= 0, nc_open() else {
            nc_release_terminal()
            return nil
        }
        raw()
        noecho()
        nonl()
        keypad(nc_screen(), true)
        nodelay(nc_screen(), true)
        set_escdelay(25)
        mousemask(mmask_t.max, nil)
        mouseinterval(0)
        Self.nameKeys()
        nc_bracket_pastes(true)
        // The number of colours is known only once they are started.
        if usesColor {
            start_color()
            use_default_colors()
        }
        self.usesColor = usesColor && nc_colors() >= 8
    }

    /// Keys that the terminal's description does not know: around a paste, Ctrl with an arrow, arrows of terminals that stay in normal mode.
    private static func nameKeys() {
        let keys = [
            ("[200~", pasteBegins), ("[201~", pasteEnds), ("[1;5D", wordLeft), ("[1;5C", wordRight),
            ("[A", KEY_UP), ("[B", KEY_DOWN), ("[C", KEY_RIGHT), ("[D", KEY_LEFT), ("[H", KEY_HOME), ("[F", KEY_END),
        ]
        for (sequence, code) in keys { define_key("\u{1B}" + sequence, code) }
    }

    /// Puts the terminal back as it was.
    func close() {
        nc_bracket_pastes(false)
        endwin()
        nc_release_terminal()
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
        case KEY_MOUSE: return mouseEvent()
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
        default: return nil
        }
    }

    private func mouseEvent() -> Event? {
        var x: Int32 = 0, y: Int32 = 0
        if nc_click(&x, &y) { return .click(x: Int(x), y: Int(y)) }
        let wheel = nc_wheel()
        return wheel == 0 ? nil : .wheel(Int(wheel), x: Int(x), y: Int(y))
    }

    // MARK: Drawing

    /// Shows a picture; only cells that changed are sent.
    func show(_ picture: Picture) {
        let canvas = picture.canvas
        for y in 0..<canvas.height {
            for x in 0..<canvas.width {
                let cell = canvas[x, y]
                if cell.isContinuation { continue }
                if let shown, shown[x, y] == cell { continue }
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

    /// Stops the program as the shell's Ctrl-Z does; comes back when it is continued.
    func suspend() {
        def_prog_mode()
        nc_bracket_pastes(false)
        endwin()
        let before = signal(SIGTSTP, SIG_DFL)
        raise(SIGTSTP)
        signal(SIGTSTP, before)
        reset_prog_mode()
        nc_bracket_pastes(true)
        forget()
    }

    private func put(_ cell: Cell, _ x: Int, _ y: Int) {
        var attributes: attr_t = 0
        if cell.style.bold { attributes |= nc_bold() }
        if cell.style.dim { attributes |= nc_dim() }
        if cell.style.inverse { attributes |= nc_reverse() }
        var character = cell.character.unicodeScalars.map { wchar_t($0.value) } + [0]
        nc_put(Int32(y), Int32(x), &character, attributes, pair(cell.style.color))
    }

    /// The colour pair of a meaning, made when it is first needed.
    private func pair(_ color: ChartColor) -> Int16 {
        guard usesColor, let wanted = color.xterm256 else { return 0 }
        if let known = pairs[color] { return known }
        let number = Int16(pairs.count + 1)
        init_pair(number, Int16(nc_colors() >= 256 ? wanted : color.basic), -1)
        pairs[color] = number
        return number
    }
}

extension ChartColor {
    /// The nearest of the eight basic colours.
    fileprivate var basic: UInt8 {
        switch self {
        case .plain, .muted: 7
        case .series(let number): [6, 3, 2, 5, 1, 3, 4, 7][abs(number) % 8]
        case .positive: 4
        case .negative: 3
        }
    }
}
