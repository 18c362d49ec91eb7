// What a terminal is told, in the words of its description: where to write, in which colours, how to stand out.
import CNcurses
import Charts

/// How colours are told to a terminal.
enum Paint: Sendable, Equatable {
    case none
    /// The basic colours, so many of them.
    case basic(Int)
    /// The numbers of xterm's 256, of which nobody changes those from 16 on.
    case palette
    /// Red, green and blue: as a number, by a sequence of the description's own, or by the one that all terminals understand that understand any.
    case number, described, spelled

    var depth: ColorDepth {
        switch self {
        case .none: .none
        case .basic: .described
        case .palette: .palette
        case .number, .described, .spelled: .truecolor
        }
    }
}

/// The sequences of a terminal; empty where it has none.
struct TerminalWords {
    let paint: Paint
    let plain = sequence("sgr0"), bold = sequence("bold"), dim = sequence("dim"), reverse = sequence("rev")
    let clear = sequence("clear"), eraseToEnd = sequence("el"), showsCursor = sequence("cnorm"), hidesCursor = sequence("civis")

    /// - Parameter colors: how many may be used; `truecolor` where the terminal says of itself that it shows any.
    init(colors: ColorDepth) {
        let count = Int(nc_colors())
        paint =
            switch (colors, count) {
            case (.none, _), (_, ..<8): .none
            case (_, (1 << 24)...): .number
            // Descriptions have many names for it: setrgbf and setrgbb, Tc as tmux calls it, RGB.
            case _ where nc_has("setrgbf") && nc_has("setrgbb"): .described
            case (.truecolor, _): .spelled
            case _ where nc_has("Tc") || nc_has("RGB"): .spelled
            case (_, 256...): .palette
            default: .basic(count >= 16 ? 16 : 8)
            }
    }

    func move(x: Int, y: Int) -> [UInt8] { Self.sequence("cup", y, x) }

    func forward(_ columns: Int) -> [UInt8] { Self.sequence("cuf", columns) }

    /// The sequence for a colour of the characters or of what is behind them; empty for the terminal's own.
    func color(_ color: ChartColor, on background: Background, isGround: Bool) -> [UInt8] {
        let name = isGround ? "setab" : "setaf"
        if case .basic(8) = paint { return color.basicOfEight(on: background).map { Self.sequence(name, Int($0)) } ?? [] }
        guard let rgb = color.rgb(on: background) else { return [] }
        let (red, green, blue) = (Int(rgb.red), Int(rgb.green), Int(rgb.blue))
        switch paint {
        case .none: return []
        case .basic: return color.basic(on: background).map { Self.sequence(name, Int($0)) } ?? []
        case .palette: return color.xterm256(on: background).map { Self.sequence(name, Int($0)) } ?? []
        // The first eight numbers are the basic colours.
        case .number: return Self.sequence(name, max(8, Int(rgb.number)))
        case .described: return Self.sequence(isGround ? "setrgbb" : "setrgbf", red, green, blue)
        case .spelled: return Array("\u{1B}[\(isGround ? 48 : 38);2;\(red);\(green);\(blue)m".utf8)
        }
    }

    /// Whether a colour is told from plain text only by being dim.
    func stepsBack(_ color: ChartColor, on background: Background) -> Bool {
        if case .basic(8) = paint { color != .plain && color.basicOfEight(on: background) == nil } else { false }
    }

    private static func sequence(_ name: String, _ first: Int = 0, _ second: Int = 0, _ third: Int = 0) -> [UInt8] {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { place in
            let length = nc_sequence(name, Int32(first), Int32(second), Int32(third), place.baseAddress, Int32(place.count))
            return place.prefix(Int(length)).map { UInt8(bitPattern: $0) }
        }
    }
}
