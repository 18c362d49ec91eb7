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
        talk.run("init")
        #expect(talk.error("plot loss with=before")?.hint == "`train 100` first")
    }
}
