// Parameters along training against results of many digits: every optimiser, mini-batches, decay, penalties, clipping; other rates, momenta
// and betas on the way.
import Testing

@testable import NeuralEngine

@Suite("Training goes the golden way")
struct GoldenTrainingTests {
    static let cases = Golden.training["cases"].list + Golden.trainingFurther["cases"].list
    static let names = cases.map { $0["name"].text }

    @Test("fifty-five runs are compared, of every rule")
    func scope() {
        #expect(Self.names.count == 55 && Set(Self.names).count == 55)
        #expect(Set(Self.cases.map { $0["optimizer"].text }) == Set(OptimizerFamily.all.map(\.name)))
    }

    @Test("parameters and loss after some updates", arguments: names)
    func afterUpdates(name: String) throws {
        let golden = try #require(Self.cases.first { $0["name"].text == name })
        let network = try network(golden)
        var parameters = Parameters(zerosFor: network)
        for index in network.layers.indices {
            parameters.weights[index] = Matrix(rows: golden["W"][index].rows)
            parameters.biases[index] = golden["b"][index].doubles
        }
        let x = golden["x"].rows, y = golden["y"].rows, batches = golden["batches"].list.map(\.ints)
        var optimizer = try optimizer(golden)
        for update in 1...(golden["after_updates"].fields.keys.compactMap { Int($0) }.max() ?? 0) {
            try change(&optimizer, golden, before: update)
            let batch = batches[(update - 1) % batches.count]
            let samples = Samples(inputs: Matrix(rows: batch.map { x[$0] }), targets: Matrix(rows: batch.map { y[$0] }))
            var trainer = Trainer(
                network: network, parameters: parameters, optimizer: optimizer, samples: samples, batchSize: samples.count)
            trainer.epoch()
            (parameters, optimizer) = (trainer.parameters, trainer.optimizer)
            guard case let right = golden["after_updates"]["\(update)"], !right.isNothing else { continue }
            for index in network.layers.indices {
                #expect(distance(parameters.weights[index].values, right["W"][index].flat) <= 1e-11, "W\(index + 1) after \(update)")
                #expect(distance(parameters.biases[index], right["b"][index].doubles) <= 1e-11, "b\(index + 1) after \(update)")
            }
            let all = Samples(inputs: Matrix(rows: x), targets: Matrix(rows: y))
            var judge = Trainer(network: network, parameters: parameters, optimizer: optimizer, samples: all, batchSize: all.count)
            #expect(distance([judge.evaluate().loss], [right["loss"].double]) <= 1e-11, "loss after \(update)")
        }
    }

    private func network(_ golden: Golden) throws -> Network {
        var network = Network(inputs: golden["sizes"][0].int, loss: try #require(Loss.named(golden["loss"].text)))
        for (units, activation) in zip(golden["sizes"].ints.dropFirst(), golden["activations"].list) {
            network.append(units: units, activation: try #require(Activation.named(activation.text)))
        }
        if !golden["penalty"].isNothing {
            network.penalty = Penalty(l1: golden["penalty"]["l1"].double, l2: golden["penalty"]["l2"].double)
        }
        return network
    }

    private func optimizer(_ golden: Golden) throws -> Optimizer {
        var optimizer = Optimizer()
        try set(golden["options"].fields, of: golden["optimizer"].text, &optimizer, from: [:])
        if case let clip = golden["clip"], !clip.isNothing {
            optimizer.clipping = clip["by"].text == "norm" ? .byNorm(clip["limit"].double) : .byValue(clip["limit"].double)
        }
        return optimizer
    }

    /// Options of a rule, as the language has them.
    private func set(_ options: [String: Golden], of name: String, _ optimizer: inout Optimizer, from values: [String: Double]) throws {
        let family = try #require(OptimizerFamily.all.first { $0.name == name })
        var values = values.isEmpty ? family.usualValues : values
        for (option, value) in options {
            if case .flag(let isOn) = value { values[option] = isOn ? 1 : 0 } else { values[option] = value.double }
        }
        optimizer.rule = family.rule(values)
        optimizer.weightDecay = values["weight-decay"] ?? 0
        if let rate = options["lr"]?.double { optimizer.learningRate = rate }
    }

    /// What is changed before an update, with all that is remembered: by the file's list of changes, or rate and momentum of every update.
    private func change(_ optimizer: inout Optimizer, _ golden: Golden, before update: Int) throws {
        var changes = golden["changes"].list.first { $0["before_update"].int == update }?.fields ?? [:]
        changes["before_update"] = nil
        for (option, values) in golden["by_update"].fields where values.list.indices.contains(update - 1) {
            changes[option] = values[update - 1]
        }
        guard !changes.isEmpty else { return }
        try set(changes, of: golden["optimizer"].text, &optimizer, from: OptimizerFamily.of(optimizer).values(of: optimizer))
    }

    @Test(
        "a schedule by update moves rate and momentum as the file lists them",
        arguments: [
            ("one-cycle with its momentum (warm-up 0.3, 20 epochs)", 0.3, OneCycle.Shape.cosine, 0.85...0.95),
            ("one-cycle, linear, adam's beta1", 0.05, .linear, 0.85...0.95),
        ])
    func oneCycle(name: String, greatest: Double, shape: OneCycle.Shape, momentum: ClosedRange<Double>) throws {
        let golden = try #require(Self.cases.first { $0["name"].text == name }), rates = golden["by_update"]["lr"].doubles
        var cycle = OneCycle(epochs: 20, greatest: greatest)
        (cycle.shape, cycle.momentum) = (shape, momentum)
        var optimizer = try optimizer(golden)
        (optimizer.schedule, optimizer.scheduleUnit) = (.oneCycle(cycle), .update)
        let name = golden["by_update"]["momentum"].isNothing ? "beta1" : "momentum", momenta = golden["by_update"][name].doubles
        var got: (rates: [Double], momenta: [Double]) = ([], [])
        for _ in rates {
            got.rates.append(optimizer.rate(epoch: 0))
            var present = optimizer
            present.rule = optimizer.rule(epoch: 0)
            got.momenta.append(try #require(OptimizerFamily.of(present).values(of: present)[name]))
            optimizer.advance(epoch: 0)
        }
        #expect(distance(got.rates, rates) <= 1e-14)
        #expect(distance(got.momenta, momenta) <= 1e-14)
    }
}
