// The confusion matrix as it is read.
import Documents
import Testing

@testable import Language

@Suite("The confusion matrix")
struct ConfusionTests {
    @Test("of ten classes is a matrix in 80 columns: its counts are all samples, its edges shares of two digits, at their end accuracy")
    func ten() {
        var talk = Talk("data digits; net 64-10 softmax; init glorot-uniform seed=1; train 2 batch=32")
        let lines = talk.run("show confusion").split(separator: "\n").map(String.init)
        let words = lines.prefix(2).flatMap { $0.split(separator: " ") }.joined(separator: " ")
        #expect(lines.allSatisfy { $0.count <= 80 } && words.contains("at the bottom right the accuracy"))
        let rows = lines.suffix(11).map { $0.split(separator: " ") }
        #expect(rows.dropLast().map { String($0[0]) } == (0..<10).map(String.init) && rows[10][0] == "precision")
        let counts = rows.dropLast().map { $0[1...10].compactMap { Int($0) } }
        #expect(counts.joined().reduce(0, +) == 1797)
        for (label, row) in counts.enumerated() {
            #expect(Double(rows[label][11]) == (100 * Double(row[label]) / Double(row.reduce(0, +))).rounded() / 100)
        }
        let right = counts.indices.map { counts[$0][$0] }.reduce(0, +)
        #expect(Double(rows[10][11]) == (100 * Double(right) / 1797).rounded() / 100)
    }

    @Test("of few classes has all digits")
    func few() {
        var talk = Talk("data iris; net 4-3 softmax; init glorot-uniform seed=1; train 3 batch=10")
        let told = talk.run("show confusion")
        #expect(told.contains("true \\ answered") && told.contains("150 samples; at the bottom right the accuracy"))
        #expect(told.split(separator: " ").last.flatMap { Double($0) } == talk.value("accuracy").flatMap { Double(Numerals().text($0)) })
    }
}
