// Data sets that are made by a formula.
import Testing

@testable import NeuralEngine

@Suite("Generated data")
struct GeneratorTests {
    private static let makers: [(name: String, make: @Sendable (Int, Double, UInt64) -> Dataset)] = [
        ("circle", { .circle(count: $0, noise: $1, seed: $2) }), ("spiral", { .spiral(count: $0, noise: $1, seed: $2) }),
        ("gauss", { .gauss(count: $0, noise: $1, seed: $2) }), ("moons", { .moons(count: $0, noise: $1, seed: $2) }),
        ("sine", { .sine(count: $0, noise: $1, seed: $2) }), ("plane", { .plane(count: $0, noise: $1, seed: $2) }),
    ]

    @Test("the same seed gives the same samples, another seed others; noise moves nothing but what it shifts", arguments: makers.indices)
    func seeds(index: Int) {
        let make = Self.makers[index].make
        #expect(make(50, 0.1, 3) == make(50, 0.1, 3))
        #expect(make(50, 0.1, 3) != make(50, 0.1, 4))
        let (quiet, noisy) = (make(50, 0, 3), make(50, 0.1, 3))
        #expect(quiet.count == 50 && quiet.name == Self.makers[index].name)
        if case .classes(let classes, 2) = quiet.answers {
            #expect(classes == noisy.classes && classes.count(where: { $0 == 1 }) == 25)
            #expect(zip(quiet.inputs.values, noisy.inputs.values).allSatisfy { abs($0 - $1) <= 0.5 && $0 != $1 })
        } else if case .values(let values) = quiet.answers, case .values(let shifted) = noisy.answers {
            #expect(quiet.inputs == noisy.inputs)
            #expect(zip(values.values, shifted.values).allSatisfy { abs($0 - $1) <= 0.1 && $0 != $1 })
        }
    }

    @Test("sine is the sine, plane the tenth of the sum")
    func functions() {
        let sine = Dataset.sine(count: 30, noise: 0, seed: 1), plane = Dataset.plane(count: 30, noise: 0, seed: 1)
        #expect(sine.answers == .values(Matrix(rows: sine.inputs.rowList.map { [Elementary.sin($0[0])] })))
        #expect(plane.answers == .values(Matrix(rows: plane.inputs.rowList.map { [($0[0] + $0[1]) / 10] })))
        #expect(sine.inputs.values.allSatisfy { abs($0) <= Double.pi } && plane.inputs.values.allSatisfy { abs($0) <= 5 })
    }

    @Test("the points of moons lie on two half circles of radius 10/3")
    func moons() {
        let moons = Dataset.moons(count: 41, noise: 0, seed: 1)
        for (point, k) in zip(moons.inputs.rowList, moons.classes ?? []) {
            let centre = k == 0 ? (x: -5.0 / 3, y: -2.5 / 3) : (x: 5.0 / 3, y: 2.5 / 3)
            let (x, y) = (point[0] - centre.x, point[1] - centre.y)
            #expect(abs((x * x + y * y).squareRoot() - 10.0 / 3) < 1e-12)
            #expect(k == 0 ? y > -1e-12 : y < 1e-12)
        }
    }

    @Test("gauss is two clouds of deviation 1 about (2, 2) and (-2, -2)")
    func gauss() {
        let gauss = Dataset.gauss(count: 20_000, noise: 0, seed: 9)
        for k in 0...1 {
            let values = zip(gauss.inputs.rowList, gauss.classes ?? []).filter { $0.1 == k }.flatMap { $0.0 }
            let mean = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            #expect(abs(mean - (k == 1 ? 2 : -2)) < 0.05 && abs(variance - 1) < 0.05)
        }
    }
}

@Suite("Data that come with the program")
struct ShippedDataTests {
    @Test("iris has 150 flowers of three species, 50 each")
    func iris() throws {
        let iris = try Dataset.iris()
        #expect(iris.count == 150 && iris.inputNames == ["sepal_length", "sepal_width", "petal_length", "petal_width"])
        #expect(iris.classNames == ["setosa", "versicolor", "virginica"])
        #expect((0..<3).map { k in iris.classes?.count { $0 == k } } == [50, 50, 50])
        #expect(Array(iris.inputs.row(0)) == [5.1, 3.5, 1.4, 0.2] && Array(iris.inputs.row(149)) == [5.9, 3.0, 5.1, 1.8])
    }

    @Test("digits has 1 797 images of 8 x 8 pixels from 0 to 1")
    func digits() throws {
        let digits = try Dataset.digits()
        #expect(digits.count == 1797 && digits.inputs.columns == 64 && digits.classNames == (0...9).map(String.init))
        #expect((0..<10).map { k in digits.classes?.count { $0 == k } } == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
        #expect(digits.classes?.prefix(5) == [0, 1, 2, 3, 4])
        #expect(Array(digits.inputs.row(0).prefix(8)) == [0, 0, 5, 13, 9, 1, 0, 0].map { $0 / 16 })
        #expect(digits.inputs.values.min() == 0 && digits.inputs.values.max() == 1)
    }
}
