// Networks, data and batches drawn at random, the same ones in every run.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry
import Foundation
import Testing

@testable import NeuralEngine

/// A random network with random parameters, some of them frozen, and random samples to walk through.
struct RandomScene: CustomTestStringConvertible {
    let seed: UInt64
    var network: Network
    var parameters: Parameters
    var samples: Samples
    var order: BatchOrder
    var optimizer: Optimizer

    static let activations: [Activation] = Activation.builtIn + [.leakyRelu(slope: 0.5), .elu(alpha: 0.5), mine]

    /// An activation as a learner defines one: without a kernel.
    private static let mine = Activation(
        name: "mine", formula: "x/(1 + x^2)", derivativeFormula: "(1 - x^2)/(1 + x^2)^2", value: { $0 / (1 + $0 * $0) },
        derivative: { (1 - $0 * $0) / ((1 + $0 * $0) * (1 + $0 * $0)) })

    /// - Parameters:
    ///   - freezes: whether some parameters stay as they are.
    ///   - isDense: whether all layers are dense.
    init(seed: UInt64, freezes: Bool = true, isDense: Bool = false) {
        self.seed = seed
        var random = RandomStream(seed: seed, purpose: .data)
        // Additions are drawn from a stream of their own.
        var additions = isDense ? nil : RandomStream(seed: seed, purpose: .split)
        var network =
            isDense || seed.isMultiple(of: 2) ? Self.denseNetwork(&random, &additions) : Self.spatialNetwork(&random, &additions)
        network.loss = Self.loss(for: network, &random)
        if random.uniform() < 0.3 {
            network.penalty = Penalty(l1: random.uniform() < 0.5 ? 0 : 0.01, l2: random.uniform() < 0.5 ? 0 : 0.05)
            if random.uniform() < 0.5 {
                let layer = network.computingLayer(atOrBefore: 1 + Int(random.next() % UInt64(network.layers.count)))
                if layer > 0 { (network.penalty.activity, network.penalty.layer) = (0.02, layer) }
            }
        }
        if freezes { Self.freeze(&network, &random) }
        parameters = Parameters(zerosFor: network)
        for i in parameters.values.indices { parameters.values[i] = random.uniform(-1, 1) }
        let count = Int.random(in: 1...6, using: &random)
        samples = Samples(
            inputs: Matrix(rows: (0..<count).map { _ in (0..<network.inputs).map { _ in random.uniform(-2, 2) } }),
            targets: Matrix(rows: (0..<count).map { _ in Self.target(network.outputs, &random) }))
        order = BatchOrder(size: .random(in: 1...count, using: &random), shuffleSeed: random.uniform() < 0.4 ? seed : nil)
        optimizer = Self.optimizer(&random)
        if random.uniform() < 0.25 {
            network.centerLoss = CenterLoss(weight: random.uniform(0, 0.5), alpha: random.uniform())
            network.lossTerms.reduction = random.uniform() < 0.4 ? .sum : .mean
            parameters = parameters.withFreshCenters(for: network)
            parameters.centers.values = parameters.centers.values.map { _ in random.uniform(-1, 1) }
        }
        network.lossTerms = Self.lossTerms(for: network, RandomStream(seed: seed, purpose: .noise))
        self.network = network
    }

    /// How the losses of outputs and samples count: mostly as usual.
    private static func lossTerms(for network: Network, _ random: RandomStream) -> LossTerms {
        var random = random, terms = network.lossTerms
        if random.uniform() < 0.15 { terms.reduction = .sum }
        if network.loss.canBeSmoothed, random.uniform() < 0.4 { terms.smoothing = random.uniform(0, 0.3) }
        if random.uniform() < 0.25 {
            terms.classWeights = (0..<network.classCount).map { _ in random.uniform() < 0.2 ? 0 : random.uniform(0.2, 3) }
        }
        return terms
    }

    /// A scene for the kernel that trains networks of a few units.
    static func small(seed: UInt64) -> RandomScene {
        var scene = RandomScene(seed: seed, freezes: false)
        var random = RandomStream(seed: seed, purpose: .shuffle)
        scene.network = Network(inputs: .random(in: 1...2, using: &random))
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            scene.network.append(
                units: .random(in: 1...2, using: &random),
                activation: [.identity, .sigmoid, .tanh, .relu].randomElement(using: &random)!)
        }
        scene.parameters = Initialiser.uniform.parameters(for: scene.network, seed: seed)
        scene.samples = Samples(
            inputs: Matrix(rows: (0..<4).map { _ in (0..<scene.network.inputs).map { _ in random.uniform(-2, 2) } }),
            targets: Matrix(rows: (0..<4).map { _ in (0..<scene.network.outputs).map { _ in random.uniform() } }))
        scene.order = BatchOrder(size: 1)
        scene.optimizer = Optimizer(.sgd, learningRate: 0.05)
        return scene
    }

    private static func denseNetwork(_ random: inout RandomStream, _ additions: inout RandomStream?) -> Network {
        var network = Network(inputs: .random(in: 1...5, using: &random))
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            appendDense(to: &network, &random)
            appendAddition(to: &network, &additions)
        }
        return network
    }

    /// Along a sequence sometimes a recurrent layer, all steps of which go on, or only the last one.
    private static func appendRecurrent(to network: inout Network, _ random: inout RandomStream?) {
        guard var stream = random, network.outputShape.isSequence else { return }
        defer { random = stream }
        guard stream.uniform() < 0.6 else { return }
        var layer = try! Layer.recurrent(
            RecurrentCell.allCases.randomElement(using: &stream)!, inputs: network.outputShape, units: .random(in: 1...3, using: &stream),
            activation: activations.filter { $0.ofLayer == nil }.randomElement(using: &stream)!, isLast: stream.uniform() < 0.3,
            biasMode: BiasMode.allCases.randomElement(using: &stream)!)
        if stream.uniform() < 0.5 { layer.initialState = layer.initialState.map { _ in stream.uniform(-1, 1) } }
        network.append(layer)
    }

    /// In some places an addition of any layer before it, behind a layer that gives the same shape where one is needed for that.
    private static func appendAddition(to network: inout Network, _ random: inout RandomStream?) {
        guard var stream = random else { return }
        defer { random = stream }
        guard stream.uniform() < 0.35 else { return }
        let last = network.outputShape, activation = activations.filter { $0.ofLayer == nil }.randomElement(using: &stream)!
        let fitting = (0...network.layers.count).filter {
            let shape = network.shape(ofLayer: $0)
            return shape.isSequence == last.isSequence && shape.height == last.height && shape.width == last.width
        }
        let other = fitting.randomElement(using: &stream)!, shape = network.shape(ofLayer: other)
        if shape.channels != last.channels {
            let layer =
                last.isFlat || last.isSequence
                ? Layer.dense(inputs: last, units: shape.channels, activation: activation)
                : try! .convolution(
                    inputs: last, filters: shape.channels, window: Window(rows: WindowSide(1), columns: WindowSide(1)),
                    activation: activation)
            network.append(layer)
        }
        network.append(try! .addition(of: other, in: network))
    }

    private static func appendDense(to network: inout Network, _ random: inout RandomStream) {
        if random.uniform() < 0.1 { network.append(.dropout(inputs: network.outputShape, rate: 0.3)) }
        network.append(
            units: .random(in: 1...7, using: &random), activation: activations.randomElement(using: &random)!,
            biasMode: BiasMode.allCases.randomElement(using: &random)!)
        if random.uniform() < 0.15 {
            network.append(
                .batchNormalisation(
                    inputs: network.outputShape, activation: activations.filter { $0.ofLayer == nil }.randomElement(using: &random)!))
        }
    }

    /// Layers over an image, then dense ones.
    private static func spatialNetwork(_ random: inout RandomStream, _ additions: inout RandomStream?) -> Network {
        let height = Int.random(in: 3...6, using: &random), width = Int.random(in: 3...6, using: &random)
        let channels = Int.random(in: 1...2, using: &random), isSequence = random.uniform() < 0.3
        var network = Network(
            inputShape: isSequence ? Shape(steps: height, of: width) : Shape(height: height, width: width, channels: channels))
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let shape = network.outputShape, groups = shape.channels
            let window = window(over: shape, &random), counts = Bool.random(using: &random)
            let layer: Layer? =
                switch Int.random(in: 0..<8, using: &random) {
                case 0...3:
                    try? Layer.convolution(
                        inputs: shape, filters: random.uniform() < 0.7 ? .random(in: 1...3, using: &random) : 2 * groups, window: window,
                        groups: random.uniform() < 0.3 ? groups : 1, activation: activations.randomElement(using: &random)!,
                        biasMode: BiasMode.allCases.randomElement(using: &random)!)
                case 4: try? Layer.pooling(LayerKind.maxPooling, inputs: shape, window: window)
                case 5: try? Layer.pooling({ .averagePooling($0, countsPadding: counts) }, inputs: shape, window: window)
                case 6: random.uniform() < 0.5 ? Layer.dropout(inputs: shape, rate: 0.25) : .noise(inputs: shape, deviation: 0.3)
                default: Layer.batchNormalisation(inputs: shape, activation: .tanh)
                }
            if let layer { network.append(layer) }
            appendRecurrent(to: &network, &additions)
            appendAddition(to: &network, &additions)
        }
        if Bool.random(using: &random) { network.append(.flatten(inputs: network.outputShape)) }
        if Bool.random(using: &random) || network.layers.isEmpty { appendDense(to: &network, &random) }
        return network
    }

    /// A window of any kind, over an image or along a sequence.
    private static func window(over shape: Shape, _ random: inout RandomStream) -> Window {
        let roundsUp = random.uniform() < 0.3
        func side() -> WindowSide {
            WindowSide(
                .random(in: 1...3, using: &random), stride: .random(in: 1...2, using: &random),
                dilation: random.uniform() < 0.3 ? 2 : 1, before: .random(in: 0...1, using: &random),
                after: .random(in: 0...1, using: &random), roundsUp: roundsUp)
        }
        let fits: [Window.Fit] = shape.isSequence ? [.given, .same, .causal, .whole] : [.given, .given, .same, .whole]
        let fit = random.uniform() < 0.6 ? .given : fits.randomElement(using: &random)!
        return Window(rows: side(), columns: shape.isSequence ? WindowSide(1) : side(), fit: fit)
    }

    private static func optimizer(_ random: inout RandomStream) -> Optimizer {
        let rules: [Optimizer.Rule] = [
            .sgd, .sgd, .sgd, .momentum(0.9), .momentum(0.8, dampening: 0.3, nesterov: true), .adagrad(rateDecay: 0.1), .rmsprop(),
            .rmsprop(momentum: 0.9), .rmsprop(centered: true), .rmsprop(momentum: 0.9, centered: true), .adadelta(), .adam(), .adamw(),
            .nadam(),
            .adam(amsgrad: true), .adamw(amsgrad: true), .radam(), .radam(beta1: 0.8, beta2: 0.7), .adamax(), .rprop(),
        ]
        var optimizer = Optimizer(
            rules.randomElement(using: &random)!, learningRate: random.uniform(0.05, 0.3), weightDecay: random.uniform() < 0.3 ? 0.1 : 0)
        if random.uniform() < 0.2 { optimizer.clipping = random.uniform() < 0.5 ? .byNorm(0.3) : .byValue(0.05) }
        if random.uniform() < 0.4 { optimizer.schedule = Self.schedule(&random) }
        if random.uniform() < 0.4, !optimizer.schedule.looksAtLoss { optimizer.scheduleUnit = .update }
        return optimizer
    }

    private static func schedule(_ random: inout RandomStream) -> Schedule {
        var cycle = OneCycle(epochs: 5), plateau = Plateau()
        cycle.momentum = random.uniform() < 0.5 ? nil : 0.6...0.9
        (plateau.patience, plateau.factor) = (0, 0.5)
        return [.exponential(gamma: 0.9), .warmRestarts(first: 2, factor: 2, end: 0.01), .oneCycle(cycle), .plateau(plateau)]
            .randomElement(using: &random)!
    }

    private static func loss(for network: Network, _ random: inout RandomStream) -> Loss {
        var losses: [Loss] = [
            .squaredError, .squaredError, .meanSquaredError, .meanAbsoluteError, .huber(), .huber(delta: 0.3), .logCosh, .hinge,
        ]
        guard network.outputLayer > 0, case let last = network[layer: network.outputLayer], last.hasNetInputs else {
            return losses.randomElement(using: &random)!
        }
        // A logarithm needs outputs above 0.
        if [.softmax, .logSoftmax, .sigmoid, .softplus].contains(last.activation) {
            losses += [.crossEntropy, .crossEntropy, .kullbackLeibler]
        }
        if last.activation == .sigmoid { losses += [.binaryCrossEntropy, .binaryCrossEntropy] }
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
            for index in 0..<network[layer: number].weightCount where random.uniform() < 0.3 {
                network.setTrainable(false, weights: [index..<index + 1], layer: number)
            }
            for index in 0..<network[layer: number].biasCount where random.uniform() < 0.3 {
                network.setTrainable(false, biases: [index..<index + 1], layer: number)
            }
        }
    }

    var testDescription: String {
        let layers = network.layers.map { "\($0.kind) \($0.shape) \($0.activation.name) bias \($0.biasMode)" }
        return "seed \(seed): \(network.inputShape), " + layers.joined(separator: ", ")
            + "; \(network.loss.name), \(network.lossTerms), \(network.penalty), \(network.centerLoss.map { "\($0)" } ?? "no center loss"), \(optimizer.rule), \(samples.count) samples by \(order.size)"
    }

    var stepper: Stepper {
        Stepper(network: network, parameters: parameters, optimizer: optimizer, samples: samples, order: order)
    }

    var trainer: Trainer { trainer(threads: 1) }

    func trainer(threads: Int, evenIfSmall: Bool = false) -> Trainer {
        Trainer(
            network: network, parameters: parameters, optimizer: optimizer, samples: samples, order: order, threads: threads,
            evenIfSmall: evenIfSmall)
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
    var bits: Bits {
        var numbers = Array(pass.inputs.prefix(pass.sampleCount).values + pass.targets.prefix(pass.sampleCount).values)
        numbers += pass.memory[pass.layout.shares...]
        numbers += [pass.gradients.values, parameters.values].joined() + parameters.statistics + optimizer.memory.flatMap { $0 }
        numbers += [pass.loss, Double(optimizer.updates)]
        return Bits(numbers: numbers)
    }
}

/// Numbers that are equal where their bits are.
struct Bits: Equatable {
    let numbers: [Double]

    static func == (a: Bits, b: Bits) -> Bool {
        guard a.numbers.count == b.numbers.count else { return false }
        return a.numbers.withUnsafeBytes { a in
            b.numbers.withUnsafeBytes { b in
                guard let first = a.baseAddress, let second = b.baseAddress else { return true }
                return memcmp(first, second, a.count) == 0
            }
        }
    }
}
