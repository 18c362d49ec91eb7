// Commands about questions: ask, answer, score.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum QuestionCommands {
    static let all = [ask, answer, score]

    // MARK: ask

    static let ask = Command.change(
        "ask", group: .sessions,
        synopsis: ["ask \"TEXT\" answer=VALUE [tolerance=1e-4] [hint=\"TEXT\"] [choices=a,b,c]"],
        summary: "Ask the learner something: what a lesson or a homework waits for.",
        details: [
            "The answer is a number, an expression such as h1.out, whose value is right, or a word. A number may be off by tolerance=, of numbers "
                + "above 1 by that part of them. After a first wrong answer the hint is told; after a second one the right answer.",
            "While a question waits whose answer is a number, the panes of the screen show ? for every number of the pass that would be right: net "
                + "inputs, outputs, errors, gradients. What is given stays in sight, and `print` and the like tell whatever they are asked: who computes "
                + "may look.",
            "A session that is played waits for the answer; looking around and computing is free meanwhile. `score` tells what was right, "
                + "and `nnrepl replay FILE --verify --score` what was right in a file.",
        ],
        examples: [
            "ask \"What is 2 + 2?\" answer=4", "ask \"What comes out of h1?\" answer=h1.out hint=\"the sigmoid of its net input\"",
            "ask \"Which one has no slope below 0?\" answer=relu choices=sigmoid,tanh,relu",
        ],
        options: [
            .init("answer", "a number, an expression or a word", isOpenEnded: true, values: .expressions),
            .init("tolerance", "how far a number may be off, 1e-4 unless said"), .init("hint", "what is told after a wrong answer"),
            .init("choices", "what can be chosen from"),
        ], manner: Manner(.waits) { $0.asks = true }
    ) { arguments, desk throws(CommandError) in
        let text = try arguments.word(0, "the question", hint: "for example: ask \"What is 2 + 2?\" answer=4")
        try arguments.expectAtMost(1, synopsis: "ask \"TEXT\" answer=4")
        guard let answer = arguments.option("answer"), !answer.unquoted.text.isEmpty else {
            throw CommandError("the right answer is missing", column: arguments.end, hint: "for example: ask \"What is 2 + 2?\" answer=4")
        }
        let choices = (arguments.option("choices")?.list ?? []).map(\.text)
        let tolerance = try arguments.number(option: "tolerance") ?? 1e-4
        guard tolerance >= 0 else {
            throw CommandError(
                "a tolerance is not below 0", column: arguments.option("tolerance")?.column, hint: "for example tolerance=1e-4")
        }
        let right = try right(answer, tolerance, choices, desk)
        let question = text.unquoted.text, hint = arguments.option("hint").map(\.unquoted.text)
        guard !question.isEmpty else { throw CommandError("the question is empty", column: text.column) }
        return { desk, _ throws(CommandError) in
            let asked = Question(
                number: desk.quiz.questions.count + 1, text: question, right: right, source: answer.unquoted.text, hint: hint,
                choices: choices)
            desk.quiz.questions.append(asked)
            var blocks: [Block] = [.line(asked.asked)]
            if !choices.isEmpty { blocks.append(.line("choose: \(choices.joined(separator: ", "))")) }
            blocks.append(.note(asked.invitation))
            return Reply(
                blocks,
                values: [
                    .init("question", .int(asked.number)), .init("text", .string(question)),
                    .init("choices", .array(choices.map { .string($0) })),
                ])
        }
    }

    /// What is right: a word in quotes, or that can be chosen, or that means nothing else; else the value of an expression.
    private static func right(
        _ answer: Word, _ tolerance: Double, _ choices: [String], _ desk: Desk
    ) throws(CommandError) -> Question.Right {
        let word = answer.unquoted.text
        guard choices.isEmpty else {
            guard choices.contains(where: { $0.lowercased() == word.lowercased() }) else {
                throw CommandError(
                    "the right answer is none of the choices", column: answer.column,
                    hint: "choices=\((choices + [word]).joined(separator: ","))")
            }
            return .word(word)
        }
        if answer.text.hasPrefix("\"") { return .word(word) }
        if let number = Double(held: word), number.isFinite { return .number(number, tolerance: tolerance) }
        let isPlainWord = word.allSatisfy { $0.isLetter || $0 == "-" }
        do {
            let expression = try desk.workspace.expression(answer)
            return .number(try worded(in: answer, desk.workspace.value(of: expression)), tolerance: tolerance)
        } catch {
            if isPlainWord { return .word(word) }
            throw error
        }
    }

    // MARK: answer

    static let answer = Command.change(
        "answer", group: .sessions, synopsis: ["answer VALUE"],
        summary: "Answer the question that was asked last: by a number, an expression or a word.",
        details: [
            "A number alone, one of the choices, or a word that is no command does as well while a question is open; so do 0,318, about 0.318, "
                + "w5 = 0.318, and yes and no for 1 and 0.",
            "Who does not know says so: hint, skip, or in words. Then the hint is told, as often as it is asked for; without one, or after skip, "
                + "the right answer with the step that gives it.",
        ],
        examples: ["answer 0.5", "answer skip"], manner: Manner(.waits) { $0.answers = true }
    ) { arguments, desk throws(CommandError) in
        let given = try arguments.rest("the answer", hint: "for example: answer 0.5")
        guard let open = desk.quiz.open else {
            throw CommandError(
                "no question is open", column: 1,
                hint: desk.quiz.questions.isEmpty ? "lessons ask some: lesson perceptron" : "`score` tells which were answered right")
        }
        let isRight = try isRight(given, open, desk)
        return { desk, _ throws(CommandError) in
            guard let place = desk.quiz.questions.lastIndex(where: { $0.number == open.number }) else { return Reply() }
            // Who has had the hint and wants it again is told it again, and not the answer.
            if GivenAnswer.repeatsHint(given.unquoted.text), !open.tries.isEmpty, let hint = open.hint {
                return Reply(
                    [.line("a hint: \(hint)"), .line(open.asked), .note("one more try; skip tells the answer")],
                    values: [
                        .init("question", .int(open.number)), .init("right", .bool(false)), .init("tries", .int(open.tries.count)),
                        .init("closed", .bool(false)),
                    ])
            }
            desk.quiz.questions[place].tries.append(given.unquoted.text)
            desk.quiz.questions[place].isRight = isRight
            let question = desk.quiz.questions[place]
            return Reply(
                verdict(question, desk),
                values: [
                    .init("question", .int(question.number)), .init("right", .bool(isRight)), .init("tries", .int(question.tries.count)),
                    .init("closed", .bool(question.isClosed)),
                ])
        }
    }

    private static func isRight(_ typed: Word, _ question: Question, _ desk: Desk) throws(CommandError) -> Bool {
        if question.accepts(typed.unquoted.text) { return true }
        guard case .value(let given) = try GivenAnswer(typed) else { return false }
        guard question.wantsNumber else {
            if !question.choices.isEmpty, !question.choices.contains(where: { $0.lowercased() == given.text.lowercased() }) {
                throw CommandError(
                    "'\(given.text)' is none of the choices", column: given.column,
                    hint: "choose: \(question.choices.joined(separator: ", "))")
            }
            return question.accepts(given.text)
        }
        if let number = GivenAnswer.number(given.text) { return question.accepts(number) }
        do {
            let expression = try desk.workspace.expression(given)
            return question.accepts(try worded(in: given, desk.workspace.value(of: expression)))
        } catch {
            guard given.text.allSatisfy({ $0.isLetter || $0 == " " }) else { throw error }
            throw CommandError("the answer is a number, and '\(given.text)' is none", column: given.column, hint: "for example: answer 0.5")
        }
    }

    private static func verdict(_ question: Question, _ desk: Desk) -> [Block] {
        let said = question.tries.last ?? "", hasGuessed = question.tries.dropLast().contains { !GivenAnswer.isUnknown($0) }
        if question.isRight {
            return [.line("right: \(said)")]
                + (question.tries.count == 1 ? [] : [.note(hasGuessed ? "at the second try" : "after the hint")])
        }
        let isUnknown = GivenAnswer.isUnknown(said)
        guard question.isClosed else {
            let hint = question.hint.map { "\(isUnknown ? "a" : "A") hint: \($0)" } ?? "Look once more."
            return [
                .line(isUnknown ? hint : "not \(said). \(hint)"), .line(question.asked),
                .note("one more try\(isUnknown ? "; skip tells the answer" : "")"),
            ]
        }
        let before = isUnknown ? "" : hasGuessed ? "not \(said) either: " : "not \(said): "
        switch question.right {
        case .word(let word): return [.line("\(before)it is \(word)")]
        case .number(let number, _):
            let formula = Double(question.source) == nil ? explanation(of: question.source, desk) : []
            return [.line("\(before)it is \(desk.text(number))")] + formula
        }
    }

    /// The step that gives the quantity that was asked for; nothing where it is no quantity, or no step gives it.
    private static func explanation(of source: String, _ desk: Desk) -> [Block] {
        guard let quantity = desk.workspace.names?.quantity(named: source), let walk = try? desk.workspace.walk() else { return [] }
        return Explanation(walk, desk.style.numerals).formula(of: quantity).map { [$0] } ?? []
    }

    // MARK: score

    static let score = Command.look(
        "score", group: .sessions, synopsis: ["score"], summary: "Tell which questions were answered right."
    ) { arguments, _ throws(CommandError) in
        try arguments.expectAtMost(0, synopsis: "score")
        return { desk, _ throws(CommandError) in Reply(QuizReport.document(desk.quiz)) }
    }
}
