// What the program is run in: a terminal or a pipe, its width, its locale, its wishes about colour.
#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

struct Surroundings {
    /// Whether both sides are a terminal.
    let isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1

    /// Whether the terminal can be drawn on.
    var canDrawScreens: Bool {
        let kind = Surroundings.variable("TERM")
        return kind != nil && kind != "dumb"
    }

    /// What NNREPL_SIMD may ask for: the highest set that the processor has and that is no higher.
    static let instructionSets = ["scalar", "neon", "avx2", "avx512", "highest"]

    /// What NNREPL_SIMD asks for, where there is no such set.
    var unknownInstructionSet: String? {
        Surroundings.variable("NNREPL_SIMD").flatMap { Self.instructionSets.contains($0) ? nil : $0 }
    }

    /// Whether the locale says that text is UTF-8.
    var hasUTF8: Bool {
        let locale = Surroundings.variable("LC_ALL") ?? Surroundings.variable("LC_CTYPE") ?? Surroundings.variable("LANG") ?? ""
        let name = locale.lowercased()
        return name.hasSuffix("utf-8") || name.hasSuffix("utf8")
    }

    /// https://no-color.org: a variable NO_COLOR that is not empty.
    var refusesColor: Bool { Surroundings.variable("NO_COLOR") != nil }

    /// Whether the terminal says that it shows any colour. GNU screen hands on what the terminal around it has said, and does not understand it.
    var hasTruecolor: Bool {
        ["truecolor", "24bit"].contains(Surroundings.variable("COLORTERM")) && Surroundings.variable("STY") == nil
    }

    /// Whether the background is light: COLORFGBG ends with the number of its colour among the sixteen, where 7 and 9...15 are light.
    var isLight: Bool {
        guard let number = Surroundings.variable("COLORFGBG")?.split(separator: ";").last.flatMap({ Int($0) }) else { return false }
        return number == 7 || (9...15).contains(number)
    }

    /// The terminal's columns.
    var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 80 }
        return Int(size.ws_col)
    }

    /// A variable of the environment; nil if unset or empty.
    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
