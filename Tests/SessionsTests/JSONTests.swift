// The JSON lines of the language contract.
import Foundation
import Testing

@testable import Language
@testable import Sessions

@Suite("One line of JSON a command")
struct JSONTests {
    private static let example =
        "net 2-2-2 sigmoid; set W1 [[0.15,0.20],[0.25,0.30]]; set W2 [[0.40,0.45],[0.50,0.55]]; set b1 0.35; set b2 0.60; "
        + "optimizer sgd lr=0.5; input 0.05 0.10; target 0.01 0.99"

    private func lines(_ commands: String, before: String = example) -> [String] {
        var session = Session()
        _ = session.run(before)
        return session.run(commands).map(\.json)
    }

    /// The values of the last command.
    private func values(_ commands: String, before: String = example) throws -> [String: Any] {
        let line = try #require(lines(commands, before: before).last)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["ok"] as? Bool == true, "\(line)")
        #expect(object["text"] is String)
        return try #require(object["values"] as? [String: Any])
    }

    private func shape(_ value: Any?) -> [Int] {
        guard let list = value as? [Any] else { return [] }
        return [list.count] + shape(list.first)
    }

    @Test("the examples of the contract, to the letter")
    func examples() {
        #expect(lines("print w5") == [#"{"command":"print w5","ok":true,"text":"w5 = 0.4","values":{"w5":0.4}}"#])
        #expect(
            lines("stpe") == [
                #"{"command":"stpe","ok":false,"error":{"message":"unknown command 'stpe'","column":1,"hint":"did you mean 'step'?"}}"#
            ])
        #expect(
            lines("step") == [
                #"{"command":"step","ok":true,"text":"step 1 of 39 · forward\nnet_h1 = w1·i1 + w2·i2 + b_h1 = 0.15·0.05 + 0.2·0.1 + 0.35 = 0.3775","#
                    + #""values":{"step":1,"of":39,"phase":"forward","quantity":"h1.net","value":0.3775,"pass":1}}"#
            ])
    }

    @Test("millions of numbers stop being written when that is asked: the line is whole, and says that its values are left out")
    func stopped() throws {
        var session = Session(), looks = 0
        let outcome = try #require(session.run("net 300-300; show weights").last)
        #expect(outcome.json(unless: { false }) == outcome.json && outcome.json.utf8.count > 1_000_000)
        let line = outcome.json(unless: {
            looks += 1
            return looks == 100
        })
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(looks == 100 && (object["values"] as? [String: Any])?.isEmpty == true && object["ok"] as? Bool == true)
        #expect((object["text"] as? String)?.contains("stopped while its values were written") == true)
    }

    @Test("show weights and gradients: a matrix a layer, a row of biases, and dE/dx")
    func shapes() throws {
        let weights = try values("show weights", before: "net 3-4-2")
        #expect(Set(weights.keys) == ["W1", "b1", "W2", "b2"])
        #expect(
            shape(weights["W1"]) == [4, 3] && shape(weights["b1"]) == [4] && shape(weights["W2"]) == [2, 4] && shape(weights["b2"]) == [2])
        let gradients = try values("show gradients", before: "net 3-4-2; input [[1,2,3],[4,5,6]]; target [[1,2],[3,4]]")
        #expect(Set(gradients.keys) == ["W1", "b1", "W2", "b2", "x"])
        #expect(shape(gradients["W1"]) == [4, 3] && shape(gradients["x"]) == [2, 3])
        #expect(Set(try values("show weights", before: "net 3-4-2; bias none").keys) == ["W1", "W2"])
        #expect(shape(try values("show weights", before: "net 3-4-2; bias shared")["b1"]) == [1])
    }

    @Test("forward: net inputs, outputs, loss")
    func forward() throws {
        let values = try values("forward")
        #expect(Set(values.keys) == ["z1", "a1", "z2", "a2", "loss"])
        #expect(shape(values["z1"]) == [1, 2])
        #expect(lines("forward").last?.hasSuffix("\"loss\":0.2983711087600027}}") == true)
        #expect(Set(try self.values("forward", before: "net 1-1; input [[1],[2],[3]]").keys) == ["z1", "a1"])
    }

    @Test("train: epoch, loss, accuracy or null, samples a second")
    func train() throws {
        let values = try values("train 10")
        #expect(Set(values.keys) == ["epoch", "loss", "accuracy", "samples_per_second"])
        #expect(values["epoch"] as? Int == 10)
        #expect(values["accuracy"] is NSNull)
        #expect((values["samples_per_second"] as? Double ?? 0) > 0)
        #expect(try self.values("train 3", before: "net 2-1; data and")["accuracy"] as? Double != nil)
    }

    @Test("plot: the series with their points")
    func plot() throws {
        let values = try values("plot sigmoid tanh' x=-2..2")
        let series = try #require(values["series"] as? [[String: Any]])
        #expect(series.map { $0["name"] as? String } == ["sigmoid", "tanh'"])
        for one in series {
            let x = try #require(one["x"] as? [Double]), y = try #require(one["y"] as? [Double])
            #expect(Set(one.keys) == ["name", "x", "y"])
            #expect(x.count == y.count && x.first == -2 && x.last == 2)
        }
    }

    @Test("numbers that are none", arguments: [("1/0", "inf"), ("-1/0", "-inf"), ("0/0", "nan")])
    func nonFinite(expression: String, word: String) {
        #expect(lines("print \(expression)").last?.hasSuffix(#""values":{"\#(expression)":"\#(word)"}}"#) == true)
    }

    @Test("numbers carry all their bits")
    func allBits() {
        #expect(lines("print 0.1 + 0.2").last?.hasSuffix(#""text":"0.1 + 0.2 = 0.3","values":{"0.1 + 0.2":0.30000000000000004}}"#) == true)
    }

    @Test("every command answers with one line that is JSON, whatever stands in it")
    func alwaysJSON() throws {
        for command in ["help", "history", "show", "step", "print \"", "print \u{1}", "é\\\"", "set w1 [", "display E", "info breaks"] {
            for line in lines(command) {
                #expect(!line.contains("\n"))
                #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
            }
        }
    }
}
