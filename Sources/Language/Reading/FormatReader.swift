// How a table is written down, as options say it: separator= decimal= comment= header= skip= missing=
import NeuralEngine

enum FormatReader {
    /// The options that say how a table is written down, for the commands that read one.
    static func options(with companions: [String]? = nil) -> [Command.Option] {
        [
            .init("header", "yes: the first line names the columns; or no", values: .words([("yes", ""), ("no", "")]), with: companions),
            .init("skip", "how many lines come before the table", with: companions),
            .init(
                "separator", "what parts the fields: , ; | tab or blank",
                values: .words([",", ";", "|", "tab", "blank"].map { ($0, "") }), with: companions),
            .init(
                "decimal", "the sign before the decimals: . or ,", values: .words([(".", "1,299 is 1299"), (",", "1,299 is 1.299")]),
                with: companions),
            .init("comment", "lines that begin with it are left out, for example #; or none", with: companions),
        ]
    }

    /// The names of these options.
    static let names = options().map(\.name)

    /// What is said about the format.
    static func wishes(_ arguments: Arguments) throws(CommandError) -> FormatWishes {
        var wishes = FormatWishes()
        if let word = arguments.option("header") {
            guard ["yes", "no", "on", "off"].contains(word.text.lowercased()) else {
                throw CommandError("a header is there or not", column: word.column, hint: "header=yes or header=no")
            }
            wishes.hasHeader = try word.isOn("header")
        }
        wishes.skip = try arguments.integer(option: "skip", in: 0...1_000_000)
        if let word = arguments.option("separator") { wishes.separator = try separator(word) }
        if let word = arguments.option("decimal") {
            switch word.unquoted.text.lowercased() {
            case ".", "point": wishes.decimal = .point
            case ",", "comma": wishes.decimal = .comma
            default: throw CommandError("'\(word.text)' is no decimal sign", column: word.column, hint: "decimal=. or decimal=,")
            }
        }
        if let word = arguments.option("comment") { wishes.comment = try comment(word) }
        if wishes.separator == .byte(UInt8(ascii: ",")), wishes.decimal == .comma, let word = arguments.option("decimal") {
            throw CommandError(
                "a comma cannot part the fields and the decimals", column: word.column, hint: "leave out one of separator= and decimal=")
        }
        return wishes
    }

    private static func separator(_ word: Word) throws(CommandError) -> TableFormat.Separator {
        let text = word.unquoted.text
        switch text.lowercased() {
        case "comma": return .byte(UInt8(ascii: ","))
        case "semicolon": return .byte(UInt8(ascii: ";"))
        case "tab", "\\t": return .byte(UInt8(ascii: "\t"))
        case "pipe", "bar": return .byte(UInt8(ascii: "|"))
        case "colon": return .byte(UInt8(ascii: ":"))
        case "blank", "blanks", "space", "spaces", "whitespace", " ": return .blanks
        default:
            guard let byte = text.utf8.first, text.utf8.count == 1, byte < 127,
                !text.contains(where: { $0.isLetter || $0.isNumber || $0 == "\"" })
            else {
                throw CommandError(
                    "'\(word.text)' parts no fields", column: word.column, hint: "one sign such as , ; or |, or tab or blank")
            }
            return .byte(byte)
        }
    }

    private static func comment(_ word: Word) throws(CommandError) -> UInt8? {
        let text = word.unquoted.text
        if ["none", "no", "off"].contains(text.lowercased()) { return nil }
        guard let byte = text.utf8.first, text.utf8.count == 1, byte > 32, byte < 127, byte != UInt8(ascii: "\"") else {
            throw CommandError(
                "a comment begins with one sign", column: word.column, hint: "for example comment=#; comment=none takes all lines")
        }
        return byte
    }
}
