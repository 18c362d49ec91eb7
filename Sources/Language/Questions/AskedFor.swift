// What panes are not to show while a question waits.

extension Desk {
    /// Whether a number is what the open question asks for: one that would be taken as the right answer. Panes then show ? in the place of
    /// what the pass has computed; what is given (inputs, targets, weights), and what a command answers, they leave as it is.
    public func isAskedFor(_ number: Double) -> Bool { quiz.open?.accepts(number) ?? false }
}
