// Fitting a Gaussian process: kernel, length scales, noise and warp of greatest posterior likelihood.
import NeuralEngine

/// What was fitted.
struct Fit: Sendable, Equatable {
    var hyperparameters: Hyperparameters
    var share: Double?
}

enum Fitting {
    /// How many trials a search for everything sees at most: the better half of them the best ones, the others spread over the rest.
    private static let most = 100
    private static let leastLogNoise = Elementary.log(1e-10)
    private static let shares: [Double?] = [nil, 1, 0.1, 0.01]

    /// Searches kernels, warps, scales and noise from several starts.
    static func all(_ inputs: Inputs, _ y: [Double]) -> Fit {
        let (inputs, y) = selected(inputs, y)
        let count = inputs.groupCount
        var best: (fit: Fit, value: Double)?
        func improve(_ fit: Fit, steps: Int) {
            let result = refined(fit, inputs, y, steps: steps)
            if result.value < best?.value ?? .infinity { best = result }
        }
        for scale in [0.2, 0.6, 2.0] {
            let logScales = [Double](repeating: Elementary.log(scale), count: count)
            let hyperparameters = Hyperparameters(kernel: .squaredExponential, logScales: logScales, logNoise: Elementary.log(1e-6))
            improve(Fit(hyperparameters: hyperparameters, share: nil), steps: 25)
        }
        guard let first = best?.fit else {
            let logScales = [Double](repeating: Elementary.log(0.5), count: count)
            return Fit(hyperparameters: Hyperparameters(kernel: .matern, logScales: logScales, logNoise: Elementary.log(1e-2)), share: nil)
        }
        for share in shares {
            for kernel in [Kernel.squaredExponential, .matern] {
                var fit = first
                (fit.share, fit.hyperparameters.kernel) = (share, kernel)
                if fit != first { improve(fit, steps: 20) }
            }
        }
        return best?.fit ?? first
    }

    /// Goes on from a fit with scales and noise alone.
    static func refined(_ fit: Fit, _ inputs: Inputs, _ y: [Double], steps: Int) -> (fit: Fit, value: Double) {
        let warp = Warp(share: fit.share, values: y)
        let z = y.map(warp.warped)
        let jacobian = warp.logJacobian(y), count = inputs.groupCount
        func parameters(_ x: [Double]) -> Hyperparameters {
            Hyperparameters(kernel: fit.hyperparameters.kernel, logScales: Array(x.prefix(count)), logNoise: x[count])
        }
        let low = [Double](repeating: Elementary.log(0.02), count: count) + [leastLogNoise]
        let high = [Double](repeating: Elementary.log(20), count: count) + [0]
        let result = BoxMinimiser.minimise(
            from: fit.hyperparameters.logScales + [fit.hyperparameters.logNoise], low: low, high: high, steps: steps, tolerance: 1e-6
        ) { x in
            guard let (value, gradient) = GaussianProcess.likelihood(inputs, z, parameters(x)) else { return (.infinity, []) }
            let (prior, slope) = prior(x, count)
            return (-(value + jacobian) + prior, zip(gradient, slope).map { $1 - $0 })
        }
        return (Fit(hyperparameters: parameters(result.x), share: fit.share), result.value)
    }

    /// Minus the log of a wide prior: log l of mean log 0.5 and deviation 1.5; the noise's logarithm of mean log 1e-8, deviation 6.
    private static func prior(_ x: [Double], _ count: Int) -> (Double, [Double]) {
        var sum = 0.0, slope: [Double] = []
        for k in 0...count {
            let (middle, width) = k < count ? (-0.6931471805599453, 1.5) : (-18.420680743952367, 6.0)
            let z = (x[k] - middle) / width
            sum += z * z / 2
            slope.append(z / width)
        }
        return (sum, slope)
    }

    private static func selected(_ inputs: Inputs, _ y: [Double]) -> (Inputs, [Double]) {
        guard y.count > most else { return (inputs, y) }
        let order = y.indices.sorted { (y[$0], $0) < (y[$1], $1) }
        let rest = Array(order[(most / 2)...])
        let spread = (0..<most / 2).map { rest[$0 * rest.count / (most / 2)] }
        let chosen = (order.prefix(most / 2) + spread).sorted()
        return (
            Inputs(points: chosen.map { inputs.points[$0] }, groups: inputs.groups, groupCount: inputs.groupCount), chosen.map { y[$0] }
        )
    }
}
