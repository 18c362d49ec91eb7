// What a workspace has that another one has not: many that differ little can be kept.
import NeuralEngine

/// A workspace, without what another one has of it: its first layers, most of its parameters, and the course of its training.
public struct WorkspaceDifference: Sendable {
    private let rest: Workspace
    private let parameters: ParametersDifference?
    /// Layers at the beginning that both have.
    private let commonLayers: Int
    /// Entries of the training's course that both have.
    private let commonEpochs: Int
    /// Memory that only this one holds, about.
    public let bytes: Int

    /// - Parameter other: the workspace from which this one will be gone back to.
    public init(of workspace: Workspace, seenFrom other: Workspace) {
        var rest = workspace
        var numbers = 0
        if let here = workspace.restingParameters, let there = other.restingParameters,
            let difference = ParametersDifference(from: there, to: here)
        {
            rest.restingParameters = nil
            parameters = difference
            numbers += difference.size
        } else {
            parameters = nil
            numbers += workspace.restingParameters?.values.count ?? 0
        }
        commonLayers = rest.setup.network?.leaveOutStart(sharedWith: other.network) ?? 0
        commonEpochs = rest.training.leaveOutStart(sharedWith: other.training)
        if workspace.optimizer.updates != other.optimizer.updates { numbers += workspace.optimizer.memorySize }
        if let walk = workspace.stepper { numbers += 3 * walk.parameters.values.count }
        if let data = workspace.dataset, data.place != other.dataset?.place { numbers += data.count * (data.inputs.columns + 1) }
        if let rows = workspace.setup.given.rows, rows != other.setup.given.rows { numbers += rows.values.count }
        bytes = 4000 + 8 * (numbers + 8 * rest.training.losses.count) + 400 * (rest.network?.layers.count ?? 0)
        self.rest = rest
    }

    public func restored(from other: Workspace) -> Workspace {
        var workspace = rest
        workspace.setup.network?.takeBackStart(of: other.network, commonLayers)
        if let parameters, let network = workspace.network {
            workspace.restingParameters = other.restingParameters.map { parameters.applied(to: $0, of: network) }
        }
        workspace.training.takeBackStart(of: other.training, commonEpochs)
        return workspace
    }
}

extension Network {
    /// Leaves out the layers at the beginning that another network has as well. Returns their number. What is left is no network: its layers
    /// do not fit until they are taken back.
    fileprivate mutating func leaveOutStart(sharedWith other: Network?) -> Int {
        guard let other else { return 0 }
        let isSame = layers.withUnsafeBufferPointer(\.baseAddress) == other.layers.withUnsafeBufferPointer(\.baseAddress)
        let first = isSame ? nil : layers.indices.first { $0 >= other.layers.count || layers[$0] != other.layers[$0] }
        let count = first ?? layers.count
        self = withLayers(Array(layers.dropFirst(count)))
        return count
    }

    fileprivate mutating func takeBackStart(of other: Network?, _ count: Int) {
        guard count > 0, let other else { return }
        self = withLayers(other.layers.prefix(count) + layers)
    }

    /// The same with other layers.
    private func withLayers(_ layers: [Layer]) -> Network {
        var copy = Network(inputShape: inputShape, layers: layers, loss: loss)
        (copy.lossTerms, copy.penalty, copy.centerLoss) = (lossTerms, penalty, centerLoss)
        return copy
    }
}

extension Dataset {
    /// Where its numbers are: copies share them.
    fileprivate var place: UnsafePointer<Double>? { inputs.values.withUnsafeBufferPointer(\.baseAddress) }
}
