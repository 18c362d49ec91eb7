// The gradient of a batch before, during and after the samples have added their shares to it.
import Testing

@testable import Language

@Suite("Gradients of a batch")
struct BatchGradientTests {
    private static let scene = "net 1-1 identity; set w1 1; set b1 2; input [[1],[2]]; target [[0],[0]]"

    @Test("one number of a gradient is what the whole pass will find, as the matrix is", arguments: ["grad(w1) = 5.5", "grad(b1) = 3.5"])
    func ahead(line: String) {
        var talk = Talk(Self.scene)
        let name = String(line.prefix { $0 != " " })
        let told = talk.run("print \(name)")
        #expect(told.hasPrefix(line) && talk.run("print \(name.replacing("w", with: "W"))").contains(line.suffix(3)), "\(told)")
        talk.run("finish")
        #expect(talk.run("print \(name)").hasPrefix(line))
    }

    @Test("the step that is told is the one that completes it")
    func step() {
        var talk = Talk(Self.scene)
        #expect(talk.run("print grad(w1)").contains("step 13 of this pass will compute it"))
        talk.run("step 12")
        #expect(talk.run("step").contains("grad(w1) + delta_o1·i1 = 1.5 + 2·2 = 5.5"))
    }

    @Test("while samples add to it, it is told so far")
    func soFar() {
        var talk = Talk(Self.scene)
        talk.run("step 6")
        let told = talk.run("print grad(w1)").replacing("\n  ", with: " ")
        #expect(told.hasPrefix("grad(w1) = 1.5") && told.contains("so far: samples of this batch add to it up to step 13"), "\(told)")
    }

    @Test("the explanation is that of the step which completes it, its chain rule that of one sample")
    func explained() {
        var talk = Talk(Self.scene)
        let told = talk.run("explain grad(w1)")
        #expect(told.contains("1.5 + 2·2 = 5.5") && told.contains("by the chain rule, for sample 2") && told.contains("= 4"), "\(told)")
    }

    @Test("of mini-batches it is that of the one being walked, in its own pass", arguments: ["print grad(w1)", "explain grad(w1)"])
    func miniBatches(line: String) {
        var talk = Talk(Self.scene, "set batch 1")
        #expect(talk.run(line).contains("3") && talk.run(line).contains("step 6 of this pass will compute it"), "\(talk.run(line))")
        talk.run("step pass; step 2")
        #expect(talk.run(line).contains("step 6 of this pass will compute it"), "\(talk.run(line))")
    }
}
