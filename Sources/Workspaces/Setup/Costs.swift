// What outputs and weights cost, and how gradients move the parameters.
import NeuralEngine

extension Workspace {
    /// Chooses what the outputs cost, how that counts, and the center loss beside it.
    public mutating func choose(_ loss: Loss, _ terms: LossTerms = LossTerms(), center: CenterLoss? = nil) throws(WorkspaceError) {
        var changed = try requireNetwork()
        if let misfit = loss.misfit(changed) { throw .lossMisfit(misfit) }
        (changed.loss, changed.lossTerms, changed.centerLoss) = (loss, terms, center)
        try Workspace.checkSize(changed)
        reshape { ($0.loss, $0.lossTerms) = (loss, terms) }
        join(center)
    }

    /// Weights that make all classes of the training part count alike, n/(K count), for a loss that is to be chosen.
    package func balancedClassWeights(under loss: Loss) throws(WorkspaceError) -> [Double] {
        let (network, samples) = try samples(under: loss)
        guard samples.hasTargets else { throw .noTarget(outputs: network.outputs) }
        guard let classes = samples.classes(for: network) else { throw .targetsAreNoClasses }
        return LossTerms.balancedWeights(of: classes, count: network.classCount)
    }

    /// Refuses weights of classes where targets are there and are numbers.
    package func checkClasses(under loss: Loss) throws(WorkspaceError) {
        guard let (network, samples) = try? samples(under: loss), samples.hasTargets, samples.classes(for: network) == nil else { return }
        throw .targetsAreNoClasses
    }

    private func samples(under loss: Loss) throws(WorkspaceError) -> (Network, Samples) {
        var network = try requireNetwork(), setup = setup
        network.loss = loss
        setup.network = network
        return (network, try setup.samples())
    }

    /// Lets large weights cost.
    public mutating func choose(_ penalty: Penalty) throws(WorkspaceError) {
        let layers = try requireNetwork().layers
        guard penalty.activity == 0 || layers.indices.contains(penalty.layer - 1) else { throw .noLayer }
        reshape { $0.penalty = penalty }
    }

    /// Changes how gradients move the parameters. What the optimiser remembers stays; the pass begins anew.
    public mutating func adjustOptimizer(_ change: (inout Optimizer) -> Void) {
        restart()
        change(&optimizer)
    }

    /// Joins center loss to the loss, changes its numbers, or takes it away. Centers that are there already stay.
    mutating func join(_ centerLoss: CenterLoss?) {
        let had = network?.centerLoss != nil
        reshape { $0.centerLoss = centerLoss }
        guard let network, had != (centerLoss != nil) else { return }
        restingParameters = restingParameters?.withFreshCenters(for: network)
    }

    /// The centers of center loss: a row a class, a column a feature.
    public func centers() throws(WorkspaceError) -> Matrix {
        guard try requireNetwork().centerLoss != nil, let parameters else { throw .noCenters }
        return parameters.centers
    }
}
