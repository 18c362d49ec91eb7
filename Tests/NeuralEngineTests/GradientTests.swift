// Gradients are slopes: what the loss does when one number is moved a little.
import Testing

@testable import NeuralEngine

@Suite("Gradients agree with central differences")
struct GradientTests {
    static let scenes = (1...50).map { RandomScene(seed: $0) }

    @Test("of every weight and bias, frozen ones too", arguments: scenes)
    func parameters(scene: RandomScene) {
        let gradients = scene.wholePass.gradients
        for index in scene.network.layers.indices {
            for i in gradients.weights[index].values.indices {
                expectSlope(gradients.weights[index].values[i], scene) { $0.parameters.weights[index].values[i] += $1 }
            }
            for i in gradients.biases[index].indices {
                expectSlope(gradients.biases[index][i], scene) { $0.parameters.biases[index][i] += $1 }
            }
        }
    }

    @Test("of every input", arguments: scenes)
    func inputs(scene: RandomScene) {
        let slopes = scene.stepper.inputGradients(of: scene.wholePass)
        for s in 0..<scene.samples.count {
            for k in 0..<scene.network.inputs {
                expectSlope(slopes[s, k], scene) { scene, shift in
                    var inputs = scene.samples.inputs
                    inputs[s, k] += shift
                    scene.samples = Samples(inputs: inputs, targets: scene.samples.targets)
                }
            }
        }
    }

    /// Moves something a little both ways and compares the slope of the loss.
    private func expectSlope(_ slope: Double, _ scene: RandomScene, _ move: (inout RandomScene, Double) -> Void) {
        func loss(_ shift: Double) -> Double {
            var moved = scene
            move(&moved, shift)
            var pass = Pass(network: moved.network, capacity: moved.samples.count)
            pass.load(moved.samples, rows: 0..<moved.samples.count)
            pass.forward(moved.parameters)
            return pass.loss
        }
        let h = 1e-5
        let measured = (loss(h) - loss(-h)) / (2 * h)
        #expect(abs(measured - slope) <= 1e-7 * (1 + abs(slope)), "measured \(measured), computed \(slope)")
    }
}
