// Networks that lack what most have: layers, weights, anything that computes.
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("A network that lacks something")
struct EmptyNetworkTests {
    /// Networks from nothing to one unit, with samples where they take some.
    static let scenes = [
        "layer input 2", "layer input 2; input 1 2; target 1 2", "net 2-2; layer remove 1", "layer input 3x3x2",
        "layer input 2x2x1; layer flatten; input [[1,2],[3,4]]", "layer input 2x2x1; layer flatten; input 1 2 3 4; target 1 2 3 4",
        "layer input 2x1x2; layer batchnorm; input 1 2 3 4; target 1 2 3 4", "layer input 3; layer dropout 0.5; input 1 2 3; target 1 2 3",
        "layer input 2x2x1; layer maxpool 2x2; input 1 2 3 4; target 1", "net 1-1; input 1; target 1", "net 2-1; bias none; input 1 2",
    ]

    @Test("answers or refuses every command about what it has not", arguments: scenes)
    func answers(scene: String) {
        var talk = Talk()
        for line in scene.split(separator: ";") { talk.run(String(line)) }
        let quantities = [
            "b1", "b2", "w1", "W1", "h1", "i1", "o1", "h1.bias", "b_h1", "w0", "b0", "W1[0,1]", "E", "loss", "grad(w1)", "i1->o1",
        ]
        let commands = ["print", "explain", "set", "freeze", "unfreeze", "watch", "break", "display", "goto", "plot"]
        for command in commands {
            for quantity in quantities {
                var copy = talk
                copy.run("\(command) \(quantity)\(command == "set" ? " 1" : "")")
            }
        }
        talk.run("step; step 3 layer; back layer; forward; backward; update; train 2")
        for topic in [
            "show", "show weights", "show gradients", "show activations", "show steps", "show data", "show confusion", "show test",
        ] {
            talk.run(topic)
        }
        for plot in PlotForm.named.map(\.name) { talk.run("plot \(plot); plot \(plot) layer=1") }
        for options in ["layer=1", "layer=2"] { talk.run("init zeros \(options); penalty activity=1 \(options)") }
        talk.run("check gradients; loss cross-entropy; penalty l1=1; layer activation tanh; rewind 0; bias shared; init zeros")
    }

    @Test("has no bias b1 without a layer, and says so")
    func noBias() {
        var talk = Talk("layer input 2")
        #expect(
            talk.error("print b1")
                == CommandError("there is no quantity 'b1' in this network", column: 7, hint: "the network has no biases"))
    }

    @Test("has no layer 1 whose weights could be drawn, and says so")
    func noLayer() {
        var talk = Talk("layer input 2")
        #expect(talk.error("init zeros layer=1")?.message == "the network has no layer yet")
        #expect(throws: WorkspaceError.noLayer) {
            var workspace = talk.session.workspace
            try workspace.choose(Penalty(activity: 1, layer: 9))
        }
    }

    @Test("computes nothing where a layer only reads the numbers in another shape")
    func flattenAlone() {
        var talk = Talk("layer input 2x2x1; layer flatten; input [[1,2],[3,4]]")
        #expect(talk.run("forward").hasPrefix("a1 = [ 1  2  3  4 ]\n(no layer computes anything yet"))
        #expect(talk.error("step")?.message == "the network has no layer yet that computes something")
    }
}

@Suite("A stop, in another network")
struct StopsOfAnotherNetworkTests {
    @Test("is that of its name there")
    func lookedUp() {
        var talk = Talk("net 2-2-2; watch w5; net 3-2-2; input 1 2 3; target 1 0")
        #expect(talk.run("continue").contains("w5 after"))
        // w5 was h1->o1, and is i2->h2.
        #expect(talk.session.workspace.stepper?.lastStep?.quantity == .weight(layer: 1, unit: 1, input: 1))
    }

    @Test(
        "that has nothing of that name is deleted, and said",
        arguments: [
            "net 2-1", "layer input 2", "layer remove 2", "open", "bias none",
        ])
    func deleted(change: String) {
        var talk = Talk(
            "net 2-2-2", "watch w5; display b2[1]; break if b2[1] > 1; break layer 2; display max(b2); break w1 if mean(grad(b2)) > 0")
        let answer = talk.run(change == "open" ? "net 1-1" : change).replacing("\n  ", with: " ")
        let lost =
            change == "bias none"
            ? ["2, display b2[1],", "3, break if b2[1] > 1,", "5, display max(b2),", "6, break w1 if mean(grad(b2)) > 0,"]
            : ["1, watch w5,", "2, display b2[1],", "4, break layer 2,", "5, display max(b2),"]
        for line in lost { #expect(answer.contains("\(line) is deleted: this network has nothing of that name")) }
        #expect(talk.session.workspace.stops.count + talk.session.workspace.displays.count == (change == "bias none" ? 2 : 0))
        talk.run("undo")
        #expect(talk.session.workspace.stops.count == 4 && talk.session.workspace.displays.count == 2)
    }
}
