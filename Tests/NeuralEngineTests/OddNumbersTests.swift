// Numbers that nobody means, given to the library: they have a result that is told, and none ends the program.
import Testing

@testable import NeuralEngine

@Suite("Numbers that nobody means")
struct OddNumbersTests {
    @Test("a distribution has one bin at least")
    func bins() {
        let some = Distribution(of: [1.0, 2, 4, .nan], bins: 0)
        #expect(some.counts == [3] && some.edges == [1, 4] && some.nanCount == 1)
        #expect(Distribution(of: [1.0, 2, 4], bins: 0) == Distribution(of: [1.0, 2, 4], bins: 1))
        #expect(Distribution(of: [Double](), bins: -3).counts == [0])
    }

    @Test("a window has a cell, moves on, and has no zeros less than none")
    func windows() throws {
        #expect(WindowSide(0, stride: 0, dilation: -1, before: -3, after: -1) == WindowSide(1))
        let layer = try Layer.convolution(inputs: Shape(height: 2, width: 2, channels: 1), filters: 1, window: Window(0), activation: .relu)
        #expect(layer.shape == layer.inputShape)
        #expect(throws: ShapeError.self) {
            try Layer.convolution(
                inputs: Shape(height: 2, width: 2, channels: 1), filters: 1, window: Window(1), groups: 0, activation: .relu)
        }
    }

    @Test("a mini-batch has a sample, a stream any number, and an activation of nan no range")
    func others() {
        #expect(BatchOrder(size: 0) == BatchOrder(size: 1) && BatchOrder(size: -5).count(for: 7) == 7)
        var one = RandomStream(seed: 1, purpose: .data, index: -1), other = RandomStream(seed: 1, purpose: .data, index: 1)
        #expect(one.next() != other.next())
        #expect(Activation.celu(alpha: .nan).range == nil && Activation.elu(alpha: .nan).range == nil)
    }
}
