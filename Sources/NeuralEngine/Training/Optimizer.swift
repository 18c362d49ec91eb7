// Optimisers: how a gradient moves a parameter.

/// Plain stochastic gradient descent: p <- p - rate * gradient, as one fused multiply-add: fma(-rate, gradient, p).
public struct Optimizer: Sendable, Equatable {
    public var learningRate: Double

    public init(learningRate: Double = 0.5) { self.learningRate = learningRate }

    public var name: String { "sgd" }

    /// Moves some parameters of an array.
    func update(_ parameters: inout [Double], _ range: Range<Int>, gradient: [Double]) {
        guard !range.isEmpty else { return }
        parameters.withUnsafeMutableBufferPointer { p in
            gradient.withUnsafeBufferPointer { g in
                withUnsafePointer(to: -learningRate) { rate in
                    guard let p = p.baseAddress, let g = g.baseAddress else { return }
                    addProduct(
                        rows: 1, columns: range.count, count: 1, Strided(rate, columns: 1),
                        Strided(g, columns: range.count, fromColumn: range.lowerBound),
                        to: p + range.lowerBound, rowStride: range.count)
                }
            }
        }
    }

    /// Moves every trainable parameter of a network.
    func update(_ parameters: inout Parameters, gradients: Parameters, network: Network) {
        for (index, layer) in network.layers.enumerated() {
            for range in layer.trainableWeights {
                update(&parameters.weights[index].values, range, gradient: gradients.weights[index].values)
            }
            for range in layer.trainableBiases {
                update(&parameters.biases[index], range, gradient: gradients.biases[index])
            }
        }
    }
}
