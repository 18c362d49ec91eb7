// The gradient check: passes where gradients are right, finds one that is wrong, and knows kinks.
import Testing

@testable import NeuralEngine

@Suite("The gradient check tells right gradients from wrong ones")
struct GradientCheckTests {
    @Test("random networks pass", arguments: (1...60).map { RandomScene(seed: $0) })
    func randomNetworks(scene: RandomScene) {
        let check = GradientCheck(network: scene.network, parameters: scene.parameters, samples: scene.samples, limit: 50)
        #expect(check.passes, "\(check.failures.first.map { "\($0)" } ?? "")")
        #expect(check.compared + check.kinks.count == min(50, check.available))
    }

    /// Three samples through four tanh units and three of an activation, with targets that suit all losses.
    private func scene(_ activation: Activation, _ loss: Loss) -> (Network, Parameters, Samples) {
        var network = Network(inputs: 2, loss: loss)
        network.append(units: 4, activation: .tanh)
        network.append(units: 3, activation: activation)
        let parameters = Initialiser.heNormal.parameters(for: network, seed: 5)
        let inputs = Matrix(rows: [[0.3, -0.7], [1.2, 0.4], [-0.5, 0.9]])
        return (network, parameters, Samples(inputs: inputs, targets: Matrix(rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1]])))
    }

    @Test("every activation", arguments: Activation.builtIn)
    func activations(activation: Activation) {
        let (network, parameters, samples) = scene(activation, .squaredError)
        let check = GradientCheck(network: network, parameters: parameters, samples: samples)
        #expect(check.passes)
        #expect(check.available == network.parameterCount + 6)
        #expect(check.kinks.isEmpty)
    }

    @Test("every loss, from sigmoid and from softmax", arguments: Loss.builtIn)
    func losses(loss: Loss) {
        for activation in loss == .perceptron ? [Activation.step] : [.sigmoid, .softmax] {
            let (network, parameters, samples) = scene(activation, loss)
            let check = GradientCheck(network: network, parameters: parameters, samples: samples)
            #expect(check.passes, "\(activation.name): \(check.failures.first.map { "\($0)" } ?? "")")
            #expect(check.compared == check.available)
        }
    }

    @Test(
        "no right gradient is called wrong where rounding is large: a mean over 150 samples, behind batch normalisation", arguments: 1...6)
    func rounding(seed: UInt64) throws {
        let iris = try Dataset.iris()
        var network = Network(inputs: 4, loss: .crossEntropy)
        network.append(units: 8, activation: .tanh)
        network.append(.batchNormalisation(inputs: network.outputShape))
        network.append(units: 6, activation: .relu)
        network.append(.batchNormalisation(inputs: network.outputShape))
        network.append(units: 3, activation: .softmax)
        let check = GradientCheck(
            network: network, parameters: Initialiser.heNormal.parameters(for: network, seed: seed), samples: iris.samples(for: network),
            limit: 120)
        #expect(check.passes, "\(check.failures.first.map { "\($0)" } ?? "")")
    }

    @Test("a derivative that is 1 % off is found")
    func wrongDerivative() throws {
        let wrong = Activation(
            name: "wrong", formula: "x^3", derivativeFormula: "3.03 x^2", value: { $0 * $0 * $0 }, derivative: { 3.03 * $0 * $0 })
        let (network, parameters, samples) = scene(wrong, .squaredError)
        let check = GradientCheck(network: network, parameters: parameters, samples: samples)
        #expect(!check.passes)
        #expect(check.failures.count == check.available)
        let worst = try #require(check.worst)
        #expect(abs(worst.relativeError - 0.01) < 0.001)
        #expect(abs(worst.computed / worst.measured - 1.01) < 1e-6)
    }

    @Test("one wrong gradient among right ones is found and named")
    func oneWrong() throws {
        let (network, parameters, samples) = scene(.sigmoid, .squaredError)
        var pass = Stepper(
            network: network, parameters: parameters, optimizer: Optimizer(), samples: samples, batchSize: samples.count
        ).wholePass()
        let index = 7
        pass.gradients.values[index] *= 1.0001
        let check = GradientCheck(pass: pass, parameters: parameters)
        #expect(check.failures.map(\.quantity) == [pass.gradients.gradientQuantity(at: index)])
        #expect(check.worst == check.failures.first)
        #expect(abs(try #require(check.worst).relativeError - 1e-4) < 1e-6)
    }

    @Test("at a kink there is no slope: it is named, not judged")
    func kinks() {
        var network = Network(inputs: 2)
        network.append(units: 1, activation: .relu)
        var parameters = Parameters(zerosFor: network)
        parameters.values = [1, 0, 0]
        // The net input is 0: every parameter that moves it moves it across the kink; the second input has weight 0.
        let samples = Samples(inputs: Matrix(rows: [[0, 1]]), targets: Matrix(rows: [[1]]))
        let check = GradientCheck(network: network, parameters: parameters, samples: samples)
        let kink = Kink.activation(.relu, layer: 1, unit: 0, sample: 0)
        #expect(check.kinks.map(\.kink) == [kink, kink, kink])
        #expect(check.compared == 2)
        #expect(check.passes)
    }

    @Test("equal numbers in a window of max pooling are a kink")
    func tie() throws {
        let network = Network(
            only: try .pooling(
                LayerKind.maxPooling, inputs: Shape(height: 1, width: 2, channels: 1),
                window: Window(size: (1, 2), stride: (1, 1), padding: (0, 0))))
        let samples = Samples(inputs: Matrix(rows: [[3, 3]]), targets: Matrix(rows: [[1]]))
        let check = GradientCheck(network: network, parameters: Parameters(zerosFor: network), samples: samples)
        #expect(check.kinks.map(\.kink) == [Kink.maximum(layer: 1, unit: 0, sample: 0), .maximum(layer: 1, unit: 0, sample: 0)])
    }

    @Test("a kink a little away is stepped around")
    func nearKink() {
        var network = Network(inputs: 1, loss: .meanAbsoluteError)
        network.append(units: 1, activation: .identity, biasMode: .none)
        var parameters = Parameters(zerosFor: network)
        parameters.values = [1]
        let samples = Samples(inputs: Matrix(rows: [[1.0001]]), targets: Matrix(rows: [[1]]))
        let check = GradientCheck(network: network, parameters: parameters, samples: samples)
        #expect(check.compared == 2)
        #expect(check.passes)
    }

    @Test("a kink in a learner's own activation is noticed")
    func ownKink() {
        let own = Activation(
            name: "bend", formula: "max(x, x/10)", derivativeFormula: "1 if x > 0 else 0.1", value: { max($0, $0 / 10) },
            derivative: { $0 > 0 ? 1 : 0.1 })
        var network = Network(inputs: 1)
        network.append(units: 1, activation: own, biasMode: .none)
        var parameters = Parameters(zerosFor: network)
        parameters.values = [0]
        let samples = Samples(inputs: Matrix(rows: [[2]]), targets: Matrix(rows: [[1]]))
        let check = GradientCheck(network: network, parameters: parameters, samples: samples)
        #expect(check.kinks.map(\.kink) == [.activation(own, layer: 1, unit: 0, sample: 0)])
        #expect(check.passes)
    }

    @Test("a kink whose two slopes are opposite is one, though the difference across it agrees with the convention")
    func symmetricKink() {
        let own = Activation(
            name: "size", formula: "abs(x - 0.3)", derivativeFormula: "sign(x - 0.3)", value: { abs($0 - 0.3) },
            derivative: { $0 > 0.3 ? 1 : $0 < 0.3 ? -1 : 0 })
        var network = Network(inputs: 1)
        network.append(units: 1, activation: own)
        var parameters = Parameters(zerosFor: network)
        parameters.values = [0, 0.3]
        let samples = Samples(inputs: Matrix(rows: [[2]]), targets: Matrix(rows: [[1]]))
        let check = GradientCheck(network: network, parameters: parameters, samples: samples)
        let kink = Kink.activation(own, layer: 1, unit: 0, sample: 0)
        #expect(check.kinks.map(\.kink) == [kink, kink])
    }

    @Test("where only the slope of the slope jumps there is a gradient: elu, celu, softsign, and huber where its parabola ends")
    func smoothJoints() {
        func check(_ activation: Activation, _ loss: Loss, _ weight: Double) -> GradientCheck {
            var network = Network(inputs: 1, loss: loss)
            network.append(units: 1, activation: activation)
            var parameters = Parameters(zerosFor: network)
            parameters.values = [weight, 0]
            return GradientCheck(
                network: network, parameters: parameters, samples: Samples(inputs: Matrix(rows: [[2]]), targets: Matrix(rows: [[1]])))
        }
        for activation in [Activation.elu(), .celu(), .celu(alpha: 0.5), .softsign] {
            let found = check(activation, .squaredError, 0)
            #expect(found.compared == 3 && found.kinks.isEmpty && found.passes, "\(activation.name)")
        }
        let huber = check(.identity, .huber(), 1)
        #expect(huber.compared == 3 && huber.kinks.isEmpty && huber.passes)
        for activation in [Activation.elu(alpha: 0.5), .selu, .leakyRelu()] {
            #expect(check(activation, .squaredError, 0).kinks.count == 2, "\(activation.name)")
        }
    }

    @Test("whenever it is asked to stop it does, also while it looks for kinks in many samples and goes back to many inputs")
    func stopped() throws {
        var network = Network(inputShape: Shape(height: 8, width: 8, channels: 1))
        network.append(
            try .convolution(inputs: network.inputShape, filters: 8, window: Window(3, padding: 1), activation: .relu))
        network.append(units: 1, activation: .identity)
        let inputs = Matrix(rows: (0..<140).map { sample in (0..<64).map { Double(($0 * 7 + sample) % 11) / 11 } })
        let samples = Samples(inputs: inputs, targets: Matrix(rows: 140, columns: 1))
        let parameters = Initialiser.heNormal.parameters(for: network, seed: 1)
        func looks(until last: Int) -> (isDone: Bool, count: Int) {
            var count = 0
            let check = GradientCheck(network: network, parameters: parameters, samples: samples, limit: 1) {
                count += 1
                return count >= last
            }
            return (check != nil, count)
        }
        // 140 times 512 net inputs have kinks: they are looked at in two parts, each time that a number was moved.
        for last in [1, 2, 3, 5, 9, 12] {
            #expect(looks(until: last) == (false, last))
        }
    }

    @Test("a limit spreads what is compared over parameters and inputs")
    func limit() {
        let (network, parameters, samples) = scene(.sigmoid, .squaredError)
        let check = GradientCheck(network: network, parameters: parameters, samples: samples, limit: 11)
        #expect(check.compared == 11)
        #expect(check.available == 33)
    }
}
