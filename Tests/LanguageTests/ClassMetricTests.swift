// Recall and precision of a class, as conditions and expressions name them.
import Testing

@testable import Language

@Suite("Recall and precision of a class")
struct ClassMetricTests {
    private static let iris = Talk(
        "data iris; split 70/30 seed=1; net 4-3 softmax; init glorot-uniform seed=1; optimizer adam lr=0.05; train 20")

    @Test("are those of the confusion matrix, by the number of the class or by its name")
    func values() throws {
        var talk = Self.iris
        let confusion = try #require(
            try talk.session.workspace.evaluator(of: .training).confusion(try talk.session.workspace.requireParameters()))
        for label in 0..<3 {
            #expect(talk.value("recall.\(label + 1)") == confusion.recall(of: label))
            #expect(talk.value("precision[\(label + 1)]") == confusion.precision(of: label))
        }
        #expect(talk.value("recall.versicolor") == talk.value("recall.2"))
        #expect(talk.value("val.recall.virginica") == talk.value("validation.recall[3]"))
    }

    @Test("end a training", arguments: ["recall.2>0.9", "val.recall.versicolor>0.9 and precision.2 > 0.8"])
    func conditions(condition: String) {
        var talk = Self.iris
        let reply = talk.run("init zeros; train 300 until=\(condition)")
        #expect(reply.contains("holds"), "\(reply)")
        #expect(talk.value("recall.2")! > 0.8)
    }

    @Test("of a class that there is not, or that has no samples, say so")
    func missing() {
        var talk = Self.iris
        let error = talk.error("print recall.4")
        #expect(error?.message == "there is no class '4'" && error?.hint == "classes are 1 to 3, setosa, versicolor, virginica")
        #expect(talk.error("train 5 until=test.recall.1>0.5")?.message.contains("test") == true)
        var one = Talk("net 2-2-1 sigmoid; data xor")
        #expect(one.value("recall.2") != nil)
        one.run("init zeros; set b2 -5")
        #expect(one.error("print precision.2")?.message == "no sample is taken for class 2, so that it has no precision")
        #expect(one.run("train 1 until=precision.2>0.5").contains("was not met"))
        var numbers = Talk("net 1-1 identity; data sine")
        #expect(numbers.error("print recall.1")?.message == "there is no accuracy: the targets are not classes")
    }
}
