// search, trial by trial: why each was made, back again, given up early, and what mattered in the end.
import Foundation
import Testing

@testable import Language
@testable import Workspaces

@Suite("Searching trial by trial")
struct SearchStepTests {
    private func trials(_ talk: inout Talk) throws -> [[String: Any]] {
        try #require(try values(&talk, "show search")["trials"] as? [[String: Any]])
    }

    private func states(_ talk: inout Talk) throws -> [String] { try trials(&talk).compactMap { $0["state"] as? String } }

    @Test("a search steps forward and back: each trial with its reason, and whatever the steps, it finds what it finds at once")
    func steps() throws {
        for method in SearchCommand.methods {
            var talk = Talk(), whole = Talk()
            talk.run("search \(method) x=-3..3 y=-1..3 minimise=(x-1)^2+(y-0.5)^2 trials=0" + (method == "grid" ? " points=4" : ""))
            #expect(try trials(&talk).isEmpty && talk.run("show search").contains("the next trial is x = "), "\(method)")
            let told = talk.run("search step")
            #expect(told.contains("trial 1 gave ") && told.contains("tried because"), "\(told)")
            talk.run("search on 9; search back 4; search step 2; search on 4")
            whole.run("search \(method) x=-3..3 y=-1..3 minimise=(x-1)^2+(y-0.5)^2 trials=12" + (method == "grid" ? " points=4" : ""))
            #expect(talk.run("show search") == whole.run("show search"), "\(method)")
        }
    }

    @Test("back and undo are exact, and nobody goes back behind the first trial")
    func back() throws {
        var talk = Talk("search bayes x=-3..3 minimise=x^2 trials=8")
        let before = talk.bits
        #expect(talk.run("search back").hasPrefix("trial 8 is taken back"))
        #expect(try trials(&talk).count == 7)
        talk.run("undo")
        #expect(talk.bits == before)
        #expect(talk.run("search back 2").hasPrefix("trials 7 to 8 are taken back"))
        let refused = talk.error("search back 7"), error = try #require(refused)
        #expect(error.message == "only 6 trials have been made" && error.column == 13 && error.hint == "search back 6")
    }

    /// A search of trainings that are given up early.
    private static let pruned = ["net 2-4-1 tanh output=sigmoid", "data moons n=60 seed=2", "split 70/30 seed=1"]
    private static let line = "search random lr=log(0.0001..10) trials=12 epochs=9 seed=2 prune="

    @Test("hopeless trainings are given up early, and that is told", arguments: ["halving", "median"])
    func pruning(rule: String) throws {
        var talk = Talk()
        for line in Self.pruned { talk.run(line) }
        let told = talk.run(Self.line + rule), states = try states(&talk)
        let count = states.count { $0 == "pruned" }
        #expect(count > 0 && states.prefix(4).allSatisfy { $0 == "complete" } && Set(states) == ["complete", "pruned"])
        #expect(told.replacing("\n  ", with: " ").contains("\(count) of them were given up early, by prune=\(rule): "))
        #expect(talk.run("show search").contains("pruned after "))
        let best = try #require(try values(&talk, "show search")["best"] as? [String: Any]), number = try #require(best["trial"] as? Int)
        #expect(states[number - 1] == "complete")
        // Trial by trial, with the batches cut anywhere, the same are given up.
        var other = Talk()
        for line in Self.pruned { other.run(line) }
        other.run((Self.line + rule).replacing("trials=12", with: "trials=5"))
        other.run("search step; search on 6")
        #expect(try NSArray(array: trials(&talk)) == NSArray(array: trials(&other)))
    }

    @Test("which hyper-parameter mattered is told with what shows it, once there are trials enough")
    func importance() throws {
        var talk = Talk("search random x=-3..3 y=-1..3 minimise=10*(x-1)^2+0.1*y trials=9")
        #expect(try values(&talk, "show search")["importance"] == nil)
        talk.run("search on 31")
        let importance = try #require(try values(&talk, "show search")["importance"] as? [[String: Any]])
        #expect(importance.map { $0["name"] as? String } == ["x", "y"])
        #expect(try #require(importance[0]["share"] as? Double) > 0.8)
        let told = talk.run("show search")
        #expect(told.contains("importance") && told.contains("the best 10 trials have") && told.contains(" of -3 to 3"))
        // One hyper-parameter is all that matters.
        talk.run("search random x=-3..3 minimise=x^2 trials=20")
        #expect(try values(&talk, "show search")["importance"] == nil)
    }

    @Test("methods, options and what can be searched are completed, and other names stay free")
    func completion() {
        func texts(_ line: String) -> [String] { Completion.candidates(for: line, in: Desk(), shelf: .empty).1.map(\.text) }
        #expect(texts("search b") == ["bayes", "bobyqa", "back"])
        #expect(Set(texts("search bayes ")).isSuperset(of: ["trials=", "prune=", "lr=", "units=", "minimise="]))
        #expect(texts("search bayes prune=") == ["halving", "median"])
        #expect(texts("search tpe lr=log(0.1..1) l") == ["loss=", "l1=", "l2="])
        #expect(!texts("search random ").contains("points=") && texts("search grid po") == ["points="] && texts("search on ").isEmpty)
    }
}
