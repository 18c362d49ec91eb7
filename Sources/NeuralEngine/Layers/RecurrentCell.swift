// What a unit of a recurrent layer computes at a step, and in which order: the one place from which the stepper, the formulas and the names
// of its numbers know it. It knows nothing of networks.

/// The kind of a recurrent layer. x[t] is what comes in at step t, h[t] what it gives there, h[-1] the state before the first step.
public enum RecurrentCell: String, Sendable, Hashable, CaseIterable {
    /// h[t] = f(W x[t] + U h[t-1] + b), f any activation of a unit (Elman 1990).
    case plain
    /// i, f, o = sigmoid, g = tanh of W x[t] + U h[t-1] + b, c[t] = f c[t-1] + i g, h[t] = o tanh(c[t]) (Hochreiter and Schmidhuber 1997, with
    /// the gate f of Gers et al. 2000).
    case lstm
    /// r, z = sigmoid of W x[t] + b + U h[t-1] + c, q = U h[t-1] + c, n = tanh(W x[t] + b + r q), h[t] = (1 - z) n + z h[t-1] (Cho et al. 2014,
    /// with r as PyTorch and cuDNN place it).
    case gru

    /// The names of its gates in the order in which their rows of weights stand; a plain one has but its net input.
    public var gates: [String] {
        switch self {
        case .plain: [""]
        case .lstm: ["i", "f", "g", "o"]
        case .gru: ["r", "z", "n"]
        }
    }

    /// The activation of a gate; nil in a plain cell, where it is the layer's.
    public func activation(ofGate gate: Int) -> Activation? {
        switch self {
        case .plain: nil
        case .lstm, .gru: gate == 2 ? .tanh : .sigmoid
        }
    }

    /// What is kept beside h at every step: c of lstm, q of gru.
    public var state: String? {
        switch self {
        case .plain: nil
        case .lstm: "c"
        case .gru: "q"
        }
    }

    /// Whether U h has biases of its own, which stand behind b: c of gru.
    public var hasInnerBiases: Bool { self == .gru }

    /// The gate whose U h is not part of its net input but is the state: n of gru.
    var innerGate: Int? { self == .gru ? 2 : nil }

    /// What a unit computes at a step forward, and on the way back, in the order of the walk.
    public var forward: [RecurrentPart] {
        switch self {
        case .plain: [.netInput(0), .output]
        case .lstm: (0..<4).flatMap { [.netInput($0), .gate($0)] } + [.state, .output]
        case .gru: (0..<2).flatMap { [.netInput($0), .gate($0)] } + [.state, .netInput(2), .gate(2), .output]
        }
    }

    public var backward: [RecurrentPart] {
        switch self {
        case .plain: [.error, .delta(0)]
        case .lstm: [.error, .stateError] + (0..<4).map { .delta($0) }
        case .gru: [.error, .delta(2), .stateError, .delta(1), .delta(0)]
        }
    }
}

/// One number of a unit of a recurrent layer at a step.
public enum RecurrentPart: Sendable, Hashable {
    /// z of a gate, and the gate itself.
    case netInput(Int)
    case gate(Int)
    /// c of lstm, q of gru.
    case state
    /// h.
    case output
    /// dLoss/dh with what the next step passes back; dLoss of the state; dLoss/dz of a gate.
    case error
    case stateError
    case delta(Int)
}

/// The numbers of a step that no other kind of layer has; each is an array with a row a sample.
public enum StepPart: Sendable, Hashable, CaseIterable {
    /// A gate: a column a row of weights, at each step.
    case gate
    /// A column a unit, at each step: c or q, dLoss/dh, dLoss of the state.
    case state, error, stateError
    /// h at the steps before the last one, where only the last one goes on.
    case hidden
}
