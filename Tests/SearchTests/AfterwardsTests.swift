// What is done with trials: hopeless ones are given up, and what matters is found.
import Testing

@testable import Search

@Suite("Trials looked at")
struct AfterwardsTests {
    @Test("halving keeps the better half at each rung and gives up nobody between")
    func halving() {
        let rule = Pruning.halving(first: 2, factor: 2)
        let others = [[9, 8, 7, 6], [9, 6.0, 5, 4], [9, 4], [9, 2]]
        #expect(rule.rungs(upTo: 20) == [2, 4, 8, 16])
        #expect(!rule.givesUp([9], among: others, goal: .minimise) && !rule.givesUp([9, 9, 9], among: others, goal: .minimise))
        #expect(rule.givesUp([9, 5], among: others, goal: .minimise) && !rule.givesUp([9, 3], among: others, goal: .minimise))
        #expect(rule.givesUp([9, 3], among: others, goal: .maximise) && !rule.givesUp([9, 9], among: others, goal: .maximise))
        #expect(rule.givesUp([1, .nan], among: others, goal: .minimise) && !rule.givesUp([9, 5], among: [], goal: .minimise))
    }

    @Test("the median rule gives up what never was better than the middle of the others")
    func median() {
        let rule = Pruning.median(after: 2), others = [[5, 4, 3], [5, 3, 2], [5, 2, 1.0]]
        #expect(!rule.givesUp([9], among: others, goal: .minimise) && rule.givesUp([9, 3.5], among: others, goal: .minimise))
        #expect(!rule.givesUp([1, 3.5], among: others, goal: .minimise) && !rule.givesUp([9, 9], among: [], goal: .minimise))
    }

    @Test("importance finds the dimension that matters, and the pair that matters together only")
    func importance() throws {
        let space = try Space(["a", "b", "c"].map { Dimension($0, .real(0, 1)) })
        func trials(_ cost: @escaping ([Double]) -> Double) throws -> Search {
            try SearchTests.run(Search(space, by: .random), trials: 200) { cost($0.values.map { $0?.number ?? 0 }) }
        }
        // Of 4 a + b the variance is 16/12 + 1/12: sixteen parts of seventeen.
        let sum = try #require(Importance(trials { 4 * $0[0] + $0[1] }))
        #expect((sum.shares[0] - 16.0 / 17).magnitude < 0.06 && (sum.shares[1] - 1.0 / 17).magnitude < 0.04 && sum.shares[2] < 0.02)
        let product = try #require(Importance(trials { ($0[0] - 0.5) * ($0[2] - 0.5) }, withPairs: true))
        #expect(product.pairs[0].first == 0 && product.pairs[0].second == 2 && product.pairs[0].share > 0.5)
        #expect(try Importance(trials { _ in 1 }) == nil)
    }
}
