// You can always go back: every command, every step and every epoch, to the last bit.
import Fuzzing
import Testing

@testable import Language
@testable import Sessions
@testable import Workspaces

@Suite("Undo restores every bit")
struct GoingBackTests {
    @Test("random commands, taken back and done again in any order", arguments: 1...30)
    func randomWalk(seed: Int) {
        var random = RandomTalk(seed: seed)
        var talk = random.scene()
        talk.wander(60, &random, seed: seed) { $0.command() }
    }

    @Test("back restores every bit of the walk", arguments: 1...30)
    func backSteps(seed: Int) {
        var random = RandomTalk(seed: seed)
        var talk = random.scene()
        // What every place was like when it was first come to, without the way there.
        var places: [String: Bits] = [:]
        for _ in 1...40 {
            let unit = random.pick(["node", "layer", "pass", "epoch"])
            talk.run("\(random.int(0...9) < 6 ? "step" : "back") \(random.int(1...4)) \(unit)")
            guard let place = talk.session.workspace.stepper?.position else { continue }
            let bits = talk.bits
            #expect(bits.difference(from: places["\(place)", default: bits]) == nil, "seed \(seed)")
            places["\(place)"] = bits
        }
    }

    @Test("terms are taken back one by one")
    func backTerms() {
        var talk = Talk.example
        talk.run("step 5; step term")
        let bits = talk.bits
        talk.run("step 7 term")
        #expect(talk.error("back 7 term") == nil)
        #expect(talk.bits.difference(from: bits) == nil)
    }

    @Test("looking changes nothing", arguments: 1...20)
    func looking(seed: Int) {
        var random = RandomTalk(seed: seed)
        var talk = random.scene()
        talk.run("step \(random.int(1...20))")
        let bits = talk.bits
        for command in [
            "print E", "print W1", "print loss", "explain o1.delta", "explain grad(w1)", "show", "show weights", "show gradients",
            "show steps",
            "show activations", "show data", "show optimizer", "info breaks", "help", "help step", "history",
        ] {
            #expect(talk.error(command) == nil, "\(command)")
            #expect(talk.bits.difference(from: bits) == nil, "\(command)")
        }
    }

    @Test("a training that is stopped can be repeated, and is kept as what it did")
    func stoppedTraining() throws {
        var talk = Talk.example
        let control = RunControl()
        control.cancel()
        let bits = talk.bits
        let outcomes = talk.session.run("train 1000", control: control)
        #expect(throws: CommandError.self) { try outcomes.first?.result.get() }
        #expect(talk.bits.difference(from: bits) == nil)
        let stopped = talk.session.run("step 2000", control: control)
        #expect(try stopped.first?.result.get().repeatedBy == "step 1")
        #expect(talk.session.transcript.commands.last == "step 1")
    }
}
