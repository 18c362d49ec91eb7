// Rules and schedules as they are typed: by epoch, by update, by what the loss does.
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("A rate")
struct ScheduleTests {
    private static let xor = Talk(
        "net 2-3-1 tanh", "data xor", "init glorot-uniform seed=3", "set batch 2", "optimizer sgd lr=0.4 momentum=0.5")

    @Test(
        "is told for the epochs or updates to come, and read back by print",
        arguments: [
            ("schedule warm-restarts first=2 factor=2", "0.4, 0.2, 0.4, 0.341421356, 0.2"),
            ("schedule warm_restarts first=2", "0.4, 0.2, 0.4, 0.2, 0.4"),
            ("schedule one-cycle epochs=5 warm-up=0.4 shape=linear div=4 final-div=10", "0.1, 0.4, 0.27, 0.14, 0.01"),
            ("schedule exponential gamma=0.5 by=update", "rates from update 0 on: 0.4, 0.2, 0.1, 0.05, 0.025"),
        ])
    func told(line: String, rates: String) {
        var talk = Self.xor
        #expect(talk.run(line).contains(rates), "\(talk.run(line))")
    }

    @Test("by update falls within the epoch, whether stepped or trained")
    func byUpdate() {
        var talk = Self.xor
        talk.run("schedule exponential gamma=0.5 by=update; train 1")
        #expect(talk.value("rate") == 0.1)
        talk.run("step pass; step pass; step")
        #expect(talk.value("rate") == 0.025)
    }

    @Test("falls on a plateau, of the validation part if there is one; stepping, training and rewinding come to the same")
    func plateau() {
        for split in ["", "split 50/50 seed=1"] {
            var talk = Self.xor
            if !split.isEmpty { talk.run(split) }
            // No epoch is better by so much.
            #expect(talk.error("schedule plateau factor=0.5 patience=1 threshold=0.9") == nil)
            var stepped = talk
            let reply = talk.run("train 8")
            #expect(reply.contains("the rate has fallen 3 times, to 0.05"), "\(reply)")
            #expect(talk.value("rate") == 0.05)
            for _ in 0..<8 { stepped.run("step epoch") }
            #expect(stepped.session.workspace.parameters == talk.session.workspace.parameters)
            let after = talk.session.workspace.parameters
            talk.run("rewind 3")
            #expect(talk.value("rate") == 0.2)
            talk.run("train 5")
            #expect(talk.session.workspace.parameters == after)
            talk.run("set lr 0.3")
            #expect(talk.value("rate") == 0.3)
        }
    }

    @Test("of a network that is made anew is the one that was asked for")
    func anew() {
        var talk = Self.xor
        talk.run("schedule plateau factor=0.5 patience=0 threshold=0.9; train 5")
        #expect(talk.value("rate")! < 0.4)
        talk.run("net 2-3-1 tanh")
        #expect(talk.value("rate") == 0.4)
    }

    @Test("with a momentum that is led needs a rule that has one")
    func momentum() {
        var talk = Self.xor
        #expect(talk.error("schedule one-cycle epochs=10 momentum-low=0.8") == nil)
        talk.run("optimizer adagrad")
        let error = talk.error("schedule one-cycle epochs=10 momentum-low=0.8")
        #expect(error?.column == 43 && error?.hint == "a rule that has one: optimizer sgd lr=0.1 momentum=0.9")
    }

    @Test(
        "that cannot be is refused at its place",
        arguments: [
            ("schedule plateau factor=1", 25), ("schedule plateau by=update", 18), ("schedule plateau patience=-1", 27),
            ("schedule one-cycle", 19), ("schedule one-cycle epochs=10 shape=round", 36), ("schedule one-cycle epochs=9 warm-up=2", 37),
            ("schedule warm-restarts first=0", 30), ("schedule step every=2 by=week", 26), ("schedule plateua", 10),
            ("schedule plateau on=w1", 21),
        ])
    func refused(line: String, column: Int) {
        var talk = Self.xor
        let before = talk.bits, error = talk.error(line)
        #expect(error?.column == column && error?.hint != nil, "\(error.map { "\($0)" } ?? "none")")
        #expect(talk.bits == before)
    }

    @Test(
        "goes on with what momentum remembers, also where it is switched off between",
        arguments: ["sgd lr=0.1 momentum=0.9", "radam", "adamax", "rprop"])
    func memory(rule: String) {
        var talk = Self.xor
        talk.run("optimizer \(rule); train 3")
        let reply = talk.run(rule.hasPrefix("sgd") ? "optimizer momentum=0" : "optimizer lr=0.01")
        #expect(!reply.contains("forgotten") && talk.session.workspace.optimizer.updates == 6)
        #expect(talk.run("optimizer adagrad").contains("forgotten"))
    }

    @Test("of each rule is explained with the numbers of its update", arguments: ["radam", "adamax", "rprop"])
    func explained(rule: String) {
        var talk = Self.xor
        talk.run("optimizer \(rule); train 3; step pass")
        let text = talk.run("explain w1")
        #expect(text.contains("by way of"), "\(text)")
        #expect(text.contains(["radam": "rho = ", "adamax": "u = max(", "rprop": "q_before > 0"][rule]!), "\(text)")
    }

    @Test(
        "is refused where a rule has no such option, and rprop's bounds are in order",
        arguments: [
            ("optimizer rprop weight-decay=1", 17), ("optimizer rprop least=2 greatest=1", 23), ("optimizer rprop eta-minus=1.5", 27),
            ("optimizer radam momentum=0.9", 17),
        ])
    func options(line: String, column: Int) {
        var talk = Self.xor
        #expect(talk.error(line)?.column == column, "\(talk.error(line).map { "\($0)" } ?? "none")")
    }
}
