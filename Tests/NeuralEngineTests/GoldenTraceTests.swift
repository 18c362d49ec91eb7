// The course's 2-2-2 network, walked step by step in all three ways with biases.
import Testing

@testable import NeuralEngine

/// The 2-2-2 network of the course with its start values.
struct CourseExample {
    enum Mode: String, CaseIterable {
        case frozenBias = "frozen_bias", biasPerUnit = "bias_per_unit", biasSharedByLayer = "bias_shared_by_layer"
    }

    let mode: Mode
    var golden: Golden { Golden.backpropTrace["modes"][mode.rawValue] }

    var network: Network {
        var network = Network(inputs: 2)
        for number in 1...2 {
            network.append(units: 2, activation: .sigmoid, biasMode: mode == .biasSharedByLayer ? .shared : .each)
            if mode == .frozenBias { network.setTrainable(false, biases: [0..<2], layer: number) }
        }
        return network
    }

    var parameters: Parameters {
        let start = Golden.backpropTrace["start"]
        var parameters = Parameters(zerosFor: network)
        for index in 0...1 {
            parameters.weights[index] = Matrix(rows: start["W\(index + 1)"].rows)
            parameters.biases[index] = Array(start["b\(index + 1)"].doubles.prefix(network.layers[index].biasCount))
        }
        return parameters
    }

    var samples: Samples {
        let golden = Golden.backpropTrace
        return Samples(inputs: Matrix(rows: [golden["inputs"].doubles]), targets: Matrix(rows: [golden["targets"].doubles]))
    }

    var optimizer: Optimizer { Optimizer(learningRate: Golden.backpropTrace["learning_rate"].double) }

    var stepper: Stepper { Stepper(network: network, parameters: parameters, optimizer: optimizer, samples: samples, batchSize: 1) }
    var trainer: Trainer { Trainer(network: network, parameters: parameters, optimizer: optimizer, samples: samples, batchSize: 1) }

    /// The course's name of what a step computes.
    func name(of quantity: Quantity) -> String {
        func unit(_ layer: Int, _ unit: Int) -> String { (layer == 1 ? "h" : "o") + "\(unit + 1)" }
        func weight(_ layer: Int, _ unit: Int, _ input: Int) -> String { "w\(4 * (layer - 1) + 2 * unit + input + 1)" }
        func bias(_ layer: Int, _ index: Int) -> String {
            mode == .biasSharedByLayer ? "b\(layer)" : unit(layer, index) + ".bias"
        }
        return switch quantity {
        case .netInput(let layer, let index): unit(layer, index) + ".net"
        case .output(let layer, let index): unit(layer, index) + ".out"
        case .share(let index): "E." + unit(2, index)
        case .sampleLoss: "E"
        case .delta(let layer, let index): unit(layer, index) + ".delta"
        case .weightGradient(let layer, let index, let input): "grad(\(weight(layer, index, input)))"
        case .biasGradient(let layer, let index): "grad(\(bias(layer, index)))"
        case .weight(let layer, let index, let input): weight(layer, index, input) + " after"
        case .bias(let layer, let index): bias(layer, index) + " after"
        default: "?"
        }
    }
}

@Suite("The 2-2-2 example is walked as in the golden trace")
struct GoldenTraceTests {
    @Test("order, values, terms and factors of every step", arguments: CourseExample.Mode.allCases)
    func stepByStep(mode: CourseExample.Mode) throws {
        let example = CourseExample(mode: mode), steps = example.golden["steps"].list
        var stepper = example.stepper
        #expect(stepper.plan.count == [.frozenBias: 31, .biasPerUnit: 39, .biasSharedByLayer: 35][mode])
        #expect(stepper.plan.count == steps.count)
        for golden in steps {
            let quantity = try #require(stepper.nextStep).quantity
            let name = example.name(of: quantity)
            #expect(name == golden["quantity"].text)
            if !golden["terms"].isNothing {
                expectClose(Self.terms(of: quantity, in: stepper), golden["terms"].doubles, "terms of \(name)")
            }
            if !golden["factors"].isNothing {
                let factors = try #require(Calculation.chainRule(of: quantity, in: stepper))
                expectClose(factors.map { $0.evaluated(in: stepper.moment, sample: 0) }, golden["factors"].doubles, "factors of \(name)")
            }
            stepper.step()
            #expect(stepper.lastStep?.quantity == quantity)
            expectClose([try #require(stepper.value(of: quantity))], [golden["value"].double], name)
        }
        #expect(stepper.isAtEndOfPass)
    }

    /// The parts that are added, as the course writes them: the bias last, and of a delta those of the sum in its parentheses.
    private static func terms(of quantity: Quantity, in stepper: Stepper) -> [Double] {
        var parts = Calculation.of(quantity, in: stepper).terms(in: stepper.moment, sample: 0).map {
            $0.part.evaluated(in: stepper.moment, sample: 0)
        }
        switch quantity {
        case .netInput: parts.append(parts.removeFirst())
        case .delta: parts.removeLast()
        default: break
        }
        return parts
    }

    @Test("each step's value is far from what the usual slips give")
    func slips() throws {
        let example = CourseExample(mode: .biasPerUnit)
        var values: [String: Double] = [:]
        var stepper = example.stepper
        while !stepper.isAtEndOfPass {
            stepper.step()
            let quantity = try #require(stepper.lastStep).quantity
            values[example.name(of: quantity)] = stepper.value(of: quantity)
        }
        var count = 0
        for golden in Golden.backpropTrace["slips"].list {
            let name = golden["quantity"].text, value = try #require(values[name])
            expectClose([value], [golden["right"].double], name)
            for (slip, wrong) in golden["slips"].fields {
                #expect(abs(value - wrong.double) > 1e-4 * abs(value), "\(name) looks like: \(slip)")
                count += 1
            }
        }
        #expect(count == 69)
    }

    private func expectClose(_ got: [Double], _ right: [Double], _ what: String, location: SourceLocation = #_sourceLocation) {
        let isClose = got.count == right.count && zip(got, right).allSatisfy { excess($0, $1, allowed: 1e-14 * abs($1)) <= 1 }
        #expect(isClose, "\(what): \(got), not \(right)", sourceLocation: location)
    }
}
