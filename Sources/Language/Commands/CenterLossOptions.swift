// Center loss in the language: options of `loss cross-entropy`, how it is told, and its centers as numbers that can be set.
import Documents
import Formula
import NeuralEngine

enum CenterLossOptions {
    static let all: [Command.Option] = [
        .init("center", "how much center loss counts beside cross-entropy: 0.1; 0 only follows the centers", with: ["cross-entropy"]),
        .init("center-rate", "how far a batch moves the centers, 0 to 1, usually 0.5", with: ["cross-entropy"]),
        .init(
            "reduction", "with center loss: mean over the batch, or sum as in the paper",
            values: .words([("mean", "the losses of a batch over their number"), ("sum", "the losses of a batch added up")]),
            with: ["cross-entropy"]),
    ]

    static let details = [
        "center=0.1 joins center loss (Wen et al. 2016) to cross-entropy: 0.1 times 1/2 |f - c|^2, f being the features of a sample, which "
            + "are the outputs of the layer before the last one, and c the center of its class. It pulls the features of each class "
            + "together. Centers begin at 0; a batch moves each by center-rate times the sum of (c - f) over its samples, divided by 1 + their "
            + "number. E.center is the center loss of a sample, center[2,1] feature 1 of the center of class 2, `print centers` shows all, "
            + "`set center[2,1] 0.5` sets one. Without center= there is none."
    ]

    /// The center loss that the options ask for: none without center=. What is not said stays as it is.
    static func read(_ arguments: Arguments, for loss: Loss, in network: Network) throws(CommandError) -> CenterLoss? {
        if loss != .crossEntropy, let name = all.map(\.name).first(where: { arguments.option($0) != nil }) {
            throw CommandError(
                "\(name)= goes with cross-entropy, whose outputs are classes",
                column: (arguments.option(name)?.column ?? 1) - name.count - 1,
                hint: "write: loss cross-entropy center=0.1")
        }
        var centerLoss = network.centerLoss ?? CenterLoss()
        let adjusted = ["center-rate", "reduction"].first { arguments.option($0) != nil }
        let weightThere = adjusted == nil ? nil : network.centerLoss?.weight
        guard let weight = try arguments.number(option: "center") ?? weightThere else {
            if let name = adjusted {
                throw CommandError(
                    "\(name)= needs a center loss", column: (arguments.option(name)?.column ?? 1) - name.count - 1,
                    hint: "write: loss cross-entropy center=0.1 \(name)=\(arguments.option(name)?.text ?? "")")
            }
            return nil
        }
        guard weight >= 0 else {
            throw CommandError("center is not negative", column: arguments.option("center")?.column, hint: "for example center=0.1")
        }
        centerLoss.weight = weight
        centerLoss.alpha = try arguments.number(option: "center-rate") ?? centerLoss.alpha
        guard (0...1).contains(centerLoss.alpha) else {
            throw CommandError("center-rate is from 0 to 1", column: arguments.option("center-rate")?.column, hint: "usually 0.5")
        }
        if let word = arguments.option("reduction") {
            guard let reduction = CenterLoss.Reduction(rawValue: word.text.lowercased()) else {
                throw CommandError("'\(word.text)' is no way to join losses", column: word.column, hint: "reduction=mean or reduction=sum")
            }
            centerLoss.reduction = reduction
        }
        return centerLoss
    }

    /// What is told of it below the loss.
    static func lines(_ workspace: Workspace, _ network: Network) -> [String] {
        guard let centerLoss = network.centerLoss else { return [] }
        let features = network.featureLayer == 0 ? "inputs" : "outputs of layer \(network.featureLayer)"
        let rate = workspace.text(centerLoss.alpha)
        return [
            "center loss, times \(workspace.text(centerLoss.weight)): 1/2 |f - c|^2 of the features f, the \(features), and the center c of the class; "
                + "a batch moves each center by \(rate)·(sum of c - f over its samples)/(1 + their number)"
                + (centerLoss.reduction == .sum ? "; losses of a batch are added up" : "")
        ]
    }

    static func values(of network: Network) -> [JSONField] {
        guard let centerLoss = network.centerLoss else { return [] }
        return [
            .init("center", .number(centerLoss.weight)), .init("center_rate", .number(centerLoss.alpha)),
            .init("reduction", .string(centerLoss.reduction.rawValue)),
        ]
    }
}

extension Workspace {
    /// Joins center loss to the loss, changes its numbers, or takes it away. Centers that are there already stay.
    mutating func joinCenterLoss(_ centerLoss: CenterLoss?) {
        let had = network?.centerLoss != nil
        reshape { $0.centerLoss = centerLoss }
        guard let network, had != (centerLoss != nil) else { return }
        restingParameters = restingParameters?.withFreshCenters(for: network)
    }

    /// The centers, or an error that says how there can be some.
    func requireCenters(column: Int?) throws(CommandError) -> Matrix {
        guard try requireNetwork().centerLoss != nil, let parameters else { throw missingCenters(column: column) }
        return parameters.centers
    }

    func missingCenters(column: Int?) -> CommandError {
        CommandError("there is no center loss, so there are no centers", column: column, hint: "write: loss cross-entropy center=0.1")
    }

    /// Sets a feature of a center, or all centers; nil if the name means neither.
    mutating func setCenters(_ name: Word, _ arguments: Arguments, _ control: RunControl) throws(CommandError) -> Reply? {
        let lower = name.text.lowercased()
        guard lower == "centers" || lower.hasPrefix("center[") else { return nil }
        var centers = try requireCenters(column: name.column)
        let tensor = try arguments.tensor(
            from: 1, "the value", hint: "for example: set \(name.text) \(lower == "centers" ? "[[0,1],[1,0]]" : "0.5")")
        if lower == "centers" {
            guard tensor.dimensions == [centers.rows, centers.columns] else {
                throw CommandError(
                    "centers are \(centers.rows) x \(centers.columns), this is \(tensor.size)", column: arguments.words[1].column,
                    hint: "a row a class, a column a feature")
            }
            centers.values = tensor.values
        } else {
            guard case .center(let label, let unit) = try quantity(named: name.text, column: name.column) else { return nil }
            guard tensor.values.count == 1 else {
                throw CommandError("\(name.text) is one number", column: arguments.words[1].column, hint: "`set centers` sets all")
            }
            centers[label, unit] = tensor.values[0]
        }
        changeParameters { $0.centers = centers }
        return try LookingCommands.printed(name, in: self, control, isAfterSetting: true)
    }
}
