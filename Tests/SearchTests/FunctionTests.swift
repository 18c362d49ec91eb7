// The functions on which methods are compared take the values that were computed to many digits elsewhere.
import Foundation
import SearchFunctions
import Testing

@Suite("The functions of the comparison")
struct FunctionTests {
    struct Known: Decodable {
        let bounds: [[Double]]
        let optimum: Double
        let optimisers, points: [[Double]]
        let values: [Double]
    }

    @Test("have the golden values and optima")
    func golden() throws {
        struct File: Decodable { let functions: [String: Known] }
        let url = try #require(Bundle.module.url(forResource: "search-functions", withExtension: "json", subdirectory: "Golden"))
        let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
        #expect(file.functions.count == SurveyedFunction.all.count)
        for function in SurveyedFunction.all {
            let known = try #require(file.functions[function.name])
            #expect(function.bounds.map { [$0.lowerBound, $0.upperBound] } == known.bounds && function.optimum == known.optimum)
            for (point, value) in zip(known.points + known.optimisers, known.values + known.optimisers.map { _ in known.optimum }) {
                #expect((function.value(point) - value).magnitude <= 1e-13 * (1 + value.magnitude), "\(function.name) at \(point)")
            }
        }
    }
}
