// How the loss is told, the center loss beside it, and the penalty of weights.
import Documents
import NeuralEngine

package enum LossSummary {
    /// The loss of a network, and below it how it counts and its center loss.
    package static func lines(of network: Network, _ numerals: Numerals) -> [String] {
        ["loss \(network.loss.name): \(network.loss.formula(isMean: network.averagesOutputs)) for each output"]
            + termLines(network, numerals) + centerLines(network, numerals)
    }

    private static func termLines(_ network: Network, _ numerals: Numerals) -> [String] {
        let terms = network.lossTerms, isSummed = terms.reduction == .sum
        var lines: [String] = []
        if terms.smoothing != 0 {
            let smoothing = network.smoothing
            lines.append("targets are smoothed: t becomes \(numerals.text(smoothing.kept))·t + \(numerals.text(smoothing.spread))")
        }
        if !terms.classWeights.isEmpty {
            let weights = terms.classWeights.map(numerals.text).joined(separator: ", ")
            lines.append(
                "samples count by their class, \(weights): the loss of a batch is the sum of w·E over its samples"
                    + (isSummed ? "" : ", divided by the sum of w"))
        } else if isSummed && network.centerLoss == nil {
            lines.append("the losses of a batch are added up, with nothing divided")
        }
        return lines
    }

    private static func centerLines(_ network: Network, _ numerals: Numerals) -> [String] {
        guard let centerLoss = network.centerLoss else { return [] }
        let features = network.featureLayer == 0 ? "inputs" : "outputs of layer \(network.featureLayer)"
        let rate = numerals.text(centerLoss.alpha)
        return [
            "center loss, times \(numerals.text(centerLoss.weight)): 1/2 |f - c|^2 of the features f, the \(features), and the center c of the class; "
                + "a batch moves each center by \(rate)·(sum of f - c over its samples)/(1 + their number)"
                + (network.lossTerms.reduction == .sum ? "; losses of a batch are added up" : "")
        ]
    }

    /// What programs want to know of the loss besides its name: all that is not as usual.
    package static func values(of network: Network) -> [JSONField] {
        let terms = network.lossTerms
        var fields: [JSONField] = []
        if let delta = network.loss.parameter { fields.append(.init("delta", .number(delta))) }
        if terms.smoothing != 0 { fields.append(.init("smoothing", .number(terms.smoothing))) }
        if !terms.classWeights.isEmpty { fields.append(.init("weights", .vector(terms.classWeights))) }
        if let centerLoss = network.centerLoss {
            fields += [.init("center", .number(centerLoss.weight)), .init("center_rate", .number(centerLoss.alpha))]
        }
        if network.centerLoss != nil || terms.reduction == .sum { fields.append(.init("reduction", .string(terms.reduction.rawValue))) }
        return fields
    }

    package static func text(of penalty: Penalty, _ numerals: Numerals) -> String {
        let parts = [
            penalty.l1 == 0 ? nil : "\(numerals.text(penalty.l1))·sum |w|",
            penalty.l2 == 0 ? nil : "\(numerals.text(penalty.l2))/2·sum w^2",
        ].compactMap { $0 }
        let ofActivity =
            penalty.activity == 0
            ? nil : "what layer \(penalty.layer) gives costs \(numerals.text(penalty.activity))·sum |a|, the mean over the samples"
        let ofWeights =
            parts.isEmpty ? (ofActivity == nil ? "weights cost nothing" : nil) : "weights cost \(parts.joined(separator: " + "))"
        return [ofWeights, ofActivity].compactMap { $0 }.joined(separator: "; ")
    }
}
