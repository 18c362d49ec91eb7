// Why a data file cannot be read, and where.

/// What is wrong in a data file.
public struct DataFileError: Error, Equatable, Sendable {
    /// In one sentence without a full stop.
    public var message: String
    /// The line, from 1; nil in files that have none.
    public var line: Int?
    /// The field in that line, from 1.
    public var field: Int?
    /// What would be right.
    public var hint: String?

    public init(_ message: String, line: Int? = nil, field: Int? = nil, hint: String? = nil) {
        self.message = message
        self.line = line
        self.field = field
        self.hint = hint
    }
}
