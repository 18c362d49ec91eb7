// What each optimiser makes of a parameter and its gradient, as a formula: the operations of the update rules, one for one.

/// The formula of one parameter's next update.
struct UpdateFormula {
    private let optimizer: Optimizer
    /// The rule of this update.
    private let rule: Optimizer.Rule
    private let parameter: Quantity
    private let gradient: Quantity
    /// The intermediate results so far, in the order in which they are computed.
    private var parts: [Calculation] = []

    init(_ optimizer: Optimizer, epoch: Int, _ parameter: Quantity, gradient: Quantity) {
        self.optimizer = optimizer
        rule = optimizer.rule(epoch: epoch)
        self.parameter = parameter
        self.gradient = gradient
    }

    /// The parameter after the update, by way of what the rule remembers.
    var calculation: Calculation {
        var formula = self
        let moved = formula.moved(by: formula.gradientInUse())
        return formula.parts.isEmpty ? moved : .through(formula.parts, moved)
    }

    /// Gives an intermediate result a name.
    private mutating func named(_ name: String, _ calculation: Calculation) -> Calculation {
        let part = Calculation.named(name, calculation)
        parts.append(part)
        return part
    }

    // MARK: The gradient

    /// The gradient g, clipped, and with weight decay's pull towards 0.
    private mutating func gradientInUse() -> Calculation {
        let plain = Calculation.quantity(gradient)
        var g = plain
        switch optimizer.clipping {
        case .byNorm(let most):
            let room = Calculation.quotient(.number(most), .sum([.quantity(.gradientNorm), .number(1e-6)]))
            g = .product([g, .minimum([.number(1), room])])
        case .byValue(let most): g = .clipped(g, limit: most)
        case nil: break
        }
        if optimizer.weightDecay != 0 && !decaysApart {
            g = .sumOfProducts(start: g, [[.number(optimizer.weightDecay), .quantity(parameter)]])
        }
        return g == plain ? g : named("g", g)
    }

    /// Whether weight decay shrinks the parameter by itself.
    private var decaysApart: Bool { if case .adamw = optimizer.rule { true } else { false } }

    // MARK: The rules

    private mutating func moved(by g: Calculation) -> Calculation {
        let rate = Calculation.quantity(.learningRate)
        switch rule {
        case .sgd: return stepped(rate, g)
        case .momentum(let momentum, let dampening, let nesterov):
            let fresh: Calculation = dampening == 0 ? g : .product([.number(1 - dampening), g])
            let v = named("v", optimizer.hasVelocity ? added(fresh, momentum, remembered("v_before", 0)) : g)
            return stepped(rate, nesterov ? named("d", added(g, momentum, v)) : v)
        case .adagrad(let rateDecay, let epsilon):
            let slowed = 1 + Double(optimizer.updates) * rateDecay
            let s = named("s", .sumOfProducts(start: remembered("s_before", 0), [[g, g]]))
            return stepped(slowed == 1 ? rate : .quotient(rate, .number(slowed)), .quotient(g, root(s, epsilon)))
        case .rmsprop(let alpha, let epsilon, let momentum, let centered):
            var s = named("s", mixed(alpha, remembered("s_before", 0), .square(g)))
            if centered {
                let m = named("m", mixed(alpha, remembered("m_before", momentum == 0 ? 1 : 2), g))
                // Rounding may bring the difference below 0.
                s = named("variance", .maximum([.number(0), .sumOfProducts(start: s, [[.negative(m), m]])]))
            }
            let q = Calculation.quotient(g, root(s, epsilon))
            return stepped(rate, momentum == 0 ? q : named("b", added(q, momentum, remembered("b_before", 1))))
        case .adadelta(let rho, let epsilon):
            let s = named("s", mixed(rho, remembered("s_before", 0), .square(g)))
            func length(_ squares: Calculation) -> Calculation { .squareRoot(.sum([squares, .number(epsilon)])) }
            let d = named("d", .product([.quotient(length(remembered("u_before", 1)), length(s)), g]))
            return stepped(rate, d)
        case .adam(let beta1, let beta2, let epsilon, let amsgrad):
            let (m, d) = moments(of: g, beta1, beta2, epsilon, amsgrad: amsgrad)
            return stepped(.quotient(rate, share(beta1)), .quotient(m, d))
        case .adamw(let beta1, let beta2, let epsilon, let amsgrad):
            let (m, d) = moments(of: g, beta1, beta2, epsilon, amsgrad: amsgrad)
            let kept = Calculation.difference(.number(1), .product([rate, .number(optimizer.weightDecay)]))
            return .sumOfProducts(
                start: optimizer.weightDecay == 0 ? .quantity(parameter) : .product([kept, .quantity(parameter)]),
                [[.negative(.quotient(rate, share(beta1))), .quotient(m, d)]])
        case .nadam(let beta1, let beta2, let epsilon, let decay):
            let (m, d) = moments(of: g, beta1, beta2, epsilon)
            let (mu, next, product) = optimizer.nadamMomenta(beta1, decay)
            let rateOfMean = Calculation.quotient(
                .product([rate, .number(next)]), .difference(.number(1), .product([.number(product), .number(next)])))
            let rateOfGradient = Calculation.quotient(.product([rate, .number(1 - mu)]), .difference(.number(1), .number(product)))
            return .sumOfProducts(
                start: .quantity(parameter), [[.negative(rateOfMean), .quotient(m, d)], [.negative(rateOfGradient), .quotient(g, d)]])
        case .radam(let beta1, let beta2, let epsilon): return rectified(g, rate, beta1, beta2, epsilon)
        case .adamax(let beta1, let beta2, let epsilon):
            let m = named("m", mixed(beta1, remembered("m_before", 0), g))
            let u = named("u", .maximum([.product([.number(beta2), remembered("u_before", 1)]), .sum([.absolute(g), .number(epsilon)])]))
            return stepped(.quotient(rate, share(beta1)), .quotient(m, u))
        case .rprop(let minus, let plus, let least, let greatest):
            let turn = Calculation.product([g, remembered("q_before", 1)])
            let factor = named("factor", .bySign(of: turn, above: .number(plus), below: .number(minus), else: .number(1)))
            let size = Calculation.ifNothing(remembered("d_before", 0), instead: rate)
            let d = named("d", .maximum([.minimum([.product([factor, size]), .number(greatest)]), .number(least)]))
            let q = named("q", .bySign(of: turn, above: g, below: .number(0), else: g))
            return .sumOfProducts(start: .quantity(parameter), [[.negative(.sign(q)), d]])
        }
    }

    /// radam: adam where enough is known of the variance to be divided by it, else its mean gradient alone.
    private mutating func rectified(
        _ g: Calculation, _ rate: Calculation, _ beta1: Double, _ beta2: Double, _ epsilon: Double
    ) -> Calculation {
        let m = named("m", mixed(beta1, remembered("m_before", 0), g)), v = named("v", mixed(beta2, remembered("v_before", 1), .square(g)))
        let whole = Calculation.number(Optimizer.rectifiedLength(beta2)), t = Double(optimizer.updates + 1)
        let lost = Calculation.product([.number(2), .number(t), .power(.number(beta2), optimizer.updates + 1)])
        let rho = named("rho", .difference(whole, .quotient(lost, share(beta2))))
        guard optimizer.rectification(beta2) != nil else { return stepped(.quotient(rate, share(beta1)), m) }
        func less(_ x: Calculation, _ y: Double) -> Calculation { .difference(x, .number(y)) }
        let r = named(
            "r", .squareRoot(.quotient(.product([less(rho, 4), less(rho, 2), whole]), .product([less(whole, 4), less(whole, 2), rho]))))
        return stepped(.quotient(.product([rate, r, .squareRoot(share(beta2))]), share(beta1)), .quotient(m, root(v, epsilon)))
    }

    /// p - rate d.
    private func stepped(_ rate: Calculation, _ d: Calculation) -> Calculation {
        .sumOfProducts(start: .quantity(parameter), [[.negative(rate), d]])
    }

    /// x + weight y.
    private func added(_ x: Calculation, _ weight: Double, _ y: Calculation) -> Calculation {
        .sumOfProducts(start: x, [[.number(weight), y]])
    }

    /// weight x + (1 - weight) y.
    private func mixed(_ weight: Double, _ x: Calculation, _ y: Calculation) -> Calculation {
        added(.product([.number(1 - weight), y]), weight, x)
    }

    /// The mean m of the gradients so far, and the length sqrt(v/(1 - beta2^t)) + epsilon by which it is divided.
    private mutating func moments(
        of g: Calculation, _ beta1: Double, _ beta2: Double, _ epsilon: Double, amsgrad: Bool = false
    ) -> (mean: Calculation, length: Calculation) {
        let m = named("m", mixed(beta1, remembered("m_before", 0), g))
        var v = named("v", mixed(beta2, remembered("v_before", 1), .square(g)))
        if amsgrad { v = named("v_greatest", .maximum([remembered("v_greatest_before", 2), v])) }
        return (m, root(.quotient(v, share(beta2)), epsilon))
    }

    /// sqrt(x) + epsilon.
    private func root(_ x: Calculation, _ epsilon: Double) -> Calculation { .sum([.squareRoot(x), .number(epsilon)]) }

    /// 1 - beta^t: what a mean that began at 0 has gathered of its weights after t updates.
    private func share(_ beta: Double) -> Calculation {
        .difference(.number(1), .power(.number(beta), optimizer.updates + 1))
    }

    private func remembered(_ name: String, _ list: Int) -> Calculation { .remembered(name, list: list, of: parameter) }
}
