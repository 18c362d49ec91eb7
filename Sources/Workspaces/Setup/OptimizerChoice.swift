// The update rules as the language offers them: names, options, and PyTorch's usual values.
import NeuralEngine

/// One rule of `optimizer`.
struct OptimizerChoice: Sendable {
    let name: String
    /// Its formula, on one line.
    let formula: String
    /// The rate that it starts with: PyTorch's, for sgd the course's.
    let usualRate: Double
    /// Its options besides lr with their usual values, in the order in which they are told; of those that are on or off 1 and 0.
    let options: [(name: String, usual: Double)]
    /// The rule for the values of its options.
    let rule: @Sendable ([String: Double]) -> Optimizer.Rule
    /// The options of a rule of this kind; nil for another.
    let values: @Sendable (Optimizer.Rule) -> [String: Double]?

    static let all: [OptimizerChoice] = [sgd, adagrad, rmsprop, adadelta, adam, adamw, nadam]

    static let sgd = OptimizerChoice(
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

    static let adagrad = OptimizerChoice(
        name: "adagrad", formula: "s = s + g^2; p = p - rate g/(sqrt(s) + eps)", usualRate: 0.01,
        options: [("lr-decay", 0), ("eps", 1e-10), ("weight-decay", 0)],
        rule: { .adagrad(rateDecay: $0["lr-decay"] ?? 0, epsilon: $0["eps"] ?? 1e-10) },
        values: { if case .adagrad(let decay, let epsilon) = $0 { ["lr-decay": decay, "eps": epsilon] } else { nil } })

    static let rmsprop = OptimizerChoice(
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

    static let adadelta = OptimizerChoice(
        name: "adadelta",
        formula: "s = rho s + (1 - rho) g^2; d = sqrt(u + eps)/sqrt(s + eps) g; u = rho u + (1 - rho) d^2; p = p - rate d",
        usualRate: 1, options: [("rho", 0.9), ("eps", 1e-6), ("weight-decay", 0)],
        rule: { .adadelta(rho: $0["rho"] ?? 0.9, epsilon: $0["eps"] ?? 1e-6) },
        values: { if case .adadelta(let rho, let epsilon) = $0 { ["rho": rho, "eps": epsilon] } else { nil } })

    private static let adamFormula =
        "m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; p = p - rate/(1 - beta1^t) m/(sqrt(v/(1 - beta2^t)) + eps); "
        + "amsgrad: the greatest v so far for v"

    static let adam = OptimizerChoice(
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

    static let adamw = OptimizerChoice(
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

    static let nadam = OptimizerChoice(
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

    /// The options that are on or off.
    static let switches: [(name: String, summary: String)] = [
        ("nesterov", "sgd: look one step of momentum ahead"),
        ("centered", "rmsprop: divide by the deviation of the gradients, not by their root mean square"),
        ("amsgrad", "adam: divide by the greatest mean square so far, so that steps only shrink"),
    ]

    static func isSwitch(_ name: String) -> Bool { switches.contains { $0.name == name } }

    /// The rules that know an option.
    static func names(havingOption name: String) -> [String] { all.filter { $0.options.contains { $0.name == name } }.map(\.name) }

    /// The choice that an optimiser's rule belongs to.
    static func of(_ optimizer: Optimizer) -> OptimizerChoice { all.first { $0.values(optimizer.rule) != nil } ?? sgd }

    /// The options of an optimiser of this kind, weight decay included.
    func values(of optimizer: Optimizer) -> [String: Double] {
        var values = values(optimizer.rule) ?? [:]
        values["weight-decay"] = optimizer.weightDecay
        return values
    }

    var usualValues: [String: Double] { Dictionary(uniqueKeysWithValues: options.map { ($0.name, $0.usual) }) }
}
