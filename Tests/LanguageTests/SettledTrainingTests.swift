// A training that has come to rest before all was learnt says so, and what it tells to type learns.
import Language
import Testing

@Suite("A training that has settled")
struct SettledTrainingTests {
    @Test(
        "says that not all is learnt, and names what learns it",
        arguments: [
            ["net 2-2-1 sigmoid", "data xor", "train 2000"], ["net 2-1 sigmoid", "data xor", "train 1000"],
            ["net 2-2-1 relu output=sigmoid", "data xor", "train 1000"],
            ["net 2-1 step", "data xor", "optimizer perceptron", "train 500"], ["net 2-1", "data circle n=40", "train 3000"],
        ])
    func wayOut(lines: [String]) throws {
        var talk = Talk()
        let told = lines.map { talk.run($0) }.last ?? ""
        let note = try #require(told.replacing("\n  ", with: " ").firstMatch(of: /not all is learnt, and the loss .*it may: (.*)\)/))
        talk.run(String(note.1))
        #expect(talk.value("accuracy") == 1)
    }

    @Test(
        "is silent while it learns, where all is learnt, after few epochs, and where nothing could be learnt",
        arguments: [
            ["net 2-3-1 tanh output=sigmoid", "data xor", "train 2000"], ["net 2-1", "data xor", "train 400"],
            ["net 2-1", "input [[0,0],[0,0]]; target [[0],[1]]", "train 1000"],
            ["net 1-3-1 tanh output=identity", "data sine n=20", "train 1000"],
        ])
    func silence(lines: [String]) {
        var talk = Talk()
        #expect(!lines.map { talk.run($0) }.joined().contains("not all is learnt"))
    }
}
