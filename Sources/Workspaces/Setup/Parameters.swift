// Parameters by name: one weight, one bias, or all of a layer's. Setting them begins the pass anew: what was computed came from the old ones.
import Formula
import NeuralEngine

/// The parameters that a name stands for: a range of one layer's weights or of its biases.
public struct ParameterTarget: Sendable, Equatable {
    /// As it is written.
    public let name: String
    public let layer: Int
    public internal(set) var weights: Range<Int>?
    public internal(set) var biases: Range<Int>?
    /// Whether the name means all weights or biases of the layer.
    package internal(set) var isWhole = false
}

extension Workspace {
    /// The parameters of a name: w5, h1->o1, W1[2,1], W1, b1, b1[2], h1.bias.
    public func parameters(named name: String) throws(WorkspaceError) -> ParameterTarget {
        let names = try requireNames()
        if let target = wholeTensor(name) {
            try checkParameters(name)
            return target
        }
        switch names.quantity(named: name) {
        case .weight(let layer, let unit, let input):
            let index = unit * names.network[layer: layer].weightColumns + input
            return ParameterTarget(name: name, layer: layer, weights: index..<index + 1)
        case .bias(let layer, let index): return ParameterTarget(name: name, layer: layer, biases: index..<index + 1)
        case let other?: throw .notAParameter(name, other)
        case nil:
            if let layer = layerWithoutBias(name) { throw .noBias(layer: layer) }
            throw .noParameter(name, names)
        }
    }

    /// Refuses the name of a bias that a layer has not, and of all weights of a layer that has none.
    package func checkParameters(_ name: String) throws(WorkspaceError) {
        if let target = wholeTensor(name), target.weights?.isEmpty == true, let layer = network?[layer: target.layer] {
            throw .noWeights(layer: target.layer, layer)
        }
        if let layer = layerWithoutBias(name) { throw .noBias(layer: layer) }
    }

    /// The layer whose bias a name means, if that has none.
    func layerWithoutBias(_ name: String) -> Int? {
        guard let names, let layer = names.layer(ofBias: name), names.network[layer: layer].biasMode == .none else { return nil }
        return layer
    }

    /// W1 or b1 as a whole; nil for any other name.
    package func wholeTensor(_ name: String) -> ParameterTarget? {
        guard let network, let number = Names.number(name.dropFirst()), number >= 1, number <= network.layers.count else { return nil }
        let layer = network[layer: number]
        switch name.first {
        case "W": return ParameterTarget(name: name, layer: number, weights: 0..<layer.weightCount, isWhole: true)
        case "b", "B": return ParameterTarget(name: name, layer: number, biases: 0..<layer.biasCount, isWhole: true)
        default: return nil
        }
    }

    /// Whether numbers have the form of what they are to be put into; a single one may go to all biases of a layer.
    package func check(_ numbers: Tensor, for target: ParameterTarget) throws(WorkspaceError) {
        let layer = try requireNetwork()[layer: target.layer]
        if target.weights != nil {
            guard !target.isWhole || layer.takes(numbers) else { throw .weightsDoNotFit(target.name, layer, numbers) }
            guard target.isWhole || numbers.values.count == 1 else { throw .isOneNumber(target.name, numbers) }
        } else if let range = target.biases {
            let count = numbers.values.count
            guard numbers.dimensions.dropLast().allSatisfy({ $0 == 1 }), count == range.count || count == 1 else {
                throw .biasesDoNotFit(target.name, count: range.count, numbers)
            }
        }
    }

    /// Puts numbers into parameters; a single number goes to all of a bias.
    public mutating func set(_ target: ParameterTarget, to numbers: Tensor) throws(WorkspaceError) {
        try check(numbers, for: target)
        if let range = target.weights {
            changeParameters { $0.weights[target.layer - 1].values.replaceSubrange(range, with: numbers.values) }
        } else if let range = target.biases {
            let count = numbers.values.count
            let values = count == 1 ? Array(repeating: numbers.values[0], count: range.count) : numbers.values
            changeParameters { $0.biases[target.layer - 1].replaceSubrange(range, with: values) }
        }
    }

    /// Sets all centers of center loss.
    public mutating func setCenters(_ numbers: Tensor) throws(WorkspaceError) {
        var centers = try centers()
        guard numbers.dimensions == [centers.rows, centers.columns] else {
            throw .centersDoNotFit(rows: centers.rows, columns: centers.columns, numbers)
        }
        centers.values = numbers.values
        changeParameters { $0.centers = centers }
    }

    /// Sets a feature of the center of a class.
    package mutating func setCenter(named name: String, to numbers: Tensor) throws(WorkspaceError) {
        var centers = try centers()
        guard case .center(let label, let unit) = try quantity(named: name) else { throw .noParameter(name, try requireNames()) }
        guard numbers.values.count == 1 else { throw .centerIsOneNumber(name) }
        centers[label, unit] = numbers.values[0]
        changeParameters { $0.centers = centers }
    }

    /// Keeps parameters as they are during training, or lets training move them again.
    public mutating func freeze(_ targets: [ParameterTarget], _ isFrozen: Bool = true) throws(WorkspaceError) {
        var network = try requireNetwork()
        for target in targets {
            network.setTrainable(!isFrozen, weights: target.weights, biases: target.biases, layer: target.layer)
        }
        reshape { $0 = network }
    }

    /// Gives the weights of one layer fresh values by a rule, those that it would get if all layers got some; its biases become 0, and
    /// training begins anew. The rule for other layers, and for those to come, stays.
    public mutating func initialise(layer number: Int, by rule: Initialiser, seed: UInt64) throws(WorkspaceError) {
        let network = try requireNetwork(), drawn = network.layersWithDrawnWeights
        guard drawn.contains(number) else {
            throw .noWeightsToDraw(layer: number, network[layer: number], others: drawn)
        }
        try Workspace.check(rule, Network(inputShape: network[layer: number].inputShape, layers: [network[layer: number]]))
        changeParameters { $0 = rule.parameters($0, renewing: number, of: network, seed: seed) }
        optimizer.forget()
        training = TrainingHistory()
    }

    /// Gives all weights fresh values by a rule; biases become 0, and training begins anew.
    public mutating func initialise(by rule: Initialiser, seed: UInt64) throws(WorkspaceError) {
        let network = try requireNetwork()
        try Workspace.check(rule, network)
        initialiser = rule
        setup.seed = seed
        changeParameters { $0 = rule.parameters(for: network, seed: seed) }
        optimizer.forget()
        training = TrainingHistory()
    }

    static func check(_ rule: Initialiser, _ network: Network) throws(WorkspaceError) {
        do throws(MemoryError) { try rule.check(network) } catch { throw .tooLarge(error) }
    }

    /// Changes parameters; the pass begins anew.
    private mutating func changeParameters(_ change: (inout Parameters) -> Void) {
        restart()
        guard var changed = restingParameters else { return }
        change(&changed)
        restingParameters = changed
    }
}

extension Layer {
    /// Whether numbers have the form of the weights: [filter][channel][row][column] of a convolution, where levels of one may be left out.
    fileprivate func takes(_ tensor: Tensor) -> Bool {
        func significant(_ dimensions: [Int]) -> [Int] { dimensions.filter { $0 != 1 } }
        if case .dense = kind {
            let rows = tensor.dimensions.count == 2 ? tensor.dimensions[0] : 1
            return tensor.dimensions.count <= 2 && rows == weightRows && tensor.values.count == weightCount
        }
        return tensor.dimensions == [weightRows, weightColumns] || significant(tensor.dimensions) == significant(weightDimensions)
    }
}
