// What keeps a training from learning, in words.
import Documents
import NeuralEngine
import Workspaces

package enum ObstacleSentences {
    package static func text(of obstacle: Obstacle, _ names: Names) -> String {
        switch obstacle {
        case .unreachableTarget(let misfit): text(of: misfit)
        case .loneSoftmax: "softmax over one single output is always 1, so nothing can be learnt"
        case .twins(let layer):
            "all units of \(names.layerTitle(layer)) begin with the same weights, are moved alike and stay equal: as good as one unit"
        case .steps(let layer):
            "step has the slope 0 everywhere, so no gradient comes to \(names.layerTitle(layer)) or what stands before it"
        case .noRate: "the learning rate is 0, so nothing moves"
        case .scheduleHasEnded: "the schedule has ended at a learning rate of 0, so nothing moves"
        case .allFrozen: "all weights and biases are frozen, so nothing moves"
        case .disturbedOutput(let layer):
            "\(names.layerTitle(layer)) comes behind the outputs: in training it takes away or disturbs the answers themselves"
        }
    }

    /// An obstacle with what takes it away.
    package static func remark(_ obstacle: Obstacle, _ names: Names, _ wayOut: (Obstacle) -> String) -> String {
        "\(text(of: obstacle, names)); \(wayOut(obstacle))"
    }

    package static func text(of misfit: TargetMisfit) -> String {
        let target = "target \(plain(misfit.target))" + (misfit.sample > 0 ? " of sample \(misfit.sample + 1)" : "")
        switch misfit.reason {
        case .beyondUnitInterval: return "\(target) lies beyond 0..1, where binary cross-entropy has no meaning"
        case .noDistribution(let loss, let sum):
            return misfit.target < 0
                ? "\(target) is below 0, and \(loss.name) takes probabilities that add up to 1"
                : "the targets\(misfit.sample > 0 ? " of sample \(misfit.sample + 1)" : "") add up to \(plain(sum)); "
                    + "\(loss.name) takes probabilities that add up to 1"
        case .outOfReach(let activation, let range):
            return "\(target) is out of reach: outputs of \(activation.name) \(text(of: range))"
        case .onNeitherSide:
            return misfit.target == 0
                ? "\(target) is on neither side: hinge takes -1 and 1, and for 0 it is 1 whatever the output"
                : "\(target) is neither -1 nor 1, the two sides that hinge takes"
        }
    }

    /// `lie between 0 and 1`, of the values of an activation.
    package static func text(of range: ClosedRange<Double>) -> String {
        if range.upperBound == .infinity { return "are not below \(plain(range.lowerBound))" }
        if range.lowerBound == -.infinity { return "are not above \(plain(range.upperBound))" }
        return "lie between \(plain(range.lowerBound)) and \(plain(range.upperBound))"
    }

    private static func plain(_ number: Double) -> String { Numerals().text(number) }
}
