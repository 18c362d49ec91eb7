// How a table is written down: what parts its fields, what marks its decimals, which of its lines are none of its rows.

/// How a table is written down in a text file.
public struct TableFormat: Sendable, Equatable {
    /// What stands between two fields.
    public enum Separator: Sendable, Equatable {
        case byte(UInt8)
        /// Any number of blanks and tabs.
        case blanks
    }

    /// The sign between the whole part of a number and its decimals. The other one of the two may part its thousands.
    public enum Decimal: Sendable, Equatable { case point, comma }

    public var separator = Separator.byte(UInt8(ascii: ","))
    public var decimal = Decimal.point
    /// Lines that begin with it are none of the table; nil if there are no such lines.
    public var comment: UInt8?
    /// Whether it also ends a line where it stands behind a blank: so it is if somebody says that it begins comments.
    var endsLines = false
    /// Whether the first line names the columns.
    public var hasHeader = true
    /// Lines at the beginning of the file that are none of the table.
    public var skip = 0
    /// Whether numbers like 1,299 could be meant with either decimal sign.
    var isDecimalUnclear = false
    /// A number like 1.299 that has been read with decimals, where all with a point are so that it could part thousands; nil if none is.
    public internal(set) var possibleThousands: String?
    /// Where a comment begins that names the columns; nil if none does.
    var commentedHeader: Int?

    public init() {}
}

/// What is to be done about gaps: empty fields, and marks such as NA or ?.
public enum GapRule: String, Sendable, CaseIterable {
    /// They are told as an error.
    case refuse
    /// Rows with one are left out.
    case drop
    /// The mean, or the median, of the other numbers of the column fills them; in columns of words the most frequent word.
    case mean, median
}

/// What somebody says about a table's format; what is nil is guessed from the lines.
public struct FormatWishes: Sendable, Equatable {
    public var separator: TableFormat.Separator?
    public var decimal: TableFormat.Decimal?
    /// `.some(nil)`: no line is a comment.
    public var comment: UInt8??
    public var hasHeader: Bool?
    public var skip: Int?

    public init() {}
}
