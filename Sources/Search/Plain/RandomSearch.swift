// Random search: points drawn evenly from the unit cube (Bergstra and Bengio 2012), each from a stream of its own.
import NeuralEngine

enum RandomSearch {
    static func answer(_ question: Question) -> ([Double], Thinking)? {
        var random = question.random()
        return ((0..<question.space.count).map { _ in random.uniform() }, .random(drawn: question.number - 1, of: nil))
    }
}
