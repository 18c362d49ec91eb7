// What hints give as examples: something that can be typed and fits.
import NeuralEngine
import Workspaces
import Portraits

enum Examples {
    /// Numbers as they could be typed; of many the first, with a word about how many it takes.
    static func row(_ count: Int) -> String {
        let shown = (0..<(count <= 8 ? count : 2)).map { ["0.05", "0.10", "0.2", "0.4"][$0 % 4] }.joined(separator: " ")
        return count <= 8 ? shown : "\(shown) ... (\(count) numbers)"
    }

    /// The data that come with nnrepl and fit a network, as another way out; else those of a file.
    static func data(for network: Network) -> String {
        let known = [(2, 1, "data xor"), (2, 2, "data moons"), (4, 3, "data iris"), (64, 10, "data digits"), (1, 1, "data sine")]
        let fitting = known.first { $0.0 == network.inputs && $0.1 == network.outputs }?.2
        return "; or a data set: \(fitting ?? "data load FILE")"
    }

    /// A network that could learn data, and a training in which it does.
    static func training(on dataset: Dataset) -> String { "\(network(for: dataset)); train auto" }

    /// A network that could learn data.
    static func network(for dataset: Dataset) -> String {
        let inputs = dataset.inputs.columns
        if let task = SequenceTask(rawValue: dataset.name) {
            let output = task == .adding || task == .wave ? "layer dense 1" : "layer dense 1 sigmoid"
            return
                "layer input \(task.channels) steps=\(inputs / task.channels); layer gru 8\(task.hasAnswerAtEachStep ? "" : " last"); \(output)"
        }
        return switch dataset.answers {
        // Its arms are wound around each other: a few units cannot tell them apart.
        case .classes(_, 2) where dataset.name == "spiral": "net \(inputs)-8-8-1 tanh output=sigmoid"
        case .classes(_, ...2): "net \(inputs)-3-1 tanh output=sigmoid"
        case .classes(_, let count): "net \(inputs)-10-\(count) relu output=softmax"
        case .values(let matrix) where matrix.values.allSatisfy({ $0 == 0 || $0 == 1 }):
            "net \(inputs)-3-\(matrix.columns) tanh output=sigmoid"
        case .values(let matrix): "net \(inputs)-10-\(matrix.columns) tanh output=identity"
        }
    }
}

extension Network {
    /// A line that gives a layer another activation, and the outputs a loss that goes with it where theirs does not.
    func line(giving activation: Activation, to number: Int) -> String {
        var changed = self
        changed[layer: number].activation = activation
        let change = "layer activation \(number) \(activation.name)"
        return number < outputLayer || loss.misfit(changed) == nil ? change : "loss squared-error; \(change)"
    }

    /// A line that gives the outputs another activation. The last layer may have none that can be changed, as lstm and gru: then one more
    /// layer behind it has.
    func line(givingOutputs activation: Activation) -> String {
        if layersWithActivation.contains(outputLayer) { return line(giving: activation, to: outputLayer) }
        return "layer dense \(outputShape.isSequence ? outputShape.channels : outputs) \(activation.name)"
    }
}

extension Workspace {
    /// What to say if a batch normalisation sees one number of each channel: less its own mean it is always 0.
    var remarkOnLoneNumbers: String? {
        guard let (layer, samplesAreShown) = loneNumbers else { return nil }
        let what = "layer \(layer) takes mean and deviation over the batch"
        return samplesAreShown
            ? what + ", and this is a batch of one sample: all it gives in training is 0"
            : what + ": with a single sample all it gives is 0, so give several"
    }
}
