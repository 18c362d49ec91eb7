// Walking to a place by its number, the places between passes among them.
import Testing

@testable import NeuralEngine

@Suite("Travelling ends where it was asked to")
struct TravelTests {
    private typealias Position = Stepper.Position

    @Test("to every place of three passes, from every other side", arguments: (1...10).map { RandomScene(seed: $0) })
    func everyPlace(scene: RandomScene) {
        var walker = scene.stepper
        var random = RandomStream(seed: scene.seed, purpose: .shuffle)
        for _ in 1...30 {
            let pass = Int.random(in: 0...2, using: &random)
            var other = scene.stepper
            other.travel(to: Position(pass: pass))
            let step = Int.random(in: 0...other.plan.count, using: &random)
            walker.travel(to: Position(pass: pass, step: step))
            #expect(walker.position == Position(pass: pass, step: step))
            other.travel(to: Position(pass: pass, step: step))
            #expect(other.position == walker.position)
            #expect(other.bits == walker.bits)
        }
    }

    @Test("is said beforehand of every quantity, wherever the walk stands", arguments: (1...40).map { RandomScene(seed: $0) })
    func stepReaching(scene: RandomScene) {
        var stepper = scene.stepper, random = RandomStream(seed: scene.seed, purpose: .shuffle)
        for _ in 1...12 {
            stepper.travel(to: Position(step: Int.random(in: 0...stepper.plan.count, using: &random)))
            let quantity = stepper.plan[Int.random(in: 0..<stepper.plan.count, using: &random)].quantity
            var walker = stepper
            while !walker.hasReached(quantity) && !walker.isAtEndOfPass { walker.step() }
            let isReached = walker.hasReached(quantity) && walker.position > stepper.position
            // A gradient is what all samples of the batch have added to it.
            func isToCome() -> Bool { (walker.position.step..<walker.plan.count).contains { walker.plan[$0].quantity == quantity } }
            while isReached, quantity.isParameterGradient, isToCome() { walker.step() }
            #expect(stepper.stepReaching(quantity) == (isReached ? walker.position.step : nil))
            #expect(stepper.ahead(to: quantity).value(of: quantity)?.bitPattern == walker.value(of: quantity)?.bitPattern)
        }
    }

    @Test("to the start of a pass that has not begun loads its batch and computes nothing")
    func startOfNextPass() {
        var stepper = CourseExample(mode: .biasPerUnit).stepper
        stepper.travel(to: Position(pass: 1))
        #expect(stepper.position == Position(pass: 1))
        #expect(stepper.lastStep == nil)
        #expect(stepper.value(of: .sampleLoss) == nil)
        #expect(stepper.nextStep?.quantity == .netInput(layer: 1, unit: 0))
    }

    @Test("beyond the end of a pass stops at its end")
    func beyondTheEnd() {
        var stepper = CourseExample(mode: .biasPerUnit).stepper
        stepper.travel(to: Position(step: 1000))
        #expect(stepper.position == Position(step: 39))
        stepper.travel(to: Position(step: 39, term: 5))
        #expect(stepper.position == Position(step: 39))
    }

    @Test("into a step stops before its last term")
    func terms() {
        var stepper = CourseExample(mode: .biasPerUnit).stepper
        stepper.travel(to: Position(step: 4, term: 2))
        #expect(stepper.position == Position(step: 4, term: 2))
        stepper.travel(to: Position(step: 4, term: 9))
        #expect(stepper.position == Position(step: 4, term: 2))
        stepper.travel(to: Position(step: 1, term: 1))
        #expect(stepper.position == Position(step: 1))
        #expect(stepper.value(of: .netInput(layer: 1, unit: 0)) == 0.3775)
    }

    @Test("before the very beginning stays at the beginning")
    func beforeTheBeginning() {
        var stepper = CourseExample(mode: .biasPerUnit).stepper
        stepper.step()
        stepper.travel(to: Position(pass: -1))
        #expect(stepper.position == Position())
        let wentBack = stepper.back()
        #expect(!wentBack)
    }

    @Test("one step into a pass and back: the end of the pass before is in view again")
    func boundary() {
        var stepper = CourseExample(mode: .biasPerUnit).stepper
        stepper.travel(to: Position(step: 39))
        let loss = stepper.value(of: .sampleLoss), bits = stepper.bits
        stepper.step()
        #expect(stepper.value(of: .sampleLoss) == nil)
        let wentBack = stepper.back()
        #expect(wentBack)
        stepper.returnToEndOfPass()
        #expect(stepper.position == Position(step: 39))
        #expect(stepper.value(of: .sampleLoss) == loss)
        #expect(stepper.bits == bits)
    }
}
