// How the optimiser and its schedule are told.
import Documents
import NeuralEngine

/// How the present optimiser is told.
struct OptimizerSummary {
    private let workspace: Workspace
    private var optimizer: Optimizer { workspace.optimizer }

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// Rule, rate and options on one line; below it schedule, clipping and penalty where there are any.
    var reply: Reply {
        let choice = OptimizerChoice.of(optimizer), values = choice.values(of: optimizer)
        var parts = ["\(choice.name), learning rate \(workspace.text(optimizer.learningRate))"]
        var fields: [JSONField] = [.init("optimizer", .string(choice.name)), .init("lr", .number(optimizer.learningRate))]
        for (name, usual) in choice.options {
            let value = values[name] ?? usual
            fields.append(.init(name, OptimizerChoice.isSwitch(name) ? .bool(value == 1) : .number(value)))
            if OptimizerChoice.isSwitch(name) {
                parts += value == 1 ? [name] : []
            } else if value != 0 {
                parts.append("\(name) \(workspace.text(value))")
            }
        }
        var blocks: [Block] = [.line(parts.joined(separator: ", "))]
        if optimizer.schedule != .constant {
            blocks.append(.line("schedule \(ScheduleText(workspace).line)"))
            fields.append(.init("rate", .number(ScheduleText(workspace).rate(ofEpoch: workspace.epoch))))
        }
        if let clipping = optimizer.clipping { blocks.append(.line(OptimizerCommands.text(of: clipping, workspace))) }
        if let penalty = workspace.network?.penalty, !penalty.isNone { blocks.append(.line(LossCommands.text(of: penalty, workspace))) }
        return Reply(blocks, values: fields)
    }
}

/// How the schedule of the learning rate is told.
struct ScheduleText {
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// The formula of the rate in epoch e, the first being 0.
    var line: String {
        switch workspace.optimizer.schedule {
        case .constant: "constant: the same rate in every epoch"
        case .step(let every, let gamma): "step: rate·\(workspace.text(gamma))^floor(e/\(every)) in epoch e from 0"
        case .exponential(let gamma): "exponential: rate·\(workspace.text(gamma))^e in epoch e from 0"
        case .cosine(let epochs, 0): "cosine: rate·(1 + cos(pi·e/\(epochs)))/2 in epoch e from 0, then 0"
        case .cosine(let epochs, let end):
            "cosine: \(workspace.text(end)) + (rate - \(workspace.text(end)))·(1 + cos(pi·e/\(epochs)))/2 in epoch e from 0, "
                + "then \(workspace.text(end))"
        case .warmUpThenCosine(let warmUp, let epochs, let end):
            "cosine: rate·(e + 1)/\(warmUp) in the first \(warmUp) epochs, then half a cosine wave down to \(workspace.text(end)) in epoch \(epochs)"
        case .warmUp(let epochs): "warm-up: rate·(e + 1)/\(epochs) in epoch e from 0, then the rate"
        }
    }

    func rate(ofEpoch epoch: Int) -> Double {
        workspace.optimizer.schedule.rate(workspace.optimizer.learningRate, epoch: epoch)
    }
}
