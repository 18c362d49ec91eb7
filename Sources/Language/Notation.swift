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
        case .squareRoot(let a): return "sqrt(\(write(a, form)))"
        case .absolute(let a): return "|\(write(a, form))|"
        case .sign(let a): return "sign(\(write(a, form)))"
        case .maximum(let parts): return "max(\(folded(parts.map { write($0, form) }).joined(separator: ", ")))"
        case .logisticShare(let z, let target):
            return "ln(1 + e^\(tight(z, form))) - \(tight(target, form))·\(tight(z, form))"
        case .logisticDelta(_, let output, let target): return "\(write(output, form)) - \(tight(target, form))"
        case .lossShare(let loss, let output, let target, _): return lossText(loss.formula, loss, output, target, form)
        case .lossSlope(let loss, let output, let target, _): return lossText(loss.slopeFormula, loss, output, target, form)
        case .dropoutFactor(let layer, let unit):
            return form == .symbols ? "keep_" + names.node(layer: layer, unit: unit) : value(calculation)
        case .normalised(let layer, let unit):
            return form == .symbols ? "normal_" + names.node(layer: layer, unit: unit) : value(calculation)
        case .meanOfSampleLosses: return meanOfLosses(form)
        case .penalty: return penalty(form)
        case .channelMean(let statistic, let layer, let channel): return channelMean(statistic, layer, channel)
        case .update(let parameter, let gradient): return update(parameter, gradient, form)
        case .gradientNorm: return "sqrt(sum of grad^2)"
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

    /// The formula of a loss with its letters a and t replaced.
    private func lossText(_ formula: String, _ loss: Loss, _ output: Calculation, _ target: Calculation, _ form: Form) -> String {
        let letters = ["a": tight(output, form), "t": tight(target, form), "n": "\(names.network.outputs)"]
        var text = "", word = ""
        func close() {
            text += letters[word] ?? word
            word = ""
        }
        for character in formula {
            if character.isLetter {
                word.append(character)
            } else {
                close()
                text.append(character)
            }
        }
        close()
        return text
    }

    private func penalty(_ form: Form) -> String {
        let penalty = names.network.penalty
        if form == .numbers { return value(.penalty) }
        let parts = [
            penalty.l1 == 0 ? nil : "\(numerals.text(penalty.l1))·sum |w|",
            penalty.l2 == 0 ? nil : "\(numerals.text(penalty.l2))/2·sum w^2",
        ]
        return parts.compactMap { $0 }.joined(separator: " + ")
    }

    private func channelMean(_ statistic: ChannelStatistic, _ layer: Int, _ channel: Int) -> String {
        let count = stepper.pass.sampleCount * names.network[layer: layer].shape.pixels
        switch statistic {
        case .mean: return "(sum of x over the batch)/\(count)"
        case .variance: return "(sum of (x - mean)^2 over the batch)/\(count)"
        case .meanDelta: return "(sum of delta over the batch)/\(count)"
        case .meanDeltaProduct: return "(sum of delta·normal over the batch)/\(count)"
        }
    }

    /// p - the step that the optimiser makes of the gradient.
    private func update(_ parameter: Quantity, _ gradient: Quantity, _ form: Form) -> String {
        let optimizer = stepper.optimizer.name
        guard form == .numbers else { return "\(symbol(parameter)) - \(optimizer) step of \(symbol(gradient))" }
        let before = stepper.value(of: parameter) ?? 0, after = Calculation.update(parameter, gradient: gradient)
        let step = before - after.evaluated(in: stepper, sample: sample)
        return "\(bracedIfNegative(numerals.formulaText(before))) - \(bracedIfNegative(numerals.formulaText(step)))"
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
        case .target(let unit): return "target_" + names.node(layer: names.network.outputLayer, unit: unit)
        case .share(let unit): return "E_" + names.node(layer: names.network.outputLayer, unit: unit)
        case .error(let layer, let unit): return "error_" + names.node(layer: layer, unit: unit)
        case .delta(let layer, let unit): return "delta_" + names.node(layer: layer, unit: unit)
        case .bias(let layer, let index): return biasSymbol(layer, index)
        case .statistic, .runningStatistic, .gradientNorm: return name
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
