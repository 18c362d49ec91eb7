// Trainings that have been stopped, as their commands tell of them.
import NeuralEngine

@testable import Workspaces

extension TrainingOutcome {
    /// A training that somebody has stopped after so many epochs.
    static func stopped(after epochs: Int, in workspace: Workspace) -> TrainingOutcome {
        let training = workspace.training
        return TrainingOutcome(
            network: workspace.network ?? Network(inputs: 1),
            standing: training.standing(at: training.epoch)
                ?? Standing(epoch: training.epoch, loss: 0, accuracy: nil, validationLoss: nil, validationAccuracy: nil),
            told: [], epochs: epochs, ending: .cancelled(isPause: false, brokenEpoch: nil), bestEpoch: nil, tookBest: false, passLeft: nil,
            obstacles: [], rateFall: nil, deadLayer: nil, validationEnding: nil, cameSorted: false, samplesPerSecond: 0)
    }
}
