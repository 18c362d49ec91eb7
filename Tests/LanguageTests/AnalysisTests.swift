// What a network or a function is, worked out: properties, collapse, truth tables, spectra, the folding of the plane.
import Testing
import Workspaces

@testable import Language

@Suite("Analysis")
struct AnalysisTests {
    // MARK: properties

    @Test(
        "properties says of awkward functions what is true, or that it is not known",
        arguments: [
            ("step", "slope 0 everywhere but at x = 0, where f jumps and has no slope"),
            ("stairs", "slope 0 everywhere but at x = 0 and 1, where f jumps and has no slope"),
            ("lift", "largest slope 1, at x = 0; at x = 1 f jumps and has no slope"), ("three", "slope 0 everywhere"),
            ("inverse", "range -inf .. inf, not bounded: to the left f goes to 0, to the right it goes to 0, near x = 0 it has no bound"),
            ("inverse", "not monotonic: f rises and falls"), ("inverse", "zero-centred is not known"),
            ("inverse", "not like x near 0: f(0) is no finite number"),
            ("lg", "saturates on the right, the slope goes to 0: f'(10) = 0.1, f'(100) = 0.01; not on the left: there f has no values"),
            ("flutter", "no largest slope: f' has no bound near x = 0"), ("flutter", "zero-centred: the mean of f(z) is 0"),
        ])
    func awkward(name: String, sentence: String) {
        var talk = Talk(
            "define stairs(x) = step(x) + step(x-1)", "define lift(x) = if(x > 1, x + 1, x)", "define three(x) = 3 + 0*x",
            "define inverse(x) = 1/x", "define lg(x) = ln(x)", "define flutter(x) = sin(1/x)")
        let told = talk.run("properties \(name)").split { $0.isWhitespace }.joined(separator: " ")
        #expect(told.contains(sentence), "\(told)")
    }

    @Test("the properties of sigmoid are the contract's")
    func properties() {
        var talk = Talk()
        let json =
            #""values":{"name":"sigmoid","range":[0,1],"bounded":true,"monotonic":true,"differentiable":true,"kinks":[],"#
            + #""identity_near_0":false,"saturates":["left","right"],"largest_slope":0.25,"largest_slope_at":0,"zero_centred":false}"#
        #expect(talk.json("properties sigmoid")[0].contains(json))
        #expect(talk.json("properties logistic")[0].contains(json))
    }

    @Test("each answer has its evidence beside it")
    func evidence() {
        var talk = Talk("set digits 6")
        let relu = talk.run("properties relu").replacing("\n  ", with: " ")
        #expect(relu.contains("range 0 .. inf, bounded below, not above: to the left f goes to 0, to the right it rises without bound"))
        #expect(relu.contains("a kink at x = 0, where the slope goes from 0 to 1"))
        #expect(relu.contains("saturates on the left, the slope goes to 0: f'(-10) = 0, f'(-100) = 0; not on the right"))
        #expect(relu.contains("not like x near 0: a millionth from 0 f(x)/x is 0 on the left, 1 on the right"))
        #expect(relu.contains("largest slope 1, at x = 0"))
        #expect(relu.contains("That proves nothing about what is narrower."))
        #expect(talk.run("properties swish").contains("not monotonic: f rises and falls; it rises from x = -1.27846 on"))
        #expect(talk.run("properties softplus").contains("which f' comes near to as x goes to infinity"))
    }

    @Test("functions of the learner's own have properties, too")
    func own() {
        var talk = Talk("define bend(x) = if(x < 0.3, 0, 2*x - 0.6)", "define swish2(x) = x*sigmoid(2*x)")
        #expect(
            talk.json("properties bend")[0].contains(
                #""range":[0,"inf"],"bounded":false,"monotonic":true,"differentiable":false,"kinks":[0.3]"#))
        #expect(talk.json("properties swish2")[0].contains(#""monotonic":false,"differentiable":true,"kinks":[]"#))
    }

    @Test("what is no function of one number, or no activation, is refused at its place with a hint that works")
    func noProperties() {
        var talk = Talk()
        let softmax = talk.error("properties softmax")
        #expect(softmax?.column == 12 && softmax?.hint == "for two units it is sigmoid of their difference: properties sigmoid")
        #expect(talk.error("properties sigmod")?.hint == "did you mean 'sigmoid'?")
        #expect(talk.error("properties")?.hint == "for example: properties sigmoid")
    }

    // MARK: collapse

    @Test("linear layers are one: W and b of the product, and the outputs agree")
    func collapse() {
        var talk = Talk(
            "net 2-2-1 identity", "set W1 [[1,2],[3,4]]; set b1 [1,-1]; set W2 [[5,6]]; set b2 0.5", "input 1 2")
        #expect(talk.json("collapse")[0].contains(#""values":{"W1":[[23,34]],"b1":[-0.5]}"#))
        let text = talk.run("collapse").replacing("\n  ", with: " ")
        #expect(text.contains("2 linear layers are one linear layer 2-1, whose W1 is their W2 W1"))
        #expect(text.contains("for 1 sample shown: the same; the largest is 90.5"))
    }

    @Test(
        "the first layer that is not linear is named, and what the hint says makes it linear",
        arguments: [
            (
                "net 2-3-3-1 identity; layer activation 2 tanh; layer activation 3 relu", "layer 2 (dense 3 tanh)",
                "layer activation 2 identity"
            ),
            ("net 2-3-2 identity output=softmax", "layer 2 (dense 2 softmax)", "loss squared-error; layer activation 2 identity"),
        ])
    func notLinear(net: String, name: String, hint: String) {
        var talk = Talk(net)
        let error = talk.error("collapse")
        #expect(error?.message.hasPrefix("\(name) is not linear") == true && error?.hint == hint)
        #expect(talk.error(hint) == nil)
        _ = talk.error("layer activation 3 identity")
        #expect(talk.error("collapse") == nil)
    }

    @Test("a layer that is not dense is named")
    func notDense() {
        var talk = Talk("layer input 4x4x1; layer maxpool 2x2; layer dense 1 identity")
        let error = talk.error("collapse")
        #expect(error?.message.contains("layer 1 (maxpool 2x2) is no dense layer") == true)
        #expect(error?.hint == "for example: net 2-3-1 identity" && talk.error("net 2-3-1 identity; collapse") == nil)
        var nothing = Talk()
        #expect(nothing.error("collapse")?.message == "there is no network yet")
    }

    // MARK: show truth

    @Test("the whole truth table, beside what the data want")
    func truth() {
        var talk = Talk("net 2-1 step; set W1 [[-2,-2]]; set b1 3", "data nand")
        #expect(
            talk.json("show truth")[0].contains(
                #""values":{"inputs":[[0,0],[0,1],[1,0],[1,1]],"outputs":[[1],[1],[1],[0]],"targets":[[1],[1],[1],[0]],"right":4}"#))
        #expect(talk.run("show truth").contains("4 of 4 rows with a target are right"))
        talk.run("data xor")
        #expect(talk.run("show truth").contains("3 of 4 rows with a target are right"))
    }

    @Test("without data there are outputs alone; too many inputs are refused")
    func truthAlone() {
        var talk = Talk("net 3-1 step")
        #expect(talk.json("show truth")[0].contains(#""targets":[null,null,null,null,null,null,null,null],"right":null"#))
        talk.run("net 9-1 step")
        #expect(talk.error("show truth")?.message.contains("2^9 rows") == true)
    }

    // MARK: What has no numbers

    @Test("gradients are not compared where the pass has overflowed: the first such number and its place are told")
    func overflowInPass() {
        var talk = Talk("net 1-1 identity", "set w1 1e200; set b1 0; input 1e100; target 0")
        let told = talk.run("check gradients").split { $0.isWhitespace }.joined(separator: " ")
        #expect(told.hasPrefix("none of the 3 gradients could be compared") && told.contains("the first was") && !told.contains("nan"))
        #expect(talk.json("check gradients")[0].contains(#""ok":false,"compared":0"#))
    }

    @Test("of a function with a value nowhere its properties are that alone")
    func nowhere() {
        var talk = Talk("define f(x) = 0/0")
        #expect(
            talk.run("properties f").split(separator: "\n").count <= 3 && talk.run("properties f").contains("f has a finite value nowhere"))
        #expect(talk.json("properties f")[0].contains(#""values":{"name":"f","defined":false}"#))
    }

    // MARK: Spectrum

    @Test("the spectrum of a chain is its products, to the last digit however small")
    func spectrum() {
        var talk = Talk("net 2-2-2 identity", "set W1 [[1e-20,0],[0,3]]; set W2 [[1e-20,0],[0,2]]", "input [[1,1],[0,5]]")
        let json = talk.json("show spectrum sample=2")[0]
        #expect(json.contains(#"{"layer":1,"singular_values":[3,1e-20],"stable_rank":1,"effective_rank":"#))
        #expect(json.contains(#"{"layer":2,"singular_values":[6,"#) && json.contains("e-40]"))
        #expect(talk.run("show spectrum").contains("stable rank"))
        #expect(talk.json("plot spectrum")[0].contains(#""values":{"layers":[{"layer":1"#))
    }

    @Test("a sample that is not there, and a Jacobian that is too large, are refused before anything begins")
    func noSpectrum() {
        var talk = Talk("net 2-2-2 identity", "input 1 2")
        #expect(talk.error("show spectrum sample=2")?.column == 22)
        #expect(talk.error("show weights sample=2")?.hint == "write: show spectrum sample=1")
        talk = Talk("net 1000-1000-1", "input [[\(Array(repeating: "1", count: 1000).joined(separator: ","))]]")
        let error = talk.error("show spectrum")
        #expect(error?.message == "the Jacobian of layer 1 would be 1000 x 1000, 1000000 numbers; at most 250000 are worked out")
        #expect(talk.error("plot spectrum") == error)
        #expect(talk.error("net 2-30-30-2 tanh; input 1 2; show spectrum") == nil)
    }

    // MARK: The plane

    @Test("the corners and the middle of the plane, folded by tanh")
    func folding() {
        var talk = Talk("net 2-2-3-1 tanh", "set W1 [[1,0],[0,2]]; set b1 0")
        let json = talk.json("plot folding x=-1..1 y=-1..1")[0]
        #expect(json.contains(#""layers":[{"layer":1,"name":"h1","points":[[-0.7615941559557649,-0.9640275800758169],"#))
        #expect(json.contains(#"{"layer":2,"name":"h2","#) && json.contains(#"{"layer":3,"name":"out","#))
        #expect(talk.run("plot folding size=80x24").contains("the input plane"))
        // The few samples of a truth table are marked wherever they have come to, and named once.
        var gate = Talk("net 2-3-1 tanh output=sigmoid; data xor")
        let marked = gate.run("plot folding size=100x24")
        #expect(marked.split(separator: "target 1").count == 2 && marked.contains("△") && marked.contains("▲"), "\(marked)")
        talk.run("net 3-2-1")
        #expect(talk.error("plot folding")?.column == 6 && talk.error("plot units")?.column == 6)
        #expect(talk.error("net 2-8-1 tanh output=sigmoid; data circle; plot folding; plot units") == nil)
    }

    @Test("what overflows far out has no bound on that side")
    func overflow() {
        var talk = Talk("define cube(x) = x^3")
        #expect(talk.json("properties cube")[0].contains(#""range":["-inf","inf"],"bounded":false,"monotonic":true"#))
    }

    @Test("a map of each hidden unit; of the outputs where none is hidden")
    func units() {
        var talk = Talk("net 2-3-2-1 tanh", "set W1 [[1,0],[0,1],[1,1]]")
        let json = talk.json("plot units x=-1..1")[0]
        for name in ["h1[1]", "h1[3]", "h2[2]"] { #expect(json.contains("\"\(name)\":[[")) }
        #expect(!json.contains(#""out[1]""#) && json.contains(#""x":[-1,"#) && json.contains(#""y":[2,"#))
        #expect(talk.json("plot units layer=3")[0].contains(#""o1":[["#))
        #expect(talk.error("plot units layer=4") != nil && talk.error("plot units sample=1") != nil)
        talk.run("net 2-1; data xor")
        #expect(talk.json("plot units")[0].contains(#""x":[-0.1,"#))
    }

    @Test(
        "what is worked out of large networks stops when it is asked to, and nothing has changed",
        arguments: [
            ("net 300-300-300 identity", "collapse"), ("net 2-40-40-1 tanh", "plot folding"), ("net 2-40-40-1 tanh", "plot units"),
            ("net 2-40-40-1 tanh", "predict 1 2"),
        ])
    func stops(network: String, line: String) {
        var talk = Talk(network)
        let before = talk.bits, outcome = talk.session.run(line, control: RunControl(looks: 0)).last
        guard case .failure(let error)? = outcome?.result else {
            Issue.record("\(line) went on")
            return
        }
        #expect(error.message.hasPrefix("stopped") && talk.bits.difference(from: before) == nil)
        #expect(talk.error(line) == nil)
    }
}
