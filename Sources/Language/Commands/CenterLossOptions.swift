// Center loss as it is typed: options of `loss cross-entropy`.
import Documents
import Formula
import NeuralEngine

enum CenterLossOptions {
    static let all: [Command.Option] = [
        .init("center", "how much center loss counts beside cross-entropy: 0.1; 0 only follows the centers", with: ["cross-entropy"]),
        .init("center-rate", "how far a batch moves the centers, 0 to 1, usually 0.5", with: ["cross-entropy"]),
    ]

    static let details = [
        "center=0.1 joins center loss (Wen et al. 2016) to cross-entropy: 0.1 times 1/2 |f - c|^2, f being the features of a sample, which "
            + "are the outputs of the layer before the last one, and c the center of its class. It pulls the features of each class "
            + "together. Centers begin at 0; a batch moves each by center-rate times the sum of (f - c) over its samples, divided by 1 + their "
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
        let weightThere = LossOptions.adjusts(arguments, loss, network) ? network.centerLoss?.weight : nil
        guard let weight = try arguments.number(option: "center") ?? weightThere else {
            if case let name = "center-rate", arguments.option(name) != nil {
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
        return centerLoss
    }
}
