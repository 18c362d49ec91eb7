// Features on a workspace: made, taken away, and held against its network.
import Formula
import NeuralEngine

extension Workspace {
    /// Formulas that the network reads in the place of the inputs; nil where it reads these themselves.
    public var features: Features? { setup.features }

    /// The formula that an input of the network is; nil where it is an input itself.
    package func feature(ofInput unit: Int) -> String? {
        guard let features, features.count == network?.inputs, features.names.indices.contains(unit) else { return nil }
        return features.names[unit]
    }

    /// Refuses a network that has not as many inputs as there are features.
    package func requireFittingFeatures() throws(WorkspaceError) {
        guard let features, let network, features.count != network.inputs else { return }
        throw .featuresMisfit(features, network, dataset)
    }

    /// How many numbers a row has that is given: those that features are made of, or the inputs of the network. Nil without either.
    public var givenCount: Int? { features?.givenNames.count ?? network?.inputs }

    /// Refuses rows of which features make no number.
    package func check(given rows: Matrix) throws(WorkspaceError) {
        guard let features, rows.columns >= features.givenNames.count else { return }
        let scaled = setup.given.scaled(rows)
        try features.check(features.made(of: scaled), of: scaled)
    }

    /// Makes features of the inputs as they are shown, scaled or not; `normalise` scales the features. They stay for what is shown later.
    ///
    /// - Throws: `featuresMisfit` where the network has not as many inputs as there are features.
    public mutating func make(features formulas: [(name: String, formula: Expression)]) throws(WorkspaceError) {
        var changed = setup
        changed.removeFeatures()
        let features = try Features(formulas, of: changed.givenNames)
        if let network, !network.layers.isEmpty || !network.inputShape.isFlat {
            guard network.inputShape.isFlat else { throw .featuresOfNoList(network) }
            guard network.inputs == features.count else {
                let fitting = dataset.map { $0.replacing(inputs: Matrix(rows: $0.count, columns: features.count), names: features.names) }
                throw .featuresMisfit(features, network, fitting)
            }
        }
        try changed.put(features)
        replace(changed)
    }

    /// Lets the network read the inputs themselves again.
    public mutating func removeFeatures() {
        var changed = setup
        changed.removeFeatures()
        if let rows = changed.inputRows, let network, !network.layers.isEmpty, rows.columns != network.inputs { changed.inputRows = nil }
        replace(changed)
    }

    private mutating func replace(_ changed: Setup) {
        restart()
        shownCount += 1
        setup = changed
    }
}
