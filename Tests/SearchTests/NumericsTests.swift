// The numbers beneath the methods.
import NeuralEngine
import Testing

@testable import Search

@Suite("The numbers beneath the methods")
struct NumericsTests {
    @Test("the derivatives of a Gaussian process's likelihood and of the expected improvement are those of differences")
    func slopes() throws {
        var random = RandomStream(seed: 4, purpose: .data)
        let points = (0..<12).map { _ in [random.uniform(), random.uniform()] }
        let inputs = Inputs(points: points, groups: [0, 1], groupCount: 2)
        let y = points.map { 3 * $0[0] * $0[0] + Elementary.sin(5 * $0[1]) }
        for kernel in [Kernel.squaredExponential, .matern] {
            let middle = Hyperparameters(kernel: kernel, logScales: [-0.5, -1.2], logNoise: -7)
            let (_, gradient) = try #require(GaussianProcess.likelihood(inputs, y, middle))
            let h = 1e-5
            for k in 0..<3 {
                func value(_ change: Double) throws -> Double {
                    var moved = middle
                    if k < 2 { moved.logScales[k] += change } else { moved.logNoise += change }
                    return try #require(GaussianProcess.likelihood(inputs, y, moved)).0
                }
                #expect(try ((value(h) - value(-h)) / (2 * h) - gradient[k]).magnitude < 1e-4 * (1 + gradient[k].magnitude))
            }
            let space = try Space([Dimension("a", .real(0, 1)), Dimension("b", .real(0, 1))])
            let surrogate = try #require(Surrogate(Fit(hyperparameters: middle, share: nil), Coding(space), inputs, y))
            let x = [0.31, 0.77]
            let (_, slopes) = surrogate.logImprovementSlopes(coded: x)
            for k in 0..<2 {
                var (up, down) = (x, x)
                (up[k], down[k]) = (x[k] + h, x[k] - h)
                let difference = (surrogate.logImprovement(at: up) - surrogate.logImprovement(at: down)) / (2 * h)
                #expect((difference - slopes[k]).magnitude < 1e-4 * (1 + slopes[k].magnitude))
            }
        }
    }

    @Test(
        "log(phi(z) + z Phi(z)) is right far to the left",
        arguments: [
            (0.0, -0.9189385332046727), (-3, -7.8696860596030285), (-10, -55.553122036122356), (-50, -1258.7441828684609),
            (-1000, -500014.73445209116),
        ])
    func improvement(_ z: Double, _ known: Double) {
        #expect((NormalDistribution.improvement(z).log - known).magnitude < 1e-12 * (1 + known.magnitude))
    }

    @Test("the least value of a quadratic within a radius and the cube is not above that of any place there")
    func trustRegion() {
        var random = RandomStream(seed: 9, purpose: .data)
        for _ in 0..<30 {
            var quadratic = Quadratic(centre: (0..<3).map { _ in random.uniform() })
            quadratic.gradient = (0..<3).map { _ in random.normal() }
            for i in 0..<3 {
                for j in 0...i {
                    quadratic.hessian[i * 3 + j] = 3 * random.normal()
                    quadratic.hessian[j * 3 + i] = quadratic.hessian[i * 3 + j]
                }
            }
            let step = quadratic.leastStep(radius: 0.2)
            let least = quadratic.change(step)
            #expect(dot(step, step).squareRoot() <= 0.2 * (1 + 1e-9))
            #expect(zip(step, quadratic.centre).allSatisfy { (-1e-12...1 + 1e-12).contains($0 + $1) })
            for _ in 0..<300 {
                let s = (0..<3).map { _ in random.uniform(-0.2, 0.2) }
                guard dot(s, s) <= 0.04, zip(s, quadratic.centre).allSatisfy({ (0...1).contains($0 + $1) }) else { continue }
                #expect(quadratic.change(s) >= least - 0.02 * least.magnitude)
            }
        }
    }
}
