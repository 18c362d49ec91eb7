// Where the course tells more of something: a lesson by its number and its name.
import Documents
import Language

extension Reply {
    /// Says which lesson has more, where the answer refers to one.
    mutating func tellLesson() {
        guard let reference else { return }
        let number = Lesson.number(of: reference.lesson)
        blocks.append(.note("\(reference.subject); more in: lesson \(number.map { "\($0), " } ?? "")\(reference.lesson)"))
        if let number { values.append(.init("number", .int(number))) }
    }
}
