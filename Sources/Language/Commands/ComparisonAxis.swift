// What trainings can differ in: an axis of `compare`, and the commands that stand for one of its values.
import NeuralEngine
import Workspaces

/// Something that `compare` gives several values.
struct ComparisonAxis: Sendable {
    /// The option: `activation=tanh,relu`.
    let name: String
    let summary: String
    let example: String
    let values: Completions
    /// Whether its values are networks, which begin with fresh weights: what else is set is set behind it.
    let makesNetwork: Bool
    /// A space of it that a search may go through, where that is not its values one by one.
    private let range: String?
    /// The command that sets a value.
    private let command: @Sendable (_ value: String, Desk) -> String

    static let all: [ComparisonAxis] = [
        .init("activation", "of the hidden layers", example: "tanh,relu", .activations) { value, _ in "layer activation \(value)" },
        .init("output", "the activation of the last layer", example: "sigmoid,tanh", .activations) { value, desk in
            "layer activation \(desk.workspace.network?.layersWithActivation.last ?? 1) \(value)"
        },
        .init("loss", "what the outputs cost", example: "squared-error,binary-cross-entropy", .none) { value, _ in "loss \(value)" },
        .init("optimizer", "the rule that updates", example: "sgd,adam", .none) { value, _ in "optimizer \(value)" },
        .init("init", "where the weights start", example: "glorot-uniform,zeros", .none) { value, _ in "init \(value)" },
        net,
        .init("lr", "the learning rate", example: "0.1,1", .none, range: "log(0.001..1)") { value, _ in "set lr \(value)" },
        .init("batch", "samples a mini-batch", example: "1,all", .none, range: "intlog(1..64)") { value, _ in "set batch \(value)" },
        .init("bias", "each, shared or none", example: "each,none", .none) { value, _ in "bias \(value)" },
        .init("l1", "what weights cost by |w|", example: "0,0.01", .none, range: "log(0.001..1)") { value, _ in "penalty l1=\(value)" },
        .init("l2", "what weights cost by w^2", example: "0,0.01", .none, range: "log(0.001..1)") { value, _ in "penalty l2=\(value)" },
        .init("schedule", "how the rate falls", example: "none,cosine", .none) { value, _ in "schedule \(value)" },
    ]

    static let net = ComparisonAxis(
        "net", "how many units the layers have", example: "2-2-1,2-8-1", .none, makesNetwork: true
    ) { value, desk in "net \(value)" + (value.contains(" ") ? "" : activations(desk)) }

    private init(
        _ name: String, _ summary: String, example: String, _ values: Completions, makesNetwork: Bool = false, range: String? = nil,
        command: @escaping @Sendable (String, Desk) -> String
    ) {
        (self.name, self.summary, self.example, self.values, self.command) = (name, summary, example, values, command)
        (self.makesNetwork, self.range) = (makesNetwork, range)
    }

    /// A space of it, as it may be typed.
    var exampleSpace: String { range ?? "choice(\(example))" }

    /// A network of other sizes has the activations and the loss of the present one.
    private static func activations(_ desk: Desk) -> String {
        guard let network = desk.workspace.network, let last = network.layersWithActivation.last else { return "" }
        let hidden = network[layer: network.layersWithActivation.first ?? last].activation.name
        return " \(hidden) output=\(network[layer: last].activation.name); loss \(network.loss.name)"
    }

    /// The commands that set a value.
    func line(_ value: String, _ desk: Desk) -> String { command(value, desk) }

    /// Sets one of its values on a desk.
    func apply(_ value: Word, to desk: inout Desk) throws(CommandError) {
        do {
            for line in try CommandLine.commands(of: command(value.text, desk)) { _ = try desk.execute(line) }
        } catch {
            throw error.placed(at: value.column)
        }
    }
}
