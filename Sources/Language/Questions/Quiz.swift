// Questions that a session asks, and what was answered.

/// The questions of a session, in the order in which they were asked.
public struct Quiz: Sendable, Equatable {
    public internal(set) var questions: [Question] = []

    public init() {}

    /// The question that waits for an answer: the one that was asked last, unless that is closed. One before it was passed over.
    public var open: Question? { questions.last.flatMap { $0.isClosed ? nil : $0 } }

    /// Questions that were answered right, at the first try or after the hint.
    public var rightCount: Int { questions.count { $0.isRight } }
    public var rightAtOnceCount: Int { questions.count { $0.isRight && $0.tries.count == 1 } }
}

/// A question, what would be right, and the answers that were given.
public struct Question: Sendable, Equatable {
    /// What is right.
    enum Right: Sendable, Equatable {
        /// A number, and how far from it an answer may be: relative to it where it is above 1.
        case number(Double, tolerance: Double)
        case word(String)
    }

    public let number: Int
    public let text: String
    let right: Right
    /// The expression that the right number was found by, as it was written.
    let source: String
    let hint: String?
    /// What can be chosen from; empty where the answer is free.
    public let choices: [String]
    public internal(set) var tries: [String] = []
    public internal(set) var isRight = false

    /// Answers that are taken before the right one is told.
    static let mostTries = 2

    /// Whether no more answers are taken. Who does not know, and for whom there is no hint, is told at once.
    public var isClosed: Bool { isRight || tries.count >= Question.mostTries || hint == nil && isGivenUp }

    /// Whether the last thing that was said is that one does not know.
    var isGivenUp: Bool { tries.last.map(GivenAnswer.isUnknown) ?? false }

    /// What is asked, with its number.
    var asked: String { "question \(number): \(text)" }

    /// How it is answered.
    var invitation: String {
        if !choices.isEmpty { return "type one of them" }
        return wantsNumber ? "type the number, or: answer EXPRESSION" : "type the word"
    }

    /// Whether the right answer is a number.
    var wantsNumber: Bool { if case .number = right { true } else { false } }

    func accepts(_ number: Double) -> Bool {
        guard case .number(let right, let tolerance) = right else { return false }
        // What is typed and what is right are rounded: 0.26 is within 0.01 of 0.25.
        return number == right || abs(number - right) <= tolerance * max(1, abs(right)) + 2 * max(number.ulp, right.ulp)
    }

    func accepts(_ word: String) -> Bool {
        guard case .word(let right) = right else { return false }
        return right.lowercased() == word.lowercased()
    }
}
