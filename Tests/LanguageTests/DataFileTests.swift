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

    /// The first line of an answer: what the data are.
    private func summary(_ talk: inout Talk, _ command: String) -> String {
        run(&talk, command).split(separator: "\n").first.map(String.init) ?? ""
    }

    @Test("a table: its last column is the target, words are classes, and a network can be trained on it")
    func table() {
        var talk = Talk()
        #expect(
            run(&talk, "data load flowers.csv without=id one-hot=colour")
                == """
                flowers: 4 samples, 4 inputs, 2 classes: aster, rose
                  id       left out, as asked
                  length   a number from 2 to 3.5
                  colour   3 words, each an input of 0 or 1: blue, red, white
                  species  the answer: 2 classes
                """)
        #expect(talk.session.workspace.dataset?.inputNames == ["length", "colour=blue", "colour=red", "colour=white"])
        #expect(talk.run("net 4-3-1 tanh output=sigmoid; train 5").contains("epoch 5 · loss"))
        #expect(run(&talk, "data load flowers.csv target=length without=id,colour,species").contains("no column is left"))
        talk.run("net 1-1 identity")
        #expect(summary(&talk, "data load flowers.csv target=LENGTH without=3,4") == "flowers: 4 samples, 1 input")
        #expect(talk.session.workspace.dataset?.answers == .values(.init(rows: [[2.5], [3], [2], [3.5]])))
    }

    @Test("a name with blanks stands in quotes")
    func quoted() throws {
        try folder.write("a b,c\n1,2\n3,4\n", to: "my data.csv")
        var talk = Talk()
        #expect(
            talk.run("data load \"\(folder.path)/my data.csv\" target=\"a b\"").hasPrefix("my data: 2 samples, 1 input\n  a b  the answer"))
    }

    @Test("a name that two columns have is refused with their numbers")
    func twins() throws {
        let file = try folder.write("a,a,y\n1,2,0\n3,4,1\n", to: "twins.csv")
        var talk = Talk()
        let error = talk.error("data load \(file) target=a")
        #expect(error?.message == "2 columns are called 'a'" && error?.hint == "their numbers tell them apart: 1, 2")
    }

    @Test("arrays: inputs and answers from two files")
    func arrays() {
        var talk = Talk()
        #expect(
            run(&talk, "data load x.npy target=y.npy")
                == """
                x: 3 samples, 2 inputs
                  inputs   2 numbers from 1 to 6
                  answers  2 classes, 0, 1; numbers under a linear output
                """)
        #expect(talk.session.workspace.dataset?.classes == [0, 1, 1])
        #expect(run(&talk, "data load x.npy target=x.npy").hasSuffix("  answers  2 numbers from 1 to 6"))
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
            ("a,b,c\n1,v,x\n3,y,z\n", "", "bad.csv, line 2, column 2: 'v' (b) is not a number", "one-hot=all"),
            ("a,b,c\n1,2,x\n3,4,x\n5,y,z\n", "", "bad.csv, line 4, column 2: 'y' (b) is not a number", "without=b"),
            ("a,b,c\n1,2,x\n3,z\n", "", "bad.csv, line 3: this line has 2 fields, the first one 3", "separator"),
            ("a,b,c\n1,2,3\n1,,3\n", "", "bad.csv, line 3, column 2: the value (b) is missing", "missing=drop"),
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

    @Test(
        "a hint about a file, typed, reads it, and makes no words of numbers",
        arguments: [
            ("a,b\n1,2\nNA,3\n4,5\n", "missing=drop"), ("a,b\n1,2\ninf,3\n4,5\n", "missing=mean"),
            ("a;b\n1,299;2\n3,500;3\n", "decimal=,"), ("my colour,b\nred,2\nblue,3\n", "one-hot=\"my colour\""),
            ("my colour,b\nred,2\nblue,3\n", "one-hot=all"), ("a b,c,d\n1,2,3\n$4,5,6\n7,8,9\n", "without=\"a b\""),
            ("a,b\n1,2\n#3,4\n5,6\n", "comment=#"), ("a,b,c\n1,2,3 # the first\n3,4,5\n5,6,7\n", "comment=#"),

        ])
    func hints(text: String, option: String) throws {
        let file = try folder.write(text, to: "odd.csv")
        var talk = Talk()
        let error = talk.error("data load \(file)")
        #expect(error?.hint?.contains(option) == true, "\(error?.hint ?? "")")
        #expect(text.contains("colour") || error?.hint?.contains("one-hot") == false)
        #expect(talk.error("data load \(file) \(option)") == nil)
    }

    @Test("options say how a table is written down where its lines are guessed wrong")
    func format() throws {
        let file = try folder.write("made by hand\nx:y\n1:2\n%3:4\n5:6\n", to: "odd.txt")
        var talk = Talk()
        #expect(talk.run("data load \(file) separator=: skip=1 comment=% header=no missing=drop").contains("'x' is not a number"))
        #expect(summary(&talk, "data load \(file) separator=: skip=1 comment=%") == "odd: 2 samples, 1 input")
        #expect(talk.error("data load \(file) separator=word")?.hint?.contains("tab") == true)
        #expect(talk.error("data load \(file) separator=, decimal=,")?.message == "a comma cannot part the fields and the decimals")
        let semicolons = try folder.write("1;2\n3;4\n", to: "semicolons.csv")
        #expect(summary(&talk, "data load \(semicolons) separator=; header=yes; print 1") == "semicolons: 1 sample, 1 input")
    }

    @Test("labels are classes under softmax and sigmoid, numbers under a linear output, and it says which; answers= decides")
    func labels() throws {
        let file = try folder.write("y,a\n1,0.1\n2,0.2\n3,0.3\n1,0.15\n", to: "wine.csv")
        try Data(DataFolder.npy("<i8", "(4, 1)", [1, 2, 3, 4])).write(to: URL(fileURLWithPath: folder.path + "/x.npy"))
        try Data(DataFolder.npy("<i8", "(4,)", [1, 2, 3, 1])).write(to: URL(fileURLWithPath: folder.path + "/y.npy"))
        for line in ["data load \(file) target=y", folder.placed("data load x.npy target=y.npy")] {
            var talk = Talk(line)
            #expect(talk.session.workspace.dataset?.classes == nil)
            #expect(talk.run("net 1-4-3 tanh output=softmax").contains("the answers 1, 2, 3 are 3 classes"))
            #expect(talk.session.workspace.dataset?.classes == [0, 1, 2, 0])
            #expect(talk.run("net 1-4-1 tanh output=identity") == "1-4-1: 1 input, 4 tanh, 1 identity; 13 parameters")
            #expect(talk.session.workspace.dataset?.answers == .values(.init(rows: [[1], [2], [3], [1]])))
            talk.run("\(line) answers=numbers; net 1-4-3 tanh output=softmax")
            #expect(talk.session.workspace.dataset?.classes == nil)
        }
    }

    @Test("hinge wants -1 and 1 of classes, whatever the activation of the output", arguments: ["identity", "tanh"])
    func hinge(activation: String) {
        let two = Talk("data moons n=4", "net 2-3-1 tanh output=\(activation)", "loss hinge")
        #expect(two.session.workspace.samples?.targets.values.sorted() == [-1, -1, 1, 1])
        let three = Talk("data iris", "net 4-3-3 tanh output=\(activation)", "loss hinge")
        #expect(three.session.workspace.samples.map { Array($0.targets.row(0)) } == [1, -1, -1])
        #expect(
            Talk("data xor", "net 2-3-1 tanh output=\(activation)", "loss hinge").session.workspace.samples?.targets.values == [
                -1, 1, 1, -1,
            ])
    }

    @Test("packed tables and archives of arrays are read as they are")
    func packed() throws {
        var talk = Talk()
        for (name, bytes) in Packed.files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)")) }
        #expect(summary(&talk, "data load \(folder.path)/table.csv.gz") == "table: 2 samples, 1 input")
        #expect(summary(&talk, "data load \(folder.path)/pair.npz") == "pair: 2 samples, 2 inputs")
        #expect(talk.session.workspace.dataset?.inputs == .init(rows: [[1, 2], [3, 4]]))
        #expect(summary(&talk, "data load \(folder.path)/pair.npz inputs=y target=x") == "pair: 2 samples, 1 input")
        #expect(talk.error("data load \(folder.path)/pair.npz target=z")?.hint == "there are x, y")
        try Data(Packed.files[0].bytes.prefix(30)).write(to: URL(fileURLWithPath: "\(folder.path)/cut.csv.gz"))
        #expect(talk.error("data load \(folder.path)/cut.csv.gz")?.message.contains("damaged or cut off") == true)
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

    @Test(
        "what is odd about data is said when they are loaded",
        arguments: [
            ("a,y\n1,p\n2,p\n", "", "there is one class only, p, in all samples: there is nothing to learn"),
            ("a,y\n1,2.5\n2,2.5\n", "", "y is always 2.5: there is nothing to learn"),
            ("a,a,y\n1,2,0\n3,4,1\n", "", "2 columns are called a: `predict FILE` takes them in their order"),
            (
                "a;y\n1.234;0\n2.345;1\n", "",
                "semicolons part the fields; 1.234 is read with decimals (decimal=, takes such points as parting thousands)"
            ),
            ("a,y\n1,0\n2,0\n", "", "y is always 0: there is nothing to learn"),
            ("a,y\n1,Yes\n2,yes\n3,no\n", "", "Yes, yes differ by case only: they are different classes"),
            ("a,w,y\n1,Yes,1\n2,yes,2\n3,no,3\n", "one-hot=w", "Yes, yes (w) differ by case only: they are different words"),
        ])
    func oddities(text: String, options: String, remark: String) throws {
        let file = try folder.write(text, to: "odd.csv")
        var talk = Talk()
        #expect(talk.run("data load \(file) \(options)").split { $0.isWhitespace }.joined(separator: " ").hasSuffix("(\(remark))"))
    }

    @Test(
        "two uses of one column are refused",
        arguments: [
            ("target=y without=y", "'y' cannot be the target and be left out"),
            ("target=y one-hot=y", "'y' cannot be the target and an input"),
            ("target=y,y", "'y' stands twice among the targets"), ("one-hot=w without=w", "'w' cannot be an input and be left out"),
        ])
    func contradictions(options: String, message: String) throws {
        let file = try folder.write("a,w,y\n1,u,2\n3,v,4\n", to: "odd.csv")
        var talk = Talk()
        #expect(talk.error("data load \(file) \(options)")?.message == message)
    }

    @Test(
        "hints for words among numbers lead on, also where all words are asked for",
        arguments: [
            ("S,T,y\nm,A/5 21171,0\nf,PC 17599,1\nf,113803,1\nm,373450,0\n", "one-hot=all", "one-hot=all,T"),
            ("id,b,y\n#1,2,0\n#2,4,1\n", "", "without=id"), ("a,b\n10:30,1\n11:45,2\n", "", "one-hot=a"),
            ("a,y\n1e400,1\n2,2\n3,3\n", "", "without=a"), ("a,y\n1e-400,1\n2,2\n3,3\n", "", "without=a"),
        ])
    func wordsAmongNumbers(text: String, options: String, hint: String) throws {
        let file = try folder.write(text, to: "odd.csv")
        var talk = Talk()
        let error = talk.error("data load \(file) \(options)")
        #expect(error?.hint?.contains(hint) == true, "\(error?.hint ?? "")")
        #expect(hint == "without=a" || talk.error("data load \(file) \(hint)") == nil)
    }

    @Test("a gap is filled by what the training part alone has: a later split fills it anew, also where features are made of it")
    func gapsOfTraining() throws {
        let rows = ["10,u", ",u", "20,", "40,v", "80,v", ",v", "7,u", "300,v"]
        let file = try folder.write("a,w,y\n" + zip(rows, 1...).map { "\($0),\($1)\n" }.joined(), to: "gaps.csv")
        var talk = Talk()
        func inputs() -> [[Double]] {
            let inputs = talk.session.workspace.dataset!.inputs
            return (0..<inputs.rows).map { Array(inputs.row($0)) }
        }
        talk.run("data load \(file) one-hot=w missing=mean")
        let (whole, known) = (inputs(), [0, 2, 3, 4, 6, 7])
        #expect(whole[1] == [457.0 / 6, 1, 0] && whole[5] == [457.0 / 6, 0, 1] && whole[2] == [20, 0, 1])

        let reply = talk.run("split 50/50 seed=1"), training = talk.session.workspace.split!.training
        let numbers = training.filter(known.contains), mean = numbers.map { whole[$0][0] }.reduce(0, +) / Double(numbers.count)
        #expect(mean != 457.0 / 6 && inputs()[1][0] == mean && inputs()[5][0] == mean && inputs()[0] == whole[0])
        #expect(reply.contains("gaps are filled by what the training part has: a "), "\(reply)")
        talk.run("features a 2*a")
        talk.run("split none")
        #expect(inputs()[1] == [457.0 / 6, 457.0 / 3])
        talk.run("split 50/50 seed=1")
        #expect(inputs()[1] == [mean, 2 * mean])
        talk.run("features none")
        #expect(inputs()[1][0] == mean)

        talk.run("data load \(file) one-hot=w missing=mean; normalise")
        let scaled = inputs()
        #expect(talk.run("split 50/50 seed=1").contains("gaps stay as they were filled, for the inputs are scaled already"))
        #expect(inputs() == scaled)
    }

    @Test("why nothing is left to read or to learn from is told")
    func nothingLeft() throws {
        let file = try folder.write("w,y\n" + (0..<60).map { "w\($0),\($0)\n" }.joined(), to: "odd.csv")
        var talk = Talk()
        #expect(talk.error("data load \(file) one-hot=all")?.hint?.contains("one-hot=w") == true)
        #expect(talk.error("data load \(file) one-hot=all,w") == nil)
        let error = talk.error("data load \(file) skip=99")
        #expect(error?.message.hasSuffix("there is nothing behind the 99 lines that are skipped: the file has 61") == true)
    }
}
