// The files of this machine, as completion sees them.
import Language

extension Shelf {
    /// The folders as they are now, and the lessons that come with nnrepl.
    public static let ofThisMachine = Shelf(
        entries: { folder in Files.entries(of: folder.isEmpty ? "." : folder) },
        lessons: { Lesson.numbered().map { Candidate(text: "\($0.number)", summary: $0.lesson.title) } })
}
