// Workloads, from their index entry to the final loss.
import Language
import Testing

@testable import nnbench

@Suite("Workloads")
struct WorkloadTests {
    private static let entry = """
        {"kind":"mlp","sizes":[2,2,2],"hidden":"sigmoid","output":"sigmoid","loss":"half-sse","optimizer":"sgd","lr":0.5,"batch":1,
        "epochs":100000,"arrays":{"x":[1,2],"y":[1,2],"w1":[2,2],"b1":[2],"w2":[2,2],"b2":[2]}}
        """
    private static let numbers: [String: [Double]] = [
        "x": [0.05, 0.10], "y": [0.01, 0.99], "w1": [0.15, 0.25, 0.20, 0.30], "b1": [0.35, 0.35], "w2": [0.40, 0.50, 0.45, 0.55],
        "b2": [0.60, 0.60],
    ]

    private func workload(_ entry: String) throws -> Workload {
        try Workload("bp222", entry: try JSONReader.value(of: entry)) { NumberArray(shape: $1, values: Self.numbers[$0] ?? []) }
    }

    @Test("the 2-2-2 example reaches the loss that every peer reaches after 5 000 updates")
    func finalLoss() throws {
        let expected = try #require(ExpectedLoss.all["bp222"])
        let result = try WorkloadResult(training: try workload(Self.entry), epochs: expected.epochs, threads: 1)
        #expect(expected.difference(to: result.finalLoss) <= 1e-9)
        #expect(result.samples == 5_000)
    }

    @Test("a result is one JSON line with the fields of every peer")
    func line() throws {
        let result = try WorkloadResult(training: try workload(Self.entry), epochs: 1, threads: 1)
        guard case .object(let fields) = try JSONReader.value(of: result.json) else { throw BenchmarkError("no object") }
        #expect(
            fields.map(\.name) == ["peer", "precision", "threads", "workload", "samples", "seconds", "samples_per_s", "final_loss"])
    }

    @Test(
        "an entry that does not fit is refused by name",
        arguments: [
            ("\"sizes\":[2,2,2]", "\"sizes\":[2,3,2]", "bp222"), ("\"y\":[1,2]", "\"y\":[2,2]", "bp222.y"),
            ("\"lr\":0.5,", "", "lr"), ("\"mlp\"", "\"rnn\"", "rnn"), ("\"batch\":1", "\"batch\":0", "batch"),
            ("\"w2\":[2,2]", "\"w2\":[2,-2]", "bp222.w2"), ("\"b2\":[2]", "\"b9\":[2]", "b2"),
        ])
    func refused(old: String, new: String, named: String) {
        #expect {
            try workload(Self.entry.replacing(old, with: new))
        } throws: { "\($0)".contains(named) }
    }
}
