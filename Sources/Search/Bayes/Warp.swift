// Values seen through a logarithm, where that makes them look more like a Gaussian process (Snelson, Rasmussen and Ghahramani 2004).
import NeuralEngine

/// y -> y, or y -> log(y - least + shift): what stands far above the least is drawn together.
struct Warp: Sendable, Equatable {
    /// The shift as a share of the way from the least value to the middle one; nil leaves values as they are.
    var share: Double?
    /// What is taken from a value before the logarithm: least - shift.
    private let origin: Double

    init(share: Double?, values: [Double]) {
        let sorted = values.sorted()
        let least = sorted.first ?? 0, way = (sorted.isEmpty ? 0 : sorted[sorted.count / 2]) - least
        self.share = way > 0 ? share : nil
        origin = least - (share ?? 0) * way
    }

    func warped(_ y: Double) -> Double { share == nil ? y : Elementary.log(max(y - origin, 1e-300)) }
    func unwarped(_ z: Double) -> Double { share == nil ? z : Elementary.exp(min(z, 700)) + origin }

    /// The sum of log dz/dy: what is added to the likelihood of warped values to make it that of the values.
    func logJacobian(_ values: [Double]) -> Double {
        share == nil ? 0 : -values.reduce(0.0) { $0 + Elementary.log(max($1 - origin, 1e-300)) }
    }
}
