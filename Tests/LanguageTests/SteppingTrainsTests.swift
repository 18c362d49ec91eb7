// What you step is what trains, in the learner's own words.
import Testing

@testable import Language
@testable import Workspaces

@Suite("Stepping a pass is one update of training")
struct SteppingTrainsTests {
    @Test("step pass and train 1 print the same weights to all digits", arguments: 1...25)
    func passIsTraining(seed: Int) {
        var random = RandomTalk(seed: seed)
        var stepped = random.scene()
        stepped.run("set batch all; set digits 17")
        var trained = stepped, byNode = stepped, byTerm = stepped
        for _ in 1...3 {
            stepped.run("step pass")
            trained.run("train 1")
            byNode.run("forward; backward; update")
            repeat { byTerm.run("step term") } while byTerm.session.workspace.stepper?.isAtEndOfPass == false
            let weights = trained.run("show weights")
            #expect(stepped.run("show weights") == weights, "seed \(seed)")
            #expect(byNode.run("show weights") == weights, "seed \(seed)")
            #expect(byTerm.run("show weights") == weights, "seed \(seed)")
        }
        #expect(stepped.session.workspace.parameters == trained.session.workspace.parameters)
    }

    @Test("step epoch and train 1 agree with mini-batches too", arguments: 1...40)
    func epochIsTraining(seed: Int) {
        var random = RandomTalk(seed: seed)
        var stepped = random.scene()
        stepped.run("set batch \(random.int(1...3))")
        var trained = stepped
        for _ in 1...3 {
            stepped.run("step epoch")
            trained.run("train 1")
            #expect(stepped.session.workspace.parameters == trained.session.workspace.parameters, "seed \(seed)")
            #expect(stepped.value("epoch") == trained.value("epoch"))
        }
    }
}
