// Networks made, layer by layer or at once. What is learnt stays where it can; the walk begins anew.
import Formula
import NeuralEngine

extension Workspace {
    /// Makes a network the present one, with fresh parameters.
    /// - Throws: `stoppedOnTheWay` if it was asked to stop while weights were drawn: then nothing has changed.
    public mutating func make(_ network: Network, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) {
        try check(network)
        try install(network, unless: isToStop)
    }

    /// Puts a layer behind the last one. A layer of softmax selects the loss cross-entropy.
    public mutating func append(_ layer: Layer, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) {
        var network = try requireNetwork()
        network.append(layer)
        try Workspace.checkSoftmaxOverSteps(layer)
        network.loss =
            layer.activation.ofLayer != nil
            ? .crossEntropy
            : network.loss.comparesDistributions && (layer.hasNetInputs || layer.kind.other != nil) ? .squaredError : network.loss
        try check(network)
        try install(network, keeping: network.layers.count - 1, unless: isToStop)
    }

    /// Takes a layer away; those behind it get fresh parameters. None of them may add what it gives.
    public mutating func remove(layer number: Int, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) {
        let network = try requireNetwork()
        guard network.layers.indices.contains(number - 1) else { throw .nothingToRemove }
        var rest: Network
        do throws(LayerMisfit) {
            rest = try network.removing(layer: number)
        } catch {
            throw .wouldNotFit(removed: number, layer: error.number, error.layer, error.error)
        }
        let looksAtLayer = rest.outputLayer > 0 && rest[layer: rest.outputLayer].activation.ofLayer != nil
        if !looksAtLayer && rest.loss.comparesDistributions { rest.loss = .squaredError }
        for layer in rest.layers { try Workspace.checkSoftmaxOverSteps(layer) }
        try check(rest)
        try install(rest, keeping: number - 1, unless: isToStop)
    }

    /// Gives layers another activation, with everything they have learnt. Softmax at the end selects the loss cross-entropy.
    public mutating func activate(_ layers: [Int], by activation: Activation) throws(WorkspaceError) {
        let network = try activated(layers, by: activation)
        if network.centerLoss == nil { join(nil) }
        reshape { $0 = network }
    }

    /// The network with another activation of some layers.
    package func activated(_ layers: [Int], by activation: Activation) throws(WorkspaceError) -> Network {
        var network = try requireNetwork()
        let fitting = network.layersWithActivation, loss = network.loss
        guard let last = fitting.last else { throw .noActivations }
        for number in layers {
            guard fitting.contains(number) else {
                guard network.layers.indices.contains(number - 1) else { throw .noActivations }
                throw .noActivation(layer: number, network[layer: number], others: fitting)
            }
            network[layer: number].activation = activation
        }
        if activation.ofLayer != nil { try Workspace.checkPlace(of: activation, network, layers) }
        if layers.contains(last) {
            if loss.comparesDistributions != (activation.ofLayer != nil) {
                network.loss = activation.ofLayer != nil ? .crossEntropy : .squaredError
            }
            if let misfit = network.loss.misfit(network) { throw .lossWouldNotFit(misfit) }
        }
        network.fitLossTerms()
        return network
    }

    /// Softmax, or its logarithm, looks at all units of a layer together.
    private static func checkPlace(of activation: Activation, _ network: Network, _ changed: [Int]) throws(WorkspaceError) {
        for number in changed {
            if case .batchNormalisation = network[layer: number].kind { throw .softmaxBehindNormalisation(activation) }
            try checkSoftmaxOverSteps(network[layer: number])
        }
    }

    /// Of a sequence it would make probabilities of all numbers of all steps together, which nobody means.
    package static func checkSoftmaxOverSteps(_ layer: Layer) throws(WorkspaceError) {
        if layer.activation.ofLayer != nil && (layer.shape.isSequence || layer.recurrence != nil) { throw .softmaxOverSteps(layer) }
    }

    /// Gives each unit a bias, each layer one, or none. A bias each starts at what the layer shared, a shared one at that of the first unit.
    public mutating func giveBiases(_ mode: BiasMode) throws(WorkspaceError) {
        var network = try requireNetwork()
        restart()
        for number in network.layers.indices.map({ $0 + 1 }) {
            let isFrozen = network[layer: number].biasCount > 0 && network[layer: number].trainableBiases.isEmpty
            network[layer: number].biasMode = mode
            let count = network[layer: number].biasCount
            network[layer: number].trainableBiases = count == 0 || isFrozen ? [] : [0..<count]
        }
        rebias(network)
    }

    /// The same for reading a line at every key, whose derivatives are not taken if they take long: what is read so is not to be run.
    public var forTyping: Workspace {
        var copy = self
        copy.functions.isForTyping = true
        return copy
    }

    /// Makes an activation of the learner's own; its derivative is found for it.
    public mutating func define(_ text: String) throws(FormulaError) -> Definition { try functions.define(text) }

    /// The activation of a name: the learner's own, or one that is built in. Nil if there is none such.
    public func activation(named name: String) -> Activation? {
        functions.definitions.first { $0.name == name.lowercased() }?.activation() ?? Activation.named(name)
    }

    /// The layers whose activation is a function of the learner's that has been defined anew since, by its name.
    package var layersWithOlderFunction: [(name: String, layers: [Int])] {
        guard let network else { return [] }
        return functions.definitions.compactMap { definition in
            let now = definition.activation()
            let layers = network.layers.indices.filter {
                network.layers[$0].activation.name == now.name && network.layers[$0].activation != now
            }
            return layers.isEmpty ? nil : (now.name, layers.map { $0 + 1 })
        }
    }

    /// Refuses a network that would take too much memory.
    package static func checkSize(_ network: Network) throws(WorkspaceError) {
        var network = network
        network.fitLossTerms()
        do throws(MemoryError) { try network.checkSize() } catch { throw .tooLarge(error) }
    }

    /// Refuses a network that would take too much memory, or too long to be given weights by the rule.
    private func check(_ network: Network) throws(WorkspaceError) {
        try Workspace.checkSize(network)
        try Workspace.check(initialiser, network)
    }

    /// - Parameter kept: so many layers keep what they have learnt.
    private mutating func install(_ network: Network, keeping kept: Int = 0, unless isToStop: () -> Bool) throws(WorkspaceError) {
        let old = kept > 0 ? parameters : nil
        var network = network
        network.fitLossTerms()
        guard let fresh = initialiser.parameters(for: network, seed: seed, keeping: kept, of: old, unless: isToStop) else {
            throw .stoppedOnTheWay
        }
        stepper = nil
        networkCount += 1
        self.network = network
        restingParameters = fresh
        optimizer.forget()
        training = TrainingHistory()
        if let rows = inputRows, rows.columns != network.inputs { setup.inputRows = nil }
        if let rows = targetRows, rows.columns != network.outputs { setup.targetRows = nil }
    }

    private mutating func rebias(_ network: Network) {
        self.network = network
        guard let old = restingParameters else { return }
        var new = Parameters(zerosFor: network)
        for (index, layer) in network.layers.enumerated() {
            let biases = old.biases[index]
            new.weights[index] = old.weights[index]
            new.biases[index] =
                biases.count == layer.biasCount ? biases : Array(repeating: biases.first ?? 0, count: layer.biasCount)
        }
        new.adoptStatistics(from: old)
        restingParameters = new
    }

    /// Changes the shape of the network without touching what it has learnt.
    mutating func reshape(_ change: (inout Network) -> Void) {
        restart()
        guard var changed = network else { return }
        change(&changed)
        network = changed
    }
}

extension Network {
    /// The layers that have weights which a rule for first weights draws; gamma of batch normalisation begins at 1.
    package var layersWithDrawnWeights: [Int] {
        layers.indices.filter { layers[$0].weightCount > 0 && layers[$0].statisticCount == 0 }.map { $0 + 1 }
    }

    /// The layers whose net inputs go through an activation.
    package var layersWithActivation: [Int] {
        // The gates of lstm and gru have activations of their own.
        layers.indices.filter { layers[$0].hasNetInputs && layers[$0].recurrence?.cell.state == nil }.map { $0 + 1 }
    }

    /// The layers before the outputs whose units look at one another by softmax.
    package var hiddenSoftmaxLayers: [Int] {
        layers.indices.map { $0 + 1 }.filter { $0 < outputLayer && self[layer: $0].activation.ofLayer != nil }
    }
}
