// search: trials of hyper-parameters and of formulas, as commands and as JSON.
import Foundation
import Testing

@testable import Language
@testable import Workspaces

@Suite("Searching")
struct SearchCommandTests {
    private func best(_ values: [String: Any]) throws -> (value: Double, parameters: [String: Any]) {
        let best = try #require(values["best"] as? [String: Any])
        return (try #require(best["value"] as? Double), try #require(best["parameters"] as? [String: Any]))
    }

    @Test("every method finds where a formula is least, and says what it does next", arguments: SearchCommand.methods)
    func formula(method: String) throws {
        var talk = Talk()
        talk.run("search \(method) x=-3..3 y=-1..3 minimise=(x-1)^2 + (y-0.5)^2 trials=36 seed=3")
        let shown = try values(&talk, "show search"), (value, parameters) = try best(shown)
        let trials = try #require(shown["trials"] as? [[String: Any]])
        #expect(shown["method"] as? String == method && trials.map { $0["trial"] as? Int } == (1...36).map { $0 })
        #expect(trials.allSatisfy { $0["state"] as? String == "complete" })
        #expect(value < ["grid": 0.2, "random": 0.5, "tpe": 0.3][method, default: 1e-3], "\(value) at \(parameters)")
        if method != "grid" { #expect(talk.run("show search").contains("the next trial is x = ")) }
    }

    /// A small training, judged by its loss.
    private func training(_ search: String) -> Talk {
        var talk = Talk()
        for line in ["net 2-3-1 tanh output=sigmoid", "data xor", search] { #expect(talk.error(line) == nil, "\(line)") }
        return talk
    }

    @Test("trainings are searched from one start, go on, are guessed and applied, and every replay finds the same")
    func trainings() throws {
        let line = "search bayes lr=log(0.01..5) units=int(2..4) activation=choice(tanh,relu) trials=6 epochs=20 seed=5"
        var talk = training(line), other = training(line)
        let first = try values(&talk, "show search")
        #expect(NSDictionary(dictionary: first) == NSDictionary(dictionary: try values(&other, "show search")))
        talk.run("search on 3; search guess lr=3 units=4 activation=tanh")
        #expect((try values(&talk, "show search")["trials"] as? [Any])?.count == 9)
        let (value, parameters) = try best(try values(&talk, "show search"))
        #expect(talk.error("search apply") == nil)
        let units = try #require(parameters["units"] as? Int), network = try #require(talk.session.workspace.network)
        #expect(network.layers[0].units == units && talk.session.workspace.optimizer.learningRate == parameters["lr"] as? Double)
        talk.run("init seed=5; train 20")
        // A reader of JSON may round the last digit.
        let loss = talk.value("loss")
        #expect(abs(try #require(loss) - value) <= value.ulp)
        #expect(talk.run("plot search course").contains("best so far"))
        talk.run("search stop")
        #expect(talk.error("show search")?.message == "no search has begun")
    }

    @Test("a trial that diverges has failed, counts as the worst, and is told")
    func diverging() throws {
        var talk = Talk()
        talk.run("net 1-1 identity; input [[1],[2]]; target [[2],[4]]")
        let told = talk.run("search grid lr=0.1..1e200 trials=2 epochs=30")
        #expect(told.contains("1 of them gave no number"))
        let trials = try #require(try values(&talk, "show search")["trials"] as? [[String: Any]])
        #expect(trials.map { $0["state"] as? String } == ["complete", "failed"])
    }

    @Test("a hyper-parameter may hang on another, and the search may be told where to begin")
    func conditions() throws {
        var talk = training("search tpe optimizer=choice(sgd,adam) l2=0..0.1 if optimizer=sgd trials=8 epochs=5")
        let trials = try #require(try values(&talk, "show search")["trials"] as? [[String: Any]])
        for trial in trials {
            let parameters = try #require(trial["parameters"] as? [String: Any])
            #expect((parameters["l2"] != nil) == (parameters["optimizer"] as? String == "sgd"))
        }
        talk.run("search bobyqa x=0..1 minimise=x^2 trials=1 start=x=0.25")
        #expect(try best(try values(&talk, "show search")).value == 0.0625)
    }

    @Test(
        "what is wrong in a space is answered with one that works",
        arguments: [
            ("search random lr=5..1", "lr=1..5"), ("search random lr=1..1", "lr=1..2"),
            ("search random units=int(8..2)", "units=int(2..8)"),
            ("search random lr=log(1..0.5)", "lr=log(0.5..1)"), ("search random units=int(0..4)", "for example units=int(2..8)"),
            ("search random lr=-1..1", "for example lr=log(0.001..1)"),
            ("search random activation=choice(tanh)", "activation=choice(tanh,relu)"),
            ("search random lr = 0.1..1", "without blanks: lr=0.1..1"), ("search random learning-rate=0.1..1", "did you mean 'lr='?"),
            ("search random lr=0.1..1 start=5", "write: start=lr=0.55"),
            ("search grid lr=0.1..1 l1=0..1 points=5000", "fewer an axis: points=3"),
            ("search random lr=", "0.1..1, log(0.001..1), int(1..8), intlog(4..128) or choice(a,b,c)"),
        ])
    func spaces(line: String, hint: String) throws {
        var talk = Talk("net 2-2-1", "data xor")
        let refused = talk.error(line), error = try #require(refused)
        #expect(error.hint == hint && (error.column ?? 0) > 7, "\(error)")
    }

    @Test("blanks between the names of a choice count for nothing")
    func blanks() throws {
        var talk = training("search random activation=choice(tanh, relu) trials=4 epochs=1")
        #expect(try #require(try values(&talk, "show search")["trials"] as? [Any]).count == 4)
    }

    @Test("one error with its column, and a hint that is typed as it stands")
    func refusals() throws {
        for (line, column, message) in [
            ("search", nil as Int?, "the method is missing"), ("search foo x=1..2", 8, "'foo' is no method"),
            ("search bayes", nil, "what is to be searched is missing"), ("search bayes lr=5..1", 17, "the space of lr is empty"),
            ("search bayes lr=log(0..1)", 17, "a logarithm needs numbers above 0"),
            ("search random rate=0..1", 15, "'rate' is nothing to search"), ("search random foo=1..0", 15, "'foo' is nothing to search"),
            ("search grid x=1..2 minimise=x+z", 31, "'z' has no space"),
            ("search bobyqa optimizer=choice(sgd,adam)", 8, "cannot take a choice"),
            ("search random lr=0.1..1 trials=-1", 32, "trials is at least 0"),
            ("search random lr=0.1..1 start=lr=3", 34, "lr is 0.1..1.0, not 3"),
            ("search random lr=0.1..1 on=test.loss", 28, "the test part judges once"), ("search random lr=x", 18, "'x' is no space"),
            ("search random lr=0.1..1 lr=1..2", 28, "given twice"), ("search on", nil, "no search has begun"),
            ("search apply", 8, "no search has begun"),
            ("search back", 8, "no search has begun"), ("search random lr=0.1..1 prune=half", 31, "no rule to give up trials by"),
            ("search bayes x=0..1 minimise=x prune=halving", 38, "prune= goes with trainings"),
            ("search random lr=0.1..1 points=3", 32, "points= goes with grid"),
            ("search guess lr=1", 8, "no search has begun"), ("search random lr=0.1..1 l2=0..1 if loss=x", nil, "does not stand before it"),
        ] {
            var talk = Talk()
            talk.run("net 2-2-1; data xor")
            let refused = talk.error(line), error = try #require(refused, "\(line)")
            #expect(error.message.contains(message), "\(line): \(error.message)")
            if let column { #expect(error.column == column, "\(line): \(error.column ?? 0)") }
            #expect(error.hint?.isEmpty == false)
        }
    }
}
