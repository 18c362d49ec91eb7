// How many questions were answered right, and which.
import Documents

public enum QuizReport {
    public static func document(_ quiz: Quiz) -> Document {
        let asked = quiz.questions.count
        guard asked > 0 else {
            let note = "lessons ask some, and count them while they are played: lesson perceptron"
            return Document([.line("no question was asked yet"), .note(note)], values: values(quiz))
        }
        let rows = quiz.questions.map { question in
            [String(question.number), question.text, question.tries.joined(separator: ", "), word(for: question)]
        }
        let late = quiz.rightCount - quiz.rightAtOnceCount
        return Document(
            [
                .table(Table(header: ["", "question", "answered", ""], rows: rows, alignRight: [true, false, false, false])),
                .line("\(quiz.rightCount) of \(asked) right" + (late > 0 ? ", \(late) of them at the second try" : "")),
            ], values: values(quiz))
    }

    private static func word(for question: Question) -> String {
        if question.isRight { return question.tries.count == 1 ? "right" : "right at the second try" }
        return question.tries.isEmpty ? "not answered" : question.isClosed ? question.isGivenUp ? "told" : "wrong" : "one try left"
    }

    public static func values(_ quiz: Quiz) -> [JSONField] {
        [
            .init("asked", .int(quiz.questions.count)), .init("right", .int(quiz.rightCount)),
            .init("right_at_once", .int(quiz.rightAtOnceCount)),
            .init(
                "questions",
                .array(
                    quiz.questions.map { question in
                        .object([
                            .init("question", .int(question.number)), .init("text", .string(question.text)),
                            .init("answers", .array(question.tries.map { .string($0) })), .init("right", .bool(question.isRight)),
                        ])
                    })),
        ]
    }
}
