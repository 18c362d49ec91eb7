// Steps and quantities explained: formula, numbers, terms, chain rule.
import Documents
import NeuralEngine
import Workspaces

/// Explains quantities at a place of a walk.
public struct Explanation {
    private let stepper: Stepper
    private let numerals: Numerals
    private let names: Names
    /// Whether long sums are written by their ends, so that a formula takes few rows.
    public var isShort = false
    /// Which of the numbers that the pass has computed are not told: ? stands for them.
    public var hides: (Double) -> Bool = { _ in false }

    public init(_ stepper: Stepper, _ numerals: Numerals) {
        self.stepper = stepper
        self.numerals = numerals
        names = Names(network: stepper.network)
    }

    /// The step done last, as a formula; nil at the start of a pass.
    public func lastStep() -> Block? {
        stepper.position.step > 0 ? formula(ofStep: stepper.position.step - 1) : nil
    }

    /// The step that comes next, in symbols only; nil at the end of a pass.
    public func nextStep() -> FormulaBlock? {
        guard let next = stepper.nextStep else { return nil }
        let notation = notation(stepper, next.sample)
        return FormulaBlock(
            name: notation.symbol(next.quantity) + suffix(next), symbols: notation.symbols(.of(next.quantity, in: stepper)), numbers: "",
            value: "")
    }

    /// The steps of this pass before the one done last, the newest first: in symbols, and what each has found.
    public func stepsBefore(most: Int) -> [FormulaBlock] {
        let last = stepper.position.term > 0 ? stepper.position.step : stepper.position.step - 1
        return (max(0, last - most)..<max(0, last)).reversed().map { index in
            let step = stepper.plan[index], notation = notation(stepper, step.sample)
            return FormulaBlock(
                name: notation.symbol(step.quantity) + suffix(step), symbols: notation.symbols(.of(step.quantity, in: stepper)),
                numbers: "",
                value: found(stepper.found(inStep: index)))
        }
    }

    /// A number that was computed, unless it is hidden.
    private func found(_ value: Double) -> String { hides(value) ? "?" : numerals.formulaText(value) }

    /// The formula of the step that computes a quantity in this pass, whether it is done or to come; nil if none does.
    public func formula(of quantity: Quantity) -> Block? {
        guard let index = stepper.plan.index(of: quantity, sample: stepper.sample) else { return nil }
        guard index >= stepper.position.step else { return formula(ofStep: index) }
        var ahead = stepper
        ahead.travel(to: .init(pass: stepper.position.pass, step: index + 1))
        return Explanation(ahead, numerals).formula(ofStep: index)
    }

    /// The formula of a step that the walk has done or will do in this pass.
    func formula(ofStep index: Int) -> Block { formula(ofStepAfter: stepper.walk(before: index)) }

    /// The formula of the step that comes next in a walk.
    private func formula(ofStepAfter before: Stepper) -> Block {
        let step = before.plan[before.position.step]
        let notation = notation(before, step.sample)
        let calculation = Calculation.of(step.quantity, in: before), value = calculation.evaluated(in: before.moment, sample: step.sample)
        // A formula that is made of what is hidden would tell it by its numbers.
        let tells = calculation.operands(in: before.network).contains { operand in
            operand.isComputed && before.value(of: operand).map(hides) == true
        }
        return .formula(
            FormulaBlock(
                name: notation.symbol(step.quantity) + suffix(step), symbols: notation.symbols(calculation),
                numbers: tells ? "" : notation.numbers(calculation), value: found(value),
                remark: hides(value) || tells ? "" : remark(about: step.quantity, calculation, before: before, notation)))
    }

    /// The finer terms of the step done last: what is taken, and what is reached with it.
    /// `isPart` where it is an intermediate result with a name of its own.
    public func termLines() -> [(term: String, numbers: String, total: String, isPart: Bool)] {
        guard stepper.position.term > 0 || stepper.position.step > 0 else { return [] }
        let index = stepper.position.term > 0 ? stepper.position.step : stepper.position.step - 1
        let before = stepper.walk(before: index), step = before.plan[index]
        let notation = notation(before, step.sample)
        let terms = Calculation.of(step.quantity, in: before).terms(in: before.moment, sample: step.sample)
        let taken = stepper.position.term > 0 ? stepper.position.term : terms.count
        return terms.prefix(taken).map { term in
            let (symbols, numbers) = notation.term(term)
            return (symbols, numbers, found(term.total), term.part.isNamed)
        }
    }

    /// What the terms in view come to as one goes through them; of a product with a sum in it now this, now that.
    public var gathered: String {
        guard stepper.position.term > 0 || stepper.position.step > 0 else { return "so far" }
        let before = stepper.walk(before: stepper.position.term > 0 ? stepper.position.step : stepper.position.step - 1)
        return switch Calculation.of(before.plan[before.position.step].quantity, in: before) {
        case .product(let factors) where factors.contains(where: \.isSum): "so far"
        case .product: "product so far"
        case .sumOfProducts, .sum: "sum so far"
        default: "so far"
        }
    }

    /// What the last `step term` took: the term and the sum so far; with the last one the whole formula.
    func lastTerm(isComplete: Bool) -> [Block] {
        let lines = termLines()
        guard let last = lines.last else { return [] }
        let step = isComplete ? stepper.lastStep : stepper.nextStep
        let name = step.map { notation(stepper, $0.sample).symbol($0.quantity) } ?? ""
        var blocks: [Block] = []
        if !isComplete || lines.count > 1 && !lines[0].isPart {
            let isBare = last.term == last.numbers, reached = last.isPart ? " = \(last.total)" : ", so far \(last.total)"
            blocks.append(.line("term \(lines.count) of \(name): \(last.term)\(isBare ? "" : " = \(last.numbers)")\(reached)"))
        }
        if isComplete, let whole = lastStep() { blocks.append(whole) }
        return blocks
    }

    /// A parameter's new value is `w5 after`.
    private func suffix(_ step: Step) -> String { step.phase == .update ? " after" : "" }

    private func notation(_ stepper: Stepper, _ sample: Int) -> Notation {
        Notation(names: names, numerals: numerals, stepper: stepper, sample: sample, length: isShort ? .short : .usual)
    }

    // MARK: Any quantity

    /// All about a quantity: what it is, its formula, its terms, and for a gradient the chain rule factor by factor.
    /// - Throws: `stoppedOnTheWay` if it was asked to stop.
    package func explain(_ quantity: Quantity, unless isToStop: () -> Bool = { false }) throws(WorkspaceError) -> Document {
        let sample = stepper.sample
        guard let index = plannedIndex(of: quantity, sample: sample) else { return try explainGiven(quantity, unless: isToStop) }
        let isDone = index < stepper.position.step
        guard let before = stepper.walk(before: index, unless: isToStop) else { throw .stoppedOnTheWay }
        let step = before.plan[index]
        let notation = notation(before, step.sample)
        let calculation = Calculation.of(step.quantity, in: before)
        let value = calculation.evaluated(in: before.moment, sample: step.sample)
        var blocks: [Block] = [.line(sentence(about: step.quantity))]
        if step.phase == .update, let rule = Sentences(names: names).sentence(about: before.optimizer, moving: step.quantity) {
            blocks.append(.line(rule))
        }
        if let window = WindowPicture(of: step.quantity, in: before, sample: step.sample) {
            blocks.append(.preformatted(window.lines(notation.numerals)))
        }
        blocks.append(formula(ofStepAfter: before))
        var values: [JSONField] = [.init(names.name(of: quantity), .number(value))]
        if let factors = Calculation.chainRule(of: step.quantity, in: before), factors.count > 1 {
            let chain = notation.chain(factors), numbers = factors.map { $0.evaluated(in: before.moment, sample: step.sample) }
            // Of a gradient that is added up the chain tells the share of one sample.
            let isShare = step.quantity.isParameterGradient && step.sample > 0
            blocks.append(.heading("by the chain rule" + (isShare ? ", for sample \(step.sample + 1)" : "")))
            blocks.append(
                .formula(
                    FormulaBlock(
                        name: chainName(step.quantity), symbols: chain.symbols, numbers: chain.numbers,
                        value: notation.numerals.formulaText(isShare ? numbers.reduce(1, *) : value))))
            values.append(.init("factors", .vector(numbers)))
        }
        let terms = calculation.terms(in: before.moment, sample: step.sample)
        let parts = terms.filter { $0.part.isNamed }
        if !parts.isEmpty {
            blocks += [.heading("by way of")] + parts.map { intermediate($0, notation) }
        } else if terms.count > 2 && terms.count <= 24 {
            blocks.append(termTable(terms, notation))
        }
        values.append(.init("terms", .array(terms.map { .number($0.total) })))
        blocks.append(.note(isDone ? "computed at step \(index + 1) of this pass" : "step \(index + 1) of this pass will compute it"))
        if let end = stepper.stepCompleting(quantity), end > index + 1 {
            blocks.append(.note("so far: samples of this batch add to it up to step \(end) of this pass"))
        }
        return Document(blocks, values: values)
    }

    /// More steps than these nobody waits for to have a gradient explained that a long batch adds up.
    private static let mostStepsAhead = 200_000

    /// The step of a quantity; a parameter is explained by its update once the walk has passed it, a gradient that is still to come by the
    /// step that completes it.
    private func plannedIndex(of quantity: Quantity, sample: Int) -> Int? {
        guard let index = stepper.plan.index(of: quantity, sample: sample) else { return nil }
        if index >= stepper.position.step, let end = stepper.stepCompleting(quantity), end - stepper.position.step < Self.mostStepsAhead {
            return end - 1
        }
        switch quantity {
        case .weight, .bias: return index < stepper.position.step ? index : nil
        default: return index
        }
    }

    /// An intermediate result: m = 0.9·m_before + ... with numbers and its value.
    private func intermediate(_ term: Calculation.Term, _ notation: Notation) -> Block {
        guard case .named(let name, let whole) = term.part else { return .line("") }
        return .formula(
            FormulaBlock(
                name: name, symbols: notation.symbols(whole), numbers: notation.numbers(whole),
                value: notation.numerals.formulaText(term.total)))
    }

    private func termTable(_ terms: [Calculation.Term], _ notation: Notation) -> Block {
        .table(
            Table(
                header: ["term", "with numbers", "so far"],
                rows: terms.map { term in
                    let (symbols, numbers) = notation.term(term)
                    return [symbols, numbers, notation.numerals.formulaText(term.total)]
                },
                alignRight: [false, false, true]))
    }

    /// dE/dw5 as a chain: dE/dout_o1 · dout_o1/dnet_o1 · dnet_o1/dw5.
    private func chainName(_ quantity: Quantity) -> String {
        let notation = notation(stepper, stepper.sample)
        // The outputs of a softmax layer all depend on all its net inputs: there the chain begins at the net input, as it does where the
        // slope of the activation has cancelled against that of the loss.
        func links(_ layer: Int, _ unit: Int) -> String {
            let out = notation.symbol(.output(layer: layer, unit: unit)), net = notation.symbol(.netInput(layer: layer, unit: unit))
            let isJoined = layer == stepper.network.outputLayer && stepper.network.lossIsFromLogits
            return isJoined || stepper.network[layer: layer].activation.ofLayer != nil ? "dE/d\(net)" : "dE/d\(out) * d\(out)/d\(net)"
        }
        if let layer = stepper.network.recurrentLayer(of: quantity), stepper.network[layer: layer].recurrence != nil {
            return "dE/d\(notation.symbol(quantity).replacing("delta_", with: "net_"))"
        }
        switch quantity {
        case .weightGradient(let layer, let unit, let input):
            let weight = notation.symbol(.weight(layer: layer, unit: unit, input: input))
            return "dE/d\(weight) = \(links(layer, unit)) * d\(notation.symbol(.netInput(layer: layer, unit: unit)))/d\(weight)"
        case .biasGradient(let layer, let index):
            return "dE/d\(notation.symbol(.bias(layer: layer, index: index))) = \(links(layer, index))"
        case .delta(let layer, let unit): return "dE/d\(notation.symbol(.netInput(layer: layer, unit: unit))) = \(links(layer, unit))"
        default: return notation.symbol(quantity)
        }
    }

    /// What no step computes: inputs, targets, parameters, errors, gradients of frozen parameters.
    private func explainGiven(_ quantity: Quantity, unless isToStop: () -> Bool) throws(WorkspaceError) -> Document {
        let name = names.name(of: quantity)
        guard let stepper = stepper.asReadIn(quantity).ahead(to: quantity, unless: isToStop) else { throw .stoppedOnTheWay }
        guard let value = stepper.value(of: quantity) else { return .line(sentence(about: quantity)) }
        var blocks: [Block] = [.line(sentence(about: quantity))]
        let calculation: Calculation? =
            switch quantity {
            case .error, .weightGradient, .biasGradient: .of(quantity, in: stepper)
            default: nil
            }
        let notation = notation(stepper, stepper.sample)
        blocks.append(
            .formula(
                FormulaBlock(
                    name: notation.symbol(quantity), symbols: calculation.map(notation.symbols) ?? "",
                    numbers: calculation.map(notation.numbers) ?? "", value: numerals.formulaText(value))))
        return Document(blocks, values: [.init(name, .number(value))])
    }

    private func sentence(about quantity: Quantity) -> String { Sentences(names: names).sentence(about: quantity) }
}

extension Calculation {
    /// Whether it adds up.
    fileprivate var isSum: Bool {
        switch self {
        case .sumOfProducts, .sum: true
        default: false
        }
    }
}

extension Quantity {
    /// Whether a pass computes it, rather than being given it.
    package var isComputed: Bool {
        switch self {
        case .output(0, _), .weight, .bias, .target, .learningRate: false
        default: true
        }
    }
}
