// First weights of a given width, at right angles, and of one layer alone.
import Testing

@testable import NeuralEngine

@Suite("First weights")
struct InitialiserTests {
    private static let network: Network = {
        var network = Network(inputs: 30)
        for units in [50, 20] { network.append(units: units, activation: .relu) }
        return network
    }()

    @Test("rows, or columns where there are more rows, are of one length and at right angles", arguments: [1.0, 1.5])
    func orthogonal(gain: Double) {
        let parameters = Initialiser.orthogonal(gain: gain).parameters(for: Self.network, seed: 7)
        for weights in [parameters.weights[0], parameters.weights[1]] {
            let vectors: [[Double]] =
                weights.rows <= weights.columns
                ? weights.rowList : (0..<weights.columns).map { column in (0..<weights.rows).map { weights[$0, column] } }
            for i in vectors.indices {
                for j in 0...i {
                    let product = zip(vectors[i], vectors[j]).reduce(0) { $0 + $1.0 * $1.1 }
                    #expect(abs(product - (i == j ? gain * gain : 0)) < 1e-14, "\(i) \(j)")
                }
            }
        }
    }

    @Test("a given width holds for every layer, and limits are exact")
    func scales() {
        let uniform = Initialiser.uniform(limit: 0.1).parameters(for: Self.network, seed: 7)
        #expect(uniform.values.allSatisfy { abs($0) <= 0.1 } && uniform.values.contains { abs($0) > 0.099 })
        let normal = Initialiser.normal(deviation: 0.05).parameters(for: Self.network, seed: 7)
        #expect(normal.weights[0].values == Initialiser.normal.parameters(for: Self.network, seed: 7).weights[0].values.map { $0 * 0.05 })
    }

    @Test("a layer alone gets what it would get with all, and the others keep theirs")
    func oneLayer() {
        let rule = Initialiser.orthogonal, all = rule.parameters(for: Self.network, seed: 3)
        let before = Initialiser.heNormal.parameters(for: Self.network, seed: 5)
        let after = rule.parameters(before, renewing: 2, of: Self.network, seed: 3)
        #expect(after.weights[1] == all.weights[1] && after.weights[0] == before.weights[0])
    }
}
