// A Gaussian process through points (Rasmussen and Williams 2006, chapters 2 and 5).
import NeuralEngine

/// What the shape of a Gaussian process depends on.
struct Hyperparameters: Sendable, Equatable {
    var kernel: Kernel
    /// The logarithm of a length scale for each group of inputs.
    var logScales: [Double]
    /// The logarithm of the noise's variance as a share of the amplitude's.
    var logNoise: Double
}

/// Inputs of a process: points, and the group whose length scale each coordinate shares (the coordinates of one choice share one).
struct Inputs: Sendable, Equatable {
    var points: [[Double]]
    let groups: [Int]
    let groupCount: Int
}

/// y = m + f(x) + noise, f of covariance a^2 k(x, x'), noise of variance a^2 q. The mean m and the amplitude a are those of greatest likelihood:
/// m = 1 K^-1 y / 1 K^-1 1,  a^2 = (y - m) K^-1 (y - m)/n,  K = k + q I.
struct GaussianProcess: Sendable {
    let inputs: Inputs
    let hyperparameters: Hyperparameters
    let mean: Double
    let amplitude: Double
    /// log p(y), up to a constant.
    let logLikelihood: Double
    private let cholesky: Cholesky
    /// K^-1 (y - m)
    private let weights: [Double]
    /// 1/l of each coordinate.
    private let rates: [Double]

    /// Nil if K is not positive.
    init?(_ inputs: Inputs, _ y: [Double], _ hyperparameters: Hyperparameters) {
        let rates = inputs.groups.map { Elementary.exp(-hyperparameters.logScales[$0]) }
        let scaled = GaussianProcess.scaled(inputs.points, rates)
        let (matrix, _) = GaussianProcess.matrix(scaled, hyperparameters, width: rates.count, withFactors: false)
        self.init(inputs, y, hyperparameters, rates, matrix)
    }

    private init?(_ inputs: Inputs, _ y: [Double], _ hyperparameters: Hyperparameters, _ rates: [Double], _ matrix: [Double]) {
        let n = y.count
        guard let cholesky = Cholesky(matrix, size: n) else { return nil }
        let ones = cholesky.halfSolution([Double](repeating: 1, count: n)), half = cholesky.halfSolution(y)
        let mean = dot(ones, half) / dot(ones, ones)
        let rest = zip(half, ones).map { $0 - mean * $1 }
        let square = max(dot(rest, rest) / Double(n), 1e-300)
        guard square.isFinite else { return nil }
        (self.inputs, self.hyperparameters, self.rates, self.cholesky, self.mean) = (inputs, hyperparameters, rates, cholesky, mean)
        weights = cholesky.otherHalf(rest)
        amplitude = square.squareRoot()
        logLikelihood = -Double(n) / 2 * Elementary.log(square) - cholesky.logDeterminant / 2
    }

    private static func scaled(_ points: [[Double]], _ rates: [Double]) -> [Double] {
        points.flatMap { point in point.indices.map { point[$0] * rates[$0] } }
    }

    /// K, its upper part, and the factors of its derivatives.
    private static func matrix(
        _ x: [Double], _ hyperparameters: Hyperparameters, width d: Int, withFactors: Bool
    ) -> ([Double], [Double]) {
        let n = x.count / d, kernel = hyperparameters.kernel
        let noise = Elementary.exp(hyperparameters.logNoise)
        var matrix = [Double](repeating: 0, count: n * n), factors = withFactors ? matrix : []
        x.withUnsafeBufferPointer { x in
            for i in 0..<n {
                matrix[i * n + i] = 1 + noise
                for j in i + 1..<max(n, i + 1) {
                    var square = 0.0
                    for k in 0..<d {
                        let difference = x[i * d + k] - x[j * d + k]
                        square += difference * difference
                    }
                    let (value, factor) = kernel.value(square)
                    matrix[i * n + j] = value
                    if withFactors { factors[i * n + j] = factor }
                }
            }
        }
        return (matrix, factors)
    }

    /// The log likelihood and its derivatives with respect to the logarithms of the scales and of the noise: of each parameter
    /// (v dK v / a^2 - trace K^-1 dK)/2, v = K^-1 (y - m). Nil if K is not positive.
    static func likelihood(_ inputs: Inputs, _ y: [Double], _ hyperparameters: Hyperparameters) -> (Double, [Double])? {
        let rates = inputs.groups.map { Elementary.exp(-hyperparameters.logScales[$0]) }
        let x = scaled(inputs.points, rates)
        let n = y.count, d = rates.count
        let (matrix, factors) = matrix(x, hyperparameters, width: d, withFactors: true)
        guard let process = GaussianProcess(inputs, y, hyperparameters, rates, matrix) else { return nil }
        let inverse = process.cholesky.inverseOfMatrix(), v = process.weights
        let share = 1 / (process.amplitude * process.amplitude)
        var sums = [Double](repeating: 0, count: d), trace = 0.0
        x.withUnsafeBufferPointer { x in
            sums.withUnsafeMutableBufferPointer { sums in
                for i in 0..<n {
                    trace += v[i] * v[i] * share - inverse[i * n + i]
                    for j in i + 1..<max(n, i + 1) {
                        let weight = (v[i] * v[j] * share - inverse[j * n + i]) * factors[i * n + j]
                        for k in 0..<d {
                            let difference = x[i * d + k] - x[j * d + k]
                            sums[k] += weight * difference * difference
                        }
                    }
                }
            }
        }
        var gradient = [Double](repeating: 0, count: inputs.groupCount + 1)
        for k in 0..<d { gradient[inputs.groups[k]] += sums[k] }
        gradient[inputs.groupCount] = trace / 2 * Elementary.exp(hyperparameters.logNoise)
        return (process.logLikelihood, gradient)
    }

    /// The mean and the deviation of f at x.
    func prediction(at x: [Double]) -> (mean: Double, deviation: Double) {
        let covariances = inputs.points.map { hyperparameters.kernel.value(square(x, $0)).value }
        let half = cholesky.halfSolution(covariances)
        return (mean + dot(covariances, weights), amplitude * max(1 - dot(half, half), 1e-14).squareRoot())
    }

    /// The same with the derivatives of both along each coordinate.
    func slopes(at x: [Double]) -> (mean: Double, deviation: Double, meanSlope: [Double], deviationSlope: [Double]) {
        let values = inputs.points.map { hyperparameters.kernel.value(square(x, $0)) }
        let covariances = values.map(\.value)
        let half = cholesky.halfSolution(covariances)
        let solved = cholesky.otherHalf(half)
        let share = max(1 - dot(half, half), 1e-14).squareRoot()
        var meanSlope = [Double](repeating: 0, count: x.count), deviationSlope = meanSlope
        for (i, point) in inputs.points.enumerated() {
            let factor = values[i].factor
            for k in x.indices {
                let slope = -factor * (x[k] - point[k]) * rates[k] * rates[k]
                meanSlope[k] += slope * weights[i]
                deviationSlope[k] -= slope * solved[i]
            }
        }
        for k in x.indices { deviationSlope[k] *= amplitude / share }
        return (mean + dot(covariances, weights), amplitude * share, meanSlope, deviationSlope)
    }

    @inline(__always)
    private func square(_ x: [Double], _ y: [Double]) -> Double {
        var sum = 0.0
        for k in x.indices {
            let difference = (x[k] - y[k]) * rates[k]
            sum += difference * difference
        }
        return sum
    }
}
