// Where a walk stands, in words.
import NeuralEngine

/// Where a walk stands, in words.
public struct PassPlace: Sendable {
    public let text: String

    public init(_ stepper: Stepper) {
        var text = "step \(stepper.position.step) of \(stepper.plan.count)"
        let step = stepper.stepInView
        text += " · \(step?.phase.rawValue ?? "start")"
        if stepper.plan.sampleCount > 1 { text += " · sample \(stepper.sample + 1) of \(stepper.plan.sampleCount)" }
        if stepper.batchesPerEpoch > 1 { text += " · batch \(stepper.batch + 1) of \(stepper.batchesPerEpoch)" }
        if stepper.position.pass > 0 { text += " · pass \(stepper.position.pass + 1)" }
        self.text = text
    }
}
