// More than a machine has: refused before it is taken, and files that have no end.
import Documents
import Foundation
import Fuzzing
import NeuralEngine
import Testing

@testable import Language
@testable import Workspaces

@Suite("Too much")
struct TooMuchTests {
    @Test(
        "to be held in memory is refused, and nothing changes",
        arguments: [
            ("layer input 1000x1000x1; layer conv 1 1x1 relu; layer conv 1 1x1 softmax", "loss cross-entropy center=0.1", "the centers of"),
            ("layer input 100x100x1", "layer conv 1 100x100 padding=1000", "the patches of layer 1"),
            ("net 2-2", "net 1000000-1000000", "this network would have"),
            ("layer input 1000x1000x1", "layer conv 100 1x1", "layer 1 would have 100000000 units"),
        ])
    func memory(before: String, line: String, message: String) {
        var talk = Talk(before)
        let bits = talk.bits, error = talk.error(line)
        #expect(error?.message.contains(message) == true)
        #expect(error?.column != nil && error?.hint != nil)
        #expect(talk.bits == bits)
    }

    @Test("to be shown as a table of classes is refused")
    func confusion() throws {
        let folder = try DataFolder(), count = Confusion.mostClasses + 1
        try folder.write("x,class\n" + (0..<count).map { "\($0),c\($0)\n" }.joined(), to: "many.csv")
        var talk = Talk("data load \(folder.path)/many.csv answers=classes", "net 1-1-\(count) output=softmax")
        #expect(talk.error("show confusion")?.message.hasPrefix("a table of 1001 x 1001 classes is too large") == true)
        #expect(talk.error(talk.error("show confusion")?.hint ?? "") == nil)
    }

    @Test("as columns of words is refused")
    func words() throws {
        let folder = try DataFolder(), count = Int((Double(MemoryNeed.limit) / 24).squareRoot()) + 1
        try folder.write("word,answer\n" + (0..<count).map { "w\($0),1\n" }.joined(), to: "words.csv")
        var talk = Talk()
        let error = talk.error("data load \(folder.path)/words.csv one-hot=word")
        #expect(error?.message.contains("'word' has \(count) different words") == true)
        #expect(error?.hint == "without=word leaves them out")
    }

    @Test("files without an end are not read")
    func endless() throws {
        let folder = try DataFolder()
        mkfifo(folder.path + "/pipe", 0o600)
        let sparse = try folder.write("", to: "sparse.csv")
        try #require(truncate(sparse, 40 << 30) == 0)
        var talk = Talk("data xor")
        let bits = talk.bits
        for (file, reason) in [
            (folder.path + "/pipe", "it is no regular file"), ("/dev/zero", "it is no regular file"),
            ("/dev/null", "it is no regular file"),
            (folder.path, "it is a folder"), (sparse, "it is larger than"),
        ] {
            let error = talk.error("data load \(file)")
            #expect(error?.message.hasPrefix("cannot read \(file): \(reason)") == true)
            #expect(error?.hint != nil && talk.bits == bits)
        }
    }

    @Test("reading a file stops when it is asked to", arguments: ["flowers.csv", "x.npy target=y.npy"])
    func stopped(file: String) throws {
        let folder = try DataFolder(), control = RunControl()
        control.cancel()
        var desk = Talk("data xor").session.desk
        let line = try #require(CommandLine.commands(of: folder.placed("data load \(file)")).first)
        #expect(throws: CommandError("stopped on the way; nothing has changed", column: 11)) {
            _ = try desk.execute(line, control: control)
        }
    }

    @Test(
        "a picture of a network stops when it is asked to, and nothing has changed",
        arguments: ["boundary", "gradients", "activations", "samples", "units", "folding"])
    func stoppedPicture(name: String) throws {
        let control = RunControl()
        control.cancel()
        var desk = Talk("net 2-3-1; data xor").session.desk
        let line = try #require(CommandLine.commands(of: "plot \(name)").first)
        let stopped = #expect(throws: CommandError.self) { _ = try desk.execute(line, control: control) }
        #expect(stopped?.message == "stopped on the way; nothing has changed" && desk.exhibit == nil)
    }

    @Test(
        "what goes through a whole pass, all samples or all weights stops when it is asked to, and nothing has changed",
        arguments: [
            "print a1", "print grad(W2)", "print norm(W1*2)", "print loss", "print accuracy", "print val.loss", "print recall.1",
            "print grad(w9)", "set w1 mean(a1)", "show gradients", "show activations", "show confusion", "show test", "explain grad(w9)",
            "goto end", "goto grad(w400)", "back pass", "back 2", "back layer", "init orthogonal", "init normal layer=2",
            "net 2-5-1", "layer dense 3", "layer remove 2", "train 1", "compare lr=0.1,0.2", "search bayes lr=0.1..1", "plot gradients",
        ])
    func stoppedPass(line: String) throws {
        var talk = Talk("net 2-20-20-1; data circle n=50; split 60/20/20; set batch 3; step 300"), desk = talk.session.desk
        if line == "goto end" || line.hasPrefix("goto grad") { talk.run("goto 0") }
        desk = talk.session.desk
        let control = RunControl(), bits = talk.bits
        control.cancel()
        let command = try #require(CommandLine.commands(of: line).first)
        let stopped = #expect(throws: CommandError.self) { _ = try desk.execute(command, control: control) }
        #expect(stopped?.message.hasPrefix("stopped ") == true && Bits(of: desk) == bits)
    }

    @Test("a walk through a part of a pass stops when it is asked to, and says where", arguments: ["forward", "backward", "update"])
    func stoppedWalk(name: String) throws {
        var desk = Talk("net 2-40-40-1; data circle n=200").session.desk
        let line = try #require(CommandLine.commands(of: name).first), reply = try desk.execute(line, control: RunControl(looks: 2)).1
        #expect(PlainText(width: 100).text(of: reply).hasSuffix("(stopped)"))
        #expect(desk.workspace.stepper?.isAtEndOfPass == false && reply.repeatedBy?.hasPrefix("step ") == true)
    }

    @Test("layers that compute nothing are no network to walk, and one that looks for nothing has no features")
    func nothing() {
        var talk = Talk("layer input 2x2x1; layer flatten; input [[1,2],[3,4]]")
        for line in ["backward", "step", "finish", "goto 0", "print E", "show activations", "train 1"] {
            #expect(talk.error(line)?.message == "the network has no layer yet that computes something")
        }
        #expect(Talk("layer input 8x8x1; layer batchnorm").session.workspace.network?.parameterCount == 2)
        var batchnorm = Talk("layer input 8x8x1; layer batchnorm")
        #expect(batchnorm.error("plot features")?.message == "no layer looks for features")
    }

    @Test("a column's number may be any number", arguments: ["-9223372036854775808", "9223372036854775807", "0", "-1", "5"])
    func columns(number: String) throws {
        let folder = try DataFolder()
        var talk = Talk()
        #expect(talk.error(folder.placed("data load flowers.csv target=\(number)"))?.message.contains("has no column '\(number)'") == true)
    }
}
