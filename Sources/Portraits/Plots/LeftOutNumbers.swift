// What no bin and no shade of a picture can show: numbers that are none, and infinite ones.
import Documents
import NeuralEngine

extension Distribution {
    /// `3 nan and 1 inf of 12 are in no column`; nil where all are finite.
    var remark: String? { remark(inNo: "column") }

    /// - Parameter place: what shows a number in the picture.
    func remark(inNo place: String) -> String? {
        let parts = [(nanCount, "nan"), (infiniteCount, "inf")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        guard !parts.isEmpty else { return nil }
        let count = nanCount + infiniteCount
        return "\(parts.joined(separator: " and ")) of \(counts.reduce(count, +)) \(count == 1 ? "is" : "are") in no \(place)"
    }

    /// The same for programs: none where all are finite.
    var leftOutValues: [JSONField] {
        nanCount + infiniteCount == 0 ? [] : [.init("nan", .int(nanCount)), .init("inf", .int(infiniteCount))]
    }
}
