// The course's 2-2-2 network after one to ten thousand updates.
import Testing

@testable import NeuralEngine

@Suite("The 2-2-2 example trains to the golden states")
struct GoldenUpdatesTests {
    @Test("after 1 ... 10 000 updates", arguments: CourseExample.Mode.allCases)
    func afterUpdates(mode: CourseExample.Mode) {
        let example = CourseExample(mode: mode), marks = example.golden["after_updates"].fields
        #expect(marks.count == 14)
        var trainer = example.trainer, done = 0
        for (updates, golden) in marks.map({ (Int($0)!, $1) }).sorted(by: { $0.0 < $1.0 }) {
            while done < updates {
                trainer.epoch()
                done += 1
            }
            for index in 0...1 {
                expectNear(trainer.parameters.weights[index].values, golden["W\(index + 1)"].rows.flatMap { $0 }, "W\(index + 1)", updates)
                let biases = (0...1).map { trainer.parameters.biases[index][example.network.layers[index].biasIndex(ofUnit: $0)!] }
                expectNear(biases, golden["b\(index + 1)"].doubles, "b\(index + 1)", updates)
            }
            var pass = Pass(network: example.network, capacity: 1)
            pass.load(example.samples, rows: 0..<1)
            pass.forward(trainer.parameters)
            expectNear(pass.outputs[1].values, golden["outputs"].doubles, "outputs", updates)
            let loss = golden["E"].double
            let allowed = 1e-12 * loss + 1e-13 * loss.squareRoot() + 1e-27
            #expect(excess(pass.loss, loss, allowed: allowed) <= 1, "E after \(updates): \(pass.loss), not \(loss)")
            let evaluation = trainer.evaluate()
            #expect(evaluation.loss == pass.loss)
        }
    }

    private func expectNear(_ got: [Double], _ right: [Double], _ what: String, _ updates: Int) {
        let distance = distance(got, right)
        #expect(distance <= 1e-12, "\(what) after \(updates) updates: \(distance) from the golden values")
    }
}
