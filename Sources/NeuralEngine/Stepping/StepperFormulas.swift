// The formulas of a walk: how a quantity is calculated where it stands.

extension Calculation {
    /// How a quantity is calculated where a walk stands: its operands have the values from before its step.
    public static func of(_ quantity: Quantity, in stepper: Stepper) -> Calculation {
        Formulas(at: stepper.moment, sample: stepper.sample(of: quantity)).calculation(of: quantity)
    }

    /// A gradient by the chain rule: its factors multiplied out, delta taken apart into dLoss/da and f'(z).
    /// Nil for quantities that are no gradient, where the slope of softmax has cancelled, and where a penalty adds to the product.
    public static func chainRule(of quantity: Quantity, in stepper: Stepper) -> [Calculation]? {
        let formulas = Formulas(at: stepper.moment, sample: stepper.sample(of: quantity))
        switch quantity {
        case .weightGradient(let layer, let unit, let input)
        where stepper.network[layer: layer].isOneProduct && stepper.network.penalty.isOfNoWeight:
            return formulas.deltaFactors(layer, unit) + [formulas.input(layer, input)]
        case .biasGradient(let layer, let index)
        where stepper.network[layer: layer].biasMode == .each && stepper.network[layer: layer].isOneProduct:
            return formulas.deltaFactors(layer, index)
        case .delta(let layer, let unit): return formulas.deltaFactors(layer, unit)
        default: return nil
        }
    }
}

extension Stepper {
    /// The sample that a quantity of the next step belongs to, or the one in view.
    func sample(of quantity: Quantity) -> Int {
        if let next = nextStep, next.quantity == quantity { return next.sample }
        return sample
    }
}
