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
            let got = try #require(schedule).rate(rate, at: epoch)
            #expect(excess(got, right, allowed: 1e-15 * abs(right) + cosineAllowance) <= 1, "epoch \(epoch): \(got), not \(right)")
        }
    }

    @Test("all five of the file")
    func scope() {
        #expect(Self.cases.count == 5)
        #expect(Self.cases.allSatisfy { $0["epochs_asked"].list.count == 12 })
    }
}

@Suite("The further schedules give the golden rates")
struct GoldenFurtherScheduleTests {
    static let cases = Golden.trainingFurther["schedules"].list

    @Test("all nineteen of the file")
    func scope() { #expect(Self.cases.count == 19) }

    @Test("one cycle, and its momentum", arguments: cases.filter { $0["schedule"].text == "one-cycle" }.indices)
    func oneCycle(index: Int) throws {
        let golden = Self.cases.filter { $0["schedule"].text == "one-cycle" }[index]
        var cycle = OneCycle(epochs: golden["epochs"].int, greatest: golden["max"].double)
        cycle.warmUp = golden["warm-up"].double
        cycle.shape = try #require(OneCycle.Shape(rawValue: golden["shape"].text))
        (cycle.div, cycle.finalDiv) = (golden["div"].double, golden["final-div"].double)
        cycle.hasThreePhases = { if case .flag(true) = golden["three-phase"] { true } else { false } }()
        if !golden["momentum-low"].isNothing { cycle.momentum = golden["momentum-low"].double...golden["momentum-high"].double }
        let epochs = 0..<cycle.epochs
        #expect(distance(epochs.map { Schedule.oneCycle(cycle).rate(7, at: $0) }, golden["rates"].doubles) <= 1e-14)
        #expect(Schedule.oneCycle(cycle).rate(7, at: cycle.epochs + 10) == Schedule.oneCycle(cycle).rate(7, at: cycle.epochs - 1))
        if golden["momenta"].isNothing {
            #expect(Schedule.oneCycle(cycle).momentum(at: 0) == nil)
        } else {
            #expect(distance(epochs.compactMap { Schedule.oneCycle(cycle).momentum(at: $0) }, golden["momenta"].doubles) <= 1e-14)
        }
    }

    @Test("warm restarts", arguments: cases.filter { $0["schedule"].text == "warm-restarts" }.indices)
    func warmRestarts(index: Int) {
        let golden = Self.cases.filter { $0["schedule"].text == "warm-restarts" }[index], rates = golden["rates"].doubles
        let schedule = Schedule.warmRestarts(first: golden["first"].int, factor: golden["factor"].int, end: golden["end"].double)
        #expect(distance(rates.indices.map { schedule.rate(golden["lr"].double, at: $0) }, rates) <= 1e-14)
    }

    @Test("plateau, by the losses of the epochs", arguments: cases.filter { $0["schedule"].text == "plateau" }.indices)
    func plateau(index: Int) {
        let golden = Self.cases.filter { $0["schedule"].text == "plateau" }[index], rate = golden["lr"].double
        var plateau = Plateau(), state = Plateau.State()
        plateau.measure = golden["mode"].text == "max" ? .accuracy : .loss
        (plateau.factor, plateau.patience) = (golden["factor"].double, golden["patience"].int)
        (plateau.threshold, plateau.isAbsolute) = (golden["threshold"].double, golden["threshold-mode"].text == "absolute")
        (plateau.cooldown, plateau.least, plateau.epsilon) = (golden["cooldown"].int, golden["least"].double, golden["eps"].double)
        let rates = golden["losses"].doubles.map { loss in
            plateau.look(at: loss, &state, learningRate: rate)
            return state.rate ?? rate
        }
        for (got, right) in zip([rate] + rates, golden["rates"].doubles) { #expect(excess(got, right, allowed: 1e-15 * right) <= 1) }
        #expect(rates.count + 1 == golden["rates"].doubles.count)
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
