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
        /// m and v as in adam; p -= rate r sqrt(1 - beta2^t)/(1 - beta1^t) m/(sqrt(v) + epsilon), where r, the share of the variance
        /// that v knows by now, can be told; before that p -= rate/(1 - beta1^t) m (Liu et al. 2020)
        case radam(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8)
        /// m as in adam; u = max(beta2 u, |g| + epsilon); p -= rate/(1 - beta1^t) m/u
        case adamax(beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8)
        /// Each parameter has a step d of its own, rate at first, and its gradient before, q: d *= plus where g q > 0, minus where
        /// g q < 0, kept within least...greatest; where g q < 0, g = 0; p -= sign(g) d; q = g (Riedmiller and Braun 1993)
        case rprop(minus: Double = 0.5, plus: Double = 1.2, least: Double = 1e-6, greatest: Double = 50)
    }

    /// What it remembers stays, as with PyTorch, while the rule only gets other numbers; another rule begins anew.
    public var rule: Rule {
        didSet { if !rule.remembersLike(oldValue) { forgetRule() } }
    }
    /// The rate before the schedule.
    public var learningRate: Double { didSet { plateau.rate = nil } }
    /// Added to the gradient as decay p (adamw: shrinks p instead).
    public var weightDecay: Double
    public var schedule = Schedule.constant { didSet { if schedule != oldValue { plateau = Plateau.State() } } }
    /// Whether the schedule counts epochs or updates.
    public var scheduleUnit = Schedule.Unit.epoch
    public var clipping: Clipping?
    /// Updates made so far by this rule, and by all rules since the network was made.
    public private(set) var updates = 0
    private(set) var updatesOfAllRules = 0
    /// What a plateau schedule has seen of the losses so far.
    public private(set) var plateau = Plateau.State()
    /// Whether v of momentum is there: the first gradient begins it, and what it is stays while momentum is 0.
    private(set) var hasVelocity = false
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
        forgetRule()
        updatesOfAllRules = 0
        plateau = Plateau.State()
    }

    private mutating func forgetRule() {
        updates = 0
        momentumProduct = 1
        hasVelocity = false
        memory = []
    }

    /// The same for those who only look at it: without what it remembers for each parameter.
    package var withoutMemory: Optimizer {
        var copy = self
        copy.memory = []
        return copy
    }

    /// Lists a number for each parameter that the rule keeps.
    var memoryCount: Int { rule.memoryCount }

    /// Makes room for what the rule remembers. More than it uses is what it takes up again with momentum.
    mutating func prepare(parameterCount: Int) {
        guard memory.count < memoryCount || memory.contains(where: { $0.count != parameterCount }) else { return }
        memory = (0..<memoryCount).map { _ in Numbers(repeating: 0, count: parameterCount) }
    }

    /// Whether the gradients are looked at as one vector before the update.
    public var needsGradientNorm: Bool { if case .byNorm = clipping { true } else { false } }

    // MARK: The schedule

    /// What the schedule counts: epochs (from 0), or updates made.
    public func time(epoch: Int) -> Int { scheduleUnit == .epoch ? epoch : updatesOfAllRules }

    /// The rate of the next update, in an epoch from 0.
    public func rate(epoch: Int) -> Double {
        if case .plateau = schedule { return plateau.rate ?? learningRate }
        return schedule.rate(learningRate, at: time(epoch: epoch))
    }

    /// The rates of so many epochs, or updates, to come, as far as they are known.
    public func ratesToCome(_ count: Int, epoch: Int) -> [Double] {
        if schedule.looksAtLoss { return [rate(epoch: epoch)] }
        let time = time(epoch: epoch)
        return (time..<time + count).map { schedule.rate(learningRate, at: $0) }
    }

    /// The rule of the next update: one whose momentum a schedule leads has the momentum of now.
    public func rule(epoch: Int) -> Rule {
        schedule.momentum(at: time(epoch: epoch)).map(rule.withMomentum) ?? rule
    }

    /// Shows a plateau schedule how well the network does after an epoch; it may lower the rate.
    mutating func look(at evaluation: Evaluation) {
        guard case .plateau(let plateau) = schedule else { return }
        plateau.look(at: evaluation, &self.plateau, learningRate: learningRate)
    }

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
            case radam(nnk_radam_rule)
            case adamax(nnk_adamax_rule)
            case rprop(nnk_rprop_rule)
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
            case .radam(let rule): nnk_radam(rule, g, memory.first, memory.second, p, count)
            case .adamax(let rule): nnk_adamax(rule, g, memory.first, memory.second, p, count)
            case .rprop(let rule): nnk_rprop(rule, g, memory.first, memory.second, p, count)
            }
        }
    }

    /// The next update, in an epoch (from 0), for gradients of a norm (used only if they are clipped by it).
    func nextUpdate(epoch: Int, gradientNorm: Double) -> Update {
        let rate = rate(epoch: epoch)
        var factor = 1.0, limit: Double?
        switch clipping {
        case .byNorm(let most): factor = min(1, most / (gradientNorm + 1e-6))
        case .byValue(let most): limit = most
        case nil: break
        }
        return Update(kernel: kernel(rule(epoch: epoch), rate), rate: rate, factor: factor, limit: limit)
    }

    private func kernel(_ rule: Rule, _ rate: Double) -> Update.Kernel {
        let t = Double(updates + 1), decay = weightDecay
        func share(_ beta: Double) -> Double { 1 - Elementary.pow(beta, t) }
        switch rule {
        case .sgd: return .sgd(rate: rate, decay: decay)
        case .momentum(let momentum, let dampening, let nesterov):
            return .momentum(
                .init(rate: rate, decay: decay, momentum: momentum, dampening: dampening, nesterov: nesterov, first: !hasVelocity))
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
        case .radam(let beta1, let beta2, let epsilon):
            let r = rectification(beta2)
            return .radam(
                .init(
                    rate: r.map { rate * $0 * share(beta2).squareRoot() / share(beta1) } ?? rate / share(beta1), decay: decay, beta1: beta1,
                    beta2: beta2, epsilon: epsilon, rectified: r != nil))
        case .adamax(let beta1, let beta2, let epsilon):
            return .adamax(.init(rate: rate / share(beta1), decay: decay, beta1: beta1, beta2: beta2, epsilon: epsilon))
        case .rprop(let minus, let plus, let least, let greatest):
            return .rprop(.init(rate: rate, decay: decay, eta_minus: minus, eta_plus: plus, least: least, greatest: greatest))
        }
    }

    /// radam: how many gradients v is a mean of in the long run, R = 2/(1 - beta2) - 1.
    static func rectifiedLength(_ beta2: Double) -> Double { 2 / (1 - beta2) - 1 }

    /// radam: how many it is a mean of by now, rho = R - 2 t beta2^t/(1 - beta2^t).
    private func rectifiedLengthNow(_ beta2: Double) -> Double {
        let t = Double(updates + 1), power = Elementary.pow(beta2, t)
        return Optimizer.rectifiedLength(beta2) - 2 * t * power / (1 - power)
    }

    /// radam: r = sqrt((rho - 4)(rho - 2) R/((R - 4)(R - 2) rho)); nil as long as rho is not above 5.
    func rectification(_ beta2: Double) -> Double? {
        let rho = rectifiedLengthNow(beta2), whole = Optimizer.rectifiedLength(beta2)
        return rho > 5 ? ((rho - 4) * (rho - 2) * whole / ((whole - 4) * (whole - 2) * rho)).squareRoot() : nil
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
    mutating func advance(by count: Int) {
        updates += count
        updatesOfAllRules += count
    }

    /// Counts an update that has been made in an epoch.
    mutating func advance(epoch: Int) {
        switch rule(epoch: epoch) {
        case .nadam(let beta1, _, _, let decay): momentumProduct *= nadamMomentum(Double(updates + 1), beta1, decay)
        case .momentum: hasVelocity = true
        default: break
        }
        updates += 1
        updatesOfAllRules += 1
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
        case .radam: "radam"
        case .adamax: "adamax"
        case .rprop: "rprop"
        }
    }

    /// Lists a number for each parameter that the rule keeps.
    var memoryCount: Int {
        switch self {
        case .sgd: 0
        case .momentum, .adagrad: 1
        case .rmsprop(_, _, let momentum, let centered): 1 + (momentum == 0 ? 0 : 1) + (centered ? 1 : 0)
        case .adam(_, _, _, let amsgrad), .adamw(_, _, _, let amsgrad): amsgrad ? 3 : 2
        case .adadelta, .nadam, .radam, .adamax, .rprop: 2
        }
    }

    /// Whether what it remembers means the same as what another rule does.
    func remembersLike(_ other: Optimizer.Rule) -> Bool {
        switch (self, other) {
        case (.rmsprop(_, _, let momentum, let centered), .rmsprop(_, _, let otherMomentum, let otherCentered)):
            (momentum == 0) == (otherMomentum == 0) && centered == otherCentered
        // Without momentum v is left as it is, and is taken up again.
        case (.sgd, .momentum), (.momentum, .sgd): true
        default: name == other.name && memoryCount == other.memoryCount
        }
    }

    /// The same with another momentum, or beta1; what has none stays as it is.
    func withMomentum(_ momentum: Double) -> Optimizer.Rule {
        switch self {
        case .momentum(_, let dampening, let nesterov): .momentum(momentum, dampening: dampening, nesterov: nesterov)
        case .rmsprop(let alpha, let epsilon, let old, let centered) where old != 0:
            .rmsprop(alpha: alpha, epsilon: epsilon, momentum: momentum, centered: centered)
        case .adam(_, let beta2, let epsilon, let amsgrad): .adam(beta1: momentum, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad)
        case .adamw(_, let beta2, let epsilon, let amsgrad): .adamw(beta1: momentum, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad)
        case .nadam(_, let beta2, let epsilon, let decay): .nadam(beta1: momentum, beta2: beta2, epsilon: epsilon, momentumDecay: decay)
        case .radam(_, let beta2, let epsilon): .radam(beta1: momentum, beta2: beta2, epsilon: epsilon)
        case .adamax(_, let beta2, let epsilon): .adamax(beta1: momentum, beta2: beta2, epsilon: epsilon)
        case .sgd, .rmsprop, .adagrad, .adadelta, .rprop: self
        }
    }

    /// Whether it has a momentum, or a beta1, that a schedule can lead.
    public var hasMomentum: Bool { withMomentum(0.25) != withMomentum(0.75) }
}
