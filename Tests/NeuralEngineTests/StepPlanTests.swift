// The list of steps: what comes when, and where a quantity is computed.
import Testing

@testable import NeuralEngine

@Suite("The steps of a pass are listed in walking order")
struct StepPlanTests {
    static let scenes = (1...60).map { RandomScene(seed: $0) }

    private func plan(_ scene: RandomScene) -> StepPlan { StepPlan(network: scene.network, sampleCount: scene.samples.count) }

    @Test("the step of a quantity is the one that computes it", arguments: scenes)
    func indexInvertsSubscript(scene: RandomScene) {
        let plan = plan(scene)
        for index in 0..<plan.count {
            let step = plan[index]
            #expect(plan.index(of: step.quantity, sample: step.sample) == index)
        }
    }

    @Test("every quantity comes once a sample, parameters once", arguments: scenes)
    func onceEach(scene: RandomScene) {
        let plan = plan(scene), layers = scene.network.layers, samples = scene.samples.count
        let trainable = layers.reduce(0) { $0 + $1.trainableWeights.total + $1.trainableBiases.total }
        let nodes = layers.reduce(0) { $0 + $1.stepsForward + $1.stepsBackward }
        let perSample = nodes + scene.network.outputs + (scene.network.centerLoss == nil ? 1 : 2) + trainable
        let statistics = layers.reduce(0) { $0 + 6 * $1.statisticCount }
        let hasMean = samples > 1 || !scene.network.penalty.isNone || !scene.network.lossTerms.classWeights.isEmpty
        #expect(plan.count == samples * perSample + (hasMean ? 1 : 0) + statistics + trainable + scene.network.centerCount)
        let steps = (0..<plan.count).map { plan[$0] }
        #expect(Set(steps).count == steps.count)
        #expect(plan.firstUpdate == steps.firstIndex { $0.phase == .update } ?? plan.count)
        #expect(steps[..<plan.firstUpdate].allSatisfy { $0.phase != .update })
    }

    @Test("what a step needs has been computed before it", arguments: scenes)
    func operandsComeFirst(scene: RandomScene) {
        let plan = plan(scene), last = scene.network.outputLayer
        func place(_ quantity: Quantity, _ sample: Int) -> Int { plan.index(of: quantity, sample: sample)! }
        for index in 0..<plan.count {
            let step = plan[index]
            switch step.quantity {
            case .netInput(let layer, _):
                let source = scene.network.computingLayer(atOrBefore: layer - 1)
                if source > 0 { #expect(place(.output(layer: source, unit: 0), step.sample) < index) }
            case .output(let layer, let unit) where scene.network[layer: layer].hasNetInputs:
                #expect(place(.netInput(layer: layer, unit: unit), step.sample) < index)
            case .share(let unit): #expect(place(.output(layer: last, unit: unit), step.sample) < index)
            case .delta(let layer, _) where layer < last:
                let next = (layer + 1...last).first { scene.network[layer: $0].computes }!
                #expect(place(.delta(layer: next, unit: 0), step.sample) < index)
            case .weightGradient(let layer, let unit, _): #expect(place(.delta(layer: layer, unit: unit), step.sample) < index)
            case .weight(let layer, let unit, let input):
                #expect(place(.weightGradient(layer: layer, unit: unit, input: input), scene.samples.count - 1) < index)
            case .bias(let layer, let bias):
                #expect(place(.biasGradient(layer: layer, index: bias), scene.samples.count - 1) < index)
            default: break
            }
        }
    }

    @Test("a layer's steps are the longest stretch of one layer and phase", arguments: scenes)
    func layers(scene: RandomScene) {
        let plan = plan(scene)
        func isSameStretch(_ a: Int, _ b: Int) -> Bool {
            let (a, b) = (plan[a], plan[b])
            return a.layer == b.layer && a.phase == b.phase && a.sample == b.sample
        }
        var start = 0
        while start < plan.count {
            var end = start + 1
            while end < plan.count && isSameStretch(start, end) { end += 1 }
            for index in start..<end {
                #expect(plan.startOfLayer(index) == start)
                #expect(plan.endOfLayer(index) == end)
            }
            start = end
        }
    }

    @Test("without targets a pass goes forward only", arguments: scenes)
    func forwardOnly(scene: RandomScene) {
        let plan = StepPlan(network: scene.network, sampleCount: scene.samples.count, isForwardOnly: true)
        #expect(
            plan.count == scene.samples.count * scene.network.layers.reduce(0) { $0 + $1.stepsForward })
        #expect((0..<plan.count).allSatisfy { plan[$0].phase == .forward })
        #expect(plan.firstUpdate == plan.count)
        #expect(plan.index(of: .sampleLoss, sample: 0) == nil)
    }

    @Test("inputs, targets, frozen parameters and the learning rate have no step")
    func noStep() {
        let plan = CourseExample(mode: .frozenBias).stepper.plan
        for quantity: Quantity in [
            .output(layer: 0, unit: 0), .target(unit: 0), .bias(layer: 1, index: 0), .biasGradient(layer: 2, index: 1), .learningRate,
        ] {
            #expect(plan.index(of: quantity, sample: 0) == nil)
        }
    }
}

extension Layer {
    /// What is found of a layer for a sample: of each unit z and a, and delta; of a recurrent layer the same and what its gates need.
    fileprivate var stepsForward: Int {
        guard let recurrence else { return (hasNetInputs ? 2 : computes ? 1 : 0) * units }
        let parts =
            switch recurrence.cell {
            case .plain: 2
            case .lstm: 10
            case .gru: 8
            }
        return recurrence.steps * recurrence.units * parts
    }

    fileprivate var stepsBackward: Int {
        guard let recurrence else { return computes ? units : 0 }
        let parts =
            switch recurrence.cell {
            case .plain: 2
            case .lstm: 6
            case .gru: 5
            }
        return recurrence.steps * recurrence.units * parts
    }
}
