// What work takes in memory is known before it is taken.
import Foundation
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

    @Test("is limited by the control groups around the program, of either version, and by the outermost that is to be seen")
    func groups() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-groups-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        func allow(_ bytes: String, _ place: String) throws {
            let file = root.appendingPathComponent(place)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("\(bytes)\n".utf8).write(to: file)
        }
        func limit(_ groups: String) -> Int? { MemoryLimits.ofGroups(groups, under: root.path) }
        #expect(limit("0::/a/b\n") == nil)
        try allow("max", "a/b/memory.max")
        #expect(limit("0::/a/b\n") == nil)
        try allow("3000", "a/memory.max")
        try allow("5000", "a/b/memory.max")
        #expect(limit("0::/a/b\n") == 3000)
        #expect(limit("0::/a/b/c\n") == 3000)
        #expect(limit("0::/../x\n") == nil)
        // What a container sees of its own group is the outermost folder.
        try allow("2000", "memory/memory.limit_in_bytes")
        #expect(limit("5:cpu,cpuacct:/a\n4:memory:/docker/1f\n0::/\n") == 2000)
        try allow("1000", "unified/memory.max")
        #expect(limit("0::/\n") == 1000)
        #expect(MemoryNeed.limit > 0 && MemoryNeed.limit <= MemoryLimits.mostBytes)
    }
}
