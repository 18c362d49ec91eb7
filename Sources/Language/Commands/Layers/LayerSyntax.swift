// How a kind of layer is typed: a file a kind, and all of them here.
import NeuralEngine

/// How one kind of layer is typed behind `layer`.
struct LayerSyntax: Sendable {
    let name: String
    /// Other names, in lower case without dashes.
    let aliases: [String]
    /// What it does, in one line.
    let summary: String
    /// One of its kind, as it is told: `conv 8 3x3`.
    let example: String
    /// The options that it knows.
    let options: [String]
    /// Where among the words its activation stands; nil if it takes none.
    let activationPlace: Int?
    /// Reads one over what the layer before gives.
    let read: @Sendable (LayerReader, Shape) throws(CommandError) -> Making

    /// Makes a layer once it is complete: while it is typed options may follow.
    typealias Making = () throws(CommandError) -> Layer

    static let all = [
        dense, convolution, maxPooling, averagePooling, globalMaxPooling, globalAveragePooling, flatten, dropout, noise, batchNormalisation,
        addition, recurrent, lstm, gru,
    ]

    init(
        _ name: String, aliases: [String] = [], _ summary: String, example: String, options: [String] = [], activationPlace: Int? = nil,
        read: @escaping @Sendable (LayerReader, Shape) throws(CommandError) -> Making
    ) {
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.example = example
        self.options = options
        self.activationPlace = activationPlace
        self.read = read
    }
}
