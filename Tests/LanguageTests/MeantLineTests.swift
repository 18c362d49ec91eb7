// Lines in other words: the hint is the typed line corrected, and can be typed.
import Foundation
import Testing

@testable import Language

@Suite("Lines as they are meant")
struct MeantLineTests {
    @Test(
        "the hint is a line that can be typed",
        arguments: [
            ("confusion matrix", "show confusion"), ("scheduler cosine", "schedule cosine epochs=1000"),
            ("rewind epoch 50", "rewind 50"), ("rewind to 50", "rewind 50"), ("train --epochs 5", "train 5"),
            ("loss cross entropy", "loss binary-cross-entropy"), ("loss = nn.BCELoss()", "loss binary-cross-entropy"),
            ("loss l1", "loss mean-absolute-error"), ("compare sgd adam", "compare optimizer=sgd,adam"),
            ("compare optimizer sgd adam seeds=2", "compare optimizer=sgd,adam seeds=2"), ("plot confusion", "show confusion"),
            ("plot filters", "plot features"), ("plot W1", "plot weights layer=1"), ("plot histogram", "plot activations"),
            ("plot lr", "print rate"), ("show lr", "print rate"), ("plot loss.csv", "plot loss > loss.csv"),
            ("plot loss curves/now.svg", "plot loss > curves/now.svg"), ("show weights.txt", "show weights > weights.txt"),
            ("loss ce", "loss binary-cross-entropy"), ("loss rmse reduction=sum", "loss mean-squared-error reduction=sum"),
            ("loss sparse_categorical_crossentropy", "loss binary-cross-entropy"), ("load mnist", "data digits"),
            ("open iris", "data iris"),
            ("train for 100 epochs", "train 100"), ("optimizer step", "update"),
            ("search bayes", "search bayes lr=log(0.001..1) trials=10"),
            ("set W1 0.15 0.2 0.25 0.3", "set W1 [[0.15,0.2],[0.25,0.3]]"), ("set W1 = [[1,2],[3,4]]", "set W1 [[1,2],[3,4]]"),
            ("set w1 0.15 w2 0.2", "set w1 0.15; set w2 0.2"), ("input = 0.05 0.1", "input 0.05 0.1"), ("print w5.grad", "grad(w5)"),
            ("net.parameters()", "show weights"), ("nn.Flatten()", "layer flatten"), ("show parameters", "show weights"),
            ("show grads", "show gradients"), ("eval", "print accuracy"), ("train_test_split", "split 70/15/15 seed=1"),
            ("net 2–2–1 tanh", "net 2-2-1 tanh"), ("print 1 if 2>1 else 3", "if(condition, then, else)"),
            ("print leaky-relu(0.5)(-2)", "leaky-relu(x, 0.5)"), ("print nan", "0/0"), ("print 0b11", "3"),
            ("define loss(x)=x", "define my_loss(x)=x"), ("define w5(x)=2*x", "define my_w5(x)=2*x"),
        ])
    func hints(line: String, meant: String) throws {
        var talk = Talk("net 2-2-1 sigmoid; data xor")
        let hint = try #require(talk.error(line)?.hint)
        #expect(hint.contains(meant), "\(hint)")
    }

    @Test(
        "what users of other tools type is answered by a line that works",
        arguments: [
            "load mnist", "search bayes", "scheduler cosine", "plot lr", "validate", "eval", "clear", "summary", "model.summary()",
            "loss l1",
            "show params", "data blobs",
        ])
    func foreign(line: String) throws {
        var talk = Talk("net 2-2-1 sigmoid; data xor; train 2")
        let hint = try #require(talk.error(line)?.hint)
        let told = hint.components(separatedBy: "for example: ").last?.components(separatedBy: "write: ").last ?? ""
        let command = told.components(separatedBy: "; `").first?.replacing("did you mean '", with: "").replacing("'?", with: "") ?? ""
        #expect(!command.isEmpty && talk.error(command) == nil, "\(hint)")
    }

    @Test("a device names none of the commands")
    func device() throws {
        var talk = Talk()
        #expect(try #require(talk.error("device cuda")?.hint).contains("all is computed on the processor"))
    }

    @Test("blanks of web pages part words as others do")
    func blanks() {
        var talk = Talk("net 2-1 identity")
        #expect(talk.error("input\u{00A0}1\u{00A0}2") == nil && talk.value("i2") == 2)
    }

    @Test("normalise none says of data that never were scaled that they are as they were")
    func notScaled() {
        var talk = Talk("data iris")
        #expect(talk.run("normalise none").contains("nothing of them is scaled"))
        talk.run("normalise")
        #expect(talk.error("normalise none")?.hint == "shown anew they are as they were: data iris")
    }

    @Test("one output of sigmoid answers with the probabilities of both classes")
    func twoClasses() {
        var talk = Talk("data moons; net 2-3-1 tanh output=sigmoid; train auto")
        let answer = talk.run("predict 0 1"), numbers = answer.split { !"0123456789.e-".contains($0) }.compactMap { Double($0) }
        #expect(answer.contains("(0 ") && numbers.count == 5 && abs(numbers[2] + numbers[4] - 1) < 1e-8, "\(answer)")
    }
}
