// Where the numbers of a pass end.
import NeuralEngine

extension Stepper {
    /// The first number of this pass, gone through as far as a part of it, that is infinite or no number; nil if all are finite.
    /// - Throws: `stoppedOnTheWay` if it was asked to stop.
    package func firstNonFinite(upTo part: PassPart, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> NonFiniteNumber? {
        let goesBack = part != .forward && samples.hasTargets
        guard let pass = goesBack ? wholePass(unless: isToStop) : forwardPass(unless: isToStop) else { throw .stoppedOnTheWay }
        if pass.isFinite, parameters.areFinite { return nil }
        return pass.firstNonFinite(parametersBeforeUpdate, hasGoneBack: goesBack)
            ?? (part == .update ? parameters.firstNonFiniteAfterUpdate : nil)
    }
}
