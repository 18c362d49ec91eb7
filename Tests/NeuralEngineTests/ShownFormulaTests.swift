// The formula that is shown is the operation that is done.
import Testing

@testable import NeuralEngine

@Suite("The shown formula, evaluated, is the computed value")
struct ShownFormulaTests {
    @Test("for every step of two passes", arguments: (1...40).map { RandomScene(seed: $0) })
    func everyStep(scene: RandomScene) throws {
        var stepper = scene.stepper
        while stepper.position.pass < 2 {
            let step = try #require(stepper.nextStep)
            let formula = Calculation.of(step.quantity, in: stepper)
            let shown = formula.evaluated(in: stepper.moment, sample: step.sample)
            let terms = formula.terms(in: stepper.moment, sample: step.sample)
            #expect(terms.count == formula.termCount)
            #expect(terms.last?.total == shown)
            #expect(stepper.value(of: step.quantity) == nil || step.phase == .update || stepper.sample != step.sample)
            stepper.step()
            #expect(stepper.value(of: step.quantity) == shown, "\(step)")
            stepper.enterNextPass()
        }
    }

    @Test("a step has as many terms as its formula says", arguments: (1...20).map { RandomScene(seed: $0) })
    func termCounts(scene: RandomScene) throws {
        var stepper = scene.stepper
        while !stepper.isAtEndOfPass {
            let step = try #require(stepper.nextStep)
            let count = Calculation.of(step.quantity, in: stepper).termCount
            for term in 1..<max(count, 1) {
                let isComputed = stepper.stepTerm()
                #expect(!isComputed)
                #expect(stepper.position.term == term)
            }
            let isDone = stepper.stepTerm()
            #expect(isDone)
            #expect(stepper.lastStep == step)
            #expect(stepper.position.term == 0)
        }
    }

    @Test("the moment before a step is found from the end of the pass", arguments: (1...10).map { RandomScene(seed: $0) })
    func moments(scene: RandomScene) {
        var walker = scene.stepper
        walker.travel(to: Stepper.Position(pass: 1))
        var end = walker
        end.travel(to: Stepper.Position(pass: 1, step: .max))
        while !walker.isAtEndOfPass {
            let moment = end.walk(before: walker.position.step)
            #expect(moment.position == walker.position)
            #expect(moment.bits == walker.bits)
            walker.step()
        }
    }

    @Test("a gradient is the product of its chain of factors", arguments: (1...40).map { RandomScene(seed: $0) })
    func chainRule(scene: RandomScene) throws {
        var stepper = scene.stepper
        while let step = stepper.nextStep {
            let factors = Calculation.chainRule(of: step.quantity, in: stepper)
            let product = factors?.reduce(1) { $0 * $1.evaluated(in: stepper.moment, sample: step.sample) }
            let before = step.sample == 0 ? 0 : stepper.moment.stored(step.quantity, sample: step.sample)
            stepper.step()
            guard let product else { continue }
            let after = try #require(stepper.value(of: step.quantity))
            let contribution = step.quantity.isGradient ? after - before : after
            #expect(abs(contribution - product) <= 1e-14 * (abs(product) + abs(before)), "\(step)")
        }
    }
}

extension Quantity {
    /// Whether samples add to it.
    fileprivate var isGradient: Bool {
        switch self {
        case .weightGradient, .biasGradient: true
        default: false
        }
    }
}
