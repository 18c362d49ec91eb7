// Optimisers: how a gradient moves a parameter. The rules are PyTorch's.
import CKernels

/// An optimiser with what it remembers: p <- p - rate * something made of the gradient g, for every parameter p on its own.
public struct Optimizer: Sendable, Equatable {
    /// How the gradient is used. With t the number of the update from 1:
    public enum Rule: Sendable, Equatable {
        /// p -= rate g
        case sgd
        /// v = momentum v + (1 - dampening) g, at first g; p -= rate v, or with nesterov rate (g + momentum v)
        case momentum(Double, dampening: Double = 0, nesterov: Bool = false)
        /// s += g^2; p -= rate/(1 + (t - 1) decay) g/(sqrt(s) + epsilon)
        case adagrad(rateDecay: Double = 0, epsilon: Double = 1e-10)
        /// s = alpha s + (1 - alpha) g^2; q = g/(sqrt(s) + epsilon); p -= rate q; with momentum b = momentum b + q, p -= rate b;
        /// centered m = alpha m + (1 - alpha) g, and s - m^2 stands under the root
        case rmsprop(alpha: Double = 0.99, epsilon: Double = 1e-8, momentum: Double = 0, centered: Bool = false)
        /// s = rho s + (1 - rho) g^2; d = sqrt(u + epsilon)/sqrt(s + epsilon) g; u = rho u + (1 - rho) d^2; p -= rate d
        case adadelta(rho: Double = 0.9, epsilon: Double = 1e-6)
        /// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
        /// p -= rate/(1 - beta1^t) m/(sqrt(v/(1 - beta2^t)) + epsilon); with amsgrad the greatest v so far stands for v
        case adam(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, amsgrad: Bool = false)
        /// p *= 1 - rate decay, then adam without decay
        case adamw(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, amsgrad: Bool = false)
        /// adam with Nesterov's momentum: mu_t = beta1 (1 - 0.96^(t decay)/2)
        case nadam(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, momentumDecay: Double = 0.004)
    }

    /// What it remembers stays, as with PyTorch, while the rule only gets other numbers; another rule begins anew.
    public var rule: Rule {
        didSet { if !rule.remembersLike(oldValue) { forget() } }
    }
    /// The rate before the schedule.
    public var learningRate: Double
    /// Added to the gradient as decay p (adamw: shrinks p instead).
    public var weightDecay: Double
    public var schedule = Schedule.constant
    public var clipping: Clipping?
    /// Updates made so far.
    public private(set) var updates = 0
    /// nadam: the product of mu_1 ... mu_t.
    private var momentumProduct = 1.0
    /// Numbers that the rule remembers now.
    public var memorySize: Int { memory.reduce(0) { $0 + $1.count } }
    /// What the rule remembers for each parameter, in their order: none to three lists.
    var memory: [Numbers] = []
    /// Whether the length of all gradients has been too large for a number: clipped by it they are all 0, as PyTorch has it.
    var hasInfiniteNorm = false

    public init(_ rule: Rule = .sgd, learningRate: Double = 0.5, weightDecay: Double = 0) {
        self.rule = rule
        self.learningRate = learningRate
        self.weightDecay = weightDecay
    }

    /// The name that the language has for the rule.
    public var name: String { rule.name }

    /// Whether it remembers something of the updates so far.
    public var hasMemory: Bool { updates > 0 && !memory.isEmpty }

    /// The optimiser as it was before any update.
    public mutating func forget() {
        updates = 0
        momentumProduct = 1
        memory = []
    }

    /// Becomes like another of the same rule, in place.
    mutating func overwrite(with other: Optimizer) {
        (updates, momentumProduct, hasInfiniteNorm) = (other.updates, other.momentumProduct, other.hasInfiniteNorm)
        for list in memory.indices { memory[list].overwrite(with: other.memory[list]) }
    }

    /// Lists a number for each parameter that the rule keeps.
    var memoryCount: Int { rule.memoryCount }

    /// Makes room for what the rule remembers.
    mutating func prepare(parameterCount: Int) {
        guard memory.count != memoryCount || memory.contains(where: { $0.count != parameterCount }) else { return }
        memory = [Numbers](repeating: Numbers(repeating: 0, count: parameterCount), count: memoryCount)
    }

    /// Whether the gradients are looked at as one vector before the update.
    public var needsGradientNorm: Bool { if case .byNorm = clipping { true } else { false } }

    // MARK: One update

    /// One update made ready: all that depends on its number and on the epoch.
    struct Update: Sendable {
        fileprivate enum Kernel: Sendable {
            case sgd(rate: Double, decay: Double)
            case momentum(nnk_momentum_rule)
            case adagrad(rate: Double, decay: Double, epsilon: Double)
            case rmsprop(nnk_rmsprop_rule, centered: Bool)
            case adadelta(nnk_adadelta_rule)
            case adam(nnk_adam_rule)
        }

        fileprivate let kernel: Kernel
        let rate: Double
        /// All gradients are multiplied by this, or cut off beyond the limit.
        let factor: Double
        let limit: Double?

        /// Moves parameters. Clips the gradients in place.
        func apply(
            gradients g: UnsafeMutablePointer<Double>, memory: OptimizerMemory,
            parameters p: UnsafeMutablePointer<Double>, count: Int
        ) {
            if factor != 1 { nnk_scale(factor, g, count) }
            if let limit { nnk_clip(limit, g, count) }
            switch kernel {
            case .sgd(let rate, let decay): nnk_sgd(rate, decay, g, p, count)
            case .momentum(let rule): nnk_momentum(rule, g, memory.first, p, count)
            case .adagrad(let rate, let decay, let epsilon): nnk_adagrad(rate, decay, epsilon, g, memory.first, p, count)
            case .rmsprop(let rule, let centered):
                // Where there is no momentum the means are the second list.
                let hasMomentum = rule.momentum != 0
                nnk_rmsprop(
                    rule, g, memory.first, hasMomentum ? memory.second : nil,
                    centered ? (hasMomentum ? memory.third : memory.second) : nil, p, count)
            case .adadelta(let rule): nnk_adadelta(rule, g, memory.first, memory.second, p, count)
            case .adam(let rule): nnk_adam(rule, g, memory.first, memory.second, memory.third, p, count)
            }
        }
    }

    /// The next update, in an epoch (from 0), for gradients of a norm (used only if they are clipped by it).
    func nextUpdate(epoch: Int, gradientNorm: Double) -> Update {
        let rate = schedule.rate(learningRate, epoch: epoch)
        var factor = 1.0, limit: Double?
        switch clipping {
        case .byNorm(let most): factor = min(1, most / (gradientNorm + 1e-6))
        case .byValue(let most): limit = most
        case nil: break
        }
        return Update(kernel: kernel(rate), rate: rate, factor: factor, limit: limit)
    }

    private func kernel(_ rate: Double) -> Update.Kernel {
        let t = Double(updates + 1), decay = weightDecay
        func share(_ beta: Double) -> Double { 1 - Elementary.pow(beta, t) }
        switch rule {
        case .sgd: return .sgd(rate: rate, decay: decay)
        case .momentum(let momentum, let dampening, let nesterov):
            return .momentum(
                .init(rate: rate, decay: decay, momentum: momentum, dampening: dampening, nesterov: nesterov, first: updates == 0))
        case .adagrad(let rateDecay, let epsilon):
            return .adagrad(rate: rate / (1 + (t - 1) * rateDecay), decay: decay, epsilon: epsilon)
        case .rmsprop(let alpha, let epsilon, let momentum, let centered):
            return .rmsprop(.init(rate: rate, decay: decay, alpha: alpha, epsilon: epsilon, momentum: momentum), centered: centered)
        case .adadelta(let rho, let epsilon): return .adadelta(.init(rate: rate, decay: decay, rho: rho, epsilon: epsilon))
        case .adam(let beta1, let beta2, let epsilon, _):
            return .adam(
                .init(
                    rate: rate / share(beta1), gradient_rate: 0, shrink: 1, decay: decay, beta1: beta1, beta2: beta2,
                    v_share: share(beta2), epsilon: epsilon))
        case .adamw(let beta1, let beta2, let epsilon, _):
            return .adam(
                .init(
                    rate: rate / share(beta1), gradient_rate: 0, shrink: 1 - rate * decay, decay: 0, beta1: beta1, beta2: beta2,
                    v_share: share(beta2), epsilon: epsilon))
        case .nadam(let beta1, let beta2, let epsilon, let momentumDecay):
            let (mu, next, product) = nadamMomenta(beta1, momentumDecay)
            return .adam(
                .init(
                    rate: rate * next / (1 - product * next), gradient_rate: rate * (1 - mu) / (1 - product), shrink: 1, decay: decay,
                    beta1: beta1, beta2: beta2, v_share: share(beta2), epsilon: epsilon))
        }
    }

    /// nadam: mu of the next update and of the one after it, and the product of all mu up to the next.
    func nadamMomenta(_ beta1: Double, _ decay: Double) -> (mu: Double, next: Double, product: Double) {
        let t = Double(updates + 1), mu = nadamMomentum(t, beta1, decay)
        return (mu, nadamMomentum(t + 1, beta1, decay), momentumProduct * mu)
    }

    private func nadamMomentum(_ t: Double, _ beta1: Double, _ decay: Double) -> Double {
        beta1 * (1 - 0.5 * Elementary.pow(0.96, t * decay))
    }

    /// Counts updates of plain gradient descent that have been made.
    mutating func advance(by count: Int) { updates += count }

    /// Counts an update that has been made.
    mutating func advance() {
        updates += 1
        if case .nadam(let beta1, _, _, let decay) = rule { momentumProduct *= nadamMomentum(Double(updates), beta1, decay) }
    }
}

/// How large gradients are cut down before the update.
public enum Clipping: Sendable, Equatable {
    /// All as one vector, times min(1, limit/(norm + 1e-6)).
    case byNorm(Double)
    /// Each to [-limit, limit].
    case byValue(Double)
}

extension Optimizer.Rule {
    /// The name that the language has for it.
    var name: String {
        switch self {
        case .sgd, .momentum: "sgd"
        case .adagrad: "adagrad"
        case .rmsprop: "rmsprop"
        case .adadelta: "adadelta"
        case .adam: "adam"
        case .adamw: "adamw"
        case .nadam: "nadam"
        }
    }

    /// Lists a number for each parameter that the rule keeps.
    var memoryCount: Int {
        switch self {
        case .sgd: 0
        case .momentum, .adagrad: 1
        case .rmsprop(_, _, let momentum, let centered): 1 + (momentum == 0 ? 0 : 1) + (centered ? 1 : 0)
        case .adam(_, _, _, let amsgrad), .adamw(_, _, _, let amsgrad): amsgrad ? 3 : 2
        case .adadelta, .nadam: 2
        }
    }

    /// Whether what it remembers means the same as what another rule does.
    func remembersLike(_ other: Optimizer.Rule) -> Bool {
        switch (self, other) {
        case (.rmsprop(_, _, let momentum, let centered), .rmsprop(_, _, let otherMomentum, let otherCentered)):
            (momentum == 0) == (otherMomentum == 0) && centered == otherCentered
        default: name == other.name && memoryCount == other.memoryCount
        }
    }
}
