// A workload: the network, the hyper-parameters and the numbers that every program starts from.
import Documents
import Language

/// Numbers with a shape, in row-major order.
struct NumberArray: Equatable {
    let shape: [Int]
    let values: [Double]
}

/// One training job of the peers' benchmark, as its index describes it.
struct Workload {
    enum Kind: Equatable {
        /// Dense layers of these sizes, the input first.
        case dense(sizes: [Int], hidden: String, output: String)
        /// The convolutional network of the benchmark; its shapes follow from the arrays.
        case convolutional
        /// An LSTM along sequences, whose last answer a linear layer reads; its shapes follow from the arrays.
        case lstm
    }

    let name: String
    let kind: Kind
    let loss: String
    let optimizer: String
    let learningRate: Double
    let batchSize: Int
    let epochs: Int
    /// A row a sample.
    let inputs: NumberArray
    let targets: NumberArray
    /// The first weights ([inputs, outputs]; of a convolution [filters, channels, rows, columns]) and biases of each layer.
    let weights: [NumberArray]
    let biases: [NumberArray]
    /// The weights of an LSTM for the step before, [units, 4 units] in the order i, f, g, o; those for what comes in are [inputs, 4 units].
    let recurrentWeights: NumberArray?

    var sampleCount: Int { inputs.shape[0] }

    /// The names in a folder's index, in its order.
    static func names(in folder: String) throws -> [String] {
        guard case .object(let fields) = try InputFile.json(of: folder + "/index.json") else {
            throw BenchmarkError("\(folder)/index.json is not an object of workloads")
        }
        return fields.map(\.name)
    }

    /// Reads a workload's entry in the index of a folder, and the arrays that it names.
    init(_ name: String, in folder: String) throws {
        let index = try InputFile.json(of: folder + "/index.json")
        guard let entry = index[name] else {
            throw BenchmarkError("there is no workload '\(name)'; the index has \(try Self.names(in: folder).joined(separator: ", "))")
        }
        try self.init(name, entry: entry) { array, shape in
            NumberArray(shape: shape, values: try InputFile.numbers(of: "\(folder)/\(name).\(array).f64", count: shape.reduce(1, *)))
        }
    }

    /// - Parameter array: reads the array of a name and shape.
    init(_ name: String, entry: JSONValue, array: (String, [Int]) throws -> NumberArray) throws {
        func required<T>(_ field: String, _ value: T?) throws -> T {
            guard let value else { throw BenchmarkError("the index has no usable '\(field)' for \(name)") }
            return value
        }
        func read(_ array: (String, [Int]) throws -> NumberArray, _ key: String) throws -> NumberArray {
            let shape = try required("arrays.\(key)", entry["arrays"]?[key]?.asInts)
            guard !shape.isEmpty, shape.allSatisfy({ (1...100_000_000).contains($0) }) else {
                throw BenchmarkError("the index has an impossible shape for \(name).\(key)")
            }
            return try array(key, shape)
        }
        self.name = name
        kind =
            switch try required("kind", entry["kind"]?.asString) {
            case "mlp":
                .dense(
                    sizes: try required("sizes", entry["sizes"]?.asInts), hidden: try required("hidden", entry["hidden"]?.asString),
                    output: try required("output", entry["output"]?.asString))
            case "cnn": .convolutional
            case "lstm": .lstm
            case let other: throw BenchmarkError("\(name) is a network of an unknown kind, '\(other)'")
            }
        loss = try required("loss", entry["loss"]?.asString)
        optimizer = try required("optimizer", entry["optimizer"]?.asString)
        learningRate = try required("lr", entry["lr"]?.asDouble)
        batchSize = try required("batch", entry["batch"]?.asInt)
        epochs = try required("epochs", entry["epochs"]?.asInt)
        inputs = try read(array, "x")
        targets = try read(array, "y")
        let layers = (1...100).prefix { entry["arrays"]?["w\($0)"] != nil }
        weights = try layers.map { try read(array, "w\($0)") }
        biases = try layers.map { try read(array, "b\($0)") }
        recurrentWeights = kind == .lstm ? try read(array, "u1") : nil
        try checkShapes()
    }

    private func checkShapes() throws {
        guard batchSize > 0, epochs > 0 else { throw BenchmarkError("\(name) needs a batch and an epoch at least") }
        guard targets.shape.count == 2, targets.shape[0] == sampleCount else {
            throw BenchmarkError("\(name).y has not a row for each of the \(sampleCount) samples")
        }
        if kind == .lstm { return try checkLSTM() }
        guard case .dense(let sizes, _, _) = kind else { return }
        let layers = zip(sizes, sizes.dropFirst()).map { [$0, $1] }
        guard layers == weights.map(\.shape), sizes.dropFirst().map({ [$0] }) == biases.map(\.shape),
            inputs.shape == [sampleCount, sizes[0]], targets.shape[1] == sizes[sizes.count - 1]
        else { throw BenchmarkError("the arrays of \(name) do not have the shapes of a network \(sizes)") }
    }

    private func checkLSTM() throws {
        guard inputs.shape.count == 3, weights.count == 2, let units = weights.last?.shape.first,
            weights.map(\.shape) == [[inputs.shape[2], 4 * units], [units, targets.shape[1]]],
            recurrentWeights?.shape == [units, 4 * units],
            biases.map(\.shape) == [[4 * units], [targets.shape[1]]]
        else { throw BenchmarkError("the arrays of \(name) do not have the shapes of an LSTM") }
    }
}
