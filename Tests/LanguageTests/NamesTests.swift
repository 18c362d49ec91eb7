// Names: what is printed can be typed.
import Documents
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("A name that a network has not")
struct NameHintTests {
    @Test(
        "is answered by those of its kind that it has",
        arguments: [
            ("w99", "weights are w1 to w8"), ("w0", "weights are w1 to w8"), ("W9", "weights of whole layers are W1 and W2"),
            ("W1[3,1]", "numbers of W1 are W1[1,1] to W1[2,2]"), ("grad(w9)", "weights are w1 to w8"), ("b9", "biases are b1 and b2"),
            ("b2[3]", "biases of layer 2 are b2[1] and b2[2]"), ("h9.net", "hidden units are h1 and h2"),
            ("o3", "outputs are o1 and o2"), ("i7", "inputs are i1 and i2"), ("E.o5", "outputs are o1 and o2"),
            ("delta_o4", "outputs are o1 and o2"), ("h3->o1", "hidden units are h1 and h2"),
            ("i1->o1", "weights lead from one layer to the next"), ("h1.nett", "did you mean 'h1.net'?"),
            ("acuracy", "did you mean 'accuracy'?"),
        ])
    func small(name: String, hint: String) {
        var talk = Talk("net 2-2-2 sigmoid", "input 1 2; target 1 0")
        #expect(talk.error("print \(name)")?.hint == hint)
        if name.lowercased().hasPrefix("w") || name.hasPrefix("b") { #expect(talk.error("set \(name) 0.5")?.hint == hint) }
    }

    @Test("is refused where it asks for the bias of an input, which is no layer's", arguments: ["i1.bias", "b_i2", "in[1].bias"])
    func biasOfInput(name: String) {
        var talk = Talk("net 2-2-2 sigmoid", "input 1 2; target 1 0")
        for command in ["print", "explain", "break", "watch", "goto", "freeze"] {
            #expect(talk.error("\(command) \(name)")?.column == command.count + 2)
        }
        #expect(talk.error("set \(name) 1") != nil)
    }

    @Test("is refused however deep its brackets go, as a line is long", arguments: ["break", "explain", "goto", "watch", "freeze", "set"])
    func deep(command: String) {
        let depth = 20_000, name = String(repeating: "grad(", count: depth) + "w1" + String(repeating: ")", count: depth)
        var talk = Talk("net 2-2-2 sigmoid", "input 1 2; target 1 0")
        #expect(talk.error("\(command) \(name)\(command == "set" ? " 1" : "")")?.column == command.count + 2)
        #expect(talk.error("break grad(grad(w1))") != nil)
    }

    @Test(
        "also of a network of images",
        arguments: [
            ("conv1[3,1,1]", "units of conv1 are conv1[1,1,1] to conv1[2,3,3]"),
            ("conv7[1,1,1]", "layers are in, conv1, pool2, flat3, h4 and out"),
            ("W1[3,1,1,1]", "numbers of W1 are W1[1,1,1,1] to W1[2,1,3,3]"), ("W2[1,1]", "weights of whole layers are W1, W4 and W5"),
            ("h4[4]", "units of layer 4 are h4[1] to h4[3]"), ("h2", "units of layer 4 are h4[1] to h4[3]"),
            ("o2", "the only output is o1"),
            ("b5[2]", "layer 5 has one bias, b5"), ("in[1,6,1]", "inputs are in[1,1,1] to in[1,5,5]"),
        ])
    func images(name: String, hint: String) {
        var talk = Talk(
            "layer input 5x5x1", "layer conv 2 3x3 relu", "layer maxpool 2x2 stride=1", "layer flatten", "layer dense 3 relu",
            "layer dense 1 sigmoid")
        #expect(talk.error("print \(name)")?.hint == hint)
    }

    @Test("and where there is a single one, or none, that is said")
    func few() {
        var talk = Talk("net 1-1 identity")
        #expect(talk.error("set w9 1")?.hint == "the only weight is w1")
        #expect(talk.error("print h1")?.hint == "the network has no hidden layer")
    }
}

@Suite("Names of quantities")
struct NamesTests {
    @Test("every step of a pass is called by a name that means it", arguments: 1...40)
    func stepsHaveNames(seed: Int) throws {
        var random = RandomTalk(seed: seed)
        let talk = random.scene()
        let stepper = try talk.session.workspace.walk(), names = Names(network: stepper.network)
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

    @Test("a capital W of no layer is one weight, and is told to be one")
    func capital() {
        var talk = Talk.example
        let note = "(read as w3, a single weight: W3 would be all weights of layer 3, and there is none)"
        #expect(talk.run("print W3").replacing("\n  ", with: " ").hasSuffix(note))
        #expect(talk.run("print 2*grad(W3)").replacing("\n  ", with: " ").contains(note))
        #expect(!talk.run("print w3").contains("read as") && !talk.run("print W2").contains("read as"))
    }
}
