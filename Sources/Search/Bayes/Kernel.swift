// How alike two points are: the kernels of a Gaussian process.
import NeuralEngine

/// A kernel with a length scale a dimension, r^2 the sum of ((x_k - y_k)/l_k)^2.
public enum Kernel: Sendable, Hashable {
    /// exp(-r^2/2): functions as smooth as can be.
    case squaredExponential
    /// (1 + sqrt(5) r + 5 r^2/3) exp(-sqrt(5) r): functions with two derivatives.
    case matern

    /// The value, and the factor f of its derivatives: dk/d log l_k = f ((x_k - y_k)/l_k)^2, dk/dx_k = -f (x_k - y_k)/l_k^2.
    @inline(__always)
    func value(_ square: Double) -> (value: Double, factor: Double) {
        switch self {
        case .squaredExponential:
            let k = Elementary.exp(-square / 2)
            return (k, k)
        case .matern:
            let r = 2.23606797749979 * square.squareRoot()
            let e = Elementary.exp(-r)
            return ((1 + r + r * r / 3) * e, 5.0 / 3 * (1 + r) * e)
        }
    }
}
