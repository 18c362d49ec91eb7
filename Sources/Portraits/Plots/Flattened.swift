// Points of many dimensions, seen in a plane.
import NeuralEngine

/// Points in the plane of two units; of more units in that of the two directions in which they lie widest apart.
struct Flattened {
    let points: [(Double, Double)]
    /// The units along the two axes, from 0; nil for what is no unit: a direction, or the second axis of a single unit.
    let axes: [Int?]
    /// Whether the axes are units.
    let isOfUnits: Bool

    /// Of more units only so many are looked at, those that vary most.
    private static let mostUnits = 48

    /// - Parameter units: the units that the axes are to be; nil chooses.
    init(_ outputs: Matrix, units: (Int, Int)? = nil) {
        if units != nil || outputs.columns <= 2 || !outputs.values.allSatisfy(\.isFinite) {
            isOfUnits = true
            let x = units?.0 ?? 0, y = units?.1 ?? (outputs.columns > 1 ? 1 : nil)
            axes = [x, y]
            points = (0..<outputs.rows).map { row in (outputs[row, x], y.map { outputs[row, $0] } ?? 0) }
            return
        }
        isOfUnits = false
        axes = [nil, nil]
        let directions = outputs.principalDirections(of: Self.mostUnits)
        points = (0..<outputs.rows).map { (directions.first[$0], directions.second[$0]) }
    }
}
