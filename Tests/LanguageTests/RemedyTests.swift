// What is told of trainings that go wrong: the cause, and a line that, typed, heals it.
import Testing

@testable import Language

@Suite("Remedies")
struct RemedyTests {
    private func told(_ answer: String) -> String { answer.split { $0.isWhitespace }.joined(separator: " ") }

    private func prices(_ folder: DataFolder) throws -> String {
        try folder.write("size,price\n" + (0..<40).map { "\(40 + 4 * $0),\(1500 * (40 + 4 * $0))\n" }.joined(), to: "prices.csv")
    }

    @Test("train auto brings large numbers to one scale first, by a command that the session keeps")
    func automatic() throws {
        let folder = try DataFolder()
        var talk = Talk("data load \(try prices(folder))", "net 1-8-1 tanh output=identity")
        talk.run("train auto")
        #expect(talk.session.transcript.commands.contains("normalise targets"))
        let answer = Double(talk.run("predict 100").split(separator: " ").last ?? "") ?? 0
        #expect(abs(answer - 150_000) < 5_000)
    }

    @Test("a training that large targets have spoilt is told of them, of relu too", arguments: ["tanh", "relu"])
    func spoilt(activation: String) throws {
        let folder = try DataFolder()
        var talk = Talk("data load \(try prices(folder))", "net 1-8-1 \(activation) output=identity", "optimizer adam lr=0.01")
        let answer = told(talk.run("train 50"))
        #expect(answer.contains("targets reach") && answer.contains("normalise targets"), "\(answer)")
        #expect(activation == "tanh" || !answer.contains("saturate"), "\(answer)")
    }

    @Test("after a divergence the way back leads to where a smaller rate can help")
    func diverged() throws {
        var talk = Talk("data plane; net 2-1 identity; optimizer sgd lr=1.5")
        let answer = told(talk.run("train 2000")), line = try #require(answer.split(separator: "may help: ").last?.prefix { $0 != ")" })
        #expect(line == "rewind 0; set lr 0.1")
        talk.run(String(line) + "; train 200")
        #expect(talk.value("loss") ?? 1 < 0.01)
    }

    @Test("a loss that has grown is told before its numbers end")
    func grown() {
        var talk = Talk("data plane; net 2-1 identity; optimizer sgd lr=1.5")
        #expect(told(talk.run("train 20")).contains("the loss grows, from"))
    }

    @Test("a schedule that has ended at 0 is the cause, and frozen weights are not drawn anew")
    func still() {
        var talk = Talk("data xor; net 2-2-1 tanh output=sigmoid; schedule cosine epochs=5; train 5")
        #expect(told(talk.run("train 3")).contains("the schedule has ended at a learning rate of 0, so nothing moves; schedule constant"))
        talk.run("schedule constant; freeze all; train 30")
        let weight = talk.value("w1")
        #expect(told(talk.run("train auto")).contains("all weights and biases are frozen") && talk.value("w1") == weight)
    }

    @Test(
        "where the same inputs have different answers, no training is asked for",
        arguments: [
            ("input [[1,2],[1,2]]; target [[0],[1]]", "all samples have the same inputs and not the same answers"),
            ("input [[1,2],[1,2],[0,0],[0,0]]; target [[0],[1],[1],[1]]", "some samples have the same inputs"),
        ])
    func contradicting(data: String, cause: String) {
        var talk = Talk("net 2-3-1 tanh output=sigmoid; \(data); optimizer adam lr=0.05")
        let answer = told(talk.run("train 1000"))
        #expect(answer.contains(cause) && !answer.contains("train auto"), "\(answer)")
    }

    @Test("a function without a value is named as the cause, with an activation that has one")
    func withoutValue() {
        var talk = Talk("define r(x)=sqrt(x); net 1-1 r; input [[-1],[4]]; target [[0],[2]]")
        let answer = told(talk.run("train 3"))
        #expect(answer.contains("r has no value there, whatever the rate") && answer.contains("layer activation 1 tanh"), "\(answer)")
        talk.run("layer activation 1 tanh")
        #expect(!talk.run("train 3").contains("nan"))
    }

    @Test("answers of -1 and 1 under step units are classes, as under a sigmoid, and that is said; as numbers they are out of reach")
    func signs() throws {
        let folder = try DataFolder()
        let file = try folder.write("a,b,y\n1,2,1\n2,0,-1\n0,3,1\n3,1,-1\n", to: "signs.csv")
        var talk = Talk("data load \(file)")
        #expect(told(talk.run("net 2-1 step")).contains("the answers -1, 1 are 2 classes for this network; answers=numbers takes them"))
        talk.run("optimizer perceptron lr=1; train 20")
        #expect(talk.value("accuracy") == 1)
        talk.run("data load \(file) answers=numbers")
        #expect(told(talk.run("train 20")).contains("`answers=classes` behind `data load FILE`"))
    }
}
