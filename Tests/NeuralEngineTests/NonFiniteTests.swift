// Where numbers end: the first infinite or undefined one is found with its cause, and what was learnt before is kept.
import Testing

@testable import NeuralEngine

@Suite("The first number that is not finite is found")
struct NonFiniteTests {
    /// Two inputs, two sigmoid-like units, one output.
    private func network(_ hidden: Activation = .identity, _ output: Activation = .identity, _ loss: Loss = .squaredError) -> Network {
        var network = Network(inputs: 2, loss: loss)
        network.append(units: 2, activation: hidden)
        network.append(units: 1, activation: output)
        return network
    }

    private func first(
        _ network: Network, _ values: [Double], input: [Double] = [1, 1], target: Double = 0
    ) -> NonFiniteNumber? {
        var parameters = Parameters(zerosFor: network)
        parameters.values = Numbers(values)
        var pass = Pass(network: network, capacity: 2)
        pass.load(Samples(inputs: Matrix(rows: [[0, 0], input]), targets: Matrix(rows: [[0], [target]])), rows: 0..<2)
        pass.forward(parameters)
        pass.backward(parameters)
        return pass.firstNonFinite(parameters)
    }

    private func expect(
        _ found: NonFiniteNumber?, _ quantity: Quantity, _ cause: NonFiniteNumber.Cause, layer: Int?, phase: Phase?, sample: Int = 1,
        location: SourceLocation = #_sourceLocation
    ) {
        #expect(found?.quantity == quantity, sourceLocation: location)
        #expect(found?.cause == cause, sourceLocation: location)
        #expect(found?.layer == layer, sourceLocation: location)
        #expect(found?.phase == phase, sourceLocation: location)
        #expect(found?.sample == sample, sourceLocation: location)
        #expect(found?.value.isFinite == false, sourceLocation: location)
    }

    @Test("none where all is well")
    func none() {
        #expect(first(network(), [1, 2, 3, 4, 5, 6, 7, 8, 9]) == nil)
    }

    @Test("a net input that overflows")
    func netInput() {
        expect(
            first(network(), [1, 1, 1e308, 1e308, 0, 0, 1, 1, 0]), .netInput(layer: 1, unit: 1), .overflow, layer: 1, phase: .forward)
    }

    @Test("an output whose function has no value")
    func undefinedOutput() {
        let root = Activation(
            name: "root", formula: "sqrt(x)", derivativeFormula: "1/(2 sqrt(x))", value: { $0.squareRoot() },
            derivative: { 1 / (2 * $0.squareRoot()) })
        expect(
            first(network(root), [1, 1, -1, -1, 1, 1, 1, 1, 0]), .output(layer: 1, unit: 1), .undefined, layer: 1, phase: .forward)
    }

    @Test("the loss of an output that should not be 0")
    func logarithm() {
        expect(
            first(network(.identity, .relu, .crossEntropy), [0, 0, 0, 0, 0, 0, 0, 0, 0], target: 1), .share(unit: 0), .logarithmOfZero,
            layer: nil, phase: .loss)
    }

    @Test("a loss that overflows")
    func loss() {
        expect(
            first(network(), [0, 0, 0, 0, 1, 0, 1e200, 0, 0], target: 1), .share(unit: 0), .overflow, layer: nil, phase: .loss, sample: 0)
    }

    @Test("a delta, and a gradient, that overflow on the way back")
    func backward() {
        expect(
            first(network(.identity, .identity, .hinge), [0, 0, 0, 0, 0, 0, 1e300, 0, 0], target: 1e10), .delta(layer: 1, unit: 0),
            .overflow,
            layer: 1, phase: .backward)
        expect(
            first(network(.identity, .identity, .meanAbsoluteError), [0, 0, 0, 0, 0, 0, 1e200, 0, 0], input: [1e200, 0], target: 1),
            .weightGradient(layer: 1, unit: 0, input: 0), .overflow, layer: 1, phase: .backward)
    }

    @Test("what came in so", arguments: [Double.infinity, .nan])
    func given(value: Double) {
        expect(
            first(network(), [1, 1, 1, 1, 1, 1, 1, 1, 1], input: [1, value]), .output(layer: 0, unit: 1), .given, layer: nil, phase: nil)
        expect(
            first(network(), [1, 1, 1, value, 1, 1, 1, 1, 1]), .weight(layer: 1, unit: 1, input: 1), .broughtAlong, layer: nil, phase: nil,
            sample: 0)
        expect(
            first(network(), [1, 1, 1, 1, 1, value, 1, 1, 1]), .bias(layer: 1, index: 1), .broughtAlong, layer: nil, phase: nil, sample: 0)
    }
}

@Suite("Training stops before a number ends")
struct FiniteTrainingTests {
    /// A rate at which it diverges.
    private func trainer(rate: Double, loss: Loss = .squaredError, rule: Optimizer.Rule = .momentum(0.9), batch: Int = 2) -> Trainer {
        var network = Network(inputs: 2, loss: loss)
        network.append(units: 3, activation: .identity)
        network.append(units: 1, activation: .identity)
        return Trainer(
            network: network, parameters: Initialiser.glorotUniform.parameters(for: network, seed: 1),
            optimizer: Optimizer(rule, learningRate: rate),
            samples: Samples(
                inputs: Matrix(rows: [[1, 2], [3, 1], [0, 2], [5, 5], [2, 2]]), targets: Matrix(rows: [[1], [0], [2], [1], [3]])),
            order: BatchOrder(size: batch, shuffleSeed: 3))
    }

    @Test("until then it is the epoch as always", arguments: (1...30).map { RandomScene(seed: $0) })
    func same(scene: RandomScene) throws {
        var usual = scene.trainer, careful = scene.trainer
        for _ in 1...3 {
            usual.epoch()
            #expect(try careful.finiteEpoch() == usual.evaluate())
            #expect(careful.parameters == usual.parameters)
            #expect(careful.optimizer == usual.optimizer)
            #expect(careful.epochs == usual.epochs)
        }
    }

    @Test("the state before the epoch is kept to the bit, and the place is named", arguments: [1, 2, 5])
    func divergence(batch: Int) throws {
        var trainer = trainer(rate: 10, batch: batch)
        var states = [(trainer.parameters, trainer.optimizer)]
        var found: NonFiniteNumber?
        for _ in 1...1000 where found == nil {
            do throws(NonFiniteNumber) {
                _ = try trainer.finiteEpoch()
                states.append((trainer.parameters, trainer.optimizer))
            } catch {
                found = error
            }
        }
        let first = try #require(found)
        #expect(first.epoch == states.count - 1)
        #expect(trainer.epochs == states.count - 1)
        #expect(trainer.parameters == states[states.count - 1].0)
        #expect(trainer.optimizer == states[states.count - 1].1)
        #expect(trainer.parameters.areFinite)
        #expect(first.cause == .overflow)
        // Walked node by node from the state that was kept, that number is the first one that is not finite in its batch.
        var stepper = Stepper(
            network: trainer.network, parameters: trainer.parameters, optimizer: trainer.optimizer, samples: trainer.samples,
            order: trainer.order, epoch: trainer.epochs)
        guard !first.isInEvaluation, let place = first.batch else { return }
        let index = try #require(
            Stepper(
                network: trainer.network, parameters: trainer.parameters, optimizer: trainer.optimizer, samples: trainer.samples,
                order: trainer.order, epoch: trainer.epochs
            ).plan.index(of: first.quantity, sample: first.sample))
        stepper.travel(to: Stepper.Position(pass: place, step: index))
        #expect(stepper.parameters.areFinite)
        stepper.step()
        #expect(stepper.lastStep?.quantity == first.quantity)
        #expect(stepper.moment.stored(first.quantity, sample: first.sample).isFinite == false)
    }

    @Test("it can go on after the rate was lowered")
    func goingOn() throws {
        var trainer = trainer(rate: 1e300)
        #expect(throws: NonFiniteNumber.self) { try trainer.finiteEpoch() }
        #expect(throws: NonFiniteNumber.self) { try trainer.finiteEpoch() }
        #expect(trainer.epochs == 0)
        var calm = Trainer(
            network: trainer.network, parameters: trainer.parameters, optimizer: Optimizer(learningRate: 0.001), samples: trainer.samples,
            order: trainer.order)
        #expect(try calm.finiteEpoch().loss.isFinite)
    }

    @Test("an update that overflows names the weight")
    func update() throws {
        var trainer = trainer(rate: 1e308, rule: .sgd, batch: 5)
        let error = #expect(throws: NonFiniteNumber.self) { try trainer.finiteEpoch() }
        #expect(error?.phase == .update)
        #expect(error?.epoch == 0)
        #expect(error?.batch == 0)
        if case .weight = error?.quantity { return }
        Issue.record("\(String(describing: error?.quantity)) is no weight")
    }

    @Test("finite numbers of every size are finite")
    func finite() {
        var numbers: [Double] = [0, -0.0, 1, -1e308, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -.leastNormalMagnitude]
        #expect(numbers.areFinite)
        for wrong in [Double.infinity, -.infinity, .nan, -.nan, .signalingNaN] {
            numbers[3] = wrong
            #expect(!numbers.areFinite)
        }
        #expect([Double]().areFinite)
    }
}
