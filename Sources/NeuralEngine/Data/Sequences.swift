// Small sets of sequences for networks with a memory.

/// What is asked of a sequence. Samples are written step by step; steps are counted from 1.
public enum SequenceTask: String, Sendable, CaseIterable {
    /// Zeros and ones; the answer of each step is the number of two steps before, 0 at the first two: say it again.
    case echo
    /// Zeros and ones; the answer, class 1 or 0, is whether the ones are odd in number: count.
    case parity
    /// Two numbers a step: one of [0, 1), and a mark that is 1 at one step of each half, else 0; the answer is the sum of the two numbers that
    /// are marked (Hochreiter and Schmidhuber 1997).
    case adding
    /// sin(phase + t speed) with a phase of [0, 2 pi) and a speed of [0.3, 0.9); the answer is the next number: go on.
    case wave

    /// Numbers of a step.
    public var channels: Int { self == .adding ? 2 : 1 }

    /// Whether each step has an answer; else the whole sequence has one.
    public var hasAnswerAtEachStep: Bool { self == .echo }
}

extension Dataset {
    /// So many sequences of so many steps, drawn at random.
    /// - Parameter length: at least 2.
    public static func sequences(_ task: SequenceTask, length: Int, count: Int, seed: UInt64) -> Dataset {
        var random = RandomStream(seed: seed, purpose: .data)
        var rows: [[Double]] = [], answers: [[Double]] = []
        for _ in 0..<count {
            let (row, answer) = sequence(task, length, &random)
            rows.append(row)
            answers.append(answer)
        }
        return Dataset(
            name: task.rawValue, inputs: Matrix(rows: rows),
            answers: task == .parity ? .classes(answers.map { $0[0] == 1 ? 1 : 0 }, count: 2) : .values(Matrix(rows: answers)))
    }

    private static func sequence(_ task: SequenceTask, _ length: Int, _ random: inout RandomStream) -> (row: [Double], answer: [Double]) {
        switch task {
        case .echo:
            let bits = bits(length, &random)
            return (bits, ([0, 0] + bits).dropLast(2))
        case .parity:
            let bits = bits(length, &random)
            return (bits, [bits.count { $0 == 1 }.isMultiple(of: 2) ? 0 : 1])
        case .adding:
            let numbers = (0..<length).map { _ in random.uniform() }, half = length / 2
            let marked = [Int.random(in: 0..<half, using: &random), Int.random(in: half..<length, using: &random)]
            let row = numbers.enumerated().flatMap { [$1, marked.contains($0) ? 1.0 : 0.0] }
            return (row, [numbers[marked[0]] + numbers[marked[1]]])
        case .wave:
            let phase = random.uniform(0, 2 * Double.pi), speed = random.uniform(0.3, 0.9)
            let numbers = (0...length).map { Elementary.sin(phase + Double($0) * speed) }
            return (Array(numbers.dropLast()), [numbers[length]])
        }
    }

    private static func bits(_ count: Int, _ random: inout RandomStream) -> [Double] {
        (0..<count).map { _ in random.uniform() < 0.5 ? 0 : 1 }
    }
}
