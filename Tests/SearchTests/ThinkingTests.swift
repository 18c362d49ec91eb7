// What methods think can be asked, and agrees with what they do.
import NeuralEngine
import SearchFunctions
import Testing

@testable import Search

@Suite("A method's thoughts")
struct ThinkingTests {
    static func search(_ method: Method, trials: Int) throws -> Search {
        let function = SurveyedFunction.all[0]
        return try SearchTests.run(Search(function.space(), by: method), trials: trials, cost: function.value)
    }

    @Test("of Bayesian optimisation: the band holds the trials, and the proposal has the greatest expected improvement of all places")
    func bayes() throws {
        let search = try Self.search(.bayes, trials: 20)
        let proposal = try #require(search.propose())
        guard case .bayes(let thinking) = proposal.thinking else {
            Issue.record("20 trials are enough to think with")
            return
        }
        for trial in search.trials {
            let belief = thinking.surrogate.belief(at: search.space.unit(trial.setting), deviations: 3)
            let slack = 1e-4 * (1 + trial.value.magnitude)
            #expect(belief.low - slack <= trial.value && trial.value <= belief.high + slack)
        }
        let places = search.space.plane(0, 1, through: proposal.unit, columns: 15, rows: 15).flatMap { $0 }
        #expect(places.count == 225 && places.allSatisfy { thinking.surrogate.logImprovement(at: $0) <= thinking.logImprovement + 1e-9 })
        #expect(thinking.maximum == proposal.unit && thinking.surrogate.lengthScales.count == 2)
    }

    @Test("of LIPO: the bound meets every trial, lies nowhere above a value, and leaves out what cannot be better")
    func lipo() throws {
        let search = try Self.search(.lipo, trials: 25)
        guard case .lipo(let thinking)? = search.propose()?.thinking else {
            Issue.record("LIPO thinks from the first trial on")
            return
        }
        for trial in search.trials {
            let bound = thinking.bound.value(at: search.space.unit(trial.setting))
            #expect((bound - trial.value).magnitude <= 2e-3 * (1 + trial.value.magnitude))
        }
        let best = try #require(thinking.best)
        #expect(thinking.bound.values[best] == search.best?.value && thinking.bound.excludes(thinking.bound.points[best]))
        #expect(thinking.bound.excludes([0, 0]) && thinking.model != nil)
    }

    @Test("of BOBYQA: the model goes through its 2n + 1 points, and the step is within the trust region")
    func bobyqa() throws {
        let search = try Self.search(.bobyqa(restarts: true), trials: 12)
        let proposal = try #require(search.propose())
        guard case .bobyqa(let thinking) = proposal.thinking, let model = thinking.model else {
            Issue.record("after 2n + 1 trials there is a model")
            return
        }
        #expect(thinking.points.count == 5)
        for (point, value) in zip(thinking.points, thinking.values) {
            #expect((model.value(at: point) - value).magnitude <= 1e-9 * (1 + value.magnitude))
        }
        #expect(distance(proposal.unit, thinking.points[thinking.best]) <= thinking.radius * (1 + 1e-12))
        if case .step(let foretold) = thinking.reason { #expect((model.value(at: proposal.unit) - foretold).magnitude <= 1e-9) }
    }

    @Test("of TPE: the proposal is where good trials are dense and others are not")
    func tpe() throws {
        let search = try Self.search(.tpe, trials: 40)
        let proposal = try #require(search.propose())
        guard case .tpe(let thinking) = proposal.thinking else {
            Issue.record("40 trials are enough to think with")
            return
        }
        #expect(thinking.good == 6 && thinking.otherDensity.points.count == 34)
        #expect((thinking.logRatio(at: proposal.unit) - thinking.logRatio).magnitude < 1e-9 && thinking.logRatio > 0)
        // A density comes to 1 over the square: the mean over a fine net of middles.
        let middles: [Double] = (0..<60).map { (Double($0) + 0.5) / 60 }
        var whole = 0.0
        for x in middles { for y in middles { whole += Elementary.exp(thinking.otherDensity.logDensity([x, y])) / 3600 } }
        #expect((whole - 1).magnitude < 0.01)
    }
}
