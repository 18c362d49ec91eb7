// Small data sets for learning: truth tables, and points of the plane in two classes.

extension Dataset {
    /// The truth table of a gate with two inputs: rows 00, 01, 10, 11.
    private static func gate(_ name: String, _ answers: [Int]) -> Dataset {
        Dataset(
            name: name, inputs: Matrix(rows: [[0, 0], [0, 1], [1, 0], [1, 1]]), answers: .values(Matrix(rows: answers.map { [Double($0)] }))
        )
    }

    public static let xor = gate("xor", [0, 1, 1, 0])
    public static let and = gate("and", [0, 0, 0, 1])
    public static let or = gate("or", [0, 1, 1, 1])
    public static let nand = gate("nand", [1, 1, 1, 0])

    /// A disc of radius 2.5 (class 1) inside a ring from 3.5 to 5 (class 0), half of the points each. `noise` shifts each point by up to
    /// that part of 5 in both directions.
    public static func circle(count: Int, noise: Double, seed: UInt64) -> Dataset {
        twoClasses("circle", count: count, noise: noise, seed: seed) { isFirst, _, random in
            let radius = isFirst ? random.uniform(0, 2.5) : random.uniform(3.5, 5)
            let angle = random.uniform(0, 2 * Double.pi)
            return (radius * Elementary.sin(angle), radius * Elementary.cos(angle))
        }
    }

    /// Two arms that wind about the origin, 1.75 turns each, out to radius 5.
    public static func spiral(count: Int, noise: Double, seed: UInt64) -> Dataset {
        twoClasses("spiral", count: count, noise: noise, seed: seed) { isFirst, place, _ in
            let angle = 1.75 * place * 2 * Double.pi + (isFirst ? 0 : Double.pi)
            return (place * 5 * Elementary.sin(angle), place * 5 * Elementary.cos(angle))
        }
    }

    /// Points of class 1, then points of class 0; `place` runs from 0 to 1 through each class.
    private static func twoClasses(
        _ name: String, count: Int, noise: Double, seed: UInt64,
        point: (_ isFirst: Bool, _ place: Double, inout RandomStream) -> (Double, Double)
    ) -> Dataset {
        var places = RandomStream(seed: seed, purpose: .data)
        var shifts = RandomStream(seed: seed, purpose: .noise)
        var rows: [[Double]] = []
        var classes: [Int] = []
        let firstCount = (count + 1) / 2
        for i in 0..<count {
            let isFirst = i < firstCount
            let (index, size) = isFirst ? (i, firstCount) : (i - firstCount, count - firstCount)
            let (x, y) = point(isFirst, Double(index) / Double(size), &places)
            rows.append([x + 5 * noise * shifts.uniform(-1, 1), y + 5 * noise * shifts.uniform(-1, 1)])
            classes.append(isFirst ? 1 : 0)
        }
        return Dataset(name: name, inputs: Matrix(rows: rows), answers: .classes(classes, count: 2))
    }
}
