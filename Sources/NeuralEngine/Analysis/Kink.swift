// Kinks: places where a slope jumps, so that there is no gradient but only a convention.

/// Something that has a kink where it stands.
public enum Kink: Sendable, Equatable {
    /// The activation of a unit, at its net input.
    case activation(Activation, layer: Int, unit: Int, sample: Int)
    /// The numbers of a window of max pooling, two of which are greatest, or nearly so.
    case maximum(layer: Int, unit: Int, sample: Int)
    /// The loss, at an output: |t - a| where they meet, hinge where t a = 1.
    case loss(unit: Int, sample: Int)
    /// l1 |w| at w = 0, which the weight itself is.
    case penalty
    /// The penalty of what a unit gives, where that is 0.
    case activity(layer: Int, unit: Int, sample: Int)
    /// Something else: the slopes on the two sides differ.
    case unknown
}

extension Activation {
    /// Where the slope jumps. Those of a learner's own activation are looked for, which takes thousands of values.
    public var kinks: [Double] {
        guard kernelFunction != nil || ofLayer != nil else { return ownKinks }
        return switch name {
        case "hard-sigmoid", "hard-swish": [-3, 3]
        case "relu6": [0, 6]
        case "hard-tanh": [-1, 1]
        case "relu", "step", "selu": [0]
        case _ where name.hasPrefix("leaky-relu") && self != .leakyRelu(slope: 1): [0]
        // From the left the slope of elu comes to alpha, that of celu always to 1.
        case _ where name.hasPrefix("elu") && self != .elu(): [0]
        default: []
        }
    }

    private var ownKinks: [Double] { (FunctionSurvey(value).jumps + FunctionSurvey(derivative).jumps).sorted() }
}

extension Loss {
    /// On which side of its kinks the share of an output stands. A number exactly at a kink stands on a side of its own.
    fileprivate func side(output a: Double, target t: Double) -> Int {
        func side(_ x: Double) -> Int { x < 0 ? -1 : x > 0 ? 1 : 0 }
        switch self {
        case .meanAbsoluteError: return side(a - t)
        case .hinge: return side(1 - t * a)
        default: return 0
        }
    }
}

/// Numbers of a pass that have kinks: of each sample so many.
struct Bending {
    enum Kind { case maximum, activation, activity, loss }
    let kind: Kind
    let layer: Int
    let units: Int
    /// The kinks of an activation.
    var places: [Double] = []
}

extension Network {
    /// All that has kinks, in the order of a pass.
    var bendings: [Bending] {
        var all: [Bending] = []
        for (index, layer) in layers.enumerated() {
            if layer.kind.hasWinners { all.append(Bending(kind: .maximum, layer: index + 1, units: layer.units)) }
            guard layer.hasNetInputs, case let kinks = layer.activation.kinks, !kinks.isEmpty else { continue }
            all.append(Bending(kind: .activation, layer: index + 1, units: layer.netInputCount, places: kinks))
        }
        if penalty.activity != 0 { all.append(Bending(kind: .activity, layer: penalty.layer, units: units(ofLayer: penalty.layer))) }
        if !lossIsFromLogits { all.append(Bending(kind: .loss, layer: outputLayer, units: outputs)) }
        return all
    }
}

extension Pass {
    /// On which side of its kinks everything stands that has some: the number of kinks below it, or the winner of a window. Not all of it
    /// if it is asked to stop on the way.
    func sides(of bendings: [Bending], _ stop: StopSign?) -> [Int] {
        var sides: [Int] = [], nextLook = Pass.numbersALook
        sides.reserveCapacity(bendings.reduce(0) { $0 + $1.units } * sampleCount)
        for bending in bendings {
            for sample in 0..<sampleCount {
                for unit in 0..<bending.units { sides.append(side(bending, unit, sample)) }
                guard sides.count >= nextLook else { continue }
                if stop?.isToGoOn() == false { return sides }
                nextLook = sides.count + Pass.numbersALook
            }
        }
        return sides
    }

    /// Numbers that are looked at in some milliseconds.
    private static let numbersALook = 1 << 16

    private func side(_ bending: Bending, _ unit: Int, _ sample: Int) -> Int {
        func number(_ array: KeyPath<LayerRecord, Int>) -> Double {
            memory[index(array, layer: bending.layer, unit: unit, sample: sample)]
        }
        switch bending.kind {
        case .maximum: return Int(number(\.memory))
        case .activation:
            let z = memory[cellIndex(\.netInputs, layer: bending.layer, cell: unit, sample: sample)]
            return bending.places.reduce(0) { $0 + (z > $1 ? 2 : z == $1 ? 1 : 0) }
        case .activity:
            // |a| bends where a is 0.
            let a = number(\.outputs)
            return a < 0 ? -1 : a > 0 ? 1 : 0
        case .loss: return network.loss.side(output: number(\.outputs), target: memory[layout.targets + sample * bending.units + unit])
        }
    }

    /// What has its kinks at a place of that list.
    func kink(at place: Int, of bendings: [Bending]) -> Kink {
        var place = place
        for bending in bendings {
            let (sample, unit) = place.quotientAndRemainder(dividingBy: bending.units), layer = bending.layer
            guard sample >= sampleCount else {
                return switch bending.kind {
                case .maximum: .maximum(layer: layer, unit: unit, sample: sample)
                case .activation: .activation(network[layer: layer].activation, layer: layer, unit: unit, sample: sample)
                case .activity: .activity(layer: layer, unit: unit, sample: sample)
                case .loss: .loss(unit: unit, sample: sample)
                }
            }
            place -= sampleCount * bending.units
        }
        return .unknown
    }
}
