// predict: answers for new rows, in the names and units of the data; and scaling that new rows share.
import Foundation
import Testing

@testable import Language
@testable import Workspaces

@Suite("Asking a trained network")
struct PredictionTests {
    private let folder: DataFolder

    init() throws { folder = try DataFolder() }

    private static let flowers = Talk(
        "data iris", "normalise", "net 4-8-3 tanh output=softmax", "init glorot-uniform seed=1", "optimizer adam lr=0.02",
        "train 60 batch=10 shuffle=1")

    @Test("a row is answered by the name of its class with the probabilities of all, and nothing is learnt or moved")
    func classes() {
        var talk = Self.flowers
        talk.run("step 3")
        let before = talk.bits
        let text = talk.run("predict 5.1 3.5 1.4 0.2")
        #expect(text.contains(": setosa (setosa 0.9") && text.contains("virginica"))
        let json = talk.json("predict 5.1 3.5 1.4 0.2").first ?? ""
        #expect(json.contains("\"outputs\":[[0.9") && json.contains("\"classes\":[\"setosa\"]"))
        #expect(talk.bits == before)
    }

    @Test("a new row goes through the scaling of the data, in predict as in input, which says so")
    func scaling() {
        var talk = Self.flowers
        let predicted = talk.json("predict 5.1 3.5 1.4 0.2").first ?? ""
        #expect(talk.run("input 5.1 3.5 1.4 0.2").contains("scaled as the data were"))
        let output = talk.value("o1.out") ?? .nan
        #expect(predicted.contains("\"outputs\":[[\(output)"))
        #expect(talk.json("predict 5.1 3.5 1.4 0.2").first == predicted)
        talk.run("normalise none")
        #expect(talk.run("input 5.1 3.5 1.4 0.2") == "input: 5.1, 3.5, 1.4, 0.2")
    }

    @Test("targets may be scaled too, and answers come back in their own units")
    func units() throws {
        let file = try folder.write("size,rooms,price\n50,2,100000\n60,2,120000\n80,3,160000\n100,4,200000\n", to: "houses.csv")
        var talk = Talk("data load \(file)")
        #expect(talk.run("normalise targets").hasPrefix("inputs and targets have mean 0 and deviation 1"))
        talk.run("net 2-1 identity; init zeros; train 1500")
        let text = talk.run("predict 90 3.5")
        #expect(text.hasPrefix("price = 1799") || text.hasPrefix("price = 18"))
        #expect(Talk("data iris").session.workspace.dataset?.preparation.targetScales == [])
        var classes = Talk("data iris")
        #expect(classes.error("normalise targets")?.message == "the answers of iris are classes, which have no scale")
    }

    @Test("words are found whatever their case, if they are one; what the data never had is told with what they had")
    func wordsInAnyCase() throws {
        let file = try folder.write("flag,y\nTrue,1\nFalse,2\nNo,3\nno,4\n", to: "flags.csv")
        var talk = Talk("data load \(file) one-hot=all", "net 4-1 identity")
        #expect(talk.run("predict true") == talk.run("predict True") && talk.run("predict no") != talk.run("predict No"))
        #expect(
            talk.error("predict NO")
                == CommandError("'NO' may be No or no", column: 9, hint: "these differ by case only: write it as it stands there"))
        let told = talk.run("predict maybe").split { $0.isWhitespace }.joined(separator: " ")
        #expect(told.contains("the data never had 'maybe' for flag: none of its words is 1 (False, No, True, no)"))
    }

    @Test("what learns its inputs answers in their names and units; logarithms of probabilities are told as probabilities")
    func namesOfInputs() {
        var twins = Talk("data iris", "target input", "net 4-4 identity", "normalise", "init zeros")
        #expect(twins.run("predict 5.1 3.5 1.4 0.2").hasPrefix("sepal_length = 5.84"))
        var logarithms = Talk("data iris", "net 4-3 log-softmax", "init zeros")
        let told = logarithms.run("predict 5.1 3.5 1.4 0.2").split { $0.isWhitespace }.joined(separator: " ")
        #expect(told.hasSuffix("(setosa 0.333333333, versicolor 0.333333333, virginica 0.333333333)"))
    }

    @Test("a file is answered row by row, its columns in any order, and written as CSV")
    func files() throws {
        let file = try folder.write("kind,size,colour\nA,1,red\nB,2,blue\nA,3,red\nB,4,blue\n", to: "things.csv")
        var talk = Talk("data load \(file) target=kind one-hot=all", "net 3-3-1 tanh output=sigmoid", "train 5")
        let new = try folder.write("colour,name,size\nred,x,1\ngreen,y,\n", to: "new.csv")
        let text = talk.run("predict \(new) > \(folder.path)/out.csv")
        #expect(text.contains("the data never had 'green' for colour") && text.contains("size is missing: 2.5 stands in for it"))
        let lines = try String(contentsOfFile: "\(folder.path)/out.csv", encoding: .utf8).split(separator: "\n")
        #expect(lines[0] == "colour,name,size,kind,B" && lines.count == 3 && lines[1].hasPrefix("red,x,1,"))
        let lacking = try folder.write("colour,size\nred,1\n", to: "lacking.csv")
        #expect(talk.error("predict \(lacking)") == nil)
        let wrong = try folder.write("hue,size\nred,1\n", to: "wrong.csv")
        #expect(talk.error("predict \(wrong)")?.message.hasSuffix("has no column 'colour'") == true)
        #expect(talk.error("predict 1")?.hint == "in this order: size colour; for example: predict 2.5 blue")
        #expect(talk.error("predict red 1")?.message == "'red' is not a number, and size is one")
    }

    @Test("numbers, curves and data are kept as CSV with all their bits; what has no table is refused")
    func csv() throws {
        var talk = Talk("net 2-1 sigmoid", "set W1 [[0.1,0.3]]", "set b1 1", "data and", "train 2")
        func written(_ command: String) throws -> String {
            #expect(talk.error("\(command) > \(folder.path)/t.csv overwrite=yes") == nil)
            return try String(contentsOfFile: "\(folder.path)/t.csv", encoding: .utf8)
        }
        let w1 = talk.value("w1") ?? .nan
        #expect(try written("show weights").hasPrefix("quantity,value\n\"W1[1,1]\",\(w1)\n\"W1[1,2]\","))
        #expect(try written("plot loss").split(separator: "\n").count == 4)
        #expect(try written("show data") == "i1,i2,target 1\n0,0,0\n0,1,0\n1,0,0\n1,1,1\n")
        #expect(talk.error("explain sigmoid > \(folder.path)/h.csv")?.message == "there is no table in this answer")
    }

    @Test("words of one class only: the answer is that class or not, with its probability; the network of the hint can be trained")
    func oneClass() throws {
        let file = try folder.write("a,y\n1,p\n2,p\n", to: "one.csv")
        for output in ["softmax", "sigmoid", "identity", "tanh"] {
            var talk = Talk("data load \(file)", "net 1-1 \(output)", "set w1 0", "set b1 3")
            #expect(talk.run("predict 1").hasPrefix("y: p ("))
            talk.run("set b1 -3")
            #expect(talk.run("predict 1").hasPrefix(output == "softmax" ? "y: p (p 1)" : "y: not p ("))
        }
        var talk = Talk("data load \(file)", "net 1-1 sigmoid")
        let before = talk.value("loss") ?? .nan
        talk.run("train 200")
        #expect(talk.value("o1.out") ?? 0 > 0.8 && talk.value("loss") ?? 1 < before)
        #expect(talk.run("show confusion").contains("not p"))
        let hint = Talk("data load \(file)", "net 1-2 softmax").session.workspace.dataset.map(Examples.network) ?? ""
        #expect(hint == "net 1-3-1 tanh output=sigmoid")
    }

    @Test("two columns of one name are taken by their order")
    func twins() throws {
        let file = try folder.write("a,a,y\n1,2,0\n3,5,1\n5,0,0\n6,1,1\n", to: "twins.csv")
        let both = try folder.write("a,a\n1,2\n", to: "both.csv")
        var talk = Talk("data load \(file)", "net 2-1 sigmoid", "set W1 [[1,10]]", "set b1 0")
        let wanted = talk.json("predict 1 2").first?.split(separator: "outputs").last
        #expect(talk.json("predict \(both)").first?.split(separator: "outputs").last == wanted)
        let whole = try folder.write("a,a,y\n1,2,0\n", to: "whole.csv")
        talk.run("data load \(file) without=1; net 1-1 identity; set w1 1; set b1 0")
        #expect(talk.json("predict \(whole)").first?.contains("[[2]]") == true)
    }

    @Test("normalise says of which columns its sentence is not true; a constant answer keeps its value and is no class")
    func constants() throws {
        let file = try folder.write("a,b,y\n1,2,2.5\n3,2,2.5\n5,2,2.5\n", to: "constant.csv")
        var talk = Talk("data load \(file)", "net 2-1 identity")
        #expect(
            talk.run("normalise targets") == """
                inputs have mean 0 and deviation 1 on all 3 samples
                (b never changes and is only shifted, to 0)
                (y never changes and stays as it is)
                """)
        #expect(talk.session.workspace.dataset?.answers == .values(.init(rows: [[2.5], [2.5], [2.5]])))
        let one = try folder.write("a,y\n1,2\n", to: "row.csv")
        var lone = Talk("data load \(one)")
        #expect(lone.run("normalise").hasPrefix("nothing changes on all 1 samples, so nothing has a scale"))
    }

    @Test(
        "a file with decimal commas is written with points, as the answers are, and can be read again; a name without an ending is asked for one"
    )
    func decimalCommas() throws {
        let file = try folder.write("a;b;y\n1,5;2;0,25\n3,5;4;0,5\n5;1,5;1,75\n", to: "commas.csv")
        let rows = try folder.write("a;b\n1,5;2\n", to: "rows.csv")
        var talk = Talk("data load \(file)", "net 2-1 identity", "init zeros")
        #expect(talk.error("predict \(rows) > \(folder.path)/answers.csv") == nil)
        #expect(try String(contentsOfFile: "\(folder.path)/answers.csv", encoding: .utf8) == "a,b,y\n1.5,2,0\n")
        #expect(talk.error("predict \(folder.path)/answers.csv") == nil)
        #expect(talk.error("predict \(rows) > out")?.hint == "a table ends in .csv: > out.csv")
    }
}
