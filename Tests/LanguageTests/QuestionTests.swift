// Questions that a session asks.
import Testing

@testable import Language
@testable import Sessions

@Suite("Questions")
struct QuestionTests {
    @Test("a number near enough is right; a first wrong answer has the hint, a second one the right value and the step that gives it")
    func numbers() {
        var talk = Talk.example
        #expect(
            talk.run("ask \"What is the net input of h1?\" answer=h1.net hint=\"w1 i1 + w2 i2 + b\"")
                == "question 1: What is the net input of h1?\n(type the number, or: answer EXPRESSION)")
        #expect(talk.run("answer 0.3") == "not 0.3. A hint: w1 i1 + w2 i2 + b\nquestion 1: What is the net input of h1?\n(one more try)")
        let last = talk.run("answer 0.4")
        #expect(last.hasPrefix("not 0.4 either: it is 0.3775\nnet_h1 = w1·i1 + w2·i2 + b_h1"), "\(last)")
        talk.run("ask \"And what comes out?\" answer=h1.out")
        #expect(talk.run("answer sigmoid(0.3775)") == "right: sigmoid(0.3775)")
        talk.run("ask \"2 + 2\" answer=4 tolerance=0.1")
        #expect(talk.run("answer 5").hasPrefix("not 5. Look once more."))
        #expect(talk.run("answer 4.3") == "right: 4.3\n(at the second try)")
        #expect(talk.run("score").hasSuffix("2 of 3 right, 1 of them at the second try"))
        let late = talk.error("answer 4")
        #expect(late?.message == "no question is open" && late?.hint == "`score` tells which were answered right")
    }

    @Test("who asks for a hint without a question is told that none is open")
    func hintAlone() {
        var talk = Talk()
        #expect(talk.error("hint")?.message == "no question is open" && talk.error("hint")?.hint == "lessons ask some: lesson perceptron")
        #expect(talk.run("score").contains("lesson perceptron"))
    }

    @Test("as far off as the tolerance says is near enough, and no further", arguments: ["0.26", "0.24", "0.2601", "0.2399"])
    func edge(answer: String) {
        var talk = Talk("ask \"How high?\" answer=0.25 tolerance=0.01")
        #expect(talk.run(answer).hasPrefix("right") == (answer.count == 4))
    }

    @Test(
        "a number is taken as people write it: with a decimal comma, with words or a sign before it, as an equation",
        arguments: [
            "0,318", "about 0.318", "It is about 0,318", "~0.318", "\u{2248} 0.318", "w5 = 0.318", "w5=0,318", "h1.out \u{2248} 0.318",
            "= 0.318",
            "I think it's 0.318", "it answers 0.318", "the answer is 0.318",
        ])
    func asWritten(answer: String) {
        for line in [answer, "answer \(answer)"] {
            var talk = Talk.example
            talk.run("ask \"How much?\" answer=0.318")
            #expect(talk.run(line) == "right: \(answer)")
        }
    }

    @Test("who asks for the hint has not answered wrongly")
    func hintIsNoGuess() {
        var talk = Talk.example
        talk.run("ask \"Which?\" answer=relu choices=relu,tanh hint=\"It bends once.\"; hint")
        var other = talk
        #expect(talk.run("tanh") == "not tanh: it is relu")
        #expect(other.run("relu") == "right: relu\n(after the hint)")
    }

    @Test("a comma that may part thousands is asked about; what sets or trains something is no answer")
    func notTaken() {
        var talk = Talk.example
        talk.run("ask \"How many?\" answer=1299")
        let refused = talk.error("1,299")
        #expect(refused?.message == "the comma of 1,299 may part the thousands or the decimals" && refused?.hint == "write 1299 or 1.299")
        talk.run("lr = 0.1")
        for line in ["train 1 lr=0.1", "search bobyqa x=-2..2 minimise=x^2 trials=4 start=x=1.5"] { talk.run(line) }
        #expect(talk.session.desk.quiz.questions[0].tries.isEmpty)
        #expect(talk.run("1299") == "right: 1299")
    }

    @Test("a hint that is asked for again is told again, also after a wrong answer; it is skip that tells the answer")
    func hintAgain() {
        var talk = Talk.example
        talk.run("ask \"2 + 2\" answer=4 hint=\"as many as legs\"")
        #expect(talk.run("5").hasPrefix("not 5. A hint: as many as legs\n"))
        for _ in 1...2 { #expect(talk.run("hint").hasPrefix("a hint: as many as legs\n")) }
        #expect(talk.run("4") == "right: 4\n(at the second try)")
        talk.run("ask \"2 + 3\" answer=5 hint=\"a hand\"")
        for _ in 1...2 { #expect(talk.run("hint").hasPrefix("a hint: a hand\n")) }
        #expect(talk.run("skip").hasPrefix("it is 5"))
    }

    @Test("who does not know is told the hint, then the right value and the step that gives it; without a hint at once")
    func notKnown() {
        for unknown in ["?", "skip", "I do not know", "I don't know.", "answer no idea"] {
            var talk = Talk.example
            talk.run("ask \"What comes out of h1?\" answer=h1.out hint=\"the sigmoid of its net input\"")
            #expect(
                talk.run(unknown)
                    == "a hint: the sigmoid of its net input\nquestion 1: What comes out of h1?\n(one more try; skip tells the answer)")
            let told = talk.run(unknown)
            #expect(told.hasPrefix("it is 0.593269992\nout_h1 = sigmoid(net_h1) = sigmoid(0.3775)"), "\(told)")
            #expect(talk.run("score").contains("told"))
            talk.run("ask \"2 + 2\" answer=4")
            #expect(talk.run(unknown) == "it is 4")
        }
        var talk = Talk("ask \"a\" answer=pass choices=pass,fail")
        #expect(talk.run("pass") == "right: pass")
    }

    @Test("words are read in either case; of choices only these; a number or a choice alone is an answer")
    func words() {
        var talk = Talk()
        talk.run("ask \"Which has no slope below 0?\" answer=relu choices=sigmoid,tanh,relu")
        #expect(talk.error("answer softmax")?.hint == "choose: sigmoid, tanh, relu")
        #expect(talk.run("ReLU") == "right: ReLU")
        talk.run("ask \"The derivative along a chain?\" answer=\"chain rule\"")
        #expect(talk.run("answer Chain Rule").hasPrefix("right"))
        talk.run("ask \"2 + 2\" answer=4")
        #expect(talk.run("1+3") == "1+3 = 4" && talk.run("4") == "right: 4")
        #expect(
            talk.session.transcript.commands.suffix(2) == ["print 1+3", "answer 4"] || talk.session.transcript.commands.last == "answer 4")
    }

    @Test("a word that is no command is an answer, though a command may begin with it; yes and no are 1 and 0", arguments: [true, false])
    func wordsAlone(hasChoices: Bool) {
        var talk = Talk("net 2-2-1; data xor")
        let before = talk.session.workspace.dataset
        talk.run(hasChoices ? "ask \"Which gate?\" answer=nor choices=and,or,nor,xor" : "ask \"How much?\" answer=0")
        for word in hasChoices ? ["no", "nand", "zero", "not or"] : ["nand", "maybe", "no way"] {
            let error = talk.error(word)
            #expect(error?.message == (hasChoices ? "'\(word)' is none of the choices" : "the answer is a number, and '\(word)' is none"))
        }
        #expect(talk.session.desk.quiz.open?.tries == [] && talk.session.workspace.dataset == before)
        #expect(talk.run("info breaks").hasPrefix("no breakpoints"))
        #expect(hasChoices || talk.run("yes").hasPrefix("not yes"))
        #expect(talk.run(hasChoices ? "nor" : "no").hasPrefix("right"))
    }

    @Test("undo takes an answer back; a question that is passed over stays unanswered")
    func past() {
        var talk = Talk("ask \"2 + 2\" answer=4", "answer 5", "undo", "answer 4")
        #expect(talk.session.desk.quiz.questions[0].tries == ["4"] && talk.session.desk.quiz.rightAtOnceCount == 1)
        talk.run("ask \"a\" answer=1; ask \"b\" answer=2; answer 2")
        #expect(talk.run("score").contains("not answered") && talk.run("score").hasSuffix("2 of 3 right"))
    }

    @Test("what is no question is refused where it stands")
    func refused() {
        var talk = Talk()
        for (line, message) in [
            ("ask", "the question is missing"), ("ask \"2 + 2\"", "the right answer is missing"),
            ("ask \"\" answer=4", "the question is empty"),
            ("ask \"a\" answer=w9+1", nil), ("ask \"a\" answer=x choices=a,b", "the right answer is none of the choices"),
            ("ask \"a\" answer=4 tolerance=-1", "a tolerance is not below 0"), ("answer", "the answer is missing"),
        ] as [(String, String?)] {
            let error = talk.error(line)
            #expect(error != nil && (message == nil || error?.message == message), "\(line): \(error?.message ?? "")")
        }
    }

    @Test("a file is marked: what was answered in it is its score, for people and for programs")
    func marked() throws {
        let text = "> ask \"2 + 2\" answer=4\n> answer 4\n> ask \"3 + 3\" answer=6\n> answer 7\n> answer 8\n"
        let report = Verification.run(try Transcript(reading: text, path: "homework.nns"), path: "homework.nns")
        #expect(report.isSame && report.quiz.rightCount == 1 && report.quiz.questions.count == 2)
        #expect(report.json.hasPrefix("{\"file\":\"homework.nns\",\"same\":true,\"score\":{\"asked\":2,\"right\":1,"))
        // Answers behind a line that differs are marked all the same.
        let other = try Transcript(reading: "> print 1\n1 = 2\n" + text, path: "homework.nns")
        let marked = Verification.run(other, path: "homework.nns", marksAll: true)
        #expect(!marked.isSame && marked.difference?.command.text == "print 1" && marked.quiz == report.quiz)
    }
}
