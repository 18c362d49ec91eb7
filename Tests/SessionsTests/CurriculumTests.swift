// The facts that the course is to teach, each in the lesson where a learner meets it.
import Testing

@testable import Sessions

@Suite("The facts of the curriculum")
struct CurriculumTests {
    @Test(
        "each stands in its lesson",
        arguments: [
            ("perceptron", ["4·1 + 1·3 - 3·2 = 1", "a threshold of 3", "1·4 + 3·1 + 2·(-3) + (-3) = -2"]),
            ("gates", ["0·(-2) + 1·(-2) + 3 = 1", "half adder", "NAND"]),
            ("forward", ["nodes of this network 1 to 9", "w41·x1 + w42·x2 + w43·x3 + w4b", "3-4-2"]),
            ("backward", ["dE/dy = y - t", "dE/dx1 = w11·dE/dz1 + w21·dE/dz2", "dy/dz is 1"]),
            (
                "backpropagation",
                [
                    "0.3775", "0.593269992", "0.596884378", "1.105905967", "0.751365070", "0.772928465", "0.274811083", "0.023560026",
                    "0.298371109", "0.082167041", "w5 = 0.35891648", "epoch 1 ·", "epoch 10 ·", "epoch 100 ·", "epoch 1000 ·",
                    "epoch 10000 ·",
                    "0.75136079", "0.2486", "b1, b2 will stay as they are",
                ]
            ),
            ("convolution", ["5 x 5", "3 x 3", "relu(4) = 4"]),
            ("strides", ["W2 = (W1 - F + 2P)/S + 1", "5 - 3 = 2", "(3·3·3 + 1)·2 = 56", "3 x 3 x 2", "4 x 4 x 2", "7 x 7 x 3"]),
            ("pooling", ["Depth is kept", "max pooling", "average pooling"]),
            (
                "activations",
                [
                    "f(1 - f)", "sigmoid'(0) = 0.25", "sigmoid'(10) = 0.0000453958077", "1 - tanh^2", "-tanh^2", "tanh'(0) = 1",
                    "tanh'(10) = 8.24461446e-09", "leaky-relu(0.5)",
                ]
            ),
            ("properties", ["f'(-10) = 0.0000453958", "f'(-10) = 8.24461e-09", "one takes 0 (or 1)", "convex"]),
            ("softmax", ["3, 1 and -3", "0.878878243", "0.118943236", "0.00217852136", "sigmoid(3-1) = 0.880797078", "get 1/3"]),
            (
                "cross-entropy",
                ["C = -1/n sum [y ln a + (1 - y) ln(1 - a)]", "dC/dw = x(a - y) and dC/db = a - y", "1/n sum x(a - y) and 1/n sum (a - y)"]
            ),
            ("slow-down", ["its target 0, the rate 0.15", "w = b = 2"]),
            ("tanh", ["at most 0.25, tanh' at most 1", "diag(s'(Wh)) W", "beyond 1.66"]),
            ("center-loss", ["1/2 |f - c|²", "divided by 1 + the number of them"]),
            ("degeneration", ["Avoiding pathologies in very deep networks", "2014", "Duvenaud"]),
            ("bobyqa", ["MITIE"]), ("lipo", ["parameter-free"]),
            ("hyper-parameters", ["fit on training, choose on validation, judge once on test"]),
        ])
    func facts(lesson: String, facts: [String]) throws {
        let text = try #require(Lesson.called(lesson)).transcript.text.split { $0.isWhitespace }.joined(separator: " ")
        for fact in facts { #expect(text.contains(fact), "\(fact)") }
    }

    @Test("every lesson ends with a question, and with things to try", arguments: Lesson.all().map(\.name))
    func endings(name: String) throws {
        let entries = try #require(Lesson.called(name)).transcript.entries
        let last = entries.lastIndex { if case .command(let command, _) = $0 { command.text.hasPrefix("ask ") } else { false } }
        let behind = entries[(last ?? 0)...].count { if case .command = $0 { true } else { false } }
        // Behind the question comes at most what shows that its answer is right.
        #expect(last != nil && behind <= 6, "\(behind - 1) commands behind the last question")
        let end = entries.reversed().prefix { if case .narrative = $0 { true } else { false } }
        #expect(end.contains { if case .narrative(let text) = $0 { text.hasPrefix("To try: ") } else { false } })
    }
}
