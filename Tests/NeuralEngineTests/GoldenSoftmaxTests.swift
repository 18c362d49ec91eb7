// Softmax, its logarithm, and cross-entropy behind it, against the golden table.
import Testing

@testable import NeuralEngine

@Suite("Softmax and cross-entropy give the golden values")
struct GoldenSoftmaxTests {
    static let cases = Golden.softmaxTable["cases"].list.count

    @Test("probabilities and their logarithms", arguments: 0..<cases)
    func probabilities(number: Int) {
        let golden = Golden.softmaxTable["cases"][number], logits = golden["logits"].doubles
        let units = logits.indices
        let (probabilities, logarithms) = logits.withUnsafeBufferPointer { z in
            let softmax = Softmax(z)
            return (units.map { softmax.probability($0) }, units.map { softmax.logProbability($0) })
        }
        for i in units {
            expectClose(probabilities[i], golden["softmax"][i].double, "probability \(i) of '\(golden["name"].text)'")
            expectClose(logarithms[i], golden["log_softmax"][i].double, "its logarithm")
        }
    }

    @Test("cross-entropy and its gradient for every class", arguments: 0..<cases)
    func everyClass(number: Int) {
        let golden = Golden.softmaxTable["cases"][number], logits = golden["logits"].doubles
        for right in logits.indices {
            let pass = pass(logits, target: logits.indices.map { $0 == right ? 1 : 0 }, loss: .crossEntropy)
            expectClose(pass.loss, golden["cross_entropy_for_class"][right].double, "loss for class \(right)")
            guard !golden["gradient_for_class"].isNothing else { continue }
            expectNear(pass.deltas[0].values, golden["gradient_for_class"][right].doubles)
        }
    }

    @Test("cross-entropy against a distribution, which need not sum to 1", arguments: 0..<cases)
    func distributions(number: Int) {
        let golden = Golden.softmaxTable["cases"][number]
        guard !golden["target_distribution"].isNothing else { return }
        let pass = pass(golden["logits"].doubles, target: golden["target_distribution"].doubles, loss: .crossEntropy)
        expectClose(pass.loss, golden["cross_entropy"].double, "loss of '\(golden["name"].text)'")
        expectNear(pass.deltas[0].values, golden["cross_entropy_gradient"].doubles)
    }

    @Test("the Jacobian, a row at a time through the backward pass", arguments: 0..<cases)
    func jacobian(number: Int) {
        let golden = Golden.softmaxTable["cases"][number], logits = golden["logits"].doubles
        guard !golden["jacobian"].isNothing else { return }
        for i in logits.indices {
            // With targets a - e_i the slopes of squared-error are those of output i alone.
            let outputs = pass(logits, target: logits, loss: .squaredError).outputs[0].values
            let target = logits.indices.map { outputs[$0] - ($0 == i ? 1 : 0) }
            expectNear(pass(logits, target: target, loss: .squaredError).deltas[0].values, golden["jacobian"][i].doubles)
        }
    }

    @Test("log-softmax as outputs, and the way back through it", arguments: Golden.activationsFurther["log_softmax"].list.indices)
    func logarithms(number: Int) {
        let golden = Golden.activationsFurther["log_softmax"][number], logits = golden["z"].doubles
        var network = Network(inputs: 1, loss: .givenSlope)
        network.append(units: logits.count, activation: .logSoftmax)
        var parameters = Parameters(zerosFor: network)
        parameters.biases[0] = logits
        let samples = Samples(inputs: Matrix(rows: [[0]]), targets: Matrix(rows: [golden["upstream"].doubles]))
        bothWays(network, parameters, samples) { pass, _, how in
            for i in logits.indices {
                expectClose(pass.outputs[0].values[i], golden["f"][i].double, "log-softmax \(i) of \(logits), \(how)")
                let got = pass.deltas[0].values[i], right = golden["grad_z"][i].double
                let isNear = excess(got, right, allowed: 1e-14 * golden["grad_scale"][i].double) <= 1
                #expect(isNear, "slope \(i) of \(logits) = \(got), not \(right), \(how)")
            }
        }
    }

    @Test("cross-entropy of log-softmax outputs is that of softmax outputs, to the bit", arguments: 0..<cases)
    func crossEntropyOfLogarithms(number: Int) {
        let golden = Golden.softmaxTable["cases"][number], logits = golden["logits"].doubles
        let target = logits.indices.map { $0 == 0 ? 0.75 : 0.25 / Double(logits.count - 1) }
        let ofLogarithms = pass(logits, target: target, loss: .crossEntropy, activation: .logSoftmax)
        let ofProbabilities = pass(logits, target: target, loss: .crossEntropy)
        #expect(ofLogarithms.loss == ofProbabilities.loss)
        #expect(ofLogarithms.deltas == ofProbabilities.deltas)
    }

    /// One softmax layer whose net inputs are the logits.
    private func pass(_ logits: [Double], target: [Double], loss: Loss, activation: Activation = .softmax) -> Pass {
        var network = Network(inputs: 1, loss: loss)
        network.append(units: logits.count, activation: activation)
        var parameters = Parameters(zerosFor: network)
        parameters.biases[0] = logits
        var pass = Pass(network: network, capacity: 1)
        pass.load(Samples(inputs: Matrix(rows: [[0]]), targets: Matrix(rows: [target])), rows: 0..<1)
        pass.forward(parameters)
        pass.backward(parameters)
        return pass
    }

    private func expectClose(_ got: Double, _ right: Double, _ what: String, location: SourceLocation = #_sourceLocation) {
        let isClose = excess(got, right, allowed: 1e-14 * abs(right) + 809 * .leastNonzeroMagnitude) <= 1
        #expect(isClose, "\(what) = \(got), not \(right)", sourceLocation: location)
    }

    private func expectNear(_ got: [Double], _ right: [Double], location: SourceLocation = #_sourceLocation) {
        let isNear = got.count == right.count && zip(got, right).allSatisfy { excess($0, $1, allowed: 1e-15) <= 1 }
        #expect(isNear, "\(got), not \(right)", sourceLocation: location)
    }
}
