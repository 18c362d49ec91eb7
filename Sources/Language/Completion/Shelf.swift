// The files that completion may offer.

/// What is on the disk that a line can name. Completion asks, a front end answers.
public struct Shelf: Sendable {
    /// A file or a folder.
    public struct Entry: Sendable, Equatable {
        public let name: String
        public let isFolder: Bool
        /// Bytes.
        public let size: Int

        public init(name: String, isFolder: Bool = false, size: Int = 0) {
            self.name = name
            self.isFolder = isFolder
            self.size = size
        }
    }

    /// What is in a folder, in the order of names; the empty path is the present folder.
    public let entries: @Sendable (_ folder: String) -> [Entry]
    /// The lessons: number and title.
    public let lessons: @Sendable () -> [Candidate]

    public init(entries: @escaping @Sendable (_ folder: String) -> [Entry], lessons: @escaping @Sendable () -> [Candidate]) {
        self.entries = entries
        self.lessons = lessons
    }

    /// A shelf with nothing on it.
    public static let empty = Shelf(entries: { _ in [] }, lessons: { [] })
}
