// The training before the present one, beside it.
import Foundation
import Testing

@testable import Language

@Suite("plot ... with=before")
struct EarlierTrainingTests {
    private func series(_ talk: inout Talk, _ line: String, _ name: String = "series") throws -> [String: [Double]] {
        let all = try values(&talk, line)[name] as? [[String: Any]] ?? []
        return Dictionary(uniqueKeysWithValues: all.map { ($0["name"] as? String ?? "", $0["y"] as? [Double] ?? []) })
    }

    @Test("two costs come into one picture, each curve as it was alone")
    func costs() throws {
        var talk = Talk("net 1-1 sigmoid; set w1 2; set b1 2; input 1; target 0; set lr 0.15; train 20")
        let quadratic = try series(&talk, "plot loss")
        talk.run("init constant value=2; loss binary-cross-entropy; set b1 2; train 20")
        let both = try series(&talk, "plot loss with=before"), cross = try series(&talk, "plot loss")
        #expect(both["loss squared-error"] == quadratic["loss"] && both["loss binary-cross-entropy"] == cross["loss"])
        #expect(both.count == 2)
        talk.run("undo 6")
        #expect(talk.error("plot loss with=before")?.message == "there is no training before the present one")
    }

    @Test("what rewind has left stands beside what was made instead, each as it was alone")
    func rewound() throws {
        var talk = Talk("data xor; net 2-3-1 tanh output=sigmoid; train 20")
        let left = try series(&talk, "plot loss")
        talk.run("rewind 10; set lr 2; train 15")
        let now = try series(&talk, "plot loss"), both = try series(&talk, "plot loss with=before")
        #expect(both["loss before"] == left["loss"] && both["loss now"] == now["loss"] && both.count == 2)
        #expect(left["loss"]?.count == 21 && now["loss"]?.count == 26)
        #expect(left["loss"]?.prefix(11) == now["loss"]?.prefix(11) && left["loss"]?[11] != now["loss"]?[11])
    }

    @Test("another loss in the middle of a training: each curve has the epochs of its own measure", arguments: ["", "rewind 0; "])
    func costsOnTheWay(rewind: String) throws {
        var talk = Talk("net 1-1 sigmoid; set w1 2; set b1 2; input 1; target 0; set lr 0.15; train 20")
        let quadratic = try series(&talk, "plot loss")
        talk.run("\(rewind)loss binary-cross-entropy")
        if rewind.isEmpty {
            let nothing = talk.error("plot loss with=before")
            #expect(nothing?.message == "nothing has been trained since the costs were changed" && nothing?.hint == "`train 20` first")
        }
        let value = talk.value("loss"), first = try #require(value)
        talk.run("train 20")
        let both = try series(&talk, "plot loss with=before"), cross = try #require(both["loss binary-cross-entropy"])
        #expect(both["loss squared-error"] == quadratic["loss"] && both.count == 2)
        let present = try series(&talk, "plot loss"), whole = try #require(present["loss"])
        #expect(cross == Array(whole.suffix(cross.count)) && cross.count == (rewind.isEmpty ? 20 : 21))
        // It falls from the beginning: no number of the other measure is in it.
        #expect(zip(cross, cross.dropFirst()).allSatisfy { $0 > $1 } && (rewind.isEmpty ? first > cross[0] : first == cross[0]))
    }

    @Test("gradients of two nets stand side by side, on one scale")
    func nets() throws {
        var talk = Talk("data moons n=40", "net 2-4-4-1 sigmoid; train 10")
        let before = try series(&talk, "plot gradients over=epochs")
        talk.run("net 2-4-4-1 tanh output=sigmoid; train 10")
        let now = try series(&talk, "plot gradients over=epochs")
        #expect(try series(&talk, "plot gradients over=epochs with=before", "before") == before)
        #expect(try series(&talk, "plot gradients over=epochs with=before") == now)
        let text = talk.run("plot gradients over=epochs with=before")
        #expect(text.contains("sigmoid ") && text.contains("tanh") && text.contains("(gradient of each layer, of the training before and"))
        talk.run("net 2-4-4-1 tanh output=sigmoid; train 10")
        #expect(talk.run("plot accuracy with=before").contains("accuracy before"))
    }

    @Test("without a training before, with another word and with another plot it is refused at its place")
    func refused() {
        var talk = Talk("data xor; net 2-2-1; train 5")
        for (line, column) in [
            ("plot loss with=before", 16), ("plot loss with=later", 16), ("plot boundary with=before", 20),
            ("plot gradients over=epochs with=before", 33),
        ] {
            let error = talk.error(line)
            #expect(error?.column == column, "\(line): \(String(describing: error))")
        }
        #expect(talk.error("plot loss with=before")?.hint == "for example: train 20; rewind 0; set lr 0.1; train 20")
        talk.run("train 20; rewind 0; set lr 0.1; train 20")
        #expect(talk.error("plot loss with=before") == nil)
        talk.run("init")
        #expect(talk.error("plot loss with=before")?.hint == "`train 100` first")
        var nobody = Talk()
        #expect(nobody.error("plot loss with=before")?.hint == "`train 100` first")
    }
}
