// An answer that is typed alone, without the command: a number, a choice, a word, or that one does not know.
import Workspaces

extension Desk {
    /// `answer 0.5` for what is typed alone while a question is open and is an answer to it; nil for every other command. Who asks for a hint
    /// without a question is told that none is open.
    func answer(typedAs command: CommandLine) -> CommandLine? {
        guard quiz.open.map({ isAnswerAlone(command, to: $0) }) ?? GivenAnswer.asksForHint(command.text) else { return nil }
        return try? CommandLine.commands(of: "answer \(command.text)").first
    }

    private func isAnswerAlone(_ command: CommandLine, to question: Question) -> Bool {
        // Of equations `NAME = 0.1` is one; `train 5 lr=0.1`, `lr = 0.1` and `answer = 0.1` are none alone.
        let sides = command.text.split(omittingEmptySubsequences: false) { "=\u{2248}".contains($0) }
        guard sides.count == 1 || sides.count == 2 && sides[0].split(separator: " ").count < 2, Sayings.setting(command.words) == nil,
            (try? CommandTable.command(named: command.words[0]))?.name != QuestionCommands.answer.name
        else { return false }
        // What cannot be read either way is said of the answer, too.
        guard let given = try? GivenAnswer(Word(command.text, column: 1)) else { return true }
        switch given {
        case .unknown: return true
        case .value(let value):
            return Double(value.text) != nil || question.choices.contains { $0.lowercased() == value.text.lowercased() }
                || question.accepts(value.text) || sides.count == 1 && isInWords(command)
        }
    }

    /// Whether words can only be meant as an answer: they ask for nothing that a command does, and a word alone, as `no`, for none that merely
    /// begins like it.
    private func isInWords(_ command: CommandLine) -> Bool {
        guard command.text.allSatisfy({ $0.isLetter || " -'".contains($0) }),
            !command.looksLikeExpression, EverydayWords.subject(of: command) == nil
        else { return false }
        let isAlone = command.words.count == 1, isName = CommandTable.isName(command.words[0].text.lowercased())
        return isAlone && !isName || isAlone == isName && mistake(in: command) != nil
    }
}
