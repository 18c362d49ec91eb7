// A transcript as the text of a file, and back. Lines end with "\n" and with nothing else; what a line cannot hold is escaped.

extension Transcript {
    /// Commands, what they printed, and narrative, which stands apart from what was printed before it.
    public var text: String { text(keepsFindings: false) }

    /// What a journal keeps: commands with what they have found in front of them, narrative, and nothing that was printed.
    var journalText: String { withoutOutputs.text(keepsFindings: true) }

    private func text(keepsFindings: Bool) -> String {
        var lines: [String] = []
        for entry in entries {
            switch entry {
            case .narrative(let text):
                if let last = lines.last, !last.isEmpty, !last.starts(with: .narrative) { lines.append("") }
                lines.append(text.isEmpty ? "#" : "# " + Escapes.line(text))
            case .command(let command, let output):
                if keepsFindings, let found = command.found { lines += JournalLines.found(found.lines, by: command.text) }
                lines.append(Transcript.line(of: command.text))
                if let output { lines += Transcript.printed(output) }
            }
        }
        return lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n")
    }

    /// `> COMMAND`
    static func line(of command: String) -> String { "> " + Escapes.line(command, keepsStart: true) }

    /// Printed lines. One that would read as a command or narrative is set off by a blank more; a last one that is blank is held.
    private static func printed(_ output: String) -> [String] {
        var lines = output.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Escapes.line(String($0)) }
        for index in lines.indices where lines[index].isSetOff(by: 0) { lines[index] = " " + lines[index] }
        if let last = lines.last, last.isBlank { lines[lines.count - 1] = last + Escapes.nothing }
        return lines
    }

    /// Reads a file. Lines before the first command or narrative are refused: such a file is no session.
    /// - Parameter isToStop: asked on the way.
    public init(reading text: String, path: String, unless isToStop: () -> Bool = { false }) throws(TranscriptError) {
        var lines = try Transcript.lines(of: text, path, unless: isToStop)
        if lines[0].unicodeScalars.first == Transcript.byteOrderMark {
            lines[0] = String(String.UnicodeScalarView(lines[0].unicodeScalars.dropFirst()))
        }
        if lines[0] == Transcript.beginning {
            lines[0] = ""
            if let end = lines.lastIndex(of: Transcript.end) {
                lines[end] = ""
            } else {
                isCutOff = true
                // What stands behind the last line end is no whole line.
                lines.removeLast()
            }
        }
        try read(lines, path, unless: isToStop)
    }

    private static func lines(of text: String, _ path: String, unless isToStop: () -> Bool) throws(TranscriptError) -> [String] {
        var lines: [String] = []
        var rest = text.unicodeScalars[...]
        while true {
            if lines.count.isMultiple(of: linesALook), isToStop() { throw .stopped(path) }
            let line = rest.prefix { $0 != "\n" }
            lines.append(String(line.last == "\r" ? line.dropLast() : line))
            guard line.endIndex < rest.endIndex else { return lines }
            rest = rest[line.endIndex...].dropFirst()
        }
    }

    /// So many lines take a few milliseconds.
    private static let linesALook = 4096

    private mutating func read(_ lines: [String], _ path: String, unless isToStop: () -> Bool) throws(TranscriptError) {
        var output: [String] = []
        func closeCommand(_ entries: inout [Entry]) {
            while output.last?.isBlank == true { output.removeLast() }
            if !output.isEmpty, case .command(let command, _)? = entries.last {
                let printed = output.map { Escapes.text(of: $0.isSetOff(by: 1) ? String($0.dropFirst()) : $0) }
                entries[entries.count - 1] = .command(command, output: printed.joined(separator: "\n"))
            }
            output = []
        }
        for (index, line) in lines.enumerated() {
            if index.isMultiple(of: Transcript.linesALook), isToStop() { throw .stopped(path) }
            if line.starts(with: .narrative) {
                closeCommand(&entries)
                entries.append(.narrative(Escapes.text(of: line.behindSign(upToBlanks: 1))))
            } else if line.starts(with: .command) {
                closeCommand(&entries)
                let command = line.behindSign(upToBlanks: .max)
                if !command.isEmpty { entries.append(.command(Command(text: Escapes.text(of: command), line: index + 1), output: nil)) }
            } else if case .command? = entries.last {
                output.append(line)
            } else if !line.isBlank {
                throw TranscriptError(
                    message: "\(path), line \(index + 1): this is neither a command nor narrative",
                    hint: "a session has `> ` before a command and `#` before narrative")
            }
        }
        closeCommand(&entries)
    }
}

// MARK: - Whole or cut off

extension Transcript {
    /// The first and the last line of a saved file. One that has the first and not the last was cut off; a file that was written by hand
    /// has neither.
    static let beginning = "#! nnrepl session, up to the line \"\(end)\""
    static let end = "#. the end"
    private static let byteOrderMark: Unicode.Scalar = "\u{FEFF}"

    /// The text as it is saved: its first line promises its last.
    var file: String { "\(Transcript.beginning)\n\(text)\(Transcript.end)\n" }
}

/// Why a file is no session.
public struct TranscriptError: Error, Equatable, Sendable {
    public let message: String
    public let hint: String?

    fileprivate static func stopped(_ path: String) -> TranscriptError {
        TranscriptError(message: "stopped while \(path) was read; nothing has changed", hint: nil)
    }
}

// MARK: - Lines

/// What a line of a session cannot hold as it is: `\u{2028}` for the character of that number, as Swift writes it; `\u{}` for none.
private enum Escapes {
    static let nothing = "\\u{}"

    /// A text as a line: control characters, all that some program takes for the end of a line, and what reads as an escape are escaped.
    /// - Parameter keepsStart: whether the reader passes over blanks in front.
    static func line(_ text: String, keepsStart: Bool = false) -> String {
        let scalars = Array(text.unicodeScalars)
        var line = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let opensEscape = scalar == "\\" && scalars[(index + 1)...].starts(with: ["u", "{"])
            if opensEscape || endsLines(scalar) || keepsStart && index == 0 && scalar == " " {
                line.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            } else {
                line.append(scalar)
            }
        }
        return keepsStart && line.isEmpty ? nothing : String(line)
    }

    private static func endsLines(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value)
    }

    /// The text of a line.
    static func text(of line: String) -> String {
        guard line.utf8.contains(UInt8(ascii: "\\")) else { return line }
        var rest = line.unicodeScalars[...]
        var text = String.UnicodeScalarView()
        while let scalar = rest.first {
            if let (length, escaped) = escape(at: rest) {
                if let escaped { text.append(escaped) }
                rest = rest.dropFirst(length)
            } else {
                text.append(scalar)
                rest = rest.dropFirst()
            }
        }
        return String(text)
    }

    /// The escape that stands in front, in scalars, and what it stands for; nil if none does.
    private static func escape(at rest: Substring.UnicodeScalarView) -> (length: Int, Unicode.Scalar?)? {
        guard rest.starts(with: nothing.unicodeScalars.dropLast()) else { return nil }
        let digits = rest.dropFirst(3).prefix { $0 != "}" }.prefix(7), length = digits.count
        guard length <= 6, rest.dropFirst(3 + length).first == "}" else { return nil }
        if length == 0 { return (4, nil) }
        guard digits.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
        return UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init).map { (length + 4, $0) }
    }
}

extension String {
    /// What a line begins with. Compared as scalars: a mark that combines with a sign hides it from a comparison of characters.
    fileprivate enum Sign: UInt8 { case command = 0x3E, narrative = 0x23 }

    fileprivate func starts(with sign: Sign) -> Bool { utf8.first == sign.rawValue }

    fileprivate var isBlank: Bool { utf8.allSatisfy { $0 == UInt8(ascii: " ") } }

    /// Whether it has blanks in front of a sign, at least so many, and nothing else.
    fileprivate func isSetOff(by least: Int) -> Bool {
        let sign = utf8.drop { $0 == UInt8(ascii: " ") }
        return sign.first.flatMap(Sign.init) != nil && utf8.count - sign.count >= least
    }

    /// The text behind the sign and blanks.
    fileprivate func behindSign(upToBlanks most: Int) -> String {
        let text = utf8.dropFirst(), blanks = text.prefix { $0 == UInt8(ascii: " ") }.count
        return String(decoding: text.dropFirst(Swift.min(blanks, most)), as: UTF8.self)
    }
}
