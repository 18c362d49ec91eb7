// What you step is what trains.
import Testing

@testable import NeuralEngine

@Suite("Stepping gives the bits that training gives")
struct SteppingTrainsTests {
    @Test("node by node, over several epochs", arguments: (1...60).map { RandomScene(seed: $0) })
    func nodeByNode(scene: RandomScene) {
        var stepper = scene.stepper, trainer = scene.trainer
        for epoch in 1...3 {
            trainer.epoch()
            repeat { stepper.step() } while stepper.epochsDone < epoch
            #expect(stepper.isAtEndOfPass)
            #expect(stepper.parameters == trainer.parameters)
        }
        #expect(trainer.parameters.areFinite)
    }

    @Test("with one, two and three threads", arguments: (1...60).map { RandomScene(seed: $0) })
    func threads(scene: RandomScene) {
        var alone = scene.trainer(threads: 1)
        var crews = [2, 3].map { scene.trainer(threads: $0, evenIfSmall: true) }
        for _ in 1...3 {
            alone.epoch()
            for index in crews.indices { crews[index].epoch() }
        }
        for crew in crews { #expect(crew.parameters == alone.parameters) }
    }

    @Test("networks of a few units, in the kernel made for them", arguments: (1...40).map { RandomScene.small(seed: $0) })
    func smallNetworks(scene: RandomScene) {
        var stepper = scene.stepper, trainer = scene.trainer, epochByEpoch = scene.trainer
        #expect(SmallNetwork(scene.network, scene.optimizer, scene.order, scene.parameters.places) != nil)
        trainer.train(epochs: 3)
        for _ in 1...3 { epochByEpoch.epoch() }
        repeat { stepper.step() } while stepper.epochsDone < 3
        #expect(stepper.parameters == trainer.parameters)
        #expect(epochByEpoch.parameters == trainer.parameters)
        #expect(stepper.optimizerAfterWalk.updates == trainer.optimizer.updates)
    }

    @Test("term by term", arguments: (61...90).map { RandomScene(seed: $0) })
    func termByTerm(scene: RandomScene) {
        var stepper = scene.stepper, trainer = scene.trainer
        trainer.epoch()
        repeat { stepper.stepTerm() } while stepper.epochsDone < 1
        #expect(stepper.parameters == trainer.parameters)
    }

    @Test("what a pass finds is the same wherever the walk stands in it", arguments: (121...160).map { RandomScene(seed: $0) })
    func anywhere(scene: RandomScene) throws {
        let start = scene.stepper, whole = start.wholePass(), ofInputs = start.inputGradients(of: whole)
        let plan = start.plan
        for step in [0, plan.count / 3, plan.firstBackward ?? plan.count, plan.firstUpdate, plan.count] {
            var stepper = start
            stepper.travel(to: Stepper.Position(step: step))
            let forward = try #require(stepper.forwardPass(unless: { false })), back = try #require(stepper.wholePass(unless: { false }))
            for pass in [forward, back] {
                #expect(pass.netInputs == whole.netInputs && pass.outputs == whole.outputs && pass.loss == whole.loss)
            }
            #expect(back.deltas == whole.deltas && back.gradients == whole.gradients)
            #expect(stepper.inputGradients(of: back, unless: { false }) == ofInputs)
            let isStopped = step < plan.firstUpdate && stepper.wholePass(unless: { true }) != nil
            #expect(!isStopped)
        }
    }

    @Test("every value on the way is that of the whole pass", arguments: (91...120).map { RandomScene(seed: $0, freezes: false) })
    func everyValue(scene: RandomScene) {
        var stepper = scene.stepper
        let whole = stepper.wholePass()
        stepper.travel(to: Stepper.Position(step: stepper.plan.firstUpdate))
        #expect(stepper.pass.netInputs == whole.netInputs)
        #expect(stepper.pass.outputs == whole.outputs)
        #expect(stepper.pass.shares == whole.shares)
        #expect(stepper.pass.sampleLosses == whole.sampleLosses)
        #expect(stepper.pass.loss == whole.loss)
        #expect(stepper.pass.deltas == whole.deltas)
        #expect(stepper.pass.gradients == whole.gradients)
    }

    @Test("looking at the loss between epochs changes nothing", arguments: (1...20).map { RandomScene(seed: $0) })
    func evaluating(scene: RandomScene) {
        var quiet = scene.trainer, watched = scene.trainer
        for _ in 1...3 {
            quiet.epoch()
            _ = watched.evaluate()
            watched.epoch()
            _ = watched.evaluate()
        }
        #expect(quiet.parameters == watched.parameters)
    }

    @Test("frozen parameters stay as they are", arguments: (1...30).map { RandomScene(seed: $0) })
    func frozen(scene: RandomScene) {
        var trainer = scene.trainer
        trainer.epoch()
        for (index, layer) in scene.network.layers.enumerated() {
            for i in 0..<layer.weightCount where layer.trainableWeights.place(of: i) == nil {
                #expect(trainer.parameters.weights[index].values[i] == scene.parameters.weights[index].values[i])
            }
            for i in 0..<layer.biasCount where layer.trainableBiases.place(of: i) == nil {
                #expect(trainer.parameters.biases[index][i] == scene.parameters.biases[index][i])
            }
        }
    }
}
