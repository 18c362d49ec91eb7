// Checking the engine's work: check gradients.
import Documents
import Formula
import NeuralEngine

enum CheckCommands {
    static let all = [check]

    /// More gradients than these are not compared unless they are asked for: each takes at least four passes.
    private static let usualLimit = 2_000

    static let check = Command(
        "check", group: .looking, kind: .look, manner: Manner(.waits), synopsis: ["check gradients [limit=2000]"],
        summary: "Hold the gradients against what the loss does when one number is moved a little.",
        details: [
            "Every weight, bias and input of the samples is moved up and down by h, and the slope (L(x + h) - L(x - h))/(2 h), refined by halving h, "
                + "is compared with the gradient of the backward pass. They agree when they differ by less than a millionth of their size.",
            "Where something has a kink between x - h and x + h, as relu has at 0, there is no slope to compare with; such numbers are counted apart.",
            "Of more than 2000 gradients as many are compared, spread evenly; limit= gives another number. Nothing is changed.",
        ],
        examples: ["check gradients"],
        options: [.init("limit", "how many gradients are compared at most")],
        arguments: .words([("gradients", "the backward pass against finite differences")]).only(at: 0)
    ) { workspace, arguments, control throws(CommandError) in
        let what = try arguments.word(0, "what to check", hint: "write: check gradients")
        try arguments.expectAtMost(1, synopsis: "check gradients")
        guard "gradients".hasPrefix(what.text.lowercased()) else {
            throw CommandError("'\(what.text)' cannot be checked", column: what.column, hint: "write: check gradients")
        }
        let limit = try arguments.integer(option: "limit", in: 1...Int.max) ?? usualLimit
        try control.begin()
        let samples = try workspace.requireSamples()
        guard samples.hasTargets else {
            throw CommandError("there is no target yet", hint: "give one: target \(Workspace.exampleRow(samples.targets.columns))")
        }
        guard let network = workspace.network, let parameters = workspace.parameters else { throw CommandError("there is no network yet") }
        try workspace.requireMemory(for: .looking, capacity: samples.count)
        let updates = workspace.stepper?.optimizerAfterWalk.updates ?? workspace.optimizer.updates
        guard
            let found = GradientCheck(
                network: network, parameters: parameters, samples: samples, limit: limit, dropoutSeed: workspace.seed, update: updates,
                unless: { control.isCancelled })
        else { throw .stoppedOnTheWay }
        return reply(found, Names(network: network), workspace)
    }

    private static func reply(_ check: GradientCheck, _ names: Names, _ workspace: Workspace) -> Reply {
        let count = "\(check.compared) of \(check.available) gradients"
        var blocks: [Block] = [
            .line(
                check.passes
                    ? "\(count) compared with finite differences: they agree"
                    : "\(check.failures.count) of \(check.compared) gradients differ")
        ]
        let listed = check.passes ? check.worst.map { [$0] } ?? [] : Array(check.failures.prefix(12))
        if !listed.isEmpty {
            let rows = listed.map { comparison in
                [name(comparison, names), workspace.text(comparison.computed), workspace.text(comparison.measured)]
                    + [Numerals(digits: 3).text(comparison.relativeError)]
            }
            blocks.append(
                .table(
                    Table(
                        header: [check.passes ? "the farthest apart" : "gradient", "backward pass", "differences", "relative error"],
                        rows: rows,
                        alignRight: [false, true, true, true])))
        }
        if let first = check.kinks.first {
            blocks.append(
                .note(
                    "\(check.kinks.count) at a kink, where there is no slope to compare with: \(name(first, names)), \(kink(first, names))")
            )
        }
        return Reply(
            blocks,
            values: [
                .init("ok", .bool(check.passes)), .init("compared", .int(check.compared)), .init("available", .int(check.available)),
                .init("failures", .int(check.failures.count)), .init("kinks", .int(check.kinks.count)),
                .init("worst", check.worst.map { .number($0.relativeError) } ?? .null),
            ])
    }

    /// `grad(w5)`; an input by its name and, if there are several, its sample.
    private static func name(_ comparison: GradientCheck.Comparison, _ names: Names) -> String {
        if case .error(0, let unit) = comparison.quantity {
            return "dE/d\(names.node(layer: 0, unit: unit)) of sample \(comparison.sample + 1)"
        }
        return names.name(of: comparison.quantity)
    }

    private static func kink(_ comparison: GradientCheck.Comparison, _ names: Names) -> String {
        switch comparison.kink {
        case .activation(let activation, let layer, let unit, let sample):
            "by \(activation.name) of \(names.node(layer: layer, unit: unit)) in sample \(sample + 1)"
        case .maximum(let layer, let unit, let sample):
            "by equal numbers in the window of \(names.node(layer: layer, unit: unit)) in sample \(sample + 1)"
        case .loss(let unit, let sample):
            "by the loss at \(names.node(layer: names.network.outputLayer, unit: unit)) in sample \(sample + 1)"
        case .penalty: "by the penalty l1, whose weight is 0"
        case .unknown, nil: "where the slopes on both sides differ"
        }
    }
}
