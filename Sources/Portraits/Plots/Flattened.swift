// Points of many dimensions, seen in a plane.
import NeuralEngine

/// Points in the plane of two units; of more units in that of the two directions in which they lie widest apart.
struct Flattened {
    let points: [(Double, Double)]
    /// Where others lie among them; empty where that is not known.
    let others: [(Double, Double)]
    /// The units along the two axes, from 0; nil for what is no unit: a direction, or the second axis of a single unit.
    let axes: [Int?]
    /// Whether the axes are units.
    let isOfUnits: Bool

    /// Of more units only so many are looked at, those that vary most.
    private static let mostUnits = 48

    /// - Parameters:
    ///   - units: the units that the axes are to be; nil chooses.
    ///   - others: points that have no say in how they are seen.
    init(_ outputs: Matrix, units: (Int, Int)? = nil, and others: Matrix? = nil) {
        if units != nil || outputs.columns <= 2 || !outputs.values.allSatisfy(\.isFinite) {
            isOfUnits = true
            let x = units?.0 ?? 0, y = units?.1 ?? (outputs.columns > 1 ? 1 : nil)
            axes = [x, y]
            func seen(_ matrix: Matrix) -> [(Double, Double)] {
                (0..<matrix.rows).map { row in (matrix[row, x], y.map { matrix[row, $0] } ?? 0) }
            }
            (points, self.others) = (seen(outputs), others.map(seen) ?? [])
            return
        }
        isOfUnits = false
        axes = [nil, nil]
        let directions = outputs.principalDirections(of: Self.mostUnits, and: others), all = Array(zip(directions.first, directions.second))
        (points, self.others) = (Array(all.prefix(outputs.rows)), Array(all.dropFirst(outputs.rows)))
    }
}
