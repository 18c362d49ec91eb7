// You can always go back: every place of a walk has one state, whichever way it was come to.
import Testing

@testable import NeuralEngine

@Suite("Going back restores every bit")
struct GoingBackTests {
    @Test("the whole way back from the second epoch, step by step", arguments: (1...20).map { RandomScene(seed: $0) })
    func wholeWayBack(scene: RandomScene) {
        var stepper = scene.stepper
        var states = [(stepper.position, stepper.bits)]
        for _ in 1...2 * stepper.batchesPerEpoch {
            repeat {
                stepper.step()
                states.append((stepper.position, stepper.bits))
            } while !stepper.isAtEndOfPass
        }
        states.removeLast()
        while let (position, bits) = states.popLast() {
            let wentBack = stepper.back()
            #expect(wentBack)
            stepper.returnToEndOfPass()
            #expect(stepper.position == position)
            #expect(stepper.bits == bits)
        }
        let wentBack = stepper.back()
        #expect(!wentBack)
        #expect(stepper.bits == scene.stepper.bits)
        #expect(stepper.parameters == scene.parameters)
    }

    @Test("random walks of steps, terms and jumps, forwards and back", arguments: (1...24).map { RandomScene(seed: $0) })
    func randomWalk(scene: RandomScene) {
        var random = RandomStream(seed: scene.seed, purpose: .shuffle)
        var stepper = scene.stepper
        var known: [String: Bits] = [:]
        for _ in 1...150 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0...3: stepper.step()
            case 4...5: stepper.back()
            case 6: stepper.stepTerm()
            case 7: stepper.backTerm()
            case 8: stepper.returnToEndOfPass()
            default:
                let pass = Int.random(in: 0...3, using: &random), step = Int.random(in: 0...stepper.plan.count, using: &random)
                stepper.travel(to: Stepper.Position(pass: pass, step: step))
            }
            let bits = stepper.bits
            // Terms change nothing before the last one is taken.
            let place = "\(stepper.position.pass) \(stepper.position.step)"
            #expect(known[place, default: bits] == bits, "at \(stepper.position)")
            known[place] = bits
        }
    }

    @Test("the loss of a whole batch comes back after a batch of one sample")
    func lossOfShortBatch() throws {
        let scene = try #require(
            (1...).lazy.map { RandomScene(seed: $0) }.first {
                $0.samples.count == 3 && $0.order == BatchOrder(size: 2) && $0.network.penalty.isNone && $0.network.lossTerms == LossTerms()
            })
        var stepper = scene.stepper
        repeat { stepper.step() } while !stepper.isAtEndOfPass
        let loss = try #require(stepper.value(of: .batchLoss))
        #expect(loss == (stepper.pass.sampleLosses[0] + stepper.pass.sampleLosses[1]) / 2)
        stepper.travel(to: Stepper.Position(pass: 1, step: stepper.plan.count))
        #expect(stepper.value(of: .batchLoss) == stepper.pass.sampleLosses[0])
        stepper.travel(to: Stepper.Position(pass: 0, step: .max))
        #expect(stepper.value(of: .batchLoss) == loss)
    }

    @Test("terms are taken back one by one", arguments: (1...20).map { RandomScene(seed: $0) })
    func terms(scene: RandomScene) {
        var stepper = scene.stepper
        var positions: [Stepper.Position] = []
        for _ in 1...60 {
            stepper.enterNextPass()
            positions.append(stepper.position)
            stepper.stepTerm()
        }
        for position in positions.reversed() {
            let wentBack = stepper.backTerm()
            #expect(wentBack)
            #expect(stepper.position == position || stepper.isAtEndOfPass)
        }
        let wentBack = stepper.backTerm()
        #expect(!wentBack)
    }
}
