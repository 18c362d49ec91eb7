// Formulas as mathematics: a calculation written in symbols and in numbers.
import Documents
import NeuralEngine
import Workspaces

/// Writes calculations about one network.
struct Notation {
    let names: Names
    let numerals: Numerals
    /// The values: the walk as it stood just before the step, and the sample in question.
    let stepper: Stepper
    let sample: Int
    /// How long sums are written.
    var length = SumLength.usual

    /// Sums longer than some are shown by their first and last terms.
    struct SumLength {
        let most: Int, first: Int, last: Int

        static let usual = SumLength(most: 10, first: 3, last: 2)
        /// For places with few rows: what a sum is like is seen by its ends.
        static let short = SumLength(most: 4, first: 2, last: 1)
    }

    /// The sign between factors, as the course has it: those of a product, such as a chain rule, stand apart, 0.7414 * 0.1868 * 0.5933;
    /// inside a sum or inside one factor they stand close together, w1·i1 + w2·i2.
    private enum Times {
        static let apart = " * ", close = "·"
    }

    enum Form { case symbols, numbers }

    func symbols(_ calculation: Calculation) -> String { write(calculation, .symbols) }
    func numbers(_ calculation: Calculation) -> String { write(calculation, .numbers) }

    /// A term: a product written close together, as in the sum; a named part with its name; a divisor with its stroke.
    func term(_ term: Calculation.Term) -> (symbols: String, numbers: String) {
        if term.isDivisor { return ("/" + tight(term.part, .symbols), "/" + tight(term.part, .numbers)) }
        let part = term.part
        switch part {
        case .product(let factors): return (compact(factors, .symbols), compact(factors, .numbers))
        case .named(let name, let whole): return ("\(name) = \(symbols(whole))", numbers(whole))
        default: return (symbols(part), numbers(part))
        }
    }

    /// The value before the step, as formulas show it.
    func value(_ calculation: Calculation) -> String {
        numerals.formulaText(calculation.evaluated(in: stepper.moment, sample: sample))
    }

    /// The factors of a chain rule: 0.741365070 * 0.186815602 * 0.593269992.
    func chain(_ factors: [Calculation]) -> (symbols: String, numbers: String) {
        (
            factors.map { tight($0, .symbols) }.joined(separator: Times.apart),
            factors.map(value).map(bracedIfNegative).joined(separator: Times.apart)
        )
    }

    private func write(_ calculation: Calculation, _ form: Form) -> String {
        switch calculation {
        case .quantity(let quantity): return form == .symbols ? symbol(quantity) : value(calculation)
        case .number(let number): return numerals.text(number)
        case .sumOfProducts(let start, let products): return sumOfProducts(start, products, form)
        case .sum(let parts): return folded(parts.map { write($0, form) }).joined(separator: " + ").replacing("+ -", with: "- ")
        case .difference(let a, let b): return "\(write(a, form)) - \(tight(b, form))"
        case .product(let factors): return factors.map { tight($0, form) }.joined(separator: Times.apart)
        case .quotient(let a, let b): return "\(tight(a, form))/\(divisor(b, form))"
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
        case .lossShare(let loss, let output, let target, let isMean): return lossText(loss.formula(isMean: isMean), output, target, form)
        case .lossSlope(let loss, let output, let target, let isMean):
            return lossText(loss.slopeFormula(isMean: isMean), output, target, form)
        case .timesLogarithm(let a): return "\(tight(a, form))·ln(\(write(a, form)))"
        case .dropoutFactor(let layer, let unit):
            return form == .symbols ? "keep_" + names.node(layer: layer, unit: unit) : value(calculation)
        case .noise(let layer, let unit):
            return form == .symbols ? "noise_" + names.node(layer: layer, unit: unit) : value(calculation)
        case .normalised(let layer, let unit):
            return form == .symbols ? "normal_" + names.node(layer: layer, unit: unit) : value(calculation)
        case .named(let name, _), .remembered(let name, _, _): return form == .symbols ? name : value(calculation)
        case .through(_, let result): return write(result, form)
        case .bySign(let a, let above, let below, let other):
            let chosen = calculation.evaluated(in: stepper.moment, sample: sample)
            if form == .numbers { return numerals.formulaText(chosen) }
            let others = [write(above, form), write(below, form), write(other, form)], sign = tight(a, form)
            return "(\(others[0]) if \(sign) > 0, \(others[1]) if < 0, else \(others[2]))"
        case .ifNothing(let a, let instead):
            if form == .numbers { return value(calculation) }
            return write(a.evaluated(in: stepper.moment, sample: sample) == 0 ? instead : a, form)
        case .minimum(let parts): return "min(\(parts.map { write($0, form) }.joined(separator: ", ")))"
        case .clipped(let a, let limit): return "min(\(numerals.text(limit)), max(-\(numerals.text(limit)), \(write(a, form))))"
        case .power(let a, let exponent): return "\(tight(a, form))^\(exponent)"
        case .meanOfSampleLosses: return meanOfLosses(form)
        case .centerShift(let label, let unit): return centerShift(label, unit, form)
        case .penalty: return penalty(form)
        case .activityPenalty: return activityPenalty(form)
        case .channelMean(let statistic, let layer, let channel): return channelMean(statistic, layer, channel, form)
        case .gradientNorm: return "sqrt(\(sumOfSquaredGradients(form)))"
        }
    }

    /// w1·i1 + w2·i2 + b1: products close together, the bias last; what is there already, such as a gradient so far, first.
    private func sumOfProducts(_ start: Calculation?, _ products: [[Calculation]], _ form: Form) -> String {
        var texts = folded(products.map { compact($0, form) })
        if let start {
            let text = if case .product(let factors) = start { compact(factors, form) } else { write(start, form) }
            if case .quantity(.bias) = start, products.first?.first?.isNegative != true {
                texts.append(bracedIfNegative(text))
            } else {
                texts.insert(text, at: 0)
            }
        }
        return texts.joined(separator: " + ").replacing("+ -", with: "- ")
    }

    /// Factors close together: w1·i1; a negative first one, as in -rate·grad(w1), gives the whole product its sign.
    private func compact(_ factors: [Calculation], _ form: Form) -> String {
        guard case .negative(let first)? = factors.first else { return factors.map { tight($0, form) }.joined(separator: Times.close) }
        return "-" + ([first] + factors.dropFirst()).map { tight($0, form) }.joined(separator: Times.close)
    }

    private func folded(_ texts: [String]) -> [String] { folded(texts.count) { texts[$0] } }

    /// The parts of a sum of `count`; of a long one only the first and last are written.
    func folded(_ count: Int, _ text: (Int) -> String) -> [String] {
        guard count > length.most else { return (0..<count).map(text) }
        return (0..<length.first).map(text) + ["... (\(count - length.first - length.last) more) ..."]
            + (count - length.last..<count).map(text)
    }

    /// A part inside a product: sums and differences get parentheses, negative numbers too.
    func tight(_ calculation: Calculation, _ form: Form) -> String {
        let text = write(calculation, form)
        switch calculation {
        case .sumOfProducts(_, let products) where products.count > 1: return "(\(text))"
        case .sum(let parts) where parts.count > 1: return "(\(text))"
        case .sumOfProducts(.some, _), .difference, .quotient, .negative, .logisticDelta: return "(\(text))"
        case .quantity, .number, .named, .remembered: return bracedIfNegative(text)
        case .product(let factors): return compact(factors, form)
        default: return text
        }
    }

    /// A part behind a stroke: a product of several factors gets parentheses as well.
    private func divisor(_ calculation: Calculation, _ form: Form) -> String {
        if case .product(let factors) = calculation, factors.count > 1 { return "(\(compact(factors, form)))" }
        return tight(calculation, form)
    }

    func bracedIfNegative(_ text: String) -> String { text.hasPrefix("-") ? "(\(text))" : text }

    /// f'(z), for sigmoid and tanh as the course writes it, by the output.
    private func slope(_ activation: Activation, _ z: Calculation, _ form: Form) -> String {
        guard case .quantity(.netInput(let layer, let unit)) = z, form == .symbols || activation == .sigmoid || activation == .tanh else {
            return form == .symbols ? "\(activation.name)'(\(write(z, form)))" : value(.slope(activation, z))
        }
        let output = tight(.quantity(names.network.squashed(ofNetInput: unit, layer: layer)), form)
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
    private func lossText(_ formula: String, _ output: Calculation, _ target: Calculation, _ form: Form) -> String {
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

    private func activityPenalty(_ form: Form) -> String {
        if form == .numbers { return value(.activityPenalty) }
        let penalty = names.network.penalty, count = stepper.pass.sampleCount
        return "\(numerals.text(penalty.activity))·sum |out of layer \(penalty.layer)|" + (count > 1 ? "/\(count)" : "")
    }

    private func meanOfLosses(_ form: Form) -> String {
        let count = stepper.pass.sampleCount, weights = stepper.pass.sampleWeights
        guard count > 1 || !weights.isEmpty else { return form == .symbols ? "E" : numerals.formulaText(stepper.pass.sampleLosses[0]) }
        let parts = (0..<count).map { s in
            let loss = form == .symbols ? "E(\(s + 1))" : numerals.formulaText(stepper.pass.sampleLosses[s])
            return weights.isEmpty ? loss : numerals.text(weights[s]) + Times.close + bracedIfNegative(loss)
        }
        let sum = folded(parts).joined(separator: " + "), divisor = stepper.pass.divisor
        return names.network.lossTerms.reduction == .sum ? sum : "(\(sum))/\(numerals.text(divisor))"
    }

    /// The name of a quantity inside a formula, as the course writes it: net_h1, out_h1, target_o1, E_o1, w5, b1.
    func symbol(_ quantity: Quantity) -> String {
        switch quantity {
        case .bias(let layer, let index): biasSymbol(layer, index)
        case .biasGradient(let layer, let index): "grad(\(biasSymbol(layer, index)))"
        default: names.symbol(of: quantity)
        }
    }

    /// b1 where a layer's bias is one number: shared, or frozen at one value; else b_h1.
    private func biasSymbol(_ layer: Int, _ index: Int) -> String {
        let biases = stepper.parameters.biases[layer - 1], isDense = names.network[layer: layer].isOneProduct
        let isFixed = isDense && names.network[layer: layer].trainableBiases.isEmpty && biases.allSatisfy { $0 == biases[0] }
        return isFixed ? "b\(layer)" : names.symbol(of: .bias(layer: layer, index: index))
    }
}

extension Network {
    /// What the activation makes of a net input: the output of a unit, or a gate of it.
    fileprivate func squashed(ofNetInput unit: Int, layer: Int) -> Quantity {
        guard let recurrence = self[layer: layer].recurrence,
            let (part, step, node) = recurrence.part(of: .netInput(layer: layer, unit: unit)), case .netInput(let gate) = part
        else { return .output(layer: layer, unit: unit) }
        return recurrence.quantity(recurrence.cell == .plain ? .output : .gate(gate), step, node, layer: layer)
    }
}
