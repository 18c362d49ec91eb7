// The value of any name or expression, as the workspace stands.
import Formula
import NeuralEngine

/// A value and whether the walk has come to it.
struct FoundValue {
    let value: Double
    /// The step of this pass that will compute it, if the walk has not come to it: its number from 1.
    let comesAtStep: Int?
}

extension Expression {
    /// Refuses a number in the place of a condition: `break if loss` would stop at nearly every step.
    func requireCondition(_ text: Word, example: (String) -> String) throws(CommandError) {
        guard let number = numberInPlaceOfCondition else { return }
        throw CommandError(
            "\(number) is a number, not a condition", column: number.freeNames.first.map(text.column) ?? text.column,
            hint: "compare it, for example: \(example("\(number)"))")
    }
}

extension Workspace {
    /// Reads an expression that begins at a column of the command.
    func parse(_ word: Word) throws(CommandError) -> Expression {
        do throws(FormulaError) {
            return try Expression.parse(word.text, functions: functions)
        } catch {
            throw CommandError(error.message, column: word.column + error.column - 1, hint: error.hint)
        }
    }

    /// Refuses names that are neither quantities of the network nor tell of training.
    func checkNames(of expression: Expression, written text: Word) throws(CommandError) {
        for name in expression.quantities where !Metric.isKnown(name.text) {
            _ = try quantity(named: name.text, column: name.column.map { text.column + $0 - 1 } ?? text.column)
        }
    }

    /// The value of an expression: its names may be quantities of the network, `epoch`, `loss`, `accuracy`, `val.loss` ...
    func evaluate(_ expression: Expression, written text: Word) throws(CommandError) -> Double {
        try expression.evaluate { name throws(CommandError) in try value(named: name, column: text.column(of: name)) }
    }

    /// The value of a name.
    func value(named name: String, column: Int?) throws(CommandError) -> Double {
        switch name.lowercased() {
        case "epoch": return Double(epoch)
        case "loss":
            // Between passes it is what training tells: the loss of all samples. Within one it is that of the batch.
            return isWithinPass ? try found(.batchLoss).value : try evaluation().loss
        case "accuracy": return try evaluation().requireAccuracy(column: column)
        default:
            guard let metric = Metric(named: name) else { return try found(quantity(named: name, column: column)).value }
            return try metric.value(in: try evaluation(of: metric.part, column: column), column: column)
        }
    }

    /// Whether some steps have been walked.
    var isWithinPass: Bool { stepper.map { $0.position > Stepper.Position() } ?? false }

    /// Epochs since the network was made.
    public var epoch: Int { training.epoch + (stepper?.epochsDone ?? 0) }

    /// The quantity of a name, or an error that proposes one.
    func quantity(named name: String, column: Int?) throws(CommandError) -> Quantity {
        let names = try requireNames()
        if let quantity = names.quantity(named: name) { return quantity }
        if let error = missingBias(name, column: column) { throw error }
        if name.lowercased().hasPrefix("center") || name.lowercased() == "e.center", names.network.centerLoss == nil {
            throw missingCenters(column: column)
        }
        if let whole = wholeTensor(name) {
            let example = whole.weights == nil ? "\(name)[1]" : "\(name)[1,1]"
            throw CommandError(
                "\(name) is many numbers, and one is needed here", column: column, hint: "for example \(example); `print \(name)` shows all"
            )
        }
        let likes = names.likes(of: name)
        if likes == nil, name.lowercased().hasPrefix("de") {
            let weight = name.lowercased().firstRange(of: "/d").map { String(name[$0.upperBound...]) } ?? "w5"
            throw CommandError(
                "there is no quantity '\(name)' in this network", column: column, hint: "dE/d\(weight) is written grad(\(weight))")
        }
        let known = closest(to: name, among: names.examples + Metric.names.map(\.name))
        throw CommandError(
            "there is no quantity '\(name)' in this network", column: column,
            hint: likes ?? known.map { "did you mean '\($0)'?" } ?? "`help quantities` lists the names")
    }

    /// The value of a quantity: that of this pass if the walk has come to it, else the one it will come to.
    func found(_ quantity: Quantity) throws(CommandError) -> FoundValue {
        switch quantity {
        case .weight, .bias, .learningRate:
            if stepper == nil, let value = resting(quantity) { return FoundValue(value: value, comesAtStep: nil) }
        default: break
        }
        let stepper = try requireStepper()
        if let value = stepper.value(of: quantity) { return FoundValue(value: value, comesAtStep: nil) }
        let ahead = stepper.ahead(to: quantity)
        guard let value = ahead.value(of: quantity) else {
            throw CommandError(
                "\(Names(network: stepper.network).name(of: quantity)) needs a target",
                hint: "give one, for example: target \(Workspace.exampleRow(stepper.network.outputs))")
        }
        return FoundValue(value: value, comesAtStep: ahead.position.step)
    }

    /// What has a value while no pass is walked: a parameter, the rate, and what was given of the first sample.
    func resting(_ quantity: Quantity) -> Double? {
        switch quantity {
        case .output(0, let unit): inputRows.map { $0[0, unit] }
        case .target(let unit): targetRows.map { $0[0, unit] }
        case .weight, .bias: restingParameters?.value(of: quantity)
        case .learningRate: optimizer.schedule.rate(optimizer.learningRate, epoch: epoch)
        default: nil
        }
    }
}
