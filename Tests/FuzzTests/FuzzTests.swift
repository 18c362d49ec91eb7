// Every fuzz target holds for the inputs that are kept and for some hundred drawn from a seed; nnfuzz runs as many as one likes.
import Foundation
import Fuzzing
import Testing

@Suite("Fuzzing")
struct FuzzTests {
    @Test("no input breaks anything: those kept, and changed ones", .timeLimit(.minutes(10)), arguments: FuzzTarget.all.map(\.name))
    func holds(name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let corpus = try inputs(of: name)
        for (file, input) in corpus { try hold(target, input, file) }
        var mutation = Mutation(target, corpus: corpus.map(\.input), seed: 1)
        for _ in 0..<Self.count(name) { try hold(target, mutation.next(), "a changed input") }
    }

    /// How many changed inputs a target is given; those that run many commands get fewer.
    private static func count(_ name: String) -> Int { ["talk", "events", "hostile"].contains(name) ? 10 : 200 }

    @Test("every form of every command takes or refuses what nobody means in the place of any of its words", .timeLimit(.minutes(1)))
    func hostile() throws {
        #expect(try HostileLines.sweep(everyOf: 24) > 100)
    }

    private func hold(_ target: FuzzTarget, _ input: [UInt8], _ origin: String) throws {
        do {
            try target.examine(input) { _ in }
        } catch {
            Issue.record("\(target.name), \(origin) \(Data(input).base64EncodedString()): \(error)")
        }
    }

    private func inputs(of name: String) throws -> [(file: String, input: [UInt8])] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Corpus/\(name)")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return try files.sorted().map { ($0, Array(try Data(contentsOf: folder.appendingPathComponent($0)))) }
    }
}
