// What was seen last, as `why` asks about it.
import NeuralEngine
import Workspaces

/// What was shown last besides the steps: a chart, or a remark of a training. It is in view until the next step.
public struct Sight: Sendable, Equatable {
    /// What `why` calls it.
    let subject: String
    /// Where the walk stood then.
    let place: Stepper.Position?

    public init(_ subject: String, in workspace: Workspace) { (self.subject, place) = (subject, workspace.stepper?.position) }

    /// The remark of a training that says most; its curve where there is none.
    init(of outcome: TrainingOutcome, in workspace: Workspace) {
        let obstacle = outcome.obstacles.first.map { obstacle in
            switch obstacle {
            case .unreachableTarget: "unreachable"
            case .loneSoftmax: "lone-softmax"
            case .twins: "twins"
            case .steps: "steps"
            case .noRate, .scheduleHasEnded, .allFrozen: "still"
            case .disturbedOutput: "disturbed"
            }
        }
        let ending: String? =
            switch outcome.ending {
            case .notFinite: "nan"
            case .lostPatience: "patience"
            case .complete, .conditionHolds, .conditionNotMet, .givenUp, .cancelled: nil
            }
        self.init(ending ?? (outcome.deadLayer == nil ? nil : "dead") ?? obstacle ?? "loss", in: workspace)
    }
}
