// How the optimiser, its schedule, its clipping and the penalty of weights are told.
import Documents
import NeuralEngine
import Workspaces

/// How an optimiser is told.
package struct OptimizerSummary {
    private let optimizer: Optimizer
    private let penalty: Penalty?
    private let epoch: Int
    private let numerals: Numerals

    package init(_ workspace: Workspace, _ numerals: Numerals) {
        (optimizer, penalty, epoch) = (workspace.optimizer, workspace.network?.penalty, workspace.epoch)
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
            blocks.append(.line("schedule \(schedule)"))
            fields.append(.init("rate", .number(rate(ofEpoch: epoch))))
        }
        if let clipping = optimizer.clipping { blocks.append(.line(Self.text(of: clipping, numerals))) }
        if let penalty, !penalty.isNone { blocks.append(.line(LossSummary.text(of: penalty, numerals))) }
        return Document(blocks, values: fields)
    }

    /// The schedule and the rates of the epochs to come.
    package var scheduleDocument: Document {
        var blocks: [Block] = [.line("schedule \(schedule)")]
        let rates = (epoch..<epoch + 5).map(rate)
        if optimizer.schedule != .constant {
            blocks.append(.note("rates from epoch \(epoch) on: \(rates.map(numerals.text).joined(separator: ", ")) ..."))
        }
        let name = schedule.prefix { $0 != ":" }
        return Document(blocks, values: [.init("schedule", .string(String(name))), .init("rates", .vector(rates))])
    }

    /// The formula of the rate in epoch e, the first being 0.
    private var schedule: String {
        switch optimizer.schedule {
        case .constant: "constant: the same rate in every epoch"
        case .step(let every, let gamma): "step: rate·\(numerals.text(gamma))^floor(e/\(every)) in epoch e from 0"
        case .exponential(let gamma): "exponential: rate·\(numerals.text(gamma))^e in epoch e from 0"
        case .cosine(let epochs, 0): "cosine: rate·(1 + cos(pi·e/\(epochs)))/2 in epoch e from 0, then 0"
        case .cosine(let epochs, let end):
            "cosine: \(numerals.text(end)) + (rate - \(numerals.text(end)))·(1 + cos(pi·e/\(epochs)))/2 in epoch e from 0, "
                + "then \(numerals.text(end))"
        case .warmUpThenCosine(let warmUp, let epochs, let end):
            "cosine: rate·(e + 1)/\(warmUp) in the first \(warmUp) epochs, then half a cosine wave down to \(numerals.text(end)) in epoch \(epochs)"
        case .warmUp(let epochs): "warm-up: rate·(e + 1)/\(epochs) in epoch e from 0, then the rate"
        }
    }

    private func rate(ofEpoch epoch: Int) -> Double { optimizer.schedule.rate(optimizer.learningRate, epoch: epoch) }

    package static func text(of clipping: Clipping, _ numerals: Numerals) -> String {
        switch clipping {
        case .byNorm(let limit): "gradients are clipped to a norm of \(numerals.text(limit))"
        case .byValue(let limit): "gradients are clipped to at most \(numerals.text(limit)) each"
        }
    }
}
