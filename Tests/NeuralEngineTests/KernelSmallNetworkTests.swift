// A small network trained in registers gets the bits that the general kernels give.
import CKernels
import NeuralEngine
import Testing

// Inside the suite that changes the instruction set, because the widest small network depends on it.
extension KernelBitsTests {
    @Suite("Small networks train to the same bits as the general kernels")
    struct SmallNetworks {
        /// A dense network drawn at random, with samples.
        struct Scene {
            var sizes: [Int]
            var activations: [nnk_activation]
            var weights: [[Double]], biases: [[Double]]
            let inputs: [Double], targets: [Double]
            let samples: Int

            init(seed: UInt64, width: Int) {
                var random = RandomStream(seed: seed, purpose: .data)
                let kinds: [nnk_activation] = [.sigmoid, .tanh, .relu, .identity]
                if seed % 4 == 0 {  // the shape that is compiled for itself
                    sizes = [2, 2, 2]
                    activations = [nnk_activation](repeating: seed % 8 == 0 ? .sigmoid : .tanh, count: 2)
                } else {
                    sizes = (0..<Int.random(in: 2...5, using: &random)).map { _ in .random(in: 1...width, using: &random) }
                    activations = sizes.dropFirst().map { _ in kinds.randomElement(using: &random) ?? .tanh }
                }
                weights = zip(sizes, sizes.dropFirst()).map { i, o in (0..<i * o).map { _ in random.uniform(-1, 1) } }
                biases = sizes.dropFirst().map { o in (0..<o).map { _ in random.uniform(-1, 1) } }
                samples = .random(in: 1...5, using: &random)
                inputs = (0..<samples * sizes[0]).map { _ in random.uniform(-2, 2) }
                targets = (0..<samples * sizes[sizes.count - 1]).map { _ in random.uniform(-1, 1) }
            }

            var bits: [UInt64] { (weights + biases).joined().map(\.bitPattern) }

            mutating func trainInRegisters(rate: Double, first: Int, steps: Int) -> Bool {
                let parameters = (weights + biases).map { array in
                    let pointer = UnsafeMutablePointer<Double>.allocate(capacity: array.count)
                    pointer.initialize(from: array, count: array.count)
                    return pointer
                }
                defer { for pointer in parameters { pointer.deallocate() } }
                let layers = activations.indices.map { l in
                    nnk_small_layer(
                        activation: activations[l], inputs: sizes[l], outputs: sizes[l + 1], weights: parameters[l],
                        bias: parameters[weights.count + l])
                }
                let done = nnk_train_small(layers, layers.count, rate, inputs, targets, samples, first, steps)
                for l in layers.indices {
                    weights[l] = Array(UnsafeBufferPointer(start: parameters[l], count: weights[l].count))
                    biases[l] = Array(UnsafeBufferPointer(start: parameters[weights.count + l], count: biases[l].count))
                }
                return done
            }

            mutating func trainGenerally(rate: Double, first: Int, steps: Int) {
                let last = activations.count
                for step in 0..<steps {
                    let sample = (first + step) % samples
                    var a = [Array(inputs[sample * sizes[0]..<(sample + 1) * sizes[0]])], slopes: [[Double]] = []
                    for l in activations.indices {
                        var z = biases[l]
                        nnk_multiply_add(
                            1, sizes[l + 1], sizes[l], a[l], sizes[l], 1, weights[l], 1, sizes[l], biases[l], 0, 1, &z, sizes[l + 1])
                        var slope = z
                        nnk_activate_both(activations[l], 0, z, &z, &slope, z.count)
                        a.append(z)
                        slopes.append(slope)
                    }
                    let target = Array(targets[sample * sizes[last]..<(sample + 1) * sizes[last]])
                    var error = a[last]
                    for j in error.indices { error[j] -= target[j] }
                    for l in activations.indices.reversed() {
                        let outputs = sizes[l + 1], inputs = sizes[l]
                        var delta = error
                        nnk_multiply(delta, slopes[l], &delta, outputs)
                        error = [Double](repeating: 0, count: inputs)
                        nnk_multiply_add(1, inputs, outputs, delta, outputs, 1, weights[l], inputs, 1, nil, 0, 0, &error, inputs)
                        var gradient = [Double](repeating: 0, count: inputs * outputs)
                        nnk_multiply_add(outputs, inputs, 1, delta, 1, outputs, a[l], inputs, 1, nil, 0, 0, &gradient, inputs)
                        nnk_sgd(rate, 0, gradient, &weights[l], gradient.count)
                        var biasGradient = [Double](repeating: 0, count: outputs)
                        nnk_add_rows(1, outputs, delta, outputs, &biasGradient)
                        nnk_sgd(rate, 0, biasGradient, &biases[l], outputs)
                    }
                }
            }
        }

        @Test("bit by bit after many updates", arguments: UInt64(0)..<60)
        func sameBits(seed: UInt64) {
            let start = Scene(seed: seed, width: nnk_small_width())
            var small = start, general = start
            let done = small.trainInRegisters(rate: 0.1, first: 3, steps: 40)
            general.trainGenerally(rate: 0.1, first: 3, steps: 40)
            #expect(done && small.bits == general.bits, "\(start.sizes)")
            if seed % 4 == 0 { #expect(small.bits != start.bits) }
        }

        @Test("what does not fit is left alone")
        func refusals() {
            var wide = Scene(seed: 1, width: 3)
            wide.sizes = [nnk_small_width() + 1, 1]
            wide.activations = [.sigmoid]
            wide.weights = [[Double](repeating: 1, count: nnk_small_width() + 1)]
            wide.biases = [[0]]
            let before = wide.bits
            let wideIsDone = wide.trainInRegisters(rate: 0.1, first: 0, steps: 1)
            #expect(!wideIsDone && wide.bits == before)
            var other = Scene(seed: 4, width: 2)
            other.activations[0] = .gelu
            let start = other.bits
            let otherIsDone = other.trainInRegisters(rate: 0.1, first: 0, steps: 1)
            #expect(!otherIsDone && other.bits == start)
        }
    }
}
