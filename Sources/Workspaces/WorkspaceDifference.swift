// What a workspace has that another one has not: many that differ little can be kept.
import NeuralEngine

/// A workspace, without what another one has of it: most of its parameters, and the course of its training.
public struct WorkspaceDifference: Sendable {
    private let rest: Workspace
    private let parameters: ParametersDifference?
    /// Entries of the training's course that both have.
    private let commonEpochs: Int
    /// Memory that only this one holds, about.
    public let bytes: Int

    /// - Parameter other: the workspace from which this one will be gone back to.
    public init(of workspace: Workspace, seenFrom other: Workspace) {
        var rest = workspace
        var numbers = 0
        if let here = workspace.restingParameters, let there = other.restingParameters,
            let difference = ParametersDifference(from: there, to: here), 2 * difference.size < here.values.count
        {
            rest.restingParameters = nil
            parameters = difference
            numbers += difference.size
        } else {
            parameters = nil
            numbers += workspace.restingParameters?.values.count ?? 0
        }
        commonEpochs = rest.training.leaveOutStart(sharedWith: other.training)
        if workspace.optimizer.updates != other.optimizer.updates { numbers += workspace.optimizer.memorySize }
        if let walk = workspace.stepper { numbers += 3 * walk.parameters.values.count }
        if let data = workspace.dataset, data.place != other.dataset?.place { numbers += data.count * (data.inputs.columns + 1) }
        if let rows = workspace.setup.given.rows, rows != other.setup.given.rows { numbers += rows.values.count }
        bytes = 4000 + 8 * (numbers + 8 * rest.training.losses.count)
        self.rest = rest
    }

    public func restored(from other: Workspace) -> Workspace {
        var workspace = rest
        if let parameters { workspace.restingParameters = other.restingParameters.map(parameters.applied) }
        workspace.training.takeBackStart(of: other.training, commonEpochs)
        return workspace
    }
}

extension Dataset {
    /// Where its numbers are: copies share them.
    fileprivate var place: UnsafePointer<Double>? { inputs.values.withUnsafeBufferPointer(\.baseAddress) }
}
