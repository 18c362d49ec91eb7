// Where pictures of a network are drawn: over its inputs, or over what features make its inputs of.
import NeuralEngine

/// The space that a network is looked at over: that of its inputs, or of the numbers that its features are made of.
public struct InputSpace: Sendable {
    /// What its axes are called.
    public let names: [String]
    /// Where the samples lie, a row each; nil without any.
    public let places: Matrix?
    private let features: Features?
    private let preparation: Preparation?

    public var dimensions: Int { names.count }

    /// What the network reads at places of it.
    public func inputs(at places: Matrix) -> Matrix {
        guard let features else { return places }
        let made = features.made(of: places)
        return preparation?.scaled(inputs: made) ?? made
    }

    /// That of the inputs themselves.
    public init(_ network: Network, samples: Samples?) { self.init(Setup(), network, samples: samples) }

    init(_ setup: Setup, _ network: Network, samples: Samples?) {
        features = setup.features
        preparation = setup.dataset?.preparation ?? setup.pastPreparation
        guard let features = setup.features else {
            let all = Names(network: network)
            let columns = setup.dataset?.inputNames ?? [], nodes = (0..<network.inputs).map { all.node(layer: 0, unit: $0) }
            names = !network.inputShape.isFlat ? [] : columns.count == nodes.count ? columns : nodes
            places = samples?.inputs
            return
        }
        names = features.givenNames
        guard let rows = setup.given.rows, rows.columns == names.count else {
            places = nil
            return
        }
        places = setup.split.map { split in Matrix(rows: split.rows(of: .training).map { Array(rows.row($0)) }) } ?? rows
    }
}

extension Setup {
    /// The space of what is trained on; nil without a network.
    public func inputSpace(of samples: Samples?) -> InputSpace? { network.map { InputSpace(self, $0, samples: samples) } }
}
