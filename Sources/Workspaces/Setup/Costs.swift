// What outputs and weights cost, and how gradients move the parameters.
import NeuralEngine

extension Workspace {
    /// Chooses what the outputs cost, and the center loss beside it.
    public mutating func choose(_ loss: Loss, center: CenterLoss? = nil) throws(WorkspaceError) {
        var changed = try requireNetwork()
        if let misfit = loss.misfit(changed) { throw .lossMisfit(misfit) }
        (changed.loss, changed.centerLoss) = (loss, center)
        try Workspace.checkSize(changed)
        reshape { $0.loss = loss }
        join(center)
    }

    /// Lets large weights cost.
    public mutating func choose(_ penalty: Penalty) throws(WorkspaceError) {
        _ = try requireNetwork()
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
