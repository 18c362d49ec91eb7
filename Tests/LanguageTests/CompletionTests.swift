// Completion: what is offered can be typed, and every candidate says what it is.
import Testing

@testable import Language
@testable import Workspaces

/// A shelf with a few files.
private let shelf = Shelf(
    entries: { folder in
        switch folder {
        case "":
            [
                .init(name: ".hidden.csv", size: 1), .init(name: "My Data", isFolder: true), .init(name: "flowers.csv", size: 2_140),
                .init(name: "loss.svg", size: 812), .init(name: "notes.md", size: 5), .init(name: "sessions", isFolder: true),
                .init(name: "x.npy", size: 1_048_704),
            ]
        case "My Data/": [.init(name: "a b.csv", size: 7), .init(name: "c.csv", size: 1)]
        case "sessions", "sessions/": [.init(name: "first.nns", size: 999), .init(name: "second try.nns", size: 1_000)]
        default: []
        }
    }, lessons: { [Candidate(text: "1", summary: "The perceptron"), Candidate(text: "2", summary: "Backpropagation")] })

private func candidates(_ line: String, _ talk: Talk = .example) -> (replacing: Int, [Candidate]) {
    Completion.candidates(for: line, in: talk.session.desk, shelf: shelf)
}

private func offered(_ line: String, _ talk: Talk = .example) -> [String] { candidates(line, talk).1.map(\.text) }

private func summary(of text: String, _ line: String, _ talk: Talk = .example) -> String? {
    candidates(line, talk).1.first { $0.text == text }?.summary
}

@Suite("Completion")
struct CompletionTests {
    @Test(
        "what is offered begins as typed",
        arguments: [
            "", "p", "st", "print h", "print gra", "explain o1", "net 2-2-2 si", "plot sig", "set W", "train ba", "show w", "step ",
            "data x",
            "plot leaky-", "loss mean-s", "print h1.out-h", "schedule warm-", "data load fl", "open sess", "step; pri",
        ])
    func begins(line: String) {
        let (replacing, candidates) = candidates(line)
        #expect(!candidates.isEmpty)
        let typed = String(line.suffix(replacing)).lowercased()
        for candidate in candidates { #expect(candidate.text.lowercased().hasPrefix(typed)) }
        #expect(Set(candidates.map(\.text)).count == candidates.count)
    }

    @Test("behind a plot's > come files, not functions; every pane is described by itself")
    func unlike() {
        #expect(
            offered("plot x > se") == ["se.svg", "se.txt", "se.csv", "sessions/"]
                && offered("plot x > lo") == ["lo.svg", "lo.txt", "lo.csv", "loss.svg"])
        #expect(offered("print w1 > se").contains("selu("))
        let panes = candidates("set panes ").1
        #expect(panes.count == 6 && Set(panes.map(\.summary)).count == 6)
    }

    @Test("every quantity that is offered has a value, and says what it is")
    func quantities() {
        var talk = Talk.example
        for candidate in candidates("print ", talk).1
        where !candidate.goesOn && Metric(named: candidate.text) == nil && candidate.text != "accuracy" {
            #expect(talk.error("print \(candidate.text)") == nil, "\(candidate.text)")
            #expect(!candidate.summary.isEmpty)
        }
    }

    @Test(
        "a quantity says what `explain` says of it, and its value where it has one",
        arguments: [
            ("h1.net", "the net input of h1, before sigmoid: what comes in, weighted, plus the bias"),
            ("w1", "the weight from i1 to h1 = 0.15"), ("i1", "an input of the network = 0.05"),
            ("o2.target", "what this output should be = 0.99"),
            ("grad(w5)", "how the loss changes with the weight from h1 to o1"), ("h2.bias", "the bias of h2 = 0.35"),
            ("rate", "the learning rate: how far a gradient moves a parameter = 0.5"), ("W1", "all 4 weights of layer 1, dense 2 sigmoid"),
            ("E", "the loss of the sample: the sum over its outputs"),
        ])
    func phrases(name: String, phrase: String) {
        var talk = Talk.example
        talk.run("input 0.05 0.1")
        #expect(summary(of: name, "print " + name, talk) == phrase)
        guard name != "W1" else { return }
        let said = phrase.split(separator: " = ")[0]
        #expect(talk.run("explain \(name)").replacing("\n  ", with: " ").contains(said))
    }

    @Test("what the walk has computed comes with its value")
    func walked() {
        var talk = Talk.example
        talk.run("step 2")
        #expect(summary(of: "h1.net", "print h1", talk)?.hasSuffix(" = 0.3775") == true)
        #expect(summary(of: "h2.net", "print h2", talk)?.contains("=") == false)
    }

    @Test("weights and units beyond the first ones are found by their digits")
    func beyond() {
        let talk = Talk("net 100-50-3 tanh")
        #expect(offered("print w51", talk).contains("w510") && offered("print w51", talk).contains("w51"))
        #expect(offered("print w5150", talk) == ["w5150"])
        #expect(offered("print h4", talk).contains("h47"))
        #expect(offered("print w5151", talk).isEmpty)
        #expect(offered("print w1000000000000000000", talk).isEmpty)
    }

    @Test("behind the first argument stands only what may stand there")
    func places() {
        #expect(offered("show weights ").isEmpty)
        #expect(offered("show confusion ").contains("validation"))
        #expect(offered("net 2-2-2 sigmoid ") == ["output="])
        #expect(offered("break ").prefix(2) == ["layer", "if"])
        #expect(offered("break if val") == ["val.loss", "val.accuracy", "val.recall.1", "val.precision.1"])
        #expect(offered("set marks ") == ["braille", "blocks", "ascii"])
        #expect(!offered("set ").contains("h1.net"))
        #expect(offered("layer dense 3 ta") == ["tanh"])
        #expect(offered("layer conv 8 3x3 ").contains("stride=") && offered("layer dense 3 ").allSatisfy { !$0.hasSuffix("=") })
    }

    @Test("options: those that fit and are not given yet, and what can stand behind them")
    func options() {
        #expect(offered("optimizer sgd mom") == ["momentum="])
        #expect(offered("optimizer adam ").contains("beta1=") && !offered("optimizer adam ").contains("nesterov="))
        #expect(!offered("optimizer adam beta1=0.5 ").contains("beta1="))
        #expect(offered("optimizer sgd nesterov=") == ["on", "off"])
        #expect(offered("net 2-2-2 output=softm") == ["softmax"])
        #expect(offered("train 100 until=val.l") == ["val.loss"])
        #expect(offered("train 100 until=loss < 0.1 and epo") == ["epoch"])
        #expect(offered("train 100 until=loss < 0.1 ev") == ["every="])
        #expect(summary(of: "every=", "train 100 ev") == "print the loss every so many epochs")
    }

    @Test("functions wait for their argument; a candidate that is complete is among the candidates")
    func functions() {
        #expect(candidates("print sigm").1 == [Candidate(text: "sigmoid(", summary: "1/(1 + e^-x)")])
        #expect(candidates("print sigm").1[0].goesOn)
        #expect(offered("show weights") == ["weights"])
    }
}

@Suite("Completion of files")
struct FileCompletionTests {
    @Test("tables and arrays for data, with kind and size; folders go on")
    func data() {
        #expect(
            candidates("data load ").1.filter { !$0.text.hasSuffix("=") } == [
                Candidate(text: "\"My Data/", summary: "folder"), Candidate(text: "flowers.csv", summary: "table, 2.1 kB"),
                Candidate(text: "sessions/", summary: "folder"), Candidate(text: "x.npy", summary: "array of numbers, 1 MB"),
            ])
        #expect(offered("data load .h") == [".hidden.csv"])
        #expect(offered("data load no") == ["notes.md"])
        #expect(offered("data load x.npy target=fl") == ["flowers.csv"])
        #expect(offered("data load flowers.csv fl").isEmpty)
    }

    @Test("a name with a blank is put in quotes, which stay open for what is in a folder")
    func blanks() {
        #expect(offered("data load \"my d") == ["\"My Data/"])
        #expect(
            candidates("data load \"My Data/").1 == [
                Candidate(text: "\"My Data/a b.csv\"", summary: "table, 7 bytes"),
                Candidate(text: "\"My Data/c.csv\"", summary: "table, 1 byte"),
            ])
        #expect(candidates("data load \"My Data/").replacing == 9)
    }

    @Test("sessions go by their names, or by their paths")
    func sessions() {
        #expect(offered("open fi") == ["first"])
        #expect(offered("replay sec") == ["\"second try\""])
        #expect(offered("save sessions/f") == ["sessions/first.nns"])
        #expect(summary(of: "first", "open ") == "session in sessions, 999 bytes")
        #expect(offered("replay first ver") == ["verify"])
        #expect(offered("replay first sp") == ["speed="])
        #expect(candidates("lesson ").1.first == Candidate(text: "1", summary: "The perceptron"))
    }

    @Test("behind > stand files of pictures and text, also new ones")
    func redirection() {
        #expect(offered("plot sigmoid > lo") == ["lo.svg", "lo.txt", "lo.csv", "loss.svg"])
        #expect(offered("plot sigmoid >lo") == ["lo.svg", "lo.txt", "lo.csv", "loss.svg"])
        #expect(offered("show weights > \"my w") == ["\"my w.svg\"", "\"my w.txt\"", "\"my w.csv\""])
        #expect(summary(of: "loss.svg", "plot sigmoid > ") == "picture, 812 bytes")
        #expect(offered("print w1 > w").contains("w2"))
    }
}
