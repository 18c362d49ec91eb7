// Names: what is printed can be typed.
import NeuralEngine
import Testing

@testable import Language

@Suite("Names of quantities")
struct NamesTests {
    @Test("every step of a pass is called by a name that means it", arguments: 1...40)
    func stepsHaveNames(seed: Int) throws {
        var random = RandomTalk(seed: seed)
        let talk = random.scene()
        let stepper = try talk.session.workspace.requireStepper(), names = Names(network: stepper.network)
        for index in 0..<stepper.plan.count {
            let quantity = stepper.plan[index].quantity
            guard quantity != .batchLoss else { continue }
            #expect(names.quantity(named: names.name(of: quantity)) == quantity)
            #expect(names.name(of: quantity).contains("w") || names.quantity(named: names.name(of: quantity).uppercased()) == quantity)
        }
    }

    @Test(
        "weights are numbered through the network; three names mean the same",
        arguments: [
            (1, "i1->h1", "W1[1,1]"), (2, "i2->h1", "W1[1,2]"), (3, "i1->h2", "W1[2,1]"), (4, "in[2]->h1[2]", "W1[2,2]"),
            (5, "h1->o1", "W2[1,1]"), (6, "h2->o1", "W2[1,2]"), (7, "h1[1]->out[2]", "W2[2,1]"), (8, "H2->O2", "w2[2,2]"),
        ])
    func weights(number: Int, arrow: String, place: String) {
        var talk = Talk.example
        talk.run("set w\(number) 0.125")
        #expect(talk.value(arrow) == 0.125)
        #expect(talk.value(place) == 0.125)
        talk.run("set \(arrow) 0.25")
        #expect(talk.value("w\(number)") == 0.25)
        talk.run("set \(place) 0.5")
        #expect(talk.value("w\(number)") == 0.5)
    }

    @Test(
        "what is no name of this network has none",
        arguments: [
            "w0", "w9", "h3", "i3", "o0", "h1.foo", "h1.", ".net", "W1[0,1]", "W1[3,1]", "W1[1]", "W1[1,2,3]", "W1[1,1", "b3", "i1->o1",
            "h1->i1",
            "->", "grad()", "grad(E)", "E.h1", "in[0]", "h2[1].net", "i1.net", "h1.target", "w", "W", "", "w-1", "w99999999999999999999",
            "net_",
        ])
    func noName(text: String) throws {
        let network = try #require(Talk.example.session.workspace.network)
        #expect(Names(network: network).quantity(named: text) == nil)
    }

    @Test("printed matrices can be typed: all bits come back", arguments: 1...20)
    func matricesComeBack(seed: Int) throws {
        var random = RandomTalk(seed: seed)
        var talk = random.scene()
        let weights = try #require(talk.session.workspace.parameters).weights[0]
        let json = JSONValue.matrix(weights.values, columns: weights.columns).description
        talk.run("set W1 [[" + String(repeating: "0,", count: weights.columns - 1) + "0]]")
        talk.run("init zeros")
        #expect(talk.error("set W1 \(json)") == nil)
        #expect(talk.session.workspace.parameters?.weights[0] == weights)
    }
}
