// Samples set apart, and inputs brought to one scale.
import Testing

@testable import NeuralEngine

@Suite("Split and normalisation")
struct SplitTests {
    @Test("each sample is in exactly one part, and the parts have their shares", arguments: 1...60)
    func parts(count: Int) {
        let split = Split(of: count, shares: (70, 15, 15), seed: UInt64(count))
        #expect((split.training + split.validation + split.test).sorted() == Array(0..<count))
        for (part, share) in zip(Split.Part.allCases, [0.7, 0.15, 0.15]) {
            #expect(abs(Double(split.rows(of: part).count) - share * Double(count)) <= 1)
        }
        #expect(split == Split(of: count, shares: (70, 15, 15), seed: UInt64(count)))
        if count > 10 { #expect(split != Split(of: count, shares: (70, 15, 15), seed: UInt64(count) + 1)) }
    }

    @Test("a share of 0 is an empty part")
    func empty() {
        let split = Split(of: 10, shares: (80, 0, 20), seed: 1)
        #expect(split.training.count == 8 && split.validation.isEmpty && split.test.count == 2)
    }

    @Test("only the proportions of the shares count; what is negative or no number is 0, and where all are 0 all rows are for training")
    func oddShares() {
        let halves = Split(of: 10, shares: (0, 1, 1), seed: 1), all = Split(of: 10, shares: (1, 0, 0), seed: 1)
        #expect(Split(of: 10, shares: (.nan, 5, 5), seed: 1) == halves && Split(of: 10, shares: (-3, 1e308, 1e308), seed: 1) == halves)
        #expect(Split(of: 10, shares: (7, .infinity, .infinity), seed: 1) == halves)
        for shares in [(0.0, 0.0, 0.0), (.nan, .nan, .nan), (-1, -2, -3), (.infinity, 1, 1), (.leastNonzeroMagnitude, 0, 0)] {
            #expect(Split(of: 10, shares: shares, seed: 1) == all)
        }
    }

    @Test("stratified, every class has its share of every part, rounded; the parts are as large as ever", arguments: 1...40)
    func stratified(seed: Int) {
        var random = RandomStream(seed: UInt64(seed), purpose: .data)
        let shares = (training: 60.0, validation: 25.0, test: 15.0), count = 20 + Int.random(in: 0..<200, using: &random)
        let classes = (0..<count).map { _ in Int.random(in: 0..<4, using: &random) * Int.random(in: 0..<2, using: &random) }
        let split = Split(stratifiedBy: classes, shares: shares, seed: UInt64(seed)), plain = Split(of: count, shares: shares, seed: 1)
        #expect((split.training + split.validation + split.test).sorted() == Array(0..<count))
        for (part, share) in zip(Split.Part.allCases, [0.6, 0.25, 0.15]) {
            #expect(split.rows(of: part).count == plain.rows(of: part).count)
            for label in 0..<4 {
                let all = classes.count { $0 == label }, here = split.rows(of: part).count { classes[$0] == label }
                #expect(abs(Double(here) - share * Double(all)) < (part == .training ? 1 : 2))
            }
        }
        let mixed = zip(split.training, split.training.dropFirst()).count { classes[$0] > classes[$1] }
        #expect(mixed > 2, "the classes of a part are mixed")
    }

    @Test("subset and shuffle keep each input with its answer")
    func subsets() throws {
        let iris = try Dataset.iris()
        let part = iris.subset([149, 0, 60])
        #expect(part.classes == [2, 0, 1] && Array(part.inputs.row(0)) == [5.9, 3.0, 5.1, 1.8])
        let shuffled = iris.shuffled(seed: 4)
        func pairs(_ data: Dataset) -> [[Double]] {
            zip(data.inputs.rowList, data.classes ?? []).map { $0 + [Double($1)] }.sorted { $0.lexicographicallyPrecedes($1) }
        }
        #expect(shuffled != iris && pairs(shuffled) == pairs(iris))
    }

    @Test("standard gives mean 0 and deviation 1 on the rows it was found on, range 0 to 1; an input that never changes is shifted")
    func normalisation() throws {
        let iris = try Dataset.iris()
        let rows = Split(of: 150, shares: (70, 15, 15), seed: 1).training
        let standard = Normalisation(.standard, of: iris.inputs, rows: rows).applied(to: iris.inputs)
        let range = Normalisation(.range, of: iris.inputs, rows: rows).applied(to: iris.inputs)
        for column in 0..<4 {
            let values = rows.map { standard[$0, column] }
            #expect(abs(values.reduce(0, +) / 105) < 1e-13)
            #expect(abs(values.reduce(0) { $0 + $1 * $1 } / 105 - 1) < 1e-13)
            #expect(rows.map { range[$0, column] }.min() == 0 && rows.map { range[$0, column] }.max() == 1)
        }
        let constant = Matrix(rows: [[7, 1], [7, 3]])
        #expect(Normalisation(.standard, of: constant, rows: [0, 1]).applied(to: constant) == Matrix(rows: [[0, -1], [0, 1]]))
        #expect(Normalisation(.range, of: constant, rows: [0, 1]).applied(to: constant) == Matrix(rows: [[0, 0], [0, 1]]))
    }
}
