// First points that are spread over every axis (McKay, Beckman and Conover 1979).
import NeuralEngine

enum LatinHypercube {
    /// The point of a question's trial: of `count` equal parts of each axis every one is taken once by the first `count` trials.
    static func point(_ question: Question, count: Int) -> [Double] {
        let place = question.record.count % max(count, 1)
        var within = question.random(1)
        return (0..<question.space.count).map { axis in
            let part = order(count, question.random(3 + axis, number: 0))[place]
            return (Double(part) + within.uniform()) / Double(count)
        }
    }

    /// 0 ..< count shuffled by Fisher and Yates.
    private static func order(_ count: Int, _ stream: RandomStream) -> [Int] {
        var random = stream, order = Array(0..<count)
        for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, Int(random.next() % UInt64(i + 1))) }
        return order
    }
}
