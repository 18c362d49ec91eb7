// Names that stand for many numbers: all weights or biases of a layer, their gradients, and what a layer adds up and gives.
import Formula
import NeuralEngine

extension Workspace {
    /// What a name of many numbers means.
    private enum Many {
        case parameters(ParameterTarget)
        case gradients(ParameterTarget)
        /// What each unit of a layer adds up, and what it gives, a row a sample.
        case netInputs(layer: Int)
        case outputs(layer: Int)
        /// What a recurrent layer has given before its first step.
        case state(layer: Int)
        /// The running mean or variance of all channels of batch normalisation.
        case running(ChannelStatistic, layer: Int)
    }

    /// `W1`, `b1`, `grad(W1)`, `grad(b1)`, `z1`, `a1`, `s1`, `norm2.running_mean`; nil for any other name.
    private func many(_ name: String) -> Many? {
        let name = String(name.map(\.raised))
        if let target = wholeTensor(name) { return .parameters(target) }
        if let layer = layer(ofState: name) { return .state(layer: layer) }
        if case .running(let statistic, let layer, _) = runningStatistics(named: name) { return .running(statistic, layer: layer) }
        if name.lowercased().hasPrefix("grad("), name.hasSuffix(")") {
            return wholeTensor(String(name.dropFirst(5).dropLast())).map(Many.gradients)
        }
        guard let network, let first = name.lowercased().first, "az".contains(first), let number = Names.number(name.dropFirst()),
            (1...max(1, network.layers.count)).contains(number), !network.layers.isEmpty
        else { return nil }
        guard first == "z" else { return .outputs(layer: number) }
        return network[layer: number].hasNetInputs ? .netInputs(layer: number) : nil
    }

    /// Whether a name stands for many numbers.
    package func isTensor(_ name: String) -> Bool { names?.quantity(named: name) == nil && many(name) != nil }

    /// All the numbers of a name. Gradients are those of the whole pass, and what layers give that of all its samples, as the walk will find them.
    package func tensor(named name: String, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> Tensor? {
        guard names?.quantity(named: name) == nil, let many = many(name) else { return nil }
        let network = try requireNetwork()
        func shaped(_ target: ParameterTarget, of parameters: Parameters) -> Tensor {
            target.block?.numbers(in: parameters, layer: target.layer) ?? Tensor(row: [])
        }
        func images(_ rows: Matrix, _ shape: Shape, _ count: Int) -> Tensor {
            let rows = rows.prefix(count), dimensions = shape.isFlat ? [rows.columns] : shape.dimensions
            return Tensor(dimensions: [rows.rows] + dimensions, values: rows.values)
        }
        switch many {
        case .parameters(let target):
            try checkParameters(target.name)
            return shaped(target, of: try requireParameters())
        case .gradients(let target):
            try checkParameters(target.name)
            let stepper = try walk()
            guard stepper.samples.hasTargets else { throw .needsTarget(name, outputs: network.outputs) }
            guard let pass = stepper.wholePass(unless: isToStop) else { throw .stoppedOnTheWay }
            return shaped(target, of: pass.gradients)
        case .netInputs(let layer):
            guard let pass = try walk().forwardPass(unless: isToStop) else { throw .stoppedOnTheWay }
            return images(pass.netInputs[layer - 1], network[layer: layer].netInputShape, pass.sampleCount)
        case .outputs(let layer):
            guard let pass = try walk().forwardPass(unless: isToStop) else { throw .stoppedOnTheWay }
            return images(pass.outputs[layer - 1], network[layer: layer].shape, pass.sampleCount)
        case .state(let layer): return Tensor(row: network[layer: layer].initialState)
        case .running(let statistic, let layer):
            let parameters = try requireParameters()
            return Tensor(
                row: (0..<network[layer: layer].statisticCount).map {
                    parameters.runningStatistic(statistic, layer: layer, channel: $0)
                })
        }
    }

    /// The number of many that a pass comes to last; nil for parameters, which are there before it.
    func lastQuantity(ofTensor name: String) -> Quantity? {
        guard let network, let many = many(name) else { return nil }
        switch many {
        case .parameters, .state, .running: return nil
        case .gradients(let target):
            let layer = network[layer: target.layer]
            guard target.areWeights else {
                return layer.biasCount > 0 ? .biasGradient(layer: target.layer, index: layer.biasCount - 1) : nil
            }
            return layer.weightCount > 0
                ? .weightGradient(layer: target.layer, unit: layer.weightRows - 1, input: layer.weightColumns - 1) : nil
        case .netInputs(let layer): return .netInput(layer: layer, unit: network[layer: layer].netInputCount - 1)
        case .outputs(let layer): return .output(layer: layer, unit: network.units(ofLayer: layer) - 1)
        }
    }

    /// Whether the walk has come to all the numbers of a name.
    func hasReached(_ name: String) throws(WorkspaceError) -> Bool {
        guard let last = lastQuantity(ofTensor: name) else { return isTensor(name) }
        guard stepper?.value(of: last) != nil else { throw .noValueYet(name) }
        return true
    }

    /// The value of an expression whose names are numbers; where one of them turns out to be many, element by element.
    static func value(
        of expression: Expression, number: (String) throws(WorkspaceError) -> Double,
        tensor: (String) throws(WorkspaceError) -> Tensor?, unless isToStop: () -> Bool = { false }
    ) throws(WorkspaceError) -> Tensor {
        do throws(WorkspaceError) {
            return Tensor(
                number: try expression.evaluate { name throws(WorkspaceError) in
                    do throws(WorkspaceError) { return try number(name) } catch { throw .name(name, error) }
                })
        } catch {
            guard case .name(_, .manyNumbers) = error else { throw error }
        }
        return try expression.evaluate(
            elementByElement: { name throws(WorkspaceError) in
                do throws(WorkspaceError) {
                    if let many = try tensor(name) { return many }
                    return Tensor(number: try number(name))
                } catch {
                    throw .name(name, error)
                }
            }, mismatch: { .sizesDiffer($0, $1) }, goOn: { () throws(WorkspaceError) in if isToStop() { throw .stoppedOnTheWay } })
    }

    /// Refuses an expression that is a row or a matrix, where one number is needed; and one whose sizes do not go together.
    /// - Parameter isNumber: whether one number is needed.
    package func checkSizes(of expression: Expression, isNumber: Bool) throws(WorkspaceError) {
        guard expression.freeNames.contains(where: isTensor) else { return }
        let tensor = try Workspace.value(
            of: expression,
            number: { name throws(WorkspaceError) in
                if isTensor(name) { throw .manyNumbers(name, areWeights: true) }
                return 0
            },
            // Sizes alone are looked at: one number stands for all.
            tensor: { name in sizes(of: name).map { Tensor(dimensions: $0, values: [0]) } })
        if isNumber, tensor.number == nil { throw .notOneNumber(tensor) }
    }

    /// Whether a tensor of that name has any numbers: b1 has none where the units of layer 1 have no biases.
    func hasNumbers(ofTensor name: String) -> Bool { sizes(of: name).map { !$0.contains(0) } ?? false }

    private func sizes(of name: String) -> [Int]? {
        guard let network, isTensor(name), let many = many(name) else { return nil }
        switch many {
        case .parameters(let target), .gradients(let target):
            return target.block?.dimensions
        case .netInputs(let layer), .outputs(let layer):
            var shape = network[layer: layer].shape
            if case .netInputs = many { shape = network[layer: layer].netInputShape }
            return [1] + (shape.isFlat ? [shape.count] : shape.dimensions)
        case .state(let layer): return [network[layer: layer].initialState.count]
        case .running(_, let layer): return [network[layer: layer].statisticCount]
        }
    }
}
