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

    /// No fault of the file: somebody has asked to stop reading it.
    public static let stopped = DataFileError("stopped on the way; nothing has changed")

    /// What is read would take too much memory.
    init(_ error: MemoryError, hint: String? = nil) { self.init(error.message, hint: hint ?? error.hint) }
}

extension MemoryNeed {
    /// Refuses numbers from a file, a product of counts, that would take too much: they are there several times while they are arranged.
    static func checkNumbers(_ name: String, _ rows: Int, _ columns: Int, remedy: String) throws(DataFileError) {
        var need = MemoryNeed()
        need.add(name, numbers: 3, rows, columns, remedy: remedy)
        do throws(MemoryError) { try need.check() } catch { throw DataFileError(error) }
    }
}
