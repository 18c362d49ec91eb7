// How a dimension of a search lies along an axis.
import Documents
import NeuralEngine
import Search

/// A dimension along an axis: by its numbers, a logarithmic one by their logarithms to base 10, names by their places.
struct DrawnDimension {
    let dimension: Dimension

    init(_ dimension: Dimension) { self.dimension = dimension }

    private static let ln10 = 2.302585092994046

    /// `log10 lr`, `activation (1 tanh, 2 relu)`
    var label: String {
        switch dimension.domain {
        case .real, .int: dimension.name
        case .log, .intlog: "log10 \(dimension.name)"
        case .choice(let names):
            "\(dimension.name) (\(names.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: ", ")))"
        }
    }

    /// The number at a place of [0, 1]; whole numbers and names stand in the middle of their shares.
    func number(at unit: Double) -> Double {
        let (low, high) = ends
        return low * (1 - unit) + high * unit
    }

    var range: ClosedRange<Double> { number(at: 0)...number(at: 1) }

    private var ends: (Double, Double) {
        switch dimension.domain {
        case .real(let low, let high): (low, high)
        case .log(let low, let high): (Elementary.log(low) / Self.ln10, Elementary.log(high) / Self.ln10)
        case .int(let low, let high): (Double(low) - 0.5, Double(high) + 0.5)
        case .intlog(let low, let high):
            (Elementary.log(Double(low) - 0.5) / Self.ln10, Elementary.log(Double(high) + 0.5) / Self.ln10)
        case .choice(let names): (0.5, Double(names.count) + 0.5)
        }
    }
}
