// Learning rates by epoch, and the distributions that weights start from.
import Testing

@testable import NeuralEngine

@Suite("Learning-rate schedules give the golden rates")
struct GoldenScheduleTests {
    static let cases = Golden.schedules["cases"].list

    @Test("rates by epoch", arguments: cases.indices)
    func rates(index: Int) throws {
        let golden = Self.cases[index], rate = golden["lr"].double
        let schedule: Schedule? =
            switch golden["schedule"].text {
            case "step": .step(every: golden["every"].int, gamma: golden["gamma"].double)
            case "exponential": .exponential(gamma: golden["gamma"].double)
            case "cosine": .cosine(epochs: golden["epochs"].int, end: golden["end"].double)
            case "linear warm-up": .warmUp(epochs: golden["epochs"].int)
            case "warm-up, then cosine":
                .warmUpThenCosine(warmUp: golden["warm-up"].int, epochs: golden["epochs"].int, end: golden["end"].double)
            default: nil
            }
        let cosineAllowance = golden["schedule"].text.contains("cosine") ? 1e-16 * rate : 0
        for (epoch, right) in zip(golden["epochs_asked"].ints, golden["rates"].doubles) {
            let got = try #require(schedule).rate(rate, epoch: epoch)
            #expect(excess(got, right, allowed: 1e-15 * abs(right) + cosineAllowance) <= 1, "epoch \(epoch): \(got), not \(right)")
        }
    }

    @Test("all five of the file")
    func scope() {
        #expect(Self.cases.count == 5)
        #expect(Self.cases.allSatisfy { $0["epochs_asked"].list.count == 12 })
    }
}

@Suite("Weights start as wide as the golden table says")
struct GoldenInitialiserTests {
    static let names = ["glorot-uniform", "glorot-normal", "he-uniform", "he-normal", "lecun-uniform", "lecun-normal"]

    /// A layer of [units, inputs] or [filters, channels, rows, columns].
    private func layer(_ shape: [Int]) throws -> Layer {
        if shape.count == 2 { return .dense(inputs: Shape(shape[1]), units: shape[0], activation: .identity) }
        return try .convolution(
            inputs: Shape(height: shape[2], width: shape[3], channels: shape[1]), filters: shape[0],
            window: Window(size: (shape[2], shape[3]), stride: (1, 1), padding: (0, 0)), activation: .identity)
    }

    @Test("fans, variance, limit and a sample", arguments: names)
    func rule(name: String) throws {
        let initialiser = try #require(Initialiser.named(name)), rows = Golden.initialisers["rows"].list
        #expect(rows.count == 11)
        for row in rows {
            let layer = try layer(row["shape"].ints), golden = row[name], variance = golden["variance"].double
            #expect(layer.fans == (row["fan_in"].double, row["fan_out"].double))
            #expect(layer.weightCount == row["weights"].int)
            #expect(excess(initialiser.variance(for: layer), variance, allowed: 1e-15 * variance) <= 1)
            let weights = initialiser.parameters(for: Network(only: layer), seed: 42).weights[0].values
            if !golden["limit"].isNothing {
                let limit = try #require(initialiser.limit(for: layer)), right = golden["limit"].double
                #expect(excess(limit, right, allowed: 1e-15 * right) <= 1)
                #expect(weights.allSatisfy { abs($0) <= limit })
            } else {
                #expect(initialiser.limit(for: layer) == nil)
            }
            guard weights.count >= 500 else { continue }
            let count = Double(weights.count), mean = weights.reduce(0, +) / count
            let spread = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
            #expect(abs(mean) <= golden["sample_mean_within"].double)
            #expect(abs(spread / variance - 1) <= golden["sample_variance_relative_within"].double)
        }
    }

    @Test("biases start at 0")
    func biases() {
        var network = Network(inputs: 5)
        network.append(units: 7, activation: .tanh)
        #expect(Initialiser.heNormal.parameters(for: network, seed: 1).biases[0] == [Double](repeating: 0, count: 7))
    }
}
