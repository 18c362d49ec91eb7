// Kinks: places where a slope jumps, so that there is no gradient but only a convention.

/// Something that has a kink where it stands.
public enum Kink: Sendable, Equatable {
    /// The activation of a unit, at its net input.
    case activation(Activation, layer: Int, unit: Int, sample: Int)
    /// The numbers of a window of max pooling, two of which are greatest, or nearly so.
    case maximum(layer: Int, unit: Int, sample: Int)
    /// The loss, at an output: |t - a| where they meet, hinge where t a = 1, huber where |t - a| = delta.
    case loss(unit: Int, sample: Int)
    /// l1 |w| at w = 0, which the weight itself is.
    case penalty
    /// The penalty of what a unit gives, where that is 0.
    case activity(layer: Int, unit: Int, sample: Int)
    /// Something else, perhaps inside a learner's own activation: the slopes on the two sides differ.
    case unknown
}

/// On which side of its kinks something stands.
struct Bend: Equatable {
    let kink: Kink
    /// The number of kinks below it, or the winner of a window.
    let side: Int

    static func == (a: Bend, b: Bend) -> Bool { a.side == b.side }
}

extension Activation {
    /// Where the slope, or how fast it changes, jumps; those of a learner's own activation are not known.
    public var kinks: [Double] {
        switch name {
        case "hard-sigmoid", "hard-swish": [-3, 3]
        case "relu6": [0, 6]
        case "hard-tanh": [-1, 1]
        case "relu", "step", "selu", "softsign": [0]
        case _ where name.hasPrefix("leaky-relu") || name.hasPrefix("elu") || name.hasPrefix("celu"): [0]
        default: []
        }
    }
}

extension Loss {
    /// On which side of its kinks the share of an output stands. A number exactly at a kink stands on a side of its own.
    fileprivate func side(output a: Double, target t: Double) -> Int {
        func side(_ x: Double) -> Int { x < 0 ? -1 : x > 0 ? 1 : 0 }
        if let delta = parameter { return side(a - t - delta) + side(a - t + delta) }
        switch self {
        case .meanAbsoluteError: return side(a - t)
        case .hinge: return side(1 - t * a)
        default: return 0
        }
    }
}

extension Pass {
    /// Everything in the pass that has kinks, and on which side of them it stands.
    var bends: [Bend] {
        var bends: [Bend] = []
        for (index, layer) in network.layers.enumerated() { addBends(of: layer, index + 1, to: &bends) }
        if network.penalty.activity != 0 { addBendsOfActivity(to: &bends) }
        guard !network.lossIsFromLogits else { return bends }
        for s in 0..<sampleCount {
            for unit in 0..<network.outputs {
                let a = memory[index(\.outputs, layer: network.outputLayer, unit: unit, sample: s)]
                let t = memory[layout.targets + s * network.outputs + unit]
                bends.append(Bend(kink: .loss(unit: unit, sample: s), side: network.loss.side(output: a, target: t)))
            }
        }
        return bends
    }

    /// |a| of what costs bends where a is 0.
    private func addBendsOfActivity(to bends: inout [Bend]) {
        for s in 0..<sampleCount {
            for unit in 0..<network.units(ofLayer: network.penalty.layer) {
                let a = memory[index(\.outputs, layer: network.penalty.layer, unit: unit, sample: s)]
                bends.append(Bend(kink: .activity(layer: network.penalty.layer, unit: unit, sample: s), side: a < 0 ? -1 : a > 0 ? 1 : 0))
            }
        }
    }

    private func addBends(of layer: Layer, _ number: Int, to bends: inout [Bend]) {
        if layer.kind.hasWinners {
            for s in 0..<sampleCount {
                for unit in 0..<layer.units {
                    let winner = memory[index(\.memory, layer: number, unit: unit, sample: s)]
                    bends.append(Bend(kink: .maximum(layer: number, unit: unit, sample: s), side: Int(winner)))
                }
            }
        }
        let kinks = layer.activation.kinks
        guard layer.hasNetInputs, !kinks.isEmpty else { return }
        for s in 0..<sampleCount {
            for unit in 0..<layer.units {
                let z = memory[index(\.netInputs, layer: number, unit: unit, sample: s)]
                let side = kinks.reduce(0) { $0 + (z > $1 ? 2 : z == $1 ? 1 : 0) }
                bends.append(Bend(kink: .activation(layer.activation, layer: number, unit: unit, sample: s), side: side))
            }
        }
    }
}
