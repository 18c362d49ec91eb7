// Where the numbers of a pass end.
import NeuralEngine

extension Stepper {
    /// The first number of this pass, gone through as far as a part of it, that is infinite or no number; nil if all are finite.
    package func firstNonFinite(upTo part: PassPart) -> NonFiniteNumber? {
        let (moment, pass) = completed()
        let found = pass.firstNonFinite(moment.parameters, hasGoneBack: part != .forward && samples.hasTargets)
        return found ?? (part == .update ? parameters.firstNonFiniteAfterUpdate : nil)
    }
}
