// Small data sets for learning: truth tables, points of the plane in two classes, and functions to be learnt.

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

    /// Two clouds about (2, 2) (class 1) and (-2, -2) (class 0): both coordinates normal with deviation 1.
    public static func gauss(count: Int, noise: Double, seed: UInt64) -> Dataset {
        twoClasses("gauss", count: count, noise: noise, seed: seed) { isFirst, _, random in
            let centre = isFirst ? 2.0 : -2
            return (centre + random.normal(), centre + random.normal())
        }
    }

    /// Two half circles that reach into one another, t from 0 to pi: (cos t, sin t) (class 0) and (1 - cos t, 1/2 - sin t) (class 1),
    /// moved by (-1/2, -1/4) and made 10/3 times larger, so that they lie within +-5.
    public static func moons(count: Int, noise: Double, seed: UInt64) -> Dataset {
        twoClasses("moons", count: count, noise: noise, seed: seed) { isFirst, place, _ in
            let x = Elementary.cos(Double.pi * place), y = Elementary.sin(Double.pi * place)
            let (u, v) = isFirst ? (1 - x, 0.5 - y) : (x, y)
            return ((u - 0.5) * 10 / 3, (v - 0.25) * 10 / 3)
        }
    }

    /// One wave: sin x for x drawn from [-pi, pi). `noise` shifts each answer by up to that much.
    public static func sine(count: Int, noise: Double, seed: UInt64) -> Dataset {
        function("sine", within: [-Double.pi...Double.pi], count: count, noise: noise, seed: seed) { Elementary.sin($0[0]) }
    }

    /// An inclined plane: (x + y)/10 for x and y drawn from [-5, 5). `noise` shifts each answer by up to that much.
    public static func plane(count: Int, noise: Double, seed: UInt64) -> Dataset {
        function("plane", within: [-5...5, -5...5], count: count, noise: noise, seed: seed) { ($0[0] + $0[1]) / 10 }
    }

    /// A function to be learnt, of inputs drawn evenly from a range each, its lower end included. `noise` shifts each answer by up to that
    /// much.
    public static func function(
        _ name: String, within ranges: [ClosedRange<Double>], inputNames: [String] = [], count: Int, noise: Double, seed: UInt64,
        _ answer: ([Double]) -> Double
    ) -> Dataset {
        let rows = places(within: ranges, count: count, seed: seed)
        var shifts = RandomStream(seed: seed, purpose: .noise)
        let answers = rows.map { [answer($0) + noise * shifts.uniform(-1, 1)] }
        return Dataset(name: name, inputs: Matrix(rows: rows), answers: .values(Matrix(rows: answers)), inputNames: inputNames)
    }

    /// Points on two sides of a border: class 1 where the condition holds. `noise` shifts each point, once its class is known, by up to that
    /// part of half the width of its range in every direction.
    public static func border(
        _ name: String, within ranges: [ClosedRange<Double>], inputNames: [String] = [], count: Int, noise: Double, seed: UInt64,
        _ holds: ([Double]) -> Bool
    ) -> Dataset {
        let rows = places(within: ranges, count: count, seed: seed)
        var shifts = RandomStream(seed: seed, purpose: .noise)
        let shifted = rows.map { row in
            zip(row, ranges).map { $0 + noise * ($1.upperBound / 2 - $1.lowerBound / 2) * shifts.uniform(-1, 1) }
        }
        return Dataset(
            name: name, inputs: Matrix(rows: shifted), answers: .classes(rows.map { holds($0) ? 1 : 0 }, count: 2), inputNames: inputNames)
    }

    private static func places(within ranges: [ClosedRange<Double>], count: Int, seed: UInt64) -> [[Double]] {
        var random = RandomStream(seed: seed, purpose: .data)
        return (0..<count).map { _ in ranges.map { random.uniform($0.lowerBound, $0.upperBound) } }
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
