// Networks, data and batches drawn at random, the same ones in every run.
// swift-format-ignore-file: NeverForceUnwrap
import Testing

@testable import NeuralEngine

/// A random network with random parameters, some of them frozen, and random samples to walk through.
struct RandomScene: CustomTestStringConvertible {
    let seed: UInt64
    var network: Network
    var parameters: Parameters
    var samples: Samples
    let batchSize: Int
    let optimizer: Optimizer

    static let activations: [Activation] = [
        .identity, .step, .sigmoid, .tanh, .relu, .leakyRelu(), .leakyRelu(slope: 0.5), .softplus, .softmax,
    ]

    /// - Parameter freezes: whether some parameters stay as they are.
    init(seed: UInt64, freezes: Bool = true) {
        self.seed = seed
        var random = RandomStream(seed: seed, purpose: .data)
        var network = Network(inputs: .random(in: 1...5, using: &random))
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            network.append(
                units: .random(in: 1...7, using: &random), activation: Self.activations.randomElement(using: &random)!,
                biasMode: BiasMode.allCases.randomElement(using: &random)!)
        }
        network.loss = Self.loss(for: network, &random)
        if freezes { Self.freeze(&network, &random) }
        parameters = Parameters(zerosFor: network)
        for index in network.layers.indices {
            for i in parameters.weights[index].values.indices { parameters.weights[index].values[i] = random.uniform(-1, 1) }
            for i in parameters.biases[index].indices { parameters.biases[index][i] = random.uniform(-1, 1) }
        }
        let count = Int.random(in: 1...6, using: &random)
        samples = Samples(
            inputs: Matrix(rows: (0..<count).map { _ in (0..<network.inputs).map { _ in random.uniform(-2, 2) } }),
            targets: Matrix(rows: (0..<count).map { _ in Self.target(network.outputs, &random) }))
        batchSize = .random(in: 1...count, using: &random)
        optimizer = Optimizer(learningRate: random.uniform(0.05, 0.5))
        self.network = network
    }

    private static func loss(for network: Network, _ random: inout RandomStream) -> Loss {
        var losses: [Loss] = [.squaredError, .meanSquaredError]
        // A logarithm needs outputs above 0.
        if let last = network.layers.last?.activation, [.softmax, .sigmoid, .softplus].contains(last) { losses.append(.crossEntropy) }
        return losses.randomElement(using: &random)!
    }

    /// One class, or any numbers of 0...1.
    private static func target(_ outputs: Int, _ random: inout RandomStream) -> [Double] {
        if Bool.random(using: &random) { return (0..<outputs).map { _ in random.uniform() } }
        let right = Int.random(in: 0..<outputs, using: &random)
        return (0..<outputs).map { $0 == right ? 1 : 0 }
    }

    private static func freeze(_ network: inout Network, _ random: inout RandomStream) {
        for number in 1...network.layers.count where Bool.random(using: &random) {
            for index in 0..<network[layer: number].inputs * network[layer: number].units where random.uniform() < 0.3 {
                network.setTrainable(false, weights: index..<index + 1, layer: number)
            }
            for index in 0..<network[layer: number].biasCount where random.uniform() < 0.3 {
                network.setTrainable(false, biases: index..<index + 1, layer: number)
            }
        }
    }

    var testDescription: String {
        let layers = network.layers.map { "\($0.units) \($0.activation.name) bias \($0.biasMode)" }
        return "seed \(seed): \(network.inputs), " + layers.joined(separator: ", ")
            + "; \(network.loss.name), \(samples.count) samples by \(batchSize)"
    }

    var stepper: Stepper {
        Stepper(network: network, parameters: parameters, optimizer: optimizer, samples: samples, batchSize: batchSize)
    }

    var trainer: Trainer {
        Trainer(network: network, parameters: parameters, optimizer: optimizer, samples: samples, batchSize: batchSize)
    }

    /// One pass over all samples, forward and backward.
    var wholePass: Pass {
        var pass = Pass(network: network, capacity: samples.count)
        pass.load(samples, rows: 0..<samples.count)
        pass.forward(parameters)
        pass.backward(parameters)
        return pass
    }
}

extension Stepper {
    /// Stands before the first step of the next pass, where this one is done.
    mutating func enterNextPass() {
        if isAtEndOfPass { travel(to: Position(pass: position.pass + 1)) }
    }

    /// Every stored number, bit by bit.
    var bits: [UInt64] {
        var numbers = Array(pass.inputs.prefix(pass.sampleCount).values + pass.targets.prefix(pass.sampleCount).values)
        for matrix in pass.netInputs + pass.outputs + pass.deltas + [pass.shares] { numbers += matrix.values }
        numbers += pass.sampleLosses + [pass.loss]
        for part in [pass.gradients, parameters] {
            for matrix in part.weights { numbers += matrix.values }
            for biases in part.biases { numbers += biases }
        }
        return numbers.map(\.bitPattern)
    }
}
