// The value of any name or expression, as the workspace stands.
import Formula
import NeuralEngine

/// A value and whether the walk has come to it.
public struct Reading: Sendable, Equatable {
    public let value: Double
    /// The whole of it, where it is a row or a matrix: `value` is its first element.
    public var tensor: Tensor?
    /// The step of this pass that will compute it, if the walk has not come to it: its number from 1.
    public let comesAtStep: Int?
    /// Of a gradient to which only some samples of the batch have added their shares: the step of this pass with the last one.
    public var isCompleteAtStep: Int?
}

extension Workspace {
    /// The value of an expression, and the latest step of this pass that its quantities still wait for. Its names may be quantities of the
    /// network, `epoch`, `loss`, `accuracy`, `val.loss` ...
    /// - Parameter isToStop: asked on the way of what takes long.
    public func reading(of expression: Expression, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> Reading {
        let tensor = try tensor(of: expression, unless: isToStop)
        return Reading(
            value: tensor.values.first ?? .nan, tensor: tensor.number == nil ? tensor : nil,
            comesAtStep: latestStep(in: expression) { $0.asReadIn($1).stepReaching($1) },
            isCompleteAtStep: latestStep(in: expression) { $0.stepCompleting($1) })
    }

    public func value(of expression: Expression) throws(WorkspaceError) -> Double {
        let tensor = try tensor(of: expression, unless: { false })
        guard let number = tensor.number else { throw .notOneNumber(tensor) }
        return number
    }

    private func tensor(of expression: Expression, unless isToStop: () -> Bool) throws(WorkspaceError) -> Tensor {
        try Workspace.value(
            of: expression, number: { name throws(WorkspaceError) in try value(named: name, unless: isToStop) },
            tensor: { name throws(WorkspaceError) in try tensor(named: name, unless: isToStop) }, unless: isToStop)
    }

    /// What the value of an expression ends at; nil where all of it is finite.
    package func ending(of expression: Expression) -> Ending? {
        try? expression.ending { name throws(WorkspaceError) in try value(named: name) }
    }

    /// The value of a name.
    public func value(named name: String, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> Double {
        switch name.lowercased() {
        case "epoch": return Double(epoch)
        case "loss":
            // Between passes it is what training tells: the loss of all samples. Within one it is that of the batch.
            return isWithinPass ? try reading(of: .batchLoss, unless: isToStop).value : try evaluation(unless: isToStop).loss
        case "accuracy": return try evaluation(unless: isToStop).requireAccuracy()
        default:
            guard let metric = Metric(named: name) else { return try reading(of: quantity(named: name), unless: isToStop).value }
            return try value(of: metric, unless: isToStop)
        }
    }

    /// The value of an expression if the walk has come to all of it; a condition about what is not known yet does not hold.
    public func reachedValue(of expression: Expression) throws(WorkspaceError) -> Double {
        let tensor = try Workspace.value(
            of: expression, number: { name throws(WorkspaceError) in try reachedValue(named: name) },
            tensor: { name throws(WorkspaceError) in try hasReached(name) ? try self.tensor(named: name) : nil })
        guard let number = tensor.number else { throw .notOneNumber(tensor) }
        return number
    }

    private func reachedValue(named name: String) throws(WorkspaceError) -> Double {
        switch name.lowercased() {
        case "epoch": return Double(epoch)
        case "loss":
            if let value = stepper?.value(of: .batchLoss) { return value }
        case "accuracy": return try value(named: name)
        case let other where Metric(named: other) != nil: return try value(named: name)
        default:
            let quantity = try quantity(named: name)
            if let value = stepper?.asReadIn(quantity).value(of: quantity) { return value }
        }
        throw .noValueYet(name)
    }

    /// Whether some steps have been walked.
    package var isWithinPass: Bool { stepper.map { $0.position > Stepper.Position() } ?? false }

    /// Epochs since the network was made.
    public var epoch: Int { training.epoch + (stepper?.epochsDone ?? 0) }

    /// The quantity of a name.
    public func quantity(named name: String) throws(WorkspaceError) -> Quantity {
        let names = try requireNames()
        if let quantity = names.quantity(named: name) { return quantity }
        if let layer = layerWithoutBias(name) { throw .noBias(layer: layer) }
        if name.lowercased().hasPrefix("center") || name.lowercased() == "e.center", names.network.centerLoss == nil { throw .noCenters }
        if let whole = wholeTensor(name) { throw .manyNumbers(name, areWeights: whole.areWeights) }
        if isTensor(name) { throw .manyNumbers(name, areWeights: lastQuantity(ofTensor: name) != nil || layer(ofState: name) != nil) }
        try checkParameters(name.lowercased().hasPrefix("grad(") ? String(name.dropFirst(5).dropLast()) : name)
        throw .noQuantity(name, names)
    }

    /// The value of a quantity: that of this pass if the walk has come to it, else the one it will come to.
    public func reading(of quantity: Quantity, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> Reading {
        switch quantity {
        case .weight, .bias, .learningRate, .runningStatistic, .center:
            if stepper == nil, let value = resting(quantity) { return Reading(value: value, comesAtStep: nil) }
        default: break
        }
        let stepper = try walk().asReadIn(quantity)
        if let value = stepper.value(of: quantity) { return Reading(value: value, comesAtStep: nil) }
        if quantity.isParameterGradient, stepper.plan.sampleCount > 1, stepper.samples.hasTargets {
            guard let pass = stepper.wholePass(unless: isToStop) else { throw .stoppedOnTheWay }
            if let value = pass.gradients.value(of: quantity.ofParameter) {
                return Reading(value: value, comesAtStep: stepper.stepCompleting(quantity))
            }
        }
        guard let ahead = stepper.ahead(to: quantity, unless: isToStop) else { throw .stoppedOnTheWay }
        guard let value = ahead.value(of: quantity) else {
            if quantity == .gradientNorm, stepper.samples.hasTargets { throw .noGradientNorm }
            throw .needsTarget(Names(network: stepper.network).name(of: quantity), outputs: stepper.network.outputs)
        }
        return Reading(value: value, comesAtStep: ahead.position.step)
    }

    /// What has a value while no pass is walked: a parameter, the rate, and what was given of the first sample.
    package func resting(_ quantity: Quantity) -> Double? {
        switch quantity {
        case .output(0, let unit): inputRows.map { $0[0, unit] }
        case .target(let unit): (setup.targetsAreInputs ? inputRows : targetRows).map { $0[0, unit] }
        case .weight, .bias: restingParameters?.value(of: quantity)
        case .runningStatistic(let statistic, let layer, let channel):
            restingParameters?.runningStatistic(statistic, layer: layer, channel: channel)
        case .center(let label, let unit): restingParameters?.centers[label, unit]
        case .learningRate: optimizer.rate(epoch: epoch)
        default: nil
        }
    }

    /// The latest step of this pass that an expression's quantities still wait for; nil if they wait for none.
    private func latestStep(in expression: Expression, _ awaited: (Stepper, Quantity) -> Int?) -> Int? {
        guard let names else { return nil }
        // Between passes the loss is that of all samples, which no step computes.
        let quantities = expression.freeNames.filter { isWithinPass || !Metric.isKnown($0) }
            .compactMap { names.quantity(named: $0) ?? lastQuantity(ofTensor: $0) }
        guard !quantities.isEmpty, let stepper = try? walk() else { return nil }
        return quantities.compactMap { awaited(stepper, $0) }.max()
    }
}

extension Stepper {
    /// The walk as it was when this pass could find a quantity. No step computes the errors: they are found from deltas and weights, and
    /// updated weights are no longer those that the deltas came back through.
    package func asReadIn(_ quantity: Quantity) -> Stepper {
        guard case .error = quantity, case let first = plan.firstUpdate, position.step > first else { return self }
        return walk(before: first)
    }
}
