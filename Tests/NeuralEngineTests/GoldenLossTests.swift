// Losses of single outputs, from logits as large as doubles go, against results of many digits.
import Testing

@testable import NeuralEngine

@Suite("Losses give the golden values and slopes")
struct GoldenLossTests {
    /// What the tolerance of the file allows: 1e-14 of the number and 4e-321.
    private func allowed(_ right: Double) -> Double { 1e-14 * abs(right) + 809 * Double.leastNonzeroMagnitude }

    private func expect(_ got: Double, _ right: Double, _ what: Comment, location: SourceLocation = #_sourceLocation) {
        #expect(excess(got, right, allowed: allowed(right)) <= 1, what, sourceLocation: location)
    }

    /// Loss and delta of one unit whose net input is given, all at once and step by step.
    private func expect(
        _ loss: Loss, _ activation: Activation, netInput: Double, target: Double,
        _ check: (_ loss: Double, _ delta: Double, Comment) -> Void
    ) {
        var network = Network(inputs: 1, loss: loss)
        network.append(units: 1, activation: activation, biasMode: .none)
        var parameters = Parameters(zerosFor: network)
        parameters.values = [1]
        let samples = Samples(inputs: Matrix(rows: [[netInput]]), targets: Matrix(rows: [[target]]))
        bothWays(network, parameters, samples) { pass, _, how in
            check(pass.loss, pass.deltas[0][0, 0], "\(loss.name) of \(netInput) with target \(target), \(how)")
        }
    }

    @Test("binary cross-entropy from the net input of a sigmoid unit")
    func fromLogit() {
        let rows = Golden.losses["binary_cross_entropy_from_logit"].list
        #expect(rows.count == 87)
        for row in rows {
            let right = row["dz"].double, target = row["y"].double
            // sigmoid(z) and the target nearly cancel where their difference is small beside the target.
            let cancels = target > 0 && target < 1 && abs(right) < target / 10
            expect(.binaryCrossEntropy, .sigmoid, netInput: row["z"].double, target: target) { loss, delta, what in
                expect(loss, row["loss"].double, what)
                #expect(excess(delta, right, allowed: cancels ? 1e-15 : allowed(right)) <= 1, what)
            }
        }
    }

    @Test(
        "each loss of an output",
        arguments: [
            ("binary_cross_entropy_from_probability", Loss.binaryCrossEntropy, 18), ("squared_error", .squaredError, 11),
            ("mean_squared_error", .meanSquaredError, 11), ("mean_absolute_error", .meanAbsoluteError, 11), ("huber", .huber(), 11),
        ])
    func fromOutput(name: String, loss: Loss, count: Int) {
        let rows = Golden.losses[name].list
        #expect(rows.count == count)
        for row in rows {
            expect(loss, .identity, netInput: row["a"].double, target: row["y"].double) { loss, delta, what in
                expect(loss, row["loss"].double, what)
                expect(delta, row["da"].double, what)
            }
        }
    }

    @Test("hinge loss of a score")
    func hinge() {
        let rows = Golden.losses["hinge"].list
        #expect(rows.count == 7)
        for row in rows {
            expect(.hinge, .identity, netInput: row["s"].double, target: row["y"].double) { loss, delta, what in
                expect(loss, row["loss"].double, what)
                expect(delta, row["ds"].double, what)
            }
        }
    }
}
