// Features made by hand: formulas of the inputs, which the network reads in their place.
import Foundation
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("Features made by hand")
struct FeatureTests {
    /// A unit that reads x, y and x*y of the points of xor.
    private let xor = Talk("net 3-1 sigmoid", "data xor", "features x y x*y")

    @Test("data become formulas of their inputs, under the names of the formulas")
    func data() throws {
        var talk = xor
        #expect(talk.run("features x y x^2") == "features: i1 = x, i2 = y, i3 = x^2")
        #expect(talk.json("features x y x*y")[0].contains(#""values":{"features":["x","y","x*y"]}"#))
        #expect(talk.run("show data").contains("sample  x  y  x*y  target 1"))
        let shown = try values(&talk, "show data")
        #expect(shown["inputs"] as? [[Double]] == [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 1]])
    }

    @Test("one unit learns xor once it is handed the product, and not without")
    func learns() {
        var hand = xor, plain = Talk("net 2-1 sigmoid", "data xor")
        for line in ["init glorot-uniform seed=1", "optimizer adam lr=0.3", "train 200"] {
            hand.run(line)
            plain.run(line)
        }
        #expect(hand.value("accuracy") == 1 && (plain.value("accuracy") ?? 1) < 1)
    }

    @Test("features are stepped as inputs, and a walk ends where a training does")
    func stepping() {
        var walked = xor, trained = xor
        walked.run("step pass")
        trained.run("train 1")
        #expect(walked.value("w3") == trained.value("w3") && walked.value("b1") == trained.value("b1"))
        var talk = xor
        talk.run("step")
        #expect(talk.value("i3") == 0)
        #expect(talk.run("explain i3").contains("(a feature made by hand: x*y)"))
    }

    @Test("rows that are given are made features of, in input and predict, and a row of another length is refused")
    func rows() throws {
        var talk = Talk("net 3-1 identity", "features x y x*y", "set W1 [[1,10,100]]", "set b1 0")
        #expect(talk.run("input 2 3") == "input: 2, 3\n(the network reads x = 2, y = 3, x*y = 6)")
        #expect(talk.value("i3") == 6)
        #expect(try values(&talk, "predict 2 3")["outputs"] as? [[Double]] == [[632]])
        #expect(try values(&talk, "predict [[2,3],[1,1]]")["outputs"] as? [[Double]] == [[632], [111]])
        let error = talk.error("input 1 2 3")
        #expect(error?.message == "the features are made of 2 inputs, this sample has 3" && error?.column == 7)
        #expect(talk.error("predict 1")?.message == "the features are made of 2 inputs, this sample has 1")
    }

    @Test("normalise behind features scales the features, before them what they are made of; new rows go the same way")
    func scales() throws {
        var behind = Talk("net 2-1 identity", "data x^2 x=1..3 n=50", "features x x^2", "normalise range")
        behind.run("input 3")
        // The greatest x of the data is not quite 3.
        #expect((behind.value("i1") ?? 0) > 1 && (behind.value("i2") ?? 0) > 1 && (behind.value("i2") ?? 9) < 1.2)
        var before = Talk("net 2-1 identity", "data x^2 x=1..3 n=50", "normalise range", "features x x^2")
        before.run("input 3")
        let x = before.value("i1") ?? 0
        #expect(before.value("i2") == x * x && x > 1)
        let predicted = try values(&before, "predict 3")["outputs"] as? [[Double]]
        #expect(abs((predicted?[0][0] ?? 9) - (before.value("o1.out") ?? 0)) < 1e-12)
        before.run("features none")
        #expect(before.error("net 1-1 identity") == nil)
        before.run("input 3")
        #expect(before.value("i1") == x)
    }

    @Test("features none gives the inputs back to the bit; undo and redo as well")
    func backAgain() {
        let plain = Talk("net 2-1 sigmoid", "data circle n=20 seed=1", "split 80/20")
        var talk = plain
        talk.run("net 4-1 sigmoid; features x y x^2 y^2")
        let featured = talk.session.workspace.dataset
        #expect(featured?.inputs.columns == 4 && talk.session.workspace.split == plain.session.workspace.split)
        talk.run("undo")
        #expect(talk.session.workspace.dataset == plain.session.workspace.dataset)
        talk.run("redo")
        #expect(talk.session.workspace.dataset == featured)
        talk.run("features none")
        #expect(talk.session.workspace.dataset == plain.session.workspace.dataset)
        #expect(talk.run("features none") == "the network reads the inputs themselves")
    }

    @Test("data that come later become features, too, if they have such inputs; else it is said that the features are gone")
    func laterData() {
        var talk = xor
        #expect(talk.run("data circle n=10").contains("(the network reads features of them: i1 = x, i2 = y, i3 = x*y)"))
        #expect(talk.session.workspace.dataset?.inputs.columns == 3)
        #expect(
            talk.run("data iris").replacing("\n  ", with: " ").contains("the features are gone: x, y, x*y cannot be made of these data"))
        #expect(talk.session.workspace.features == nil && talk.session.workspace.dataset?.inputs.columns == 4)
    }

    @Test("columns of tables stand by their names")
    func columns() {
        var talk = Talk("net 2-3 softmax", "data iris")
        #expect(talk.run("features petal_length petal_length*petal_width").contains("i2 = petal_length*petal_width"))
        #expect(talk.run("show data").contains("petal_length*petal_width"))
        #expect(talk.run("predict 5.1 3.5 1.4 0.2").contains("setosa"))
        talk.run("undo")
        #expect(talk.error("features petal_lenght petal_width")?.hint == "did you mean 'petal_length'?")
        #expect(talk.run("features i3 i4").contains("i1 = i3, i2 = i4"))
    }

    @Test("pictures are drawn over the plane that the features are made of")
    func pictures() throws {
        var talk = Talk("net 4-3-1 tanh output=sigmoid", "data circle n=20 seed=1", "features x y x^2 y^2")
        let boundary = try values(&talk, "plot boundary"), points = try #require(boundary["points"] as? [[String: Any]])
        let xs = points.compactMap { $0["x"] as? Double }
        let given = talk.session.workspace.setup.given.rows?.rowList.map { $0[0] } ?? []
        #expect(xs.count == given.count && zip(xs, given).allSatisfy { abs($0 - $1) < 1e-12 })
        let units = try values(&talk, "plot units")["units"] as? [String: Any]
        #expect(units?.count == 3)
        #expect(talk.run("plot folding").contains("along x"))
        var curve = Talk("net 3-1 identity", "data x^3 x=-1..1 n=30", "features x x^2 x^3", "set W1 [[0,0,1]]; set b1 0")
        let drawn = try values(&curve, "plot boundary"), series = try #require(drawn["series"] as? [[String: Any]])
        let (x, y) = (series[0]["x"] as? [Double] ?? [], series[0]["y"] as? [Double] ?? [])
        #expect(!x.isEmpty && zip(x, y).allSatisfy { abs($1 - $0 * $0 * $0) < 1e-12 })
        #expect(talk.run("show truth").contains("x  y"))
    }

    @Test("a session with features replays, and a training is the same under one thread and three")
    func replays() throws {
        var talk = xor
        talk.run("train 5 batch=2")
        var again = Talk()
        for command in talk.session.transcript.commands { again.run(command) }
        #expect(again.bits == talk.bits)
    }

    @Test("what cannot be made is refused at its place, changes nothing, and has a hint that works")
    func refusals() throws {
        let talk = Talk("net 2-1 sigmoid", "data circle n=20 seed=1")
        for (line, message, column) in [
            ("features", "a formula is missing", 9), ("features x y z", "there is no input 'z'", 14),
            ("features x 3", "3 is made of no input", 12), ("features x x", "x stands there twice", 12),
            ("features x y x * y", "a feature has no blanks", 16), ("features x ln(y", "this '(' is never closed", 14),
            ("features x sqrt(x)", "sqrt(x) is nan at x =", 12), ("features x w1", "there is no input 'w1'", 12),
            ("features x y x^2 y^2", "4 features need as many inputs, and the network has 2", 10),
            ("features none x", "'x' is one word too many", 15),
        ] {
            var talk = talk
            let before = talk.bits, error = talk.error(line)
            #expect(error?.message.hasPrefix(message) == true && error?.column == column, "\(line): \(String(describing: error))")
            #expect(error?.hint != nil && talk.bits == before, "\(line)")
        }
        var other = talk
        let hint = try #require(other.error("features x y x^2 y^2")?.hint)
        #expect(hint == "net 4-3-1 tanh output=sigmoid; features x y x^2 y^2")
        #expect(other.error(hint) == nil)
        #expect(other.error("train 1") == nil)
        #expect(other.error("net 3-1")?.message == nil && other.error("predict 1 2")?.hint?.hasSuffix("features x y x^2 y^2") == true)
        // A network made since has another number of inputs: nothing that looks at it reads beyond them.
        for line in ["plot units", "plot folding", "plot boundary", "show truth", "predict 1 2", "train 1", "step", "show spectrum"] {
            #expect(other.error(line)?.message == "4 features need as many inputs, and the network has 3", "\(line)")
        }
        #expect(other.error("input 1 2") == nil && other.error("step")?.message.hasPrefix("4 features need") == true)
        var image = Talk("layer input 2x2x1")
        #expect(image.error("features x y")?.message == "features are a plain list, and this network reads an image of 2x2x1")
        var row = Talk("net 2-1", "features x ln(y)")
        #expect(row.error("input 1 0")?.message == "ln(y) is -inf at y = 0" && row.error("input 1 1") == nil)
    }
}
