// data load: tables and arrays, and errors that point at the place in the file.
// swift-format-ignore-file: NeverForceUnwrap
import Foundation
import Testing

@testable import Language
@testable import Workspaces

@Suite("Data from files")
struct DataFileTests {
    private let folder: DataFolder

    init() throws { folder = try DataFolder() }

    private func run(_ talk: inout Talk, _ command: String) -> String {
        talk.run(folder.placed(command)).replacingOccurrences(of: folder.path + "/", with: "")
    }

    @Test("a table: its last column is the target, words are classes, and a network can be trained on it")
    func table() {
        var talk = Talk()
        #expect(
            run(&talk, "data load flowers.csv without=id one-hot=colour")
                == "flowers: 4 samples, 4 inputs, 2 classes: aster, rose")
        #expect(talk.session.workspace.dataset?.inputNames == ["length", "colour=blue", "colour=red", "colour=white"])
        #expect(talk.run("net 4-3-1 tanh output=sigmoid; train 5").contains("epoch 5 · loss"))
        #expect(run(&talk, "data load flowers.csv target=length without=id,colour,species").contains("no column is left"))
        talk.run("net 1-1 identity")
        #expect(run(&talk, "data load flowers.csv target=LENGTH without=3,4") == "flowers: 4 samples, 1 input")
        #expect(talk.session.workspace.dataset?.answers == .values(.init(rows: [[2.5], [3], [2], [3.5]])))
    }

    @Test("a name with blanks stands in quotes")
    func quoted() throws {
        try folder.write("a b,c\n1,2\n3,4\n", to: "my data.csv")
        var talk = Talk()
        #expect(talk.run("data load \"\(folder.path)/my data.csv\" target=\"a b\"") == "my data: 2 samples, 1 input")
    }

    @Test("arrays: inputs and answers from two files")
    func arrays() {
        var talk = Talk()
        #expect(run(&talk, "data load x.npy target=y.npy") == "x: 3 samples, 2 inputs")
        #expect(talk.session.workspace.dataset?.classes == [0, 1, 1])
        #expect(run(&talk, "data load x.npy target=x.npy") == "x: 3 samples, 2 inputs")
        #expect(talk.session.workspace.dataset?.answerWidth == 2)
    }

    @Test("images of MNIST find their labels")
    func images() throws {
        let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 51, 102]
        try Data(images).write(to: URL(fileURLWithPath: folder.path + "/train-images-idx3-ubyte"))
        var talk = Talk()
        #expect(talk.error("data load \(folder.path)/train-images-idx3-ubyte")?.message == "the file of the answers is missing")
        try Data([0, 0, 8, 1, 0, 0, 0, 2, 1, 0]).write(to: URL(fileURLWithPath: folder.path + "/train-labels-idx1-ubyte"))
        talk.run("data load \(folder.path)/train-images-idx3-ubyte")
        #expect(talk.session.workspace.dataset?.inputs.values == [0, 1, 0.2, 0.4])
        #expect(talk.session.workspace.dataset?.classes == [1, 0])
    }

    @Test(
        "what is wrong in a file is told with line and column, and nothing changes",
        arguments: [
            ("a,b,c\n1,2,x\n3,y,z\n", "", "bad.csv, line 3, column 2: 'y' (b) is not a number", "one-hot=b"),
            ("a,b,c\n1,2,x\n3,z\n", "", "bad.csv, line 3: this line has 2 fields, the first one 3", "separator"),
            ("a,b,c\n1,2,3\n1,,3\n", "", "bad.csv, line 3, column 2: the value (b) is missing", "fill it in"),
            ("a,b\n1,2\n", "target=bb", "bad.csv has no column 'bb'", "did you mean 'b'?"),
            ("a,b\n1,2\n", "target=7", "bad.csv has no column '7'", "there are a, b"),
            ("a,b\n1,2\n", "answers=maybe", "answers are no 'maybe'", "answers=classes or answers=numbers"),
            ("a,b\n1,2\n", "channels=first", "channels= goes with arrays, and bad.csv is a table", ""),
            ("", "", "bad.csv, line 1: the file is empty", ""),
        ])
    func errors(text: String, options: String, message: String, hint: String) throws {
        let file = try folder.write(text, to: "bad.csv")
        var talk = Talk("data xor")
        let before = talk.bits
        let error = talk.error("data load \(file) \(options)")
        #expect(error?.message.replacingOccurrences(of: folder.path + "/", with: "") == message)
        #expect(hint.isEmpty || error?.hint?.contains(hint) == true)
        #expect(error?.column != nil)
        #expect(talk.bits == before)
    }

    @Test("missing files and folders")
    func missing() {
        var talk = Talk()
        #expect(talk.error("data load")?.message == "the file is missing")
        #expect(talk.error("data load \(folder.path)/none.csv")?.message.hasSuffix("none.csv: no such file or directory") == true)
        #expect(talk.error("data load \(folder.path)")?.message.hasSuffix("it is a folder") == true)
        #expect(run(&talk, "data load x.npy").contains("the file of the answers is missing"))
        #expect(run(&talk, "data load x.npy target=flowers.csv").contains("flowers.csv is no array"))
        #expect(run(&talk, "data xor target=1").contains("that goes with data load FILE"))
        #expect(run(&talk, "data iris n=3").contains("iris is a fixed set"))
    }
}
