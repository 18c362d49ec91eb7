// A training after which nothing is left to be learnt, though the loss is not 0: the same inputs have different answers.
import NeuralEngine
import Workspaces

/// A training that has come as near to its answers as any function of the inputs can.
struct ExhaustedTraining {
    private let leastLoss: Double
    private let isOfOneInput: Bool

    /// A loss so near to the least is as good as that.
    private static let nearPart = 1.02

    /// Nil where a loss of 0 could be reached, where there is still something to be learnt, and where something else is in the way.
    init?(_ outcome: TrainingOutcome, _ workspace: Workspace) {
        guard [.complete, .conditionNotMet].contains(outcome.ending), outcome.obstacles.isEmpty,
            let samples = try? workspace.setup.samples(), let least = outcome.network.leastLoss(of: samples),
            outcome.standing.loss <= Self.nearPart * least
        else { return nil }
        (leastLoss, isOfOneInput) = (least, samples.inputs.hasEqualRows)
    }

    func remark(_ text: (Double) -> String) -> String {
        let end = "no answer comes nearer to them than a loss of \(text(leastLoss)), and that is reached"
        return isOfOneInput
            ? "all samples have the same inputs and not the same answers: \(end); inputs that differ could tell them apart"
            : "some samples have the same inputs and not the same answers: \(end); more inputs could tell them apart"
    }
}

extension Network {
    /// More numbers are not compared: that would be seen in the time of a training.
    private static let mostNumbers = 200_000

    /// The least loss that any function of the inputs can have: that of guesses among the samples of equal inputs. Nil where no samples of the
    /// same inputs have different targets.
    func leastLoss(of samples: Samples) -> Double? {
        guard samples.count > 1, samples.hasTargets, samples.inputs.values.count <= Self.mostNumbers else { return nil }
        let groups = Dictionary(grouping: 0..<samples.count) { Array(samples.inputs.row($0)) }
        guard groups.count < samples.count else { return nil }
        let losses = groups.values.filter { $0.count > 1 }.compactMap { group in
            lossOfGuessing(Matrix(rows: group.map { Array(samples.targets.row($0)) })).map {
                $0 * Double(group.count) / Double(samples.count)
            }
        }
        let least = losses.reduce(0, +)
        return least > 0 ? least : nil
    }
}

extension Matrix {
    fileprivate var hasEqualRows: Bool { (0..<rows).allSatisfy { row($0) == row(0) } }
}
