// What Bayesian optimisation believes about the function: a fitted process, its band, and the expected improvement.
import NeuralEngine

/// A Gaussian process fitted to trials, asked at points of the unit cube. Values are as searched: the least is sought.
public struct Surrogate: Sendable {
    let process: GaussianProcess
    let warp: Warp
    let coding: Coding
    /// The least mean at the points tried, warped: what is to be improved on.
    let incumbent: Double

    init?(_ fit: Fit, _ coding: Coding, _ inputs: Inputs, _ y: [Double]) {
        warp = Warp(share: fit.share, values: y)
        var hyperparameters = fit.hyperparameters
        let z = y.map(warp.warped)
        // More noise until the matrix is positive.
        var found: GaussianProcess?
        for _ in 0..<12 where found == nil {
            found = GaussianProcess(inputs, z, hyperparameters)
            if found == nil { hyperparameters.logNoise += 2.302585092994046 }
        }
        guard let process = found else { return nil }
        (self.process, self.coding) = (process, coding)
        incumbent = inputs.points.map { process.prediction(at: $0).mean }.min() ?? 0
    }

    public var kernel: Kernel { process.hyperparameters.kernel }
    /// The length scale of each dimension, in widths of the unit cube.
    public var lengthScales: [Double] { process.hyperparameters.logScales.map(Elementary.exp) }
    /// The noise's variance as a share of the amplitude's.
    public var noise: Double { Elementary.exp(process.hyperparameters.logNoise) }
    /// Whether values are seen through a logarithm.
    public var isLogarithmic: Bool { warp.share != nil }

    /// The middle of what is believed of the value at a point of the unit cube, and the ends of the band of some deviations about it.
    public func belief(at unit: [Double?], deviations: Double = 2) -> (low: Double, middle: Double, high: Double) {
        let (mean, deviation) = process.prediction(at: coding.coded(unit))
        return (
            warp.unwarped(mean - deviations * deviation), warp.unwarped(mean), warp.unwarped(mean + deviations * deviation)
        )
    }

    /// The logarithm of the expected improvement E max(best - f, 0) = s (phi(z) + z Phi(z)), z = (best - mean)/s (Mockus 1978; its logarithm is
    /// right where it is too small for a number, Ament and others 2023). It is that of the warped value.
    public func logImprovement(at unit: [Double?]) -> Double { logImprovement(coded: coding.coded(unit)) }

    func logImprovement(coded x: [Double]) -> Double {
        let (mean, deviation) = process.prediction(at: x)
        return Elementary.log(deviation) + NormalDistribution.improvement((incumbent - mean) / deviation).log
    }

    /// The same with its derivatives.
    func logImprovementSlopes(coded x: [Double]) -> (Double, [Double]) {
        let (mean, deviation, meanSlope, deviationSlope) = process.slopes(at: x)
        let (log, cumulative, density) = NormalDistribution.improvement((incumbent - mean) / deviation)
        return (
            Elementary.log(deviation) + log,
            x.indices.map { (density * deviationSlope[$0] - cumulative * meanSlope[$0]) / deviation }
        )
    }
}
