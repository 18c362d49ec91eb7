// Huber's delta, log-cosh, Kullback-Leibler, smoothed targets, weights of classes, sums in place of means, hinge on classes.
import Testing

@testable import NeuralEngine

@Suite("The further losses give the golden values and slopes")
struct GoldenFurtherLossTests {
    static let golden = Golden.lossesFurther

    /// A last layer whose net inputs are given: a row a sample, which the weights hand on as it is.
    private func network(_ loss: Loss, _ activation: Activation, units: Int, _ terms: LossTerms = LossTerms()) -> (Network, Parameters) {
        var network = Network(inputs: units, loss: loss)
        network.append(units: units, activation: activation, biasMode: .none)
        network.lossTerms = terms
        var parameters = Parameters(zerosFor: network)
        for unit in 0..<units { parameters.weights[0][unit, unit] = 1 }
        return (network, parameters)
    }

    private func expect(
        _ got: Double, _ right: Double, besides: Double = 0, _ what: Comment, at location: SourceLocation = #_sourceLocation
    ) {
        let allowed = 1e-14 * abs(right) + 809 * Double.leastNonzeroMagnitude + besides
        #expect(excess(got, right, allowed: allowed) <= 1, "\(what): \(got), not \(right)", sourceLocation: location)
    }

    @Test("huber with any delta, and log-cosh, of one output", arguments: ["huber", "log_cosh"])
    func ofOneOutput(name: String) {
        let rows = Self.golden[name].list
        #expect(rows.count == (name == "huber" ? 58 : 40))
        for row in rows {
            let loss = name == "huber" ? Loss.huber(delta: row["delta"].double) : .logCosh
            let (network, parameters) = network(loss, .identity, units: 1)
            let samples = Samples(inputs: Matrix(rows: [[row["a"].double]]), targets: Matrix(rows: [[row["y"].double]]))
            bothWays(network, parameters, samples) { pass, _, how in
                expect(pass.loss, row["loss"].double, "\(loss.formula) of \(row["a"].double) against \(row["y"].double), \(how)")
                expect(pass.deltas[0][0, 0], row["da"].double, "its slope at \(row["a"].double), \(how)")
            }
        }
    }

    @Test("Kullback-Leibler of softmax, and of log-softmax", arguments: [Activation.softmax, .logSoftmax])
    func kullbackLeibler(activation: Activation) {
        let rows = Self.golden["kullback_leibler"].list
        #expect(rows.count == 12)
        for row in rows {
            let z = row["z"].doubles
            let (network, parameters) = network(.kullbackLeibler, activation, units: z.count)
            let samples = Samples(inputs: Matrix(rows: [z]), targets: Matrix(rows: [row["y"].doubles]))
            bothWays(network, parameters, samples) { pass, _, how in
                let allowed = 1e-14 * row["loss_scale"].double + 809 * Double.leastNonzeroMagnitude
                #expect(excess(pass.loss, row["loss"].double, allowed: allowed) <= 1, "\(z), \(how)")
                for (k, right) in row["dz"].doubles.enumerated() {
                    expect(pass.deltas[0][0, k], right, besides: 1e-15, "slope \(k) at \(z), \(how)")
                }
            }
        }
    }

    @Test("smoothed targets")
    func smoothing() {
        let rows = Self.golden["label_smoothing"].list
        #expect(rows.count == 12)
        for row in rows {
            let z = row["z"].doubles, right = row["class"].int
            let (network, parameters) = network(
                .crossEntropy, .softmax, units: z.count, LossTerms(smoothing: row["smoothing"].double))
            let target = z.indices.map { $0 == right ? 1.0 : 0 }
            for (k, smoothed) in row["targets"].doubles.enumerated() { expect(network.smoothing(target[k]), smoothed, "target \(k)") }
            bothWays(network, parameters, Samples(inputs: Matrix(rows: [z]), targets: Matrix(rows: [target]))) { pass, _, how in
                expect(pass.loss, row["loss"].double, "\(z), \(how)")
                for (k, right) in row["dz"].doubles.enumerated() {
                    expect(pass.deltas[0][0, k], right, besides: 1e-15, "slope \(k) at \(z), \(how)")
                }
            }
        }
    }

    @Test("weights of classes, given or balanced over the data set", arguments: golden["class_weights"].list.indices)
    func classWeights(index: Int) {
        let golden = Self.golden["class_weights"][index], classes = golden["classes"].ints, count = golden["weights"].list.count
        var weights = golden["weights"].doubles
        if !golden["data_set"].isNothing {
            let balanced = LossTerms.balancedWeights(of: golden["data_set"].ints, count: count)
            #expect(distance(balanced, weights) <= 1e-15)
            weights = balanced
        }
        let (network, parameters) = network(.crossEntropy, .softmax, units: count, LossTerms(classWeights: weights))
        let targets = Matrix(rows: classes.map { label in (0..<count).map { $0 == label ? 1 : 0 } })
        let samples = Samples(inputs: Matrix(rows: golden["z"].rows), targets: targets)
        bothWays(network, parameters, samples) { pass, _, how in
            #expect(distance(pass.sampleLosses, golden["sample_loss"].doubles) <= 1e-13, how)
            #expect(distance([pass.loss], [golden["loss"].double]) <= 1e-13, how)
            #expect(distance(pass.deltas[0].values, golden["dz"].flat) <= 1e-13, how)
        }
        // All samples at once or in mini-batches, their loss is the same but for rounding.
        var trainer = Trainer(network: network, parameters: parameters, optimizer: Optimizer(), samples: samples, batchSize: 2)
        #expect(distance([trainer.evaluate().loss], [golden["loss"].double]) <= 1e-13)
    }

    @Test("sums and means over outputs and samples", arguments: golden["reductions"].list.indices)
    func reductions(index: Int) throws {
        let golden = Self.golden["reductions"][index]
        var loss = try #require(Loss.named(golden["loss"].text))
        if !golden["delta"].isNothing { loss = .huber(delta: golden["delta"].double) }
        let given = try #require(["a", "z", "s"].first { !golden[$0].isNothing })
        let inputs = Matrix(rows: golden[given].rows)
        let activation: Activation = given == "z" ? try #require(loss.joinedActivations.first) : .identity
        for (reduction, name) in [(LossTerms.Reduction.sum, "sum"), (.mean, "mean")] {
            let (network, parameters) = network(loss, activation, units: inputs.columns, LossTerms(reduction: reduction))
            let samples = Samples(inputs: inputs, targets: Matrix(rows: golden["y"].rows))
            bothWays(network, parameters, samples) { pass, _, how in
                #expect(distance([pass.loss], [golden[name].double]) <= 1e-13, "\(name) of \(loss.name), \(how)")
                #expect(distance(pass.deltas[0].values, golden["d\(given)_\(name)"].flat) <= 1e-13, "\(name) of \(loss.name), \(how)")
            }
        }
    }

    @Test("hinge of classes: they become -1 and 1, whatever the last activation is", arguments: golden["hinge"].list.indices)
    func hinge(index: Int) {
        let golden = Self.golden["hinge"][index], inputs = Matrix(rows: golden["s"].rows)
        let (network, parameters) = network(.hinge, .identity, units: inputs.columns)
        let dataset = Dataset(
            name: "golden", inputs: inputs, answers: .classes(golden["classes"].ints, count: max(2, inputs.columns)))
        let samples = dataset.samples(for: network)
        #expect(samples.targets.values == golden["y"].flat)
        bothWays(network, parameters, samples) { pass, _, how in
            #expect(distance(pass.sampleLosses, golden["sample_loss"].doubles) <= 1e-13, how)
            #expect(distance([pass.loss], [golden["loss"].double]) <= 1e-13, how)
            #expect(distance(pass.deltas[0].values, golden["ds"].flat) <= 1e-13, how)
        }
    }

    @Test("a batch whose samples all weigh nothing costs nothing and moves nothing")
    func nothingWeighs() {
        let (network, parameters) = network(.crossEntropy, .softmax, units: 2, LossTerms(classWeights: [0, 1]))
        let samples = Samples(inputs: Matrix(rows: [[0.3, 1], [2, 1]]), targets: Matrix(rows: [[1, 0], [1, 0]]))
        bothWays(network, parameters, samples) { pass, _, how in
            #expect(pass.loss == 0, how)
            #expect(pass.deltas[0].values.allSatisfy { $0 == 0 }, how)
        }
    }
}
