// What work takes in memory is known before it is taken.
import Testing

@testable import NeuralEngine

@Suite("The memory that is needed")
struct MemoryNeedTests {
    @Test("is at least what a pass, an optimizer and their gradients take")
    func covers() throws {
        var network = Network(inputShape: Shape(height: 8, width: 8, channels: 2), loss: .crossEntropy)
        network.append(
            try .convolution(inputs: network.outputShape, filters: 4, window: Window(3, padding: 1), activation: .relu))
        network.append(.batchNormalisation(inputs: network.outputShape))
        network.append(try .pooling(LayerKind.maxPooling, inputs: network.outputShape, window: Window(2, stride: 2)))
        network.append(units: 5, activation: .softmax)
        network.centerLoss = CenterLoss()
        let optimizer = Optimizer(.adam(amsgrad: true)), parameters = Parameters(zerosFor: network)
        let layout = PassLayout(network, capacity: 500)
        let numbers =
            layout.count + 3 * layout.scratchCount + 2 * parameters.values.count + 2 * parameters.statistics.count
            + optimizer.memoryCount * parameters.values.count
        let need = network.memoryNeed(for: .stepping(optimizer), capacity: 500, workers: 3)
        #expect(need.bytes * 100 >= numbers * 8 * 99 && need.bytes < numbers * 8 * 2)
    }

    @Test("that is too much is refused, with what most of it is for and what helps")
    func refused() throws {
        var need = MemoryNeed()
        need.add("a little", numbers: 10, remedy: "")
        need.add("the patches", numbers: 40_000, 1_000_000, remedy: "a smaller window")
        #expect(
            throws: MemoryError(
                message: "this would take 320 GB of memory, most of it for the patches; at most 8.6 GB are taken here",
                hint: "a smaller window")
        ) { try need.check(limit: 8 << 30) }
        try need.check(limit: .max)
    }

    @Test("is the largest number where it is too large for one")
    func overflow() {
        var need = MemoryNeed()
        need.add("everything", numbers: .max, .max, .max, remedy: "less")
        need.add("and more", numbers: 1, remedy: "less")
        #expect(need.bytes == .max && need.largest?.name == "everything")
        #expect(MemoryNeed.text(.max) == "9.2 EB" && MemoryNeed.text(999) == "999 bytes" && MemoryNeed.text(12_345) == "12 kB")
    }

    @Test("of a batch that is too large leads to one that is not")
    func batch() throws {
        var network = Network(inputs: 1000)
        network.append(units: 1000, activation: .relu)
        let error = #expect(throws: MemoryError.self) {
            try network.memoryNeed(for: .training(Optimizer()), capacity: 1 << 40).check()
        }
        let size = try #require((error?.hint.split(separator: " ").last).flatMap { Int($0) })
        #expect(error?.hint == "fewer samples at a time: set batch \(size)")
        try network.memoryNeed(for: .training(Optimizer()), capacity: size).check()
    }
}
