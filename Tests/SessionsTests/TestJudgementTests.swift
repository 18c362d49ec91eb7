// The test part judges once: a second use is pointed out.
import Documents
import Language
import Testing

@testable import Sessions

@Suite("The judgement of the test part")
struct TestJudgementTests {
    private func notes(_ session: inout Session, _ line: String) -> [String] {
        session.run(line).flatMap { outcome in if case .success(let reply) = outcome.result { reply.notes } else { ["failed"] } }
    }

    private func isPointedOut(_ session: inout Session, _ line: String) -> Bool {
        notes(&session, line).contains { $0.hasPrefix("the test part has judged another network before") }
    }

    @Test("of one network it may be asked at will; of a second one that is said, whatever asks, and undo makes nobody forget it")
    func second() {
        var session = Session()
        _ = session.run("net 2-3-1 tanh output=sigmoid; data moons n=60 seed=2; split 60/20/20 seed=1; train 5")
        for line in ["print test.loss", "show test", "print test.accuracy > 0.5", "show confusion test"] {
            #expect(!isPointedOut(&session, line), "\(line)")
        }
        _ = session.run("search random lr=log(0.01..1) trials=4 epochs=3; search apply; init seed=1; train 3")
        for line in ["print test.loss", "show test", "print val.loss + test.accuracy", "show confusion test"] {
            #expect(isPointedOut(&session, line), "\(line)")
        }
        #expect(notes(&session, "print val.loss; show confusion validation").isEmpty)
        _ = session.run("undo 4; train 1")
        #expect(isPointedOut(&session, "show test"))
        // Other samples judge anew.
        _ = session.run("split 60/20/20 seed=2")
        #expect(!isPointedOut(&session, "show test"))
    }
}
