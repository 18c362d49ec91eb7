// What a formula does not say by itself: which value won, what was dropped, how much of a window lies outside the image.
import NeuralEngine

extension Explanation {
    /// A remark about a step, with the walk as it stood just before it; empty if there is nothing to add.
    func remark(about quantity: Quantity, _ calculation: Calculation, before: Stepper, _ notation: Notation) -> String {
        if let ending = ending(of: calculation, before: before, sample: notation.sample) { return ending }
        switch (quantity, calculation) {
        case (.output, .maximum(let parts)):
            let values = parts.map { $0.evaluated(in: before.moment, sample: notation.sample) }
            let best = calculation.evaluated(in: before.moment, sample: notation.sample)
            guard let winner = values.firstIndex(of: best) else { return "" }
            let ties = values.filter { $0 == best }.count
            let outside = cellsOutside(quantity, seen: parts.count, before).map { "; " + $0 } ?? ""
            return "\(notation.symbols(parts[winner])) wins\(ties > 1 ? ", the first of \(ties) equal ones" : "")\(outside)"
        case (.output, .quotient(.sum(let parts), _)): return cellsOutside(quantity, seen: parts.count, before) ?? ""
        case (.netInput(let layer, _), .sumOfProducts(_, let products)):
            let missing = before.network[layer: layer].weightColumns - products.count
            guard case .convolution = before.network[layer: layer].kind, missing > 0 else { return "" }
            return "\(missing) of \(products.count + missing) cells of the window lie in the border of zeros"
        case (.delta(let layer, _), .product(let factors)) where factors[0] == .number(0):
            return isPooled(layer, before.network) ? "wins in no window" : ""
        case (.delta(let layer, _), .number(0)): return isPooled(layer, before.network) ? "wins in no window" : ""
        case (.output, .product(let factors)):
            guard case .dropoutFactor? = factors.last, let factor = factors.last else { return "" }
            return factor.evaluated(in: before.moment, sample: notation.sample) == 0 ? "dropped in this pass" : "kept"
        default: return ""
        }
    }

    /// What has made infinity, or no number, of finite ones: inside a function of the learner's the operations, `exp(800) = inf`. Nil where
    /// nothing has, and where what is not finite was taken over.
    private func ending(of calculation: Calculation, before: Stepper, sample: Int) -> String? {
        if case .activation(let activation, let z) = calculation,
            let ending = activation.ending?(z.evaluated(in: before.moment, sample: sample), false)
        {
            return ending.sentence
        }
        let value = calculation.evaluated(in: before.moment, sample: sample)
        return NonFiniteNumber.Cause.ofStep(calculation, in: before, sample: sample)?.sentence(of: value)
    }

    /// How much of a window of pooling lies outside the image, and whether that counts; nil if nothing does.
    private func cellsOutside(_ quantity: Quantity, seen: Int, _ stepper: Stepper) -> String? {
        guard case .output(let layer, _) = quantity, let window = stepper.network[layer: layer].kind.window, window.count > seen else {
            return nil
        }
        let cells = "\(window.count - seen) of \(window.count) cells of the window lie outside"
        guard case .averagePooling(_, let counts) = stepper.network[layer: layer].kind else { return cells }
        return cells + (counts ? "; those in the padding count, as zeros" : " and do not count")
    }

    /// Whether a layer's outputs go into max pooling.
    private func isPooled(_ layer: Int, _ network: Network) -> Bool {
        guard let next = network.layers.dropFirst(layer).first(where: \.computes), case .maxPooling = next.kind else { return false }
        return true
    }
}
