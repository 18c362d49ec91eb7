// The functions on which searches are compared, with their boxes and least values.
import NeuralEngine
import Search

/// A function of some numbers whose least value in a box is known.
public struct SurveyedFunction: Sendable {
    public let name: String
    public let bounds: [ClosedRange<Double>]
    public let optimum: Double
    public let value: @Sendable ([Double]) -> Double

    /// The box as a space of x1, x2, ...
    public func space() throws -> Space {
        try Space(bounds.enumerated().map { Dimension("x\($0 + 1)", .real($1.lowerBound, $1.upperBound)) })
    }

    public func value(at setting: Setting) -> Double { value(setting.values.map { $0?.number ?? .nan }) }

    public static let all: [SurveyedFunction] = [
        SurveyedFunction(name: "branin", bounds: [-5...10, 0...15], optimum: 0.3978873577297383, value: branin),
        SurveyedFunction(name: "six-hump-camel", bounds: [-3...3, -2...2], optimum: -1.0316284534898774, value: camel),
        SurveyedFunction(name: "rosenbrock-2d", bounds: [-2...2, -2...2], optimum: 0, value: rosenbrock),
        SurveyedFunction(name: "rosenbrock-4d", bounds: [-2...2, -2...2, -2...2, -2...2], optimum: 0, value: rosenbrock),
        SurveyedFunction(name: "hartmann-3", bounds: [0...1, 0...1, 0...1], optimum: -3.8627797873326624, value: hartmann3),
        SurveyedFunction(
            name: "hartmann-6", bounds: [0...1, 0...1, 0...1, 0...1, 0...1, 0...1], optimum: -3.3223680114155147, value: hartmann6),
        SurveyedFunction(name: "holder-table", bounds: [-10...10, -10...10], optimum: -19.208502567886732, value: holder),
    ]
}

/// (y - 5.1/(4 pi^2) x^2 + 5/pi x - 6)^2 + 10 (1 - 1/(8 pi)) cos x + 10
@Sendable private func branin(_ x: [Double]) -> Double {
    let pi = Double.pi
    let valley = x[1] - 5.1 / (4 * pi * pi) * x[0] * x[0] + 5 / pi * x[0] - 6
    return valley * valley + 10 * (1 - 1 / (8 * pi)) * Elementary.cos(x[0]) + 10
}

/// (4 - 2.1 x^2 + x^4/3) x^2 + x y + (4 y^2 - 4) y^2
@Sendable private func camel(_ x: [Double]) -> Double {
    let (a, b) = (x[0] * x[0], x[1] * x[1])
    return (4 - 2.1 * a + a * a / 3) * a + x[0] * x[1] + (4 * b - 4) * b
}

/// The sum over neighbours of 100 (b - a^2)^2 + (1 - a)^2
@Sendable private func rosenbrock(_ x: [Double]) -> Double {
    zip(x, x.dropFirst()).reduce(0.0) { sum, pair in
        let valley = pair.1 - pair.0 * pair.0
        return sum + 100 * valley * valley + (1 - pair.0) * (1 - pair.0)
    }
}

/// -|sin x cos y exp |1 - r/pi||, r the distance from 0
@Sendable private func holder(_ x: [Double]) -> Double {
    let r = (x[0] * x[0] + x[1] * x[1]).squareRoot()
    return -(Elementary.sin(x[0]) * Elementary.cos(x[1]) * Elementary.exp((1 - r / Double.pi).magnitude)).magnitude
}

@Sendable private func hartmann3(_ x: [Double]) -> Double { hartmann(x, widths3, centres3) }
@Sendable private func hartmann6(_ x: [Double]) -> Double { hartmann(x, widths6, centres6) }

/// Minus the sum over four hills of c exp(-sum of a (x - p)^2)
private func hartmann(_ x: [Double], _ widths: [[Double]], _ centres: [[Double]]) -> Double {
    var sum = 0.0
    for (height, (width, centre)) in zip([1.0, 1.2, 3.0, 3.2], zip(widths, centres)) {
        var exponent = 0.0
        for k in x.indices { exponent += width[k] * (x[k] - centre[k]) * (x[k] - centre[k]) }
        sum += height * Elementary.exp(-exponent)
    }
    return -sum
}

private let widths3: [[Double]] = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]]
private let centres3: [[Double]] = [
    [0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828],
]
private let widths6: [[Double]] = [
    [10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14],
]
private let centres6: [[Double]] = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]
