// How the loss is told, the center loss beside it, and the penalty of weights.
import Documents
import NeuralEngine

package enum LossSummary {
    /// The loss of a network, and below it its center loss.
    package static func lines(of network: Network, _ numerals: Numerals) -> [String] {
        ["loss \(network.loss.name): \(network.loss.formula) for each output"] + centerLines(network, numerals)
    }

    private static func centerLines(_ network: Network, _ numerals: Numerals) -> [String] {
        guard let centerLoss = network.centerLoss else { return [] }
        let features = network.featureLayer == 0 ? "inputs" : "outputs of layer \(network.featureLayer)"
        let rate = numerals.text(centerLoss.alpha)
        return [
            "center loss, times \(numerals.text(centerLoss.weight)): 1/2 |f - c|^2 of the features f, the \(features), and the center c of the class; "
                + "a batch moves each center by \(rate)·(sum of c - f over its samples)/(1 + their number)"
                + (centerLoss.reduction == .sum ? "; losses of a batch are added up" : "")
        ]
    }

    package static func centerValues(of network: Network) -> [JSONField] {
        guard let centerLoss = network.centerLoss else { return [] }
        return [
            .init("center", .number(centerLoss.weight)), .init("center_rate", .number(centerLoss.alpha)),
            .init("reduction", .string(centerLoss.reduction.rawValue)),
        ]
    }

    package static func text(of penalty: Penalty, _ numerals: Numerals) -> String {
        let parts = [
            penalty.l1 == 0 ? nil : "\(numerals.text(penalty.l1))·sum |w|",
            penalty.l2 == 0 ? nil : "\(numerals.text(penalty.l2))/2·sum w^2",
        ].compactMap { $0 }
        return parts.isEmpty ? "weights cost nothing" : "weights cost \(parts.joined(separator: " + "))"
    }
}
