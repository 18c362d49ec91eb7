// The families of update rules: each with its name, its formula, its options, and PyTorch's usual values.

/// A family of update rules, which its options make one rule.
public struct OptimizerFamily: Sendable {
    public let name: String
    /// Its formula, on one line.
    public let formula: String
    /// The rate that it starts with: PyTorch's, for sgd the course's.
    public let usualRate: Double
    /// Its options besides lr with their usual values, in the order in which they are told; of those that are on or off 1 and 0.
    public let options: [(name: String, usual: Double)]
    /// The rule for the values of its options.
    public let rule: @Sendable ([String: Double]) -> Optimizer.Rule
    /// The options of a rule of this kind; nil for another.
    public let values: @Sendable (Optimizer.Rule) -> [String: Double]?

    public static let all: [OptimizerFamily] = [sgd, adagrad, rmsprop, adadelta, adam, adamw, nadam, radam, adamax, rprop]

    public static let sgd = OptimizerFamily(
        name: "sgd", formula: "v = momentum v + (1 - dampening) g; p = p - rate v, with nesterov p - rate (g + momentum v)", usualRate: 0.5,
        options: [("momentum", 0), ("dampening", 0), ("nesterov", 0), ("weight-decay", 0)],
        rule: { options in
            let momentum = options["momentum"] ?? 0
            return momentum == 0
                ? .sgd : .momentum(momentum, dampening: options["dampening"] ?? 0, nesterov: options["nesterov"] == 1)
        },
        values: { rule in
            switch rule {
            case .sgd: [:]
            case .momentum(let momentum, let dampening, let nesterov):
                ["momentum": momentum, "dampening": dampening, "nesterov": nesterov ? 1 : 0]
            default: nil
            }
        })

    static let adagrad = OptimizerFamily(
        name: "adagrad", formula: "s = s + g^2; p = p - rate g/(sqrt(s) + eps)", usualRate: 0.01,
        options: [("lr-decay", 0), ("eps", 1e-10), ("weight-decay", 0)],
        rule: { .adagrad(rateDecay: $0["lr-decay"] ?? 0, epsilon: $0["eps"] ?? 1e-10) },
        values: { if case .adagrad(let decay, let epsilon) = $0 { ["lr-decay": decay, "eps": epsilon] } else { nil } })

    static let rmsprop = OptimizerFamily(
        name: "rmsprop",
        formula: "s = alpha s + (1 - alpha) g^2; p = p - rate g/(sqrt(s) + eps); centered: m = alpha m + (1 - alpha) g, s - m^2 for s",
        usualRate: 0.01, options: [("alpha", 0.99), ("eps", 1e-8), ("momentum", 0), ("centered", 0), ("weight-decay", 0)],
        rule: {
            .rmsprop(
                alpha: $0["alpha"] ?? 0.99, epsilon: $0["eps"] ?? 1e-8, momentum: $0["momentum"] ?? 0, centered: $0["centered"] == 1)
        },
        values: {
            if case .rmsprop(let alpha, let epsilon, let momentum, let centered) = $0 {
                ["alpha": alpha, "eps": epsilon, "momentum": momentum, "centered": centered ? 1 : 0]
            } else {
                nil
            }
        })

    static let adadelta = OptimizerFamily(
        name: "adadelta",
        formula: "s = rho s + (1 - rho) g^2; d = sqrt(u + eps)/sqrt(s + eps) g; u = rho u + (1 - rho) d^2; p = p - rate d",
        usualRate: 1, options: [("rho", 0.9), ("eps", 1e-6), ("weight-decay", 0)],
        rule: { .adadelta(rho: $0["rho"] ?? 0.9, epsilon: $0["eps"] ?? 1e-6) },
        values: { if case .adadelta(let rho, let epsilon) = $0 { ["rho": rho, "eps": epsilon] } else { nil } })

    private static let adamFormula =
        "m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p = p - rate/(1 - beta1^t) m/(sqrt(v/(1 - beta2^t)) + eps); "
        + "amsgrad: the greatest v so far for v"

    static let adam = OptimizerFamily(
        name: "adam", formula: adamFormula, usualRate: 0.001,
        options: [("beta1", 0.9), ("beta2", 0.999), ("eps", 1e-8), ("amsgrad", 0), ("weight-decay", 0)],
        rule: {
            .adam(beta1: $0["beta1"] ?? 0.9, beta2: $0["beta2"] ?? 0.999, epsilon: $0["eps"] ?? 1e-8, amsgrad: $0["amsgrad"] == 1)
        },
        values: {
            if case .adam(let beta1, let beta2, let epsilon, let amsgrad) = $0 {
                ["beta1": beta1, "beta2": beta2, "eps": epsilon, "amsgrad": amsgrad ? 1 : 0]
            } else {
                nil
            }
        })

    static let adamw = OptimizerFamily(
        name: "adamw", formula: "p = (1 - rate weight-decay) p, then as adam without weight decay", usualRate: 0.001,
        options: [("beta1", 0.9), ("beta2", 0.999), ("eps", 1e-8), ("amsgrad", 0), ("weight-decay", 0.01)],
        rule: {
            .adamw(beta1: $0["beta1"] ?? 0.9, beta2: $0["beta2"] ?? 0.999, epsilon: $0["eps"] ?? 1e-8, amsgrad: $0["amsgrad"] == 1)
        },
        values: {
            if case .adamw(let beta1, let beta2, let epsilon, let amsgrad) = $0 {
                ["beta1": beta1, "beta2": beta2, "eps": epsilon, "amsgrad": amsgrad ? 1 : 0]
            } else {
                nil
            }
        })

    static let nadam = OptimizerFamily(
        name: "nadam", formula: "adam with Nesterov's momentum: mu_t = beta1 (1 - 0.96^(t momentum-decay)/2)", usualRate: 0.002,
        options: [("beta1", 0.9), ("beta2", 0.999), ("eps", 1e-8), ("momentum-decay", 0.004), ("weight-decay", 0)],
        rule: {
            .nadam(
                beta1: $0["beta1"] ?? 0.9, beta2: $0["beta2"] ?? 0.999, epsilon: $0["eps"] ?? 1e-8,
                momentumDecay: $0["momentum-decay"] ?? 0.004)
        },
        values: {
            if case .nadam(let beta1, let beta2, let epsilon, let decay) = $0 {
                ["beta1": beta1, "beta2": beta2, "eps": epsilon, "momentum-decay": decay]
            } else {
                nil
            }
        })

    static let radam = OptimizerFamily(
        name: "radam",
        formula: "m, v as in adam; R = 2/(1 - beta2) - 1; rho = R - 2 t beta2^t/(1 - beta2^t); "
            + "if rho > 5: r = sqrt((rho - 4)(rho - 2) R/((R - 4)(R - 2) rho)), "
            + "p = p - rate r sqrt(1 - beta2^t)/(1 - beta1^t) m/(sqrt(v) + eps); else p = p - rate/(1 - beta1^t) m",
        usualRate: 0.001, options: [("beta1", 0.9), ("beta2", 0.999), ("eps", 1e-8), ("weight-decay", 0)],
        rule: { .radam(beta1: $0["beta1"] ?? 0.9, beta2: $0["beta2"] ?? 0.999, epsilon: $0["eps"] ?? 1e-8) },
        values: {
            if case .radam(let beta1, let beta2, let epsilon) = $0 { ["beta1": beta1, "beta2": beta2, "eps": epsilon] } else { nil }
        })

    static let adamax = OptimizerFamily(
        name: "adamax",
        formula: "m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g| + eps); p = p - rate/(1 - beta1^t) m/u",
        usualRate: 0.002, options: [("beta1", 0.9), ("beta2", 0.999), ("eps", 1e-8), ("weight-decay", 0)],
        rule: { .adamax(beta1: $0["beta1"] ?? 0.9, beta2: $0["beta2"] ?? 0.999, epsilon: $0["eps"] ?? 1e-8) },
        values: {
            if case .adamax(let beta1, let beta2, let epsilon) = $0 { ["beta1": beta1, "beta2": beta2, "eps": epsilon] } else { nil }
        })

    public static let rprop = OptimizerFamily(
        name: "rprop",
        formula: "d = d eta-plus where the gradient keeps its sign, d eta-minus where it turns, within least and greatest; "
            + "p = p - sign(g) d, but not where it turns; d is rate at first. For full batches",
        usualRate: 0.01, options: [("eta-minus", 0.5), ("eta-plus", 1.2), ("least", 1e-6), ("greatest", 50)],
        rule: {
            .rprop(
                minus: $0["eta-minus"] ?? 0.5, plus: $0["eta-plus"] ?? 1.2, least: $0["least"] ?? 1e-6, greatest: $0["greatest"] ?? 50)
        },
        values: {
            if case .rprop(let minus, let plus, let least, let greatest) = $0 {
                ["eta-minus": minus, "eta-plus": plus, "least": least, "greatest": greatest]
            } else {
                nil
            }
        })

    /// The options that are on or off.
    public static let switches = ["nesterov", "centered", "amsgrad"]

    public static func isSwitch(_ name: String) -> Bool { switches.contains(name) }

    /// The rules that know an option.
    public static func names(havingOption name: String) -> [String] { all.filter { $0.options.contains { $0.name == name } }.map(\.name) }

    /// The family that an optimiser's rule belongs to.
    public static func of(_ optimizer: Optimizer) -> OptimizerFamily { all.first { $0.values(optimizer.rule) != nil } ?? sgd }

    /// The options of an optimiser of this kind, weight decay included.
    public func values(of optimizer: Optimizer) -> [String: Double] {
        var values = values(optimizer.rule) ?? [:]
        values["weight-decay"] = optimizer.weightDecay
        return values
    }

    public var usualValues: [String: Double] { Dictionary(uniqueKeysWithValues: options.map { ($0.name, $0.usual) }) }
}
