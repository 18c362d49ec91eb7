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
    /// How many colours it shows.
    let depth: ColorDepth
    private var painter: Painter
    /// What has come of a paste that is not over.
    private var pasted: String?

    /// Codes of our own for what terminals send around a paste and for Ctrl and Alt with an arrow.
    private static let pasteBegins: Int32 = 0x1001, pasteEnds: Int32 = 0x1002, wordLeft: Int32 = 0x1003, wordRight: Int32 = 0x1004
    private static let altLeft: Int32 = 0x1005, altRight: Int32 = 0x1006, altUp: Int32 = 0x1007, altDown: Int32 = 0x1008

    /// Opens the screen; nil if the terminal cannot be used.
    /// - Parameter colors: how many may be used; `truecolor` is the word of a terminal whose description may say less.
    init?(colors: ColorDepth) {
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
        Self.nameKeys()
        nc_name_mouse()
        nc_report_mouse(true)
        nc_bracket_pastes(true)
        // What the terminal is to be like again after a stop.
        def_prog_mode()
        nc_begin_screen()
        let words = TerminalWords(colors: colors)
        (depth, painter) = (words.paint.depth, Painter(words))
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
        leave()
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
        painter.forget()
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
    func show(_ picture: Picture) { send(painter.bytes(of: picture)) }

    /// Draws everything anew with the next picture.
    func forget() { painter.forget() }

    private func send(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            _ = nc_write(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
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
        send(painter.farewell)
        nc_report_mouse(false)
        nc_bracket_pastes(false)
        endwin()
    }

    private func enter() -> Event {
        reset_prog_mode()
        nc_begin_screen()
        nc_report_mouse(true)
        nc_bracket_pastes(true)
        return resize()
    }
}
