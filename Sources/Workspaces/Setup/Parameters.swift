// Parameters by name: one weight, one bias, or all of a layer's. Setting them begins the pass anew: what was computed came from the old ones.
import Formula
import NeuralEngine

/// The parameters that a name stands for: a range of one layer's weights or of its biases.
public struct ParameterTarget: Sendable, Equatable {
    /// As it is written.
    public let name: String
    public let layer: Int
    /// Where they lie among the layer's weights (row-major), or among its biases.
    public internal(set) var weights: [Range<Int>] = []
    public internal(set) var biases: [Range<Int>] = []
    /// The block that is meant as a whole: W1, U1, b1, c1. Nil for a single number.
    package internal(set) var block: ParameterBlock?

    init(name: String, layer: Int, weight index: Int) { (self.name, self.layer, weights) = (name, layer, [index..<index + 1]) }
    init(name: String, layer: Int, bias index: Int) { (self.name, self.layer, biases) = (name, layer, [index..<index + 1]) }

    init(name: String, layer: Int, block: ParameterBlock) {
        (self.name, self.layer, self.block) = (name, layer, block)
        if block.areWeights { weights = block.places } else { biases = block.places }
    }

    package var areWeights: Bool { block?.areWeights ?? !weights.isEmpty }
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
            return ParameterTarget(name: name, layer: layer, weight: index)
        case .bias(let layer, let index): return ParameterTarget(name: name, layer: layer, bias: index)
        case let other?: throw .notAParameter(name, other)
        case nil:
            try checkParameters(name)
            throw .noParameter(name, names)
        }
    }

    /// Refuses the name of a bias that a layer has not, and of all weights of a layer that has none.
    package func checkParameters(_ name: String) throws(WorkspaceError) {
        if wholeTensor(name) == nil, name.first == "W", let number = Names.number(name.dropFirst()), let network,
            network.layers.indices.contains(number - 1)
        {
            throw .noWeights(layer: number, network[layer: number])
        }
        if let layer = layerWithoutBias(name) { throw .noBias(layer: layer) }
    }

    /// The layer whose bias a name means, if that has none.
    func layerWithoutBias(_ name: String) -> Int? {
        guard let names, let layer = names.layer(ofBias: name), names.network[layer: layer].biasMode == .none else { return nil }
        return layer
    }

    /// W1, b1, of recurrent layers U1 and c1 as a whole; nil for any other name.
    package func wholeTensor(_ name: String) -> ParameterTarget? {
        guard let network, let number = Names.number(name.dropFirst()), number >= 1, number <= network.layers.count else { return nil }
        // w1 is a weight, W1 all of layer 1.
        let block = network[layer: number].parameterBlocks.first {
            $0.letter == name.first || $0.letter != "W" && $0.letter.lowercased() == name.first?.lowercased()
        }
        return block.map { ParameterTarget(name: name, layer: number, block: $0) }
    }

    /// Every weight and bias of the network.
    public func allParameters() throws(WorkspaceError) -> [ParameterTarget] {
        let names = try requireNames()
        let targets = names.network.layers.enumerated().flatMap { index, layer in
            layer.parameterBlocks.filter { $0.count > 0 }.map { block in
                ParameterTarget(name: "\(block.letter)\(index + 1)", layer: index + 1, block: block)
            }
        }
        guard !targets.isEmpty else { throw .noParameter("all", names) }
        return targets
    }

    /// Whether numbers have the form of what they are to be put into; a single one may go to all biases of a layer.
    package func check(_ numbers: Tensor, for target: ParameterTarget) throws(WorkspaceError) {
        let layer = try requireNetwork()[layer: target.layer]
        if target.areWeights {
            if let block = target.block {
                guard block.takes(numbers, of: layer) else { throw .weightsDoNotFit(target.name, layer, block.dimensions, numbers) }
            } else {
                guard numbers.values.count == 1 else { throw .isOneNumber(target.name, numbers) }
            }
        } else {
            let count = numbers.values.count
            guard numbers.dimensions.dropLast().allSatisfy({ $0 == 1 }), count == target.biases.total || count == 1 else {
                throw .biasesDoNotFit(target.name, count: target.biases.total, numbers)
            }
        }
    }

    /// Puts numbers into parameters; a single number goes to all of a bias.
    public mutating func set(_ target: ParameterTarget, to numbers: Tensor) throws(WorkspaceError) {
        try check(numbers, for: target)
        let ranges = target.areWeights ? target.weights : target.biases
        var rest = numbers.values.count == 1 ? Array(repeating: numbers.values[0], count: ranges.total)[...] : numbers.values[...]
        changeParameters { parameters in
            for range in ranges {
                let some = rest.prefix(range.count)
                if target.areWeights {
                    parameters.weights[target.layer - 1].values.replaceSubrange(range, with: some)
                } else {
                    parameters.biases[target.layer - 1].replaceSubrange(range, with: some)
                }
                rest.removeFirst(range.count)
            }
        }
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
    /// - Throws: `stoppedOnTheWay` if it was asked to stop: then nothing has changed.
    public mutating func initialise(
        layer number: Int, by rule: Initialiser, seed: UInt64, unless isToStop: () -> Bool = { false }
    ) throws(WorkspaceError) {
        try checkInitialising(layer: number, by: rule)
        let network = try requireNetwork(), old = try requireParameters()
        guard let fresh = rule.parameters(old, renewing: number, of: network, seed: seed, unless: isToStop) else {
            throw .stoppedOnTheWay
        }
        changeParameters { $0 = fresh }
        optimizer.forget()
        training = TrainingHistory()
    }

    /// Refuses to give a layer fresh weights that has none, or none by this rule.
    package func checkInitialising(layer number: Int, by rule: Initialiser) throws(WorkspaceError) {
        let network = try requireNetwork(), drawn = network.layersWithDrawnWeights
        guard network.layers.indices.contains(number - 1) else { throw .noLayer }
        guard drawn.contains(number) else {
            throw .noWeightsToDraw(layer: number, network[layer: number], others: drawn)
        }
        try Workspace.check(rule, Network(inputShape: network[layer: number].inputShape, layers: [network[layer: number]]))
    }

    /// Gives all weights fresh values by a rule; biases become 0, and training begins anew.
    /// - Throws: `stoppedOnTheWay` if it was asked to stop: then nothing has changed.
    public mutating func initialise(
        by rule: Initialiser, seed: UInt64, unless isToStop: () -> Bool = { false }
    ) throws(WorkspaceError) {
        let network = try requireNetwork()
        try Workspace.check(rule, network)
        guard let fresh = rule.parameters(for: network, seed: seed, keeping: 0, of: nil, unless: isToStop) else {
            throw .stoppedOnTheWay
        }
        initialiser = rule
        setup.seed = seed
        changeParameters { $0 = fresh }
        optimizer.forget()
        training = TrainingHistory()
    }

    static func check(_ rule: Initialiser, _ network: Network) throws(WorkspaceError) {
        do throws(MemoryError) { try rule.check(network) } catch { throw .tooLarge(error) }
    }

    /// Changes parameters; the pass begins anew.
    mutating func changeParameters(_ change: (inout Parameters) -> Void) {
        restart()
        guard var changed = restingParameters else { return }
        change(&changed)
        restingParameters = changed
    }
}

extension ParameterBlock {
    /// Whether numbers have the form of the block: [filter][channel][row][column] of a convolution, where levels of one may be left out.
    fileprivate func takes(_ tensor: Tensor, of layer: Layer) -> Bool {
        func significant(_ dimensions: [Int]) -> [Int] { dimensions.filter { $0 != 1 } }
        if layer.kind == .dense || layer.recurrence != nil {
            let rows = tensor.dimensions.count == 2 ? tensor.dimensions[0] : 1
            return tensor.dimensions.count <= 2 && rows == dimensions[0] && tensor.values.count == count
        }
        return tensor.dimensions == [layer.weightRows, layer.weightColumns] || significant(tensor.dimensions) == significant(dimensions)
    }

    /// Its numbers in parameters of a layer, or in gradients of them.
    package func numbers(in parameters: Parameters, layer number: Int) -> Tensor {
        Tensor(dimensions: dimensions, values: parameters.numbers(at: places, areWeights: areWeights, ofLayer: number))
    }
}

extension [Range<Int>] {
    /// How many places they hold.
    fileprivate var total: Int { reduce(0) { $0 + $1.count } }
}
