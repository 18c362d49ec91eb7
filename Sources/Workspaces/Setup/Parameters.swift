// Parameters by name: one weight, one bias, or all of a layer's.
import Documents
import Formula
import NeuralEngine

/// The parameters that a name stands for: a range of one layer's weights or of its biases.
struct ParameterTarget {
    let layer: Int
    var weights: Range<Int>?
    var biases: Range<Int>?
}

extension Workspace {
    /// The parameters of a name: w5, h1->o1, W1[2,1], W1, b1, b1[2], h1.bias.
    func parameterTarget(_ word: Word) throws(CommandError) -> ParameterTarget {
        let names = try requireNames()
        if let target = wholeTensor(word.text) {
            if let error = missingParameters(word.text, column: word.column) { throw error }
            return target
        }
        switch names.quantity(named: word.text) {
        case .weight(let layer, let unit, let input):
            let index = unit * names.network[layer: layer].weightColumns + input
            return ParameterTarget(layer: layer, weights: index..<index + 1)
        case .bias(let layer, let index): return ParameterTarget(layer: layer, biases: index..<index + 1)
        case .output(0, _)?:
            throw CommandError("\(word.text) is an input, not a parameter", column: word.column, hint: "inputs are given by `input`")
        case .target?:
            throw CommandError("\(word.text) is a target, not a parameter", column: word.column, hint: "targets are given by `target`")
        case .center?:
            throw CommandError(
                "\(word.text) has no gradient", column: word.column, hint: "`loss cross-entropy center-rate=0` keeps centers")
        case .some: throw CommandError("\(word.text) is computed and cannot be set", column: word.column, hint: "weights and biases can")
        case nil:
            if let error = missingBias(word.text, column: word.column) { throw error }
            let parts = word.text.split(separator: ",")
            if parts.count > 1, parts.allSatisfy({ names.quantity(named: String($0)) != nil }) {
                throw CommandError(
                    "'\(word.text)' is no parameter", column: word.column, hint: "blanks part them: \(parts.joined(separator: " "))")
            }
            let known = closest(to: word.text, among: names.examples + ["digits", "batch", "marks"])
            let likes = names.likes(of: word.text)
            throw CommandError(
                "there is no parameter '\(word.text)' in this network", column: word.column,
                hint: likes ?? known.map { "did you mean '\($0)'?" }
                    ?? "weights are w1 to w\(names.network.layers.reduce(0) { $0 + $1.weightCount }); W1 and b1 are all of layer 1")
        }
    }

    /// What to say if a name means the bias of a layer that has none.
    func missingBias(_ name: String, column: Int?) -> CommandError? {
        guard let names, let layer = names.layer(ofBias: name), names.network[layer: layer].biasMode == .none else { return nil }
        return CommandError("layer \(layer) has no bias", column: column, hint: "`bias each` gives every unit one")
    }

    /// What to say if a name means all weights of a layer that has none, or a bias that it has not.
    func missingParameters(_ name: String, column: Int?) -> CommandError? {
        if let target = wholeTensor(name), target.weights?.isEmpty == true, let layer = network?[layer: target.layer] {
            return CommandError(
                "layer \(target.layer) (\(layer.title)) has no weights", column: column, hint: "`show network` lists the layers")
        }
        return missingBias(name, column: column)
    }

    /// W1 or b1 as a whole; nil for any other name.
    func wholeTensor(_ text: String) -> ParameterTarget? {
        guard let network, let number = Names.number(text.dropFirst()), number >= 1, number <= network.layers.count else { return nil }
        let layer = network[layer: number]
        switch text.first {
        case "W": return ParameterTarget(layer: number, weights: 0..<layer.weightCount)
        case "b", "B": return ParameterTarget(layer: number, biases: 0..<layer.biasCount)
        default: return nil
        }
    }

    /// Puts numbers into parameters; a single number goes to all of a bias.
    mutating func assign(
        _ tensor: Tensor, to target: ParameterTarget, named name: Word, column: Int, _ control: RunControl
    ) throws(CommandError) {
        let layer = try requireNetwork()[layer: target.layer]
        if let range = target.weights {
            let isWhole = name.text.hasPrefix("W") && !name.text.contains("[") && wholeTensor(name.text) != nil
            guard isWhole ? layer.takes(tensor) : tensor.values.count == 1 else {
                throw CommandError(
                    "\(name.text) is \(isWhole ? layer.weightSize : "one number"), this is \(tensor.rowSize)", column: column,
                    hint: isWhole ? layer.weightHint : "\(name.text) is one number")
            }
            try control.begin()
            changeParameters { $0.weights[target.layer - 1].values.replaceSubrange(range, with: tensor.values) }
        } else if let range = target.biases {
            let count = tensor.values.count
            guard tensor.dimensions.dropLast().allSatisfy({ $0 == 1 }), count == range.count || count == 1 else {
                throw CommandError(
                    "\(name.text) has \(range.count) number\(range.count == 1 ? "" : "s"), this is \(tensor.rowSize)",
                    column: column, hint: "one number for all units, or one each")
            }
            try control.begin()
            let values = count == 1 ? Array(repeating: tensor.values[0], count: range.count) : tensor.values
            changeParameters { $0.biases[target.layer - 1].replaceSubrange(range, with: values) }
        }
    }

    /// The activation of a name: built in, or the learner's own.
    func activation(_ word: Word) throws(CommandError) -> Activation {
        if let own = functions.definitions.first(where: { $0.name == word.text.lowercased() }) { return own.activation() }
        if let known = Activation.named(word.text) { return known }
        let names = Activation.builtIn.flatMap { [$0.name] + $0.aliases } + functions.definitions.map(\.name)
        throw CommandError(
            "unknown activation '\(word.text)'", column: word.column,
            hint: closest(to: word.text.lowercased(), among: names).map { "did you mean '\($0)'?" }
                ?? "there are \(Activation.builtIn.map(\.name).joined(separator: ", "))")
    }

    /// Puts another stack of layers in place, keeping the parameters of its first layers.
    mutating func replaceLayers(with network: Network, keeping kept: Int) {
        let old = parameters
        install(network)
        if let old { restingParameters?.adopt(layers: kept, from: old) }
    }

    /// Puts a network in place whose biases are given in another way: each starts at what the layer shared, a shared one at the first.
    mutating func rebias(_ network: Network) {
        self.network = network
        guard let old = restingParameters else { return }
        var new = Parameters(zerosFor: network)
        for (index, layer) in network.layers.enumerated() {
            let biases = old.biases[index]
            new.weights[index] = old.weights[index]
            new.biases[index] =
                biases.count == layer.biasCount ? biases : Array(repeating: biases.first ?? 0, count: layer.biasCount)
        }
        new.adoptStatistics(from: old)
        restingParameters = new
    }

    /// A number as text.
    func text(_ number: Double) -> String { settings.numerals.text(number) }
}

extension Layer {
    /// Whether numbers have the form of the weights: [filter][channel][row][column] of a convolution, where levels of one may be left out.
    fileprivate func takes(_ tensor: Tensor) -> Bool {
        func significant(_ dimensions: [Int]) -> [Int] { dimensions.filter { $0 != 1 } }
        if case .dense = kind {
            let rows = tensor.dimensions.count == 2 ? tensor.dimensions[0] : 1
            return tensor.dimensions.count <= 2 && rows == weightRows && tensor.values.count == weightCount
        }
        return tensor.dimensions == [weightRows, weightColumns] || significant(tensor.dimensions) == significant(weightDimensions)
    }

    fileprivate var weightSize: String { weightDimensions.map(String.init).joined(separator: " x ") }

    fileprivate var weightHint: String {
        switch kind {
        case .convolution: "[filter][channel][row][column]; with one channel [filter][row][column]"
        case .batchNormalisation: "one number a channel"
        default: "a row a unit, a column an input"
        }
    }
}

extension Tensor {
    /// Its size as a matrix: 1 x 3 for a row of three.
    fileprivate var rowSize: String { dimensions.count == 1 ? "1 x \(size)" : size }
}
