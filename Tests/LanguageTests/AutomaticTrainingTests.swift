// `train auto`, and what a first training that fails is told.
import Testing

@testable import Language

@Suite("Training by what suits data and network")
struct AutomaticTrainingTests {
    @Test(
        "following the program's own hints learns the data sets that come with it",
        arguments: [
            ("xor", "accuracy = 1"), ("and", "accuracy = 1"), ("or", "accuracy = 1"), ("nand", "accuracy = 1"),
            ("circle", "accuracy > 0.9"),
            ("gauss", "accuracy > 0.9"), ("moons", "accuracy > 0.9"), ("spiral", "accuracy > 0.9"), ("sine", "loss < 0.01"),
            ("plane", "loss < 0.01"), ("iris", "accuracy > 0.9"),
        ])
    func hintsLearn(name: String, learnt: String) throws {
        var talk = Talk("data \(name)")
        let hint = try #require(talk.error("train auto")?.hint), commands = try #require(hint.split(separator: ": ").last)
        talk.run(String(commands))
        #expect(talk.run("print \(learnt)") == "\(learnt) = 1", "\(commands)\n\(talk.run("history"))")
    }

    @Test(
        "a first training that has taught nothing says what to type, and that learns, with other first weights",
        arguments: [
            ("data iris; net 4-10-3 tanh output=softmax", "train 100 batch=10 shuffle=1", "guesses comes to 1.0986"),
            ("data iris; net 4-10-3 relu output=softmax", "train 100", "every unit of layer 1 is dead"),
            ("data iris; net 4-8-3 tanh output=softmax; optimizer sgd lr=20", "train 30", "nothing is learnt"),
        ])
    func failed(scene: String, training: String, remark: String) {
        var talk = Talk(scene)
        let answer = talk.run(training).split { $0.isWhitespace }.joined(separator: " ")
        #expect(answer.contains(remark) && answer.contains("train auto"), "\(answer)")
        talk.run("train auto")
        #expect(talk.run("print accuracy > 0.9 or loss < 0.01").hasSuffix("= 1") || talk.run("print loss < 0.01").hasSuffix("= 1"))
    }

    @Test("a training that has learnt something is not begun anew, nor called a failure")
    func goingOn() {
        var talk = Talk("data iris; net 4-8-3 tanh output=softmax; optimizer adam lr=0.01")
        #expect(!talk.run("train 30 batch=16 shuffle=1").contains("nothing"))
        let weight = talk.value("w1")
        #expect(!talk.run("train auto").contains("weights by") && talk.value("epoch") == 630 && talk.value("w1") != weight)
    }

    @Test("the session keeps the commands that were chosen, and undo takes them back one by one")
    func kept() {
        var talk = Talk("data iris; net 4-8-3 tanh output=softmax")
        #expect(
            talk.run("train auto").replacing("\n  ", with: " ").contains(
                "(chosen by data and network, and so is: train 600 batch=16 shuffle=1)"))
        #expect(talk.session.transcript.commands.suffix(2) == ["optimizer adam lr=0.01", "train 600 batch=16 shuffle=1"])
        #expect(talk.run("undo") == "undone: train 600 batch=16 shuffle=1")
        #expect(talk.session.workspace.optimizer.name == "adam")
    }

    @Test("takes no options, since it chooses them")
    func options() {
        var talk = Talk("data xor; net 2-2-1")
        #expect(talk.error("train auto batch=2")?.message == "`train auto` chooses this itself")
    }

    @Test("the true cause of a dead layer is named, with what brings it to life")
    func deadLayers() {
        for (line, cause) in [
            ("net 2-2-1 relu; set W1 [[0,0],[0,0]]; data xor", "all weights into layer 1 are 0, where relu has no slope; init"),
            ("net 2-3-1 relu output=sigmoid; input 0 0; target 1", "all inputs are 0"),
            ("net 1-1 relu; input 0; target 1", "all inputs are 0"),
            ("net 1-2-1 relu output=sigmoid; set W1 [[-1],[-2]]; input [[1],[1]]; target [[0],[1]]", "all samples have the same inputs"),
            ("net 2-1 relu; set W1 [[-1,-1]]; input [[1,0],[0,1]]; target [[1],[1]]", "an output that has a slope everywhere"),
        ] {
            var talk = Talk(line)
            let answer = talk.run("train 5").replacing("\n  ", with: " ")
            #expect(answer.contains(cause), "\(line): \(answer)")
        }
    }

    @Test("samples that come sorted by their answers are mixed by a word, which learns")
    func sorted() {
        var talk = Talk("data iris; net 4-8-3 tanh output=softmax; optimizer adam lr=0.01")
        #expect(talk.run("train 5 batch=10").replacing("\n  ", with: " ").contains("samples of the same answer come one after the other"))
        #expect(!talk.run("train 5 batch=10 shuffle=1").contains("one after the other"))
        #expect(!talk.run("train 5 batch=all").contains("one after the other"))
    }
}
