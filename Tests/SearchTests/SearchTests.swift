// A search is a value: what comes next is a function of what came before, whoever asks and in whatever order trials end.
import SearchFunctions
import Testing

@testable import Search

@Suite("A search")
struct SearchTests {
    static let mixed = [
        Dimension("rate", .log(1e-4, 1)), Dimension("units", .intlog(1, 100)), Dimension("rule", .choice(["sgd", "adam"])),
        Dimension("momentum", .real(0, 0.99), if: .init("rule", is: .name("sgd"))),
    ]
    /// Least at rate 0.01, 20 units, momentum 0.9.
    static func cost(_ setting: Setting) -> Double {
        let values = setting.values.map { $0?.number }
        let rate = ((values[0] ?? 0) - 0.01).magnitude, units = ((values[1] ?? 0) - 20).magnitude
        return rate + units / 100 + (values[3].map { ($0 - 0.9).magnitude } ?? 0.5)
    }

    static func run(_ search: Search, trials: Int, cost: (Setting) -> Double = cost) throws -> Search {
        var search = search
        for _ in 0..<trials {
            guard let proposal = search.propose() else { break }
            try search.add(Trial(number: proposal.number, setting: proposal.setting, value: cost(proposal.setting)))
        }
        return search
    }

    @Test(
        "stepped back and forward again proposes the same to the bit, and so does one that was given the trials at once",
        arguments: Method.all)
    func replay(_ method: Method) throws {
        let dimensions = method.hindrance(try Space(Self.mixed)) == nil ? Self.mixed : Array(Self.mixed.prefix(2))
        let cost: (Setting) -> Double = { Self.cost(Setting($0.values + [nil, nil].prefix(4 - $0.values.count))) }
        let search = try Self.run(Search(Space(dimensions), by: method, seed: 3), trials: 16, cost: cost)
        for count in [0, 1, 9, 15] {
            let back = search.after(trials: count)
            #expect(back.propose()?.setting == search.trials[count].setting)
            var anew = try Search(Space(dimensions), by: method, seed: 3)
            for trial in search.trials.prefix(count) { try anew.add(trial) }
            #expect(anew.propose()?.unit == back.propose()?.unit)
        }
    }

    @Test("of another seed begins elsewhere, and at a start if one is given")
    func seeds() throws {
        let space = try Space(Self.mixed)
        #expect(try Search(space, by: .random, seed: 1).propose()?.unit != Search(space, by: .random, seed: 2).propose()?.unit)
        let start = Setting([.real(0.5), .whole(7), .name("adam"), nil])
        #expect(try Search(space, by: .tpe, start: start).propose()?.setting == start)
    }

    @Test(
        "in batches goes the same way whatever the order in which trials of a batch end",
        arguments: [Method.bayes, .tpe, .lipo, .bobyqa(restarts: true)])
    func batches(_ method: Method) throws {
        func run(_ order: [Int]) throws -> Search {
            var search = try Search(Space(Array(Self.mixed.prefix(2))), by: method, batch: 3)
            for _ in 0..<4 {
                let batch = search.proposals()
                #expect(Set(batch.map(\.setting)).count == 3)
                for place in order {
                    // What is asked for meanwhile is one of the batch that has not ended.
                    let proposal = batch[place]
                    let value = Self.cost(Setting(proposal.setting.values + [nil, nil]))
                    try search.add(Trial(number: proposal.number, setting: proposal.setting, value: value))
                }
            }
            return search
        }
        #expect(try run([0, 1, 2]).trials == run([2, 0, 1]).trials)
    }

    @Test("takes a trial that gave no number as the worst, and goes on", arguments: Method.all)
    func failures(_ method: Method) throws {
        let space = try Space([Dimension("x", .real(-1, 1)), Dimension("y", .real(-1, 1))])
        let search = try Self.run(Search(space, by: method), trials: 20) { setting in
            let x = setting.values[0]?.number ?? 0
            return x > 0.5 ? .nan : x > 0.2 ? .infinity : x * x
        }
        #expect(search.trials.count == 20 && search.trials.contains(where: \.isFailed))
        #expect(search.best.map { !$0.isFailed } == true)
        let all = try Self.run(Search(space, by: method), trials: 12) { _ in .nan }
        #expect(all.trials.count == 12 && all.best == nil)
    }

    @Test("seeks the greatest value when that is the goal")
    func greatest() throws {
        let space = try Space([Dimension("x", .real(-1, 1))])
        let up = try Self.run(Search(space, by: .bayes, goal: .maximise), trials: 12) { -(($0.values[0]?.number ?? 0) - 0.3).magnitude }
        let down = try Self.run(Search(space, by: .bayes), trials: 12) { (($0.values[0]?.number ?? 0) - 0.3).magnitude }
        #expect(up.trials.map(\.setting) == down.trials.map(\.setting) && (up.best?.value ?? -1) > -0.05)
    }

    @Test("learns from what somebody tried by hand")
    func guesses() throws {
        let space = try Space([Dimension("x", .real(-1, 1)), Dimension("y", .real(-1, 1))])
        var search = try Search(space, by: .tpe)
        for k in 0..<20 { try search.guess(Setting([.real(Double(k) / 20), .real(0)]), value: Double(k)) }
        guard case .tpe(let thinking)? = search.propose()?.thinking else {
            Issue.record("20 guesses are enough to think with")
            return
        }
        #expect(thinking.goodDensity.points.allSatisfy { ($0[0] ?? 1) < 0.75 } && search.best?.value == 0)
    }

    @Test(
        "over whole numbers tries no setting twice, and ends or goes on elsewhere",
        arguments: [Method.bobyqa(restarts: true), .lipo, .bayes, .tpe])
    func wholeNumbers(_ method: Method) throws {
        let space = try Space([Dimension("a", .int(0, 9)), Dimension("b", .intlog(1, 40))])
        let search = try Self.run(Search(space, by: method), trials: 30) { setting in
            let (a, b) = (setting.values[0]?.number ?? 0, setting.values[1]?.number ?? 0)
            return (a - 7) * (a - 7) + (b - 12) * (b - 12) / 10
        }
        #expect(search.trials.count == 30 && Set(search.trials.map(\.setting)).count == 30)
        #expect((search.best?.value ?? 9) <= 1)
    }

    @Test("of one value only has one trial in a grid and an end")
    func one() throws {
        let search = try Search(Space([Dimension("n", .int(5, 5))]), by: .grid(perAxis: 9))
        let ended = try Self.run(search, trials: 9) { _ in 1 }
        #expect(ended.trials.count == 1 && ended.propose() == nil && ended.proposals().isEmpty)
    }
}
