// Formulas as mathematics: a calculation written in symbols and in numbers.
import NeuralEngine

/// Writes calculations about one network.
struct Notation {
    let names: Names
    let numerals: Numerals
    /// The values: the walk as it stood just before the step, and the sample in question.
    let stepper: Stepper
    let sample: Int

    /// Sums longer than this are shown by their first and last terms.
    private static let longestSum = 8

    private enum Form { case symbols, numbers }

    func symbols(_ calculation: Calculation) -> String { write(calculation, .symbols) }
    func numbers(_ calculation: Calculation) -> String { write(calculation, .numbers) }

    /// A term of a sum: its product written close together, as in the sum.
    func term(_ part: Calculation) -> (symbols: String, numbers: String) {
        guard case .product(let factors) = part else { return (symbols(part), numbers(part)) }
        func joined(_ form: Form) -> String { factors.map { tight($0, form) }.joined(separator: "·") }
        return (joined(.symbols), joined(.numbers))
    }

    /// The value before the step, as formulas show it.
    func value(_ calculation: Calculation) -> String {
        numerals.formulaText(calculation.evaluated(in: stepper, sample: sample))
    }

    /// The factors of a chain rule: 0.741365070 * 0.186815602 * 0.593269992.
    func chain(_ factors: [Calculation]) -> (symbols: String, numbers: String) {
        (factors.map { tight($0, .symbols) }.joined(separator: " * "), factors.map(value).map(bracedIfNegative).joined(separator: " * "))
    }

    private func write(_ calculation: Calculation, _ form: Form) -> String {
        switch calculation {
        case .quantity(let quantity): return form == .symbols ? symbol(quantity) : value(calculation)
        case .number(let number): return numerals.text(number)
        case .sumOfProducts(let start, let products): return sumOfProducts(start, products, form)
        case .sum(let parts): return folded(parts.map { write($0, form) }).joined(separator: " + ").replacing("+ -", with: "- ")
        case .difference(let a, let b): return "\(write(a, form)) - \(tight(b, form))"
        case .product(let factors): return factors.map { tight($0, form) }.joined(separator: " * ")
        case .quotient(let a, let b): return "\(tight(a, form))/\(tight(b, form))"
        case .square(let a): return "\(tight(a, form))^2"
        case .negative(let a): return "-\(tight(a, form))"
        case .logarithm(let a): return "ln(\(write(a, form)))"
        case .activation(let activation, let z): return "\(activation.name)(\(write(z, form)))"
        case .slope(let activation, let z): return slope(activation, z, form)
        case .softmax(let layer, let unit): return softmax(layer, unit, form)
        case .logSoftmax(let layer, let unit): return "ln(\(softmax(layer, unit, form)))"
        case .meanOfSampleLosses: return meanOfLosses(form)
        }
    }

    /// w1·i1 + w2·i2 + b1: products close together, the bias last; a gradient so far first.
    private func sumOfProducts(_ start: Calculation?, _ products: [[Calculation]], _ form: Form) -> String {
        let texts = folded(products.map { factors in factors.map { tight($0, form) }.joined(separator: "·") })
        switch start {
        case nil: return texts.joined(separator: " + ")
        case .quantity(.bias(_, _))? where products.first?.first != .negative(.quantity(.learningRate)):
            return (texts + [start.map { tight($0, form) } ?? ""]).joined(separator: " + ")
        case let start?:
            if products.count == 1, case .negative(let rate) = products[0][0] {
                return "\(write(start, form)) - \(tight(rate, form))·\(tight(products[0][1], form))"
            }
            return ([write(start, form)] + texts).joined(separator: " + ")
        }
    }

    private func folded(_ texts: [String]) -> [String] {
        guard texts.count > Notation.longestSum else { return texts }
        return texts.prefix(3) + ["... (\(texts.count - 5) more) ..."] + texts.suffix(2)
    }

    /// A part inside a product: sums and differences get parentheses, negative numbers too.
    private func tight(_ calculation: Calculation, _ form: Form) -> String {
        let text = write(calculation, form)
        switch calculation {
        case .sumOfProducts(_, let products) where products.count > 1: return "(\(text))"
        case .sum(let parts) where parts.count > 1: return "(\(text))"
        case .sumOfProducts(.some, _), .difference, .quotient, .negative: return "(\(text))"
        case .quantity, .number: return bracedIfNegative(text)
        default: return text
        }
    }

    private func bracedIfNegative(_ text: String) -> String { text.hasPrefix("-") ? "(\(text))" : text }

    /// f'(z), for sigmoid and tanh as the course writes it, by the output.
    private func slope(_ activation: Activation, _ z: Calculation, _ form: Form) -> String {
        guard case .quantity(.netInput(let layer, let unit)) = z, form == .symbols || activation == .sigmoid || activation == .tanh else {
            return form == .symbols ? "\(activation.name)'(\(write(z, form)))" : value(.slope(activation, z))
        }
        let output = tight(.quantity(.output(layer: layer, unit: unit)), form)
        switch activation {
        case .sigmoid: return "\(output)·(1 - \(output))"
        case .tanh: return "(1 - \(output)^2)"
        default: return "\(activation.name)'(\(write(z, form)))"
        }
    }

    private func softmax(_ layer: Int, _ unit: Int, _ form: Form) -> String {
        let units = names.network[layer: layer].units
        func power(_ k: Int) -> String { "e^" + tight(.quantity(.netInput(layer: layer, unit: k)), form) }
        return "\(power(unit))/(\(folded((0..<units).map(power)).joined(separator: " + ")))"
    }

    private func meanOfLosses(_ form: Form) -> String {
        let count = stepper.pass.sampleCount
        let parts = (0..<count).map { s in
            form == .symbols ? "E(\(s + 1))" : numerals.formulaText(stepper.pass.sampleLosses[s])
        }
        return "(\(folded(parts).joined(separator: " + ")))/\(count)"
    }

    /// The name of a quantity inside a formula, as the course writes it: net_h1, out_h1, target_o1, E_o1, w5, b1.
    func symbol(_ quantity: Quantity) -> String {
        let name = names.name(of: quantity)
        switch quantity {
        case .output(0, _), .weight, .weightGradient, .biasGradient, .sampleLoss, .batchLoss, .learningRate: return name
        case .netInput(let layer, let unit): return "net_" + names.node(layer: layer, unit: unit)
        case .output(let layer, let unit): return "out_" + names.node(layer: layer, unit: unit)
        case .target(let unit): return "target_" + names.node(layer: names.network.layers.count, unit: unit)
        case .share(let unit): return "E_" + names.node(layer: names.network.layers.count, unit: unit)
        case .error(let layer, let unit): return "error_" + names.node(layer: layer, unit: unit)
        case .delta(let layer, let unit): return "delta_" + names.node(layer: layer, unit: unit)
        case .bias(let layer, let index): return biasSymbol(layer, index)
        }
    }

    /// b1 where a layer's bias is one number: shared, or frozen at one value; else b_h1.
    private func biasSymbol(_ layer: Int, _ index: Int) -> String {
        let biases = stepper.parameters.biases[layer - 1]
        let isFixed = names.network[layer: layer].trainableBiases.isEmpty && biases.allSatisfy { $0 == biases[0] }
        if names.network[layer: layer].biasMode == .shared || isFixed { return "b\(layer)" }
        return "b_" + names.node(layer: layer, unit: index)
    }
}
