// Back to any epoch of a training, exact to the bit.
// swift-format-ignore-file: NeverForceUnwrap
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("Rewinding")
struct RewindTests {
    /// All that training has changed.
    private struct Moment: Equatable {
        let parameters: [UInt64]
        let optimizer: Optimizer
        let epoch: Int

        init(_ talk: Talk) {
            var workspace = talk.session.workspace
            workspace.restart()
            parameters = (workspace.parameters?.values ?? []).map(\.bitPattern)
            optimizer = workspace.optimizer
            epoch = workspace.epoch
        }
    }

    /// A training made ready at random.
    private func ready(_ seed: UInt64, _ random: inout RandomStream) -> Talk {
        var talk = Talk(
            "net 2-4-1 tanh output=sigmoid", "init glorot-normal seed=\(seed)",
            "data \(["moons", "circle", "gauss", "spiral"].randomElement(using: &random)!) n=\(Int.random(in: 20...40, using: &random)) seed=\(seed)"
        )
        if Bool.random(using: &random) { talk.run("split 70/30 seed=\(seed)") }
        if Bool.random(using: &random) { talk.run("normalise") }
        if Bool.random(using: &random) { talk.run("freeze b1") }
        return talk
    }

    private func options(_ random: inout RandomStream) -> String {
        let batch = ["", " batch=4", " batch=all"].randomElement(using: &random)!
        return batch + ["", " shuffle=3", " shuffle=no"].randomElement(using: &random)!
    }

    @Test("rewind k, then train n - k, is train n", arguments: UInt64(1)...20)
    func onwards(seed: UInt64) {
        var random = RandomStream(seed: seed, purpose: .data)
        var talk = ready(seed, &random)
        let total = Int.random(in: 1...150, using: &random)
        talk.run("train \(total)\(options(&random))")
        let end = Moment(talk)
        for _ in 0..<4 {
            let epoch = Int.random(in: 0...total, using: &random)
            talk.run("rewind \(epoch)")
            #expect(Moment(talk).epoch == epoch)
            if epoch < total { talk.run("train \(total - epoch)") }
            #expect(Moment(talk) == end)
        }
    }

    @Test("every epoch of a history of many commands is reached, stepped ones too", arguments: UInt64(1)...20)
    func everyEpoch(seed: UInt64) {
        var random = RandomStream(seed: seed, purpose: .data)
        var talk = ready(seed, &random)
        var moments = [Moment(talk)]
        for _ in 0..<6 {
            switch Int.random(in: 0..<6, using: &random) {
            case 0: talk.run("set lr \(Double.random(in: 0.1...1, using: &random))")
            case 1: talk.run("set w3 \(Double.random(in: -1...1, using: &random))")
            case 2: talk.run("data moons n=30 seed=\(seed + 1)")
            case 3:
                talk.run("step epoch")
                moments.append(Moment(talk))
                continue
            case 4: talk.run("step \(Int.random(in: 1...30, using: &random))")
            default: break
            }
            moments[moments.count - 1] = Moment(talk)
            let options = options(&random)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                talk.run("train 1\(options)")
                moments.append(Moment(talk))
            }
        }
        for epoch in moments.indices.shuffled(using: &random) {
            talk.run("rewind \(epoch)")
            #expect(Moment(talk) == moments[epoch], "epoch \(epoch) of \(moments.count - 1)")
            talk.run("undo")
        }
    }

    @Test("rewind forgets the curve behind it, and goes on with it; undo brings all back")
    func curve() {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data xor", "train 30")
        let before = talk.bits
        talk.run("rewind 10")
        #expect(talk.session.workspace.training.epochs == (0...10).map(Double.init))
        talk.run("undo")
        #expect(talk.bits == before)
        talk.run("rewind -25; train 10")
        #expect(talk.session.workspace.training.epochs == (0...15).map(Double.init))
    }

    @Test("where a long training was not judged, going there judges it", arguments: ["", "; split 70/30"])
    func judged(split: String) throws {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data moons n=20\(split)", "train 3000")
        let before = talk.session.workspace.training
        #expect(before.standing(at: 2001) == nil)
        talk.run("rewind 2001")
        let there = try #require(talk.session.workspace.training.standing(at: 2001))
        #expect(there.loss == talk.value("loss") && there.accuracy == talk.value("accuracy"))
        #expect(there.validationLoss == talk.value("val.loss"))
        #expect(talk.session.workspace.training.epochs == before.epochs.filter { $0 < 2001 } + [2001])
        talk.run("rewind 2000")
        #expect(talk.session.workspace.training.epochs == before.epochs.filter { $0 <= 2000 })
    }

    @Test("looking back shows what rewinding would reach, and changes nothing", arguments: UInt64(1)...10)
    func look(seed: UInt64) throws {
        var random = RandomStream(seed: seed, purpose: .data)
        var talk = ready(seed, &random)
        talk.run("train \(Int.random(in: 600...1500, using: &random))\(options(&random))")
        talk.run("set lr 0.1; train 30\(options(&random))")
        let before = talk.bits
        for _ in 0..<5 {
            let epoch = Int.random(in: 0...talk.session.workspace.epoch, using: &random)
            let seen = try #require(talk.session.workspace.look(backTo: epoch))
            #expect(talk.bits == before && seen.epoch == epoch)
            talk.run("rewind \(epoch)")
            let there = talk.session.workspace
            #expect(seen.parameters == there.parameters && seen.optimizer == there.optimizer)
            #expect(seen.past?.loss == (try there.evaluation()).loss)
            talk.run("undo")
        }
        #expect(talk.session.workspace.look(backTo: -1) == nil && talk.session.workspace.reachableEpoch(near: -1) == 0)
        let stopped = RunControl()
        stopped.cancel()
        let isKept = { (epoch: Int) in talk.session.workspace.look(backTo: epoch, control: stopped) != nil }
        #expect(isKept(0) && !(0...600).allSatisfy(isKept))
    }

    @Test("the settings of then come back with the epoch")
    func settings() {
        var talk = Talk(
            "net 2-3-1 tanh output=sigmoid", "data xor", "set lr 0.7", "train 5 batch=2", "set lr 0.1; data and; train 5 batch=all")
        #expect(talk.run("rewind 3").contains("network, data and settings are those of then"))
        #expect(talk.session.workspace.dataset?.name == "xor" && talk.session.workspace.batchSize == 2)
        #expect(talk.value("rate") == 0.7)
        #expect(!talk.run("rewind 2").contains("those of then"))
    }

    @Test("epochs that are not there")
    func errors() {
        var talk = Talk("net 2-2-1 sigmoid", "data xor")
        #expect(talk.error("rewind 1")?.message == "there is no epoch to go back to")
        talk.run("train 3")
        #expect(talk.error("rewind 4")?.message == "the epoch is at most 3, not 4")
        #expect(talk.error("rewind -4")?.message == "the epoch is at least -3, not -4")
        #expect(talk.error("rewind x")?.message == "'x' is not a whole number")
        #expect(talk.error("rewind")?.message == "the epoch is missing")
    }
}
