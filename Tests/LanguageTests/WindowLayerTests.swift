// Windows and sequences as they are typed: padding, dilation, groups, rounding up, whole images; and what is said of wrong ones.
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("Windows as they are typed")
struct WindowLayerTests {
    @Test(
        "the shape of the result and the layer's title",
        arguments: [
            ("5x6x2", "conv 2 3x3 stride=2 padding=same", "3x3x2", "conv 2 3x3 stride=2 padding=same"),
            (
                "5x6x2", "conv 4 2x3 padding=0x1x2x0 dilation=1x2 groups=2 relu", "6x3x4",
                "conv 4 2x3 padding=0x1x2x0 dilation=1x2 groups=2 relu"
            ),
            ("5x6x2", "conv 1 3x3 padding=valid", "3x4x1", "conv 1 3x3"),
            ("5x6x2", "maxpool 3x3 stride=2 ceil=on", "2x3x2", "maxpool 3x3 stride=2 ceil=on"),
            ("5x6x2", "avgpool 2 padding=1 padding-counts=on", "3x4x2", "avgpool 2x2 padding=1 padding-counts=on"),
            ("5x6x2", "GlobalAveragePooling2D", "2", "globalavgpool"), ("5x6x2", "AdaptiveMaxPool2d 1", "2", "globalmaxpool"),
            ("3 steps=12", "conv 8 3", "8 steps=10", "conv 8 3"),
            ("3 steps=12", "conv1d 8 3 stride=2 padding=same tanh", "8 steps=6", "conv 8 3 stride=2 padding=same tanh"),
            ("3 steps=12", "conv 2 3 dilation=2 padding=causal", "2 steps=12", "conv 2 3 padding=causal dilation=2"),
            ("3 steps=12", "conv 3 2 padding=2x1 groups=3", "3 steps=14", "conv 3 2 padding=2x1 groups=3"),
            ("3 steps=12", "maxpool", "3 steps=6", "maxpool 2"),
            ("3 steps=12", "dense 2 tanh", "2 steps=12", "dense 2 tanh"), ("3 steps=12", "flatten", "36", "flatten"),
            ("3 steps=12", "globalmaxpool", "3", "globalmaxpool"),
        ])
    func shapes(input: String, layer: String, shape: String, title: String) throws {
        var talk = Talk("layer input \(input)")
        #expect(talk.error("layer \(layer)") == nil)
        let network = try #require(talk.session.workspace.network)
        #expect("\(network.outputShape)" == shape && network.layers[0].title == title)
    }

    @Test(
        "what cannot be is told with its place, and with what can be typed",
        arguments: [
            ("4x4x3", "conv 4 3x3 groups=2", 25, "groups=1"), ("4x4x2", "conv 4 3x3 groups=3", 25, "groups=2"),
            ("4x4x3", "conv 4 3x3 padding=causal", 26, "padding=same"), ("4x4x3", "conv 4 3x3 padding=sme", 26, "padding=1"),
            ("4x4x3", "conv 4 3x3 padding=1x2x3", 26, "padding=0x1x2x1"), ("4x4x3", "maxpool 2x2 padding=3", 27, "padding=same"),
            ("4x4x3", "conv 4 3x3 dilation=2", 14, "more padding"), ("4x4x3", "conv 4 3x3 ceil=on", 18, "padding="),
            ("4x4x3", "globalavgpool 2", 21, "layer globalavgpool"),
            ("3 steps=12", "conv 4 3x3", 14, "for example 3"), ("3 steps=12", "conv 4 13", 14, "more padding"),
            ("3 steps=12", "maxpool 2 padding=causal", 25, "padding=same"), ("3 steps=12", "dense 2 softmax", 15, "layer globalavgpool"),
        ])
    func refused(input: String, layer: String, column: Int, hint: String) throws {
        var talk = Talk("layer input \(input)")
        let before = talk.bits, refused = talk.error("layer \(layer)"), error = try #require(refused)
        #expect(error.column == column && error.hint?.contains(hint) == true, "\(error)")
        #expect(talk.bits.difference(from: before) == nil)
    }

    @Test("a layer that is made again over another image pads anew")
    func padsAnew() throws {
        var talk = Talk(
            "layer input 6x6x1", "layer maxpool 2x2", "layer conv 1 3x3 stride=2 padding=same", "layer globalavgpool", "layer remove 1")
        let network = try #require(talk.session.workspace.network)
        #expect(network.layers.map { "\($0.shape)" } == ["3x3x1", "1"])
        #expect(network.layers[0].kind.window?.rows.before == 0 && network.layers[0].kind.window?.rows.after == 1)
        #expect(talk.run("show network").contains("globalavgpool"))
    }

    @Test("a dilated window in uneven padding is explained cell by cell, and so is what a group reads")
    func formulas() {
        var talk = Talk(
            "layer input 3x3x2", "layer conv 2 2x2 dilation=2 padding=0x0x1x1 groups=2", "init constant value=1", "set b1 0.5",
            "input 1 2 3 4 5 6 7 8 9 10 20 30 40 50 60 70 80 90", "forward")
        #expect(talk.run("explain conv1[2,2,2].net").contains("50"))
        #expect(talk.run("print conv1[2,2,2].net") == "conv1[2,2,2].net = 50.5")
        #expect(talk.run("print conv1[2,1,1].net") == "conv1[2,1,1].net = 200.5")
        #expect(talk.run("explain conv1[2,2,2].net").contains("3 of 4 cells of the window lie in the border of zeros"))
        #expect(talk.run("explain w5").contains("filter 2 of layer 1 at channel 2, row 1, column 1"))
        #expect(talk.run("show network").contains("(2*2*1 + 1)*2 = 10"))
    }

    @Test("means leave padding out, unless it counts")
    func means() {
        for (option, mean) in [("", "1"), (" padding-counts=on", "0.25")] {
            var talk = Talk("layer input 2x2x1", "layer avgpool 2x2 padding=1\(option)", "input 1 2 3 4", "forward")
            #expect(talk.run("print pool1[1,1,1]") == "pool1[1,1,1] = \(mean)")
            #expect(talk.run("explain pool1[1,1,1].out").contains("3 of 4 cells of the window lie outside"))
        }
    }

    @Test("the terms of every step of pooling can be walked, in every channel")
    func termsOfPooling() {
        var talk = Talk(
            "layer input 3x3x2", "layer maxpool 2x2 stride=1 padding=same", "input 1 2 3 4 5 6 7 8 9 9 8 7 6 5 4 3 2 1",
            "target \(Array(repeating: "0", count: 18).joined(separator: " "))")
        var steps = 0
        while talk.error("step term") == nil, steps < 400 {
            _ = talk.session.workspace.windowSight?.title
            steps += 1
        }
        #expect(steps > 60)
    }

    // MARK: Sequences

    @Test("a sequence is written step by step, and its numbers are called by step and number")
    func sequence() {
        var talk = Talk("layer input 2 steps=3", "layer conv 1 2 padding=causal", "set W1 [[[10,1],[0,100]]]", "set b1 0")
        #expect(talk.run("input [[1,2],[3,4],[5,6]]").contains("input: 3 steps of 2"))
        talk.run("forward")
        #expect(talk.run("print in[2,1]") == "in[2,1] = 3")
        // The tap of the step itself is the last one.
        #expect(talk.run("print conv1[1,1]") == "conv1[1,1] = 201" && talk.run("print conv1[2,1]") == "conv1[2,1] = 413")
        #expect(talk.run("print W1[1,2,2]") == "W1[1,2,2] = 100")
        #expect(
            talk.json("input [[[1,2],[3,4],[5,6]],[[0,0],[0,0],[0,1]]]")[0].contains(
                #""values":{"input":[[[1,2],[3,4],[5,6]],[[0,0],[0,0],[0,1]]]}"#))
        #expect(talk.error("input [[1,2,3],[4,5,6]]")?.hint?.contains("[[0,0],[0,0],[0,0]]") == true)
        #expect(talk.error("input [[0,0],[0,0],[0,0]]") == nil)
    }

    @Test("a dense layer works at every step with the same weights")
    func denseOverSteps() {
        var talk = Talk(
            "layer input 2 steps=2", "layer dense 1", "set W1 [[1,10]]", "set b1 0.5", "input [[1,2],[3,4]]", "target [[0],[0]]",
            "step pass")
        #expect(talk.run("show network").contains("(2 + 1)*1 = 3"))
        #expect(talk.run("back pass; forward; print out[2,1]").contains("out[2,1] = 43.5"))
    }
}
