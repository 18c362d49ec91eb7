// Checking the engine's work: check gradients.
import Documents
import Formula
import NeuralEngine
import Portraits
import Workspaces

enum CheckCommands {
    static let all = [check]

    /// More gradients than these are not compared unless they are asked for: each takes at least four passes.
    private static let usualLimit = 2_000

    static let check = Command.look(
        "check", group: .looking, synopsis: ["check gradients [limit=2000]"],
        summary: "Hold the gradients against what the loss does when one number is moved a little.",
        details: [
            "Every weight, bias and input of the samples is moved up and down by h, and the slope (L(x + h) - L(x - h))/(2 h), refined by halving h, "
                + "is compared with the gradient of the backward pass. They agree when they differ by less than a millionth of their size.",
            "Where something has a kink between x - h and x + h, as relu has at 0, there is no slope to compare with; such numbers are counted apart.",
            "Of more than 2000 gradients as many are compared, spread evenly; limit= gives another number. Nothing is changed.",
        ],
        examples: ["check gradients"],
        options: [.init("limit", "how many gradients are compared at most")],
        arguments: .words([("gradients", "the backward pass against finite differences")]).only(at: 0), manner: Manner(.waits)
    ) { arguments, desk throws(CommandError) in
        let what = try arguments.word(0, "what to check", hint: "write: check gradients")
        try arguments.expectAtMost(1, synopsis: "check gradients")
        guard "gradients".hasPrefix(what.text.lowercased()) else {
            throw CommandError("'\(what.text)' cannot be checked", column: what.column, hint: "write: check gradients")
        }
        let limit = try arguments.integer(option: "limit", in: 1...Int.max) ?? usualLimit
        return { desk, control throws(CommandError) in
            let workspace = desk.workspace, samples = try worded(workspace.setup.samples())
            guard samples.hasTargets else { throw CommandError(.noTarget(outputs: samples.targets.columns)) }
            let network = try worded(workspace.requireNetwork()), parameters = try worded(workspace.requireParameters())
            try worded(workspace.setup.checkMemory(for: .looking, capacity: samples.count))
            let updates = workspace.stepper?.optimizerAfterWalk.updates ?? workspace.optimizer.updates
            guard
                let found = GradientCheck(
                    network: network, parameters: parameters, samples: samples, limit: limit, dropoutSeed: workspace.seed, update: updates,
                    unless: control.isToStop)
            else { throw CommandError(.stoppedOnTheWay) }
            return Reply(GradientReport.document(found, Names(network: network), desk.style.numerals)).seen(as: "check")
        }
    }
}
