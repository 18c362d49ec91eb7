// How the optimiser, its schedule, its clipping and the penalty of weights are told.
import Documents
import NeuralEngine
import Workspaces

/// How an optimiser is told.
package struct OptimizerSummary {
    private let optimizer: Optimizer
    private let penalty: Penalty?
    private let epoch: Int
    private let hasValidation: Bool
    private let numerals: Numerals

    package init(_ workspace: Workspace, _ numerals: Numerals) {
        (optimizer, penalty, epoch) = (workspace.optimizer, workspace.network?.penalty, workspace.epoch)
        hasValidation = workspace.setup.hasValidation
        self.numerals = numerals
    }

    /// Rule, rate and options on one line; below it schedule, clipping and penalty where there are any.
    package var document: Document {
        let family = OptimizerFamily.of(optimizer), values = family.values(of: optimizer)
        var parts = ["\(family.name), learning rate \(numerals.text(optimizer.learningRate))"]
        var fields: [JSONField] = [.init("optimizer", .string(family.name)), .init("lr", .number(optimizer.learningRate))]
        for (name, usual) in family.options {
            let value = values[name] ?? usual
            fields.append(.init(name, OptimizerFamily.isSwitch(name) ? .bool(value == 1) : .number(value)))
            if OptimizerFamily.isSwitch(name) {
                parts += value == 1 ? [name] : []
            } else if value != 0 {
                parts.append("\(name) \(numerals.text(value))")
            }
        }
        var blocks: [Block] = [.line(parts.joined(separator: ", "))]
        if optimizer.schedule != .constant {
            let fallen = optimizer.plateau.rate.map { "; it is \(numerals.text($0)) now" } ?? ""
            blocks.append(.line("schedule \(schedule)\(fallen)"))
            fields.append(.init("rate", .number(optimizer.rate(epoch: epoch))))
        }
        if let clipping = optimizer.clipping { blocks.append(.line(Self.text(of: clipping, numerals))) }
        if let penalty, !penalty.isNone { blocks.append(.line(LossSummary.text(of: penalty, numerals))) }
        return Document(blocks, values: fields)
    }

    /// The schedule and the rates of the epochs, or of the updates, to come.
    package var scheduleDocument: Document {
        var blocks: [Block] = [.line("schedule \(schedule)")]
        let rates = optimizer.ratesToCome(5, epoch: epoch), unit = optimizer.scheduleUnit.rawValue
        switch optimizer.schedule {
        case .constant: break
        case .plateau: blocks.append(.note("the rate is \(numerals.text(optimizer.rate(epoch: epoch))) now"))
        default:
            let texts = rates.map(numerals.text).joined(separator: ", ")
            blocks.append(.note("rates from \(unit) \(optimizer.time(epoch: epoch)) on: \(texts) ..."))
        }
        let name = schedule.prefix { $0 != ":" }
        var values: [JSONField] = [.init("schedule", .string(String(name))), .init("rates", .vector(rates))]
        if optimizer.scheduleUnit == .update { values.append(.init("by", .string(unit))) }
        return Document(blocks, values: values)
    }

    /// The formula of the rate in epoch e, the first being 0; or in update e.
    private var schedule: String {
        let unit = optimizer.scheduleUnit.rawValue
        switch optimizer.schedule {
        case .constant: return "constant: the same rate in every epoch"
        case .step(let every, let gamma): return "step: rate·\(numerals.text(gamma))^floor(e/\(every)) in \(unit) e from 0"
        case .exponential(let gamma): return "exponential: rate·\(numerals.text(gamma))^e in \(unit) e from 0"
        case .cosine(let epochs, 0): return "cosine: rate·(1 + cos(pi·e/\(epochs)))/2 in \(unit) e from 0, then 0"
        case .cosine(let epochs, let end):
            let end = numerals.text(end)
            return "cosine: \(end) + (rate - \(end))·(1 + cos(pi·e/\(epochs)))/2 in \(unit) e from 0, then \(end)"
        case .warmUpThenCosine(let warmUp, let epochs, let end):
            return "cosine: rate·(e + 1)/\(warmUp) in the first \(warmUp) \(unit)s, then half a cosine wave down to \(numerals.text(end)) "
                + "in \(unit) \(epochs)"
        case .warmUp(let epochs): return "warm-up: rate·(e + 1)/\(epochs) in \(unit) e from 0, then the rate"
        case .warmRestarts(let first, let factor, let end):
            let lengths = [1, factor, factor * factor].map { numerals.text(Double(first) * Double($0)) }.joined(separator: ", ")
            return "warm-restarts: half a cosine wave from the rate down to \(numerals.text(end)), again and again, "
                + "in \(lengths) ... \(unit)s"
        case .oneCycle(let cycle): return oneCycle(cycle, unit)
        case .plateau(let plateau): return self.plateau(plateau)
        }
    }

    private func oneCycle(_ cycle: OneCycle, _ unit: String) -> String {
        let top = cycle.greatest ?? optimizer.learningRate, start = top / cycle.div
        let turn = numerals.text(cycle.warmUp * Double(cycle.epochs) - 1)
        let waves = cycle.shape == .cosine ? "half cosine waves" : "straight lines"
        let back = cycle.hasThreePhases ? ", back to \(numerals.text(start))" : ""
        let momentum = cycle.momentum.map {
            optimizer.rule.hasMomentum
                ? "; the momentum goes from \(numerals.text($0.upperBound)) to \(numerals.text($0.lowerBound)) and back"
                : "; \(optimizer.name) has no momentum that could be led"
        }
        return "one-cycle: in \(waves) from \(numerals.text(start)) up to \(numerals.text(top)) at \(unit) \(turn)\(back), "
            + "down to \(numerals.text(start / cycle.finalDiv)) at \(unit) \(cycle.epochs - 1)\(momentum ?? "")"
    }

    private func plateau(_ plateau: Plateau) -> String {
        let measure = plateau.measure == .loss ? "loss" : "accuracy", better = plateau.measure == .loss ? "fallen" : "risen"
        let least = plateau.least > 0 ? ", not below \(numerals.text(plateau.least))" : ""
        let cooldown = plateau.cooldown > 0 ? "; the \(plateau.cooldown) epochs after a fall do not count" : ""
        let threshold = plateau.isAbsolute ? numerals.text(plateau.threshold) : "\(numerals.text(100 * plateau.threshold)) %"
        return "plateau: rate·\(numerals.text(plateau.factor)) when the \(hasValidation ? "val." : "")\(measure) has not \(better) by "
            + "\(threshold) for more than \(plateau.patience) epoch\(plateau.patience == 1 ? "" : "s")\(least)\(cooldown)"
    }

    package static func text(of clipping: Clipping, _ numerals: Numerals) -> String {
        switch clipping {
        case .byNorm(let limit): "gradients are clipped to a norm of \(numerals.text(limit))"
        case .byValue(let limit): "gradients are clipped to at most \(numerals.text(limit)) each"
        }
    }
}
