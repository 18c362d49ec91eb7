// Each method comes near the least value in no more evaluations than the library's median run: two seeds each here, twenty in the benchmark.
import SearchFunctions
import Testing

@testable import Search

@Suite("Evaluations to come near the least value")
struct QualityTests {
    static let cases: [(String, String, Double)] = [
        ("bobyqa-restarts", "branin", 1e-4), ("bobyqa-restarts", "rosenbrock-2d", 1e-4), ("lipo-trust-region", "branin", 1e-4),
        ("gp-ei", "six-hump-camel", 1e-2),
    ]

    @Test("are no more than the library's median, the better of two seeds", arguments: cases)
    func evaluations(_ name: String, _ functionName: String, _ distance: Double) throws {
        let column = try #require(Column.all.first { $0.name == name })
        let place = try #require(SurveyedFunction.all.firstIndex { $0.name == functionName })
        let rank = try #require(Count.distances.firstIndex(of: distance))
        let peer = try #require(column.medians[place][rank])
        let counts = try (0..<2).map { seed in
            try Count(column.method, SurveyedFunction.all[place], seed: UInt64(seed), limit: Int(peer)).reached[rank]
        }
        #expect(counts.contains { $0 != nil }, "\(name) on \(functionName): \(counts) of \(peer)")
    }
}
