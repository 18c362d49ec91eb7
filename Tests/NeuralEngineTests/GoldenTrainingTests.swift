// Parameters along training against results of many digits: every optimiser, mini-batches, decay, penalties, clipping.
import Testing

@testable import NeuralEngine

@Suite("Training goes the golden way")
struct GoldenTrainingTests {
    static let names = Golden.training["cases"].list.map { $0["name"].text }

    @Test("thirty-three runs are compared")
    func scope() {
        #expect(Self.names.count == 33)
    }

    @Test("parameters and loss after some updates", arguments: names)
    func afterUpdates(name: String) throws {
        let golden = try #require(Golden.training["cases"].list.first { $0["name"].text == name })
        let network = try network(golden)
        var parameters = Parameters(zerosFor: network)
        for index in network.layers.indices {
            parameters.weights[index] = Matrix(rows: golden["W"][index].rows)
            parameters.biases[index] = golden["b"][index].doubles
        }
        let x = golden["x"].rows, y = golden["y"].rows, batches = golden["batches"].list.map(\.ints)
        var optimizer = try optimizer(golden)
        for update in 1...(golden["after_updates"].fields.keys.compactMap { Int($0) }.max() ?? 0) {
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
        let options = golden["options"].fields
        func option(_ name: String) -> Double { options[name]?.double ?? 0 }
        let rule: Optimizer.Rule =
            switch golden["optimizer"].text {
            case "sgd" where options["momentum"] == nil: .sgd
            case "sgd":
                .momentum(
                    option("momentum"), dampening: option("dampening"),
                    nesterov: { if case .flag(true)? = options["nesterov"] { true } else { false } }())
            case "adagrad": .adagrad(rateDecay: option("lr-decay"), epsilon: option("eps"))
            case "rmsprop": .rmsprop(alpha: option("alpha"), epsilon: option("eps"), momentum: option("momentum"))
            case "adadelta": .adadelta(rho: option("rho"), epsilon: option("eps"))
            case "adam": .adam(beta1: option("beta1"), beta2: option("beta2"), epsilon: option("eps"))
            case "adamw": .adamw(beta1: option("beta1"), beta2: option("beta2"), epsilon: option("eps"))
            default:
                .nadam(beta1: option("beta1"), beta2: option("beta2"), epsilon: option("eps"), momentumDecay: option("momentum-decay"))
            }
        var optimizer = Optimizer(rule, learningRate: option("lr"), weightDecay: option("weight-decay"))
        if case let clip = golden["clip"], !clip.isNothing {
            optimizer.clipping = clip["by"].text == "norm" ? .byNorm(clip["limit"].double) : .byValue(clip["limit"].double)
        }
        return optimizer
    }
}
