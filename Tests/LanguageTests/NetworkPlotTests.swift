// Plots of a network and of its training: the numbers for programs are those of the network, and files hold what is shown.
// swift-format-ignore-file: NeverForceUnwrap
import Charts
import Documents
import Foundation
import Language
import NeuralEngine
import Sessions
import Testing
@testable import Workspaces

@Suite("Plots of the network")
struct NetworkPlotTests {
    /// The values of a reply, by name. They do not go through JSON: Foundation reads numbers less exactly than they are written.
    private func values(_ talk: inout Talk, _ line: String) throws -> [String: Any] {
        let result = talk.session.run(line).last?.result
        let reply = try #require(try result?.get())
        return plain(.object(reply.values)) as? [String: Any] ?? [:]
    }

    private func plain(_ value: JSONValue) -> Any {
        switch value {
        case .null: return NSNull()
        case .bool(let flag): return flag
        case .int(let number): return number
        case .number(let number): return number
        case .string(let text): return text
        case .array(let items): return items.map(plain)
        case .numbers(let numbers): return numbers
        case .object(let fields): return Dictionary(uniqueKeysWithValues: fields.map { ($0.name, plain($0.value)) })
        }
    }

    private var trained: Talk {
        Talk("net 2-4-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data xor", "optimizer sgd lr=0.5", "train 50")
    }

    @Test("loss and accuracy are those of training; a moving average is drawn where asked for")
    func curves() throws {
        var talk = trained
        let plain = try #require((try values(&talk, "plot loss")["series"] as? [[String: Any]])?.first)
        let smooth = try #require((try values(&talk, "plot loss smooth=0.5 log=yes")["series"] as? [[String: Any]])?.first)
        let (y, s) = (try #require(plain["y"] as? [Double]), try #require(smooth["y"] as? [Double]))
        #expect(y.count == 51 && y.last == talk.value("loss"))
        // s1 = y1, and s2 = (y1/2 + y2)/(1/2 + 1).
        #expect(s[0] == y[0] && abs(s[1] - (y[0] / 2 + y[1]) / 1.5) < 1e-15)
    }

    @Test("the boundary holds the network's own answers, and the data")
    func boundary() throws {
        var talk = trained
        let plot = try values(&talk, "plot boundary")
        let (xs, ys) = (try #require(plot["x"] as? [Double]), try #require(plot["y"] as? [Double]))
        let outputs = try #require((plot["outputs"] as? [String: [[Double]]])?["o1"])
        #expect((plot["points"] as? [[String: Any]])?.count == 4)
        talk.run("input \(xs[3]) \(ys[5])")
        #expect(outputs[5][3] == talk.value("o1.out"))
    }

    @Test("gradients are the lengths of the gradients that stepping finds")
    func gradients() throws {
        var talk = trained
        let layers = try #require(try values(&talk, "plot gradients")["layers"] as? [[String: Any]])
        let shown = try values(&talk, "show gradients")
        for (index, layer) in layers.enumerated() {
            let weights = try #require(shown["W\(index + 1)"] as? [[Double]]), biases = try #require(shown["b\(index + 1)"] as? [Double])
            let length = (weights.flatMap { $0 } + biases).reduce(0) { $0 + $1 * $1 }.squareRoot()
            #expect(abs(try #require(layer["norm"] as? Double) - length) < 1e-12)
        }
    }

    @Test("weights are the weights; a histogram counts each of them once")
    func weights() throws {
        var talk = trained
        let shown = try values(&talk, "show weights")
        #expect(try values(&talk, "plot weights")["W1"] as? [[Double]] == shown["W1"] as? [[Double]])
        let bins = try #require(try values(&talk, "plot weights as=histogram layer=1")["W1"] as? [String: Any])
        #expect((bins["counts"] as? [Int])?.reduce(0, +) == 8)
    }

    @Test("a relu unit that is off for every sample is dead, and named")
    func dead() throws {
        var talk = Talk("net 2-3-1 relu output=sigmoid", "data xor", "set W1 [[1,1],[-1,-1],[1,-1]]; set h2.bias -1")
        let layers = try #require(try values(&talk, "plot activations")["layers"] as? [[String: Any]])
        #expect(layers[0]["dead"] as? [String] == ["h2"] && layers[1]["dead"] as? [String] == [])
        #expect((layers[0]["counts"] as? [Int])?.reduce(0, +) == 12)
        #expect(talk.run("plot activations").contains("1 of 3 dead: h2"))
    }

    @Test("features have the shape of what the first layer reads")
    func features() throws {
        var talk = Talk("net 9-2-1 tanh")
        let features = try #require(try values(&talk, "plot features")["features"] as? [[String: Any]])
        let weights = try #require(try values(&talk, "show weights")["W1"] as? [[Double]])
        #expect(features.count == 2 && (features[1]["weights"] as? [[Double]])?.flatMap { $0 } == weights[1])
        #expect((features[0]["weights"] as? [[Double]])?.count == 3)
    }

    @Test("a chart goes with the network, or the data, that it tells of; a function stays")
    func gone() {
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data xor", "train 5")
        func hasChart(after lines: String...) -> Bool {
            for line in lines { talk.run(line) }
            return talk.session.desk.chart != nil
        }
        #expect(hasChart(after: "plot features") && hasChart(after: "data circle") && !hasChart(after: "net 2-2-1 sigmoid"))
        #expect(hasChart(after: "undo"))
        #expect(hasChart(after: "plot boundary") && hasChart(after: "set lr 0.1") && !hasChart(after: "data xor"))
        #expect(hasChart(after: "plot weights") && !hasChart(after: "layer dense 2"))
        #expect(hasChart(after: "plot sigmoid") && hasChart(after: "net 2-2-2 sigmoid", "data circle"))
    }

    @Test(
        "what cannot be drawn says why",
        arguments: [
            ("plot loss", "there is no loss to plot yet"), ("plot accuracy", "there is no accuracy to plot yet `train 100` first"),
            ("plot boundary", "the network has 3"),
            ("plot gradients", "there is no input yet"), ("plot weights layer=9", "at most 2"),
            ("plot weights as=pie", "no way to draw weights"), ("plot loss x=1..2 as=map", "no option as="),
            ("plot loss smooth=1", "0 to below 1"), ("plot loss accuracy", "plotted alone"), ("plot sigmoid log=yes", "no option log="),
        ])
    func errors(line: String, says: String) throws {
        var talk = Talk("net 3-2-2 sigmoid")
        let before = talk.bits
        if line.contains("smooth") { talk.run("input 1 2 3; target 0 1; train 2") }
        let found = talk.error(line)
        let error = try #require(found)
        #expect("\(error.message) \(error.hint ?? "")".contains(says))
        if !line.contains("smooth") { #expect(talk.bits == before) }
    }
}

@Suite("> FILE keeps what is shown")
struct RedirectionTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nnrepl-plots-\(UUID().uuidString)").path

    private func content(_ name: String) throws -> String { try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }

    @Test("as SVG: a chart, the network, or any text")
    func svg() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var talk = Talk("net 2-2-1 sigmoid", "data xor", "train 20")
        let told = talk.run("plot loss > \(folder)/loss.svg").filter { !$0.isWhitespace }
        #expect(told.hasSuffix("(writtento\(folder)/loss.svg)"))
        talk.run("show network >\(folder)/net.svg; show weights > \"\(folder)/my weights.SVG\"")
        #expect(try content("loss.svg").contains("<polyline"))
        #expect(try content("net.svg").contains(">h2</text>"))
        #expect(try content("my weights.SVG").contains("W1 = ["))
    }

    @Test("as text, without the remark about the file; the transcript keeps the command alone")
    func text() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var talk = Talk("net 2-2-1 sigmoid")
        let shown = talk.run("show weights")
        talk.run("show weights > \(folder)/w.txt")
        #expect(try content("w.txt") == shown + "\n")
        #expect(talk.session.transcript.commands.suffix(2) == ["show weights", "show weights"])
        #expect(try #require(talk.json("show weights > \(folder)/w.txt").first).contains("\"file\":\"\(folder)/w.txt\""))
    }

    @Test(
        "every picture of the network goes into both kinds of file",
        arguments: [
            "show network", "plot loss", "plot boundary", "plot gradients", "plot weights", "plot weights as=histogram", "plot activations",
            "plot features",
        ])
    func bothKinds(command: String) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var talk = Talk("net 2-3-1 tanh output=sigmoid", "data xor", "train 20")
        talk.run("\(command) > \(folder)/a.svg; \(command) > \(folder)/a.txt")
        let picture = try content("a.svg"), text = try content("a.txt")
        #expect(
            picture.hasPrefix("<svg") && picture.hasSuffix("</svg>\n")
                && ["<path", "<rect x", "<line", "<polyline"].contains(where: picture.contains))
        #expect(text.unicodeScalars.contains { (0x2580...0x28FF).contains($0.value) }, "\(text)")
    }

    @Test("a comparison stays a comparison")
    func comparison() {
        var talk = Talk("net 2-2-1 sigmoid", "input 1 2")
        #expect(talk.run("print 3 > 2") == "3 > 2 = 1")
        #expect(talk.run("print h1.out > h2.out").hasPrefix("h1.out > h2.out = "))
        #expect(talk.run("plot x>0").contains("x>0"))
    }

    @Test("where nothing can be written, nothing happens")
    func unwritable() throws {
        var talk = Talk("net 2-2-1 sigmoid", "data xor")
        let before = talk.bits
        let found = talk.error("train 5 > /proc/nowhere/x.txt")
        let error = try #require(found)
        #expect(error.column == 11 && talk.bits == before && talk.session.transcript.commands.count == 2)
    }

    @Test("another kind of picture is refused with a hint")
    func otherFormat() throws {
        var talk = Talk("net 2-2-1 sigmoid")
        let found = talk.error("show network > net.png")
        let error = try #require(found)
        #expect(error.message == "pictures are not written as .png" && error.column == 16)
    }
}

@Suite("plot samples")
struct SamplePlotTests {
    @Test("puts each sample where a layer has it, by class, with the centers of center loss")
    func samples() {
        var talk = Talk()
        talk.run("net 4-8-2-3 tanh output=softmax; data iris; normalise; loss cross-entropy center=0.1; init glorot-uniform seed=1")
        let json = talk.json("plot samples")[0]
        #expect(json.contains(#""layer":2"#))
        for name in ["setosa", "versicolor", "virginica", "centers"] { #expect(json.contains(#"{"name":"\#(name)","x":["#)) }
        let picture = talk.run("plot samples size=80x24")
        #expect(picture.contains("● setosa") && picture.contains("△ centers") && picture.contains("h2[2]"))
        // The inputs are more than two: they are seen along the directions in which they differ most, or along two of them.
        #expect(talk.run("plot samples layer=0").contains("(4 units: the two directions in which they differ most; units=1,2 shows two"))
        let axes = talk.run("plot samples layer=0 units=1,4 size=80x24")
        #expect(axes.contains("i1") && axes.contains("i4") && !axes.contains("direction"))
        for wrong in ["units=1,1", "units=1,3", "units=1", "units=a,b", "layer=9", "sample=1"] {
            #expect(talk.error("plot samples \(wrong)")?.column == 15 + wrong.prefix { $0 != "=" }.count, "\(wrong)")
        }
        #expect(talk.error("net 2-2; plot samples") != nil)
        #expect(talk.error("plot sampels")?.hint == "did you mean 'samples'?")
    }
}
