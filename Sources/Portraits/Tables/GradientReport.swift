// How the gradients compare with what the loss does when one number is moved a little.
import Documents
import NeuralEngine
import Workspaces

package enum GradientReport {
    package static func document(_ check: GradientCheck, _ names: Names, _ numerals: Numerals) -> Document {
        let count = "\(check.compared) of \(check.available) gradients"
        var blocks: [Block] = [
            .line(
                check.compared == 0
                    ? "none of the \(check.available) gradients could be compared with finite differences"
                    : check.failures.isEmpty
                        ? "\(count) compared with finite differences: they agree"
                        : "\(check.failures.count) of \(check.compared) gradients differ")
        ]
        let listed = check.failures.isEmpty ? check.worst.map { [$0] } ?? [] : Array(check.failures.prefix(12))
        if !listed.isEmpty {
            let rows = listed.map { comparison in
                [name(comparison, names), numerals.text(comparison.computed), numerals.text(comparison.measured)]
                    + [Numerals(digits: 3).text(comparison.relativeError)]
            }
            blocks.append(
                .table(
                    Table(
                        header: [
                            check.failures.isEmpty ? "the farthest apart" : "gradient", "backward pass", "differences", "relative error",
                        ],
                        rows: rows,
                        alignRight: [false, true, true, true])))
        }
        if let ended = check.ended { blocks.append(.note("not all numbers are finite: \(ended.sentence(names))")) }
        if check.notFinite > 0 {
            blocks.append(.note("\(check.notFinite) not compared: the gradient, or the loss a little beside it, is no finite number"))
        }
        if let first = check.kinks.first {
            blocks.append(
                .note(
                    "\(check.kinks.count) at a kink, where there is no slope to compare with: \(name(first, names)), \(kink(first, names))")
            )
        }
        return Document(
            blocks,
            values: [
                .init("ok", .bool(check.passes)), .init("compared", .int(check.compared)), .init("available", .int(check.available)),
                .init("failures", .int(check.failures.count)), .init("kinks", .int(check.kinks.count)),
                .init("worst", check.worst.map { .number($0.relativeError) } ?? .null),
            ] + (check.ended.map { [.init("non_finite", $0.json(names))] } ?? []))
    }

    /// `grad(w5)`; an input by its name and, if there are several, its sample.
    private static func name(_ comparison: GradientCheck.Comparison, _ names: Names) -> String {
        if case .error(0, let unit) = comparison.quantity {
            return "dE/d\(names.node(layer: 0, unit: unit)) of sample \(comparison.sample + 1)"
        }
        return names.symbol(of: comparison.quantity)
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
        case .activity(let layer, let unit, let sample):
            "by the penalty of \(names.node(layer: layer, unit: unit)), which is 0 in sample \(sample + 1)"
        case .unknown, nil: "where the slopes on both sides differ"
        }
    }
}
