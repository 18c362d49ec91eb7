// What each layer still knows of the input: the singular values of the Jacobian da_l/dx.

/// The singular values of the Jacobian of a layer's outputs with regard to the input, at one sample.
public struct JacobianSpectrum: Sendable, Equatable {
    /// The number of the layer, from 1.
    public let layer: Int
    /// The sizes of the Jacobian: units of the layer, numbers of the input.
    public let rows: Int
    public let columns: Int
    /// In falling order; as many as the smaller of both sizes. NaN where the Jacobian is not finite.
    public let singularValues: [Double]

    /// sum of s^2 / s_1^2: how many directions are about as strong as the strongest; 0 where there is none.
    public var stableRank: Double {
        guard let first = singularValues.first, first > 0 else { return singularValues.first.map { $0.isNaN ? .nan : 0 } ?? 0 }
        return singularValues.reduce(0) { sum, s in sum.addingProduct(s / first, s / first) }
    }

    /// e to the entropy of s / sum of s: how many directions share in the whole (Roy and Vetterli 2007).
    public var effectiveRank: Double {
        guard let first = singularValues.first, first > 0 else { return singularValues.first.map { $0.isNaN ? .nan : 0 } ?? 0 }
        let sum = singularValues.reduce(0) { $0 + $1 / first }
        let shares = singularValues.map { $0 / first / sum }.filter { $0 > 0 }
        return Elementary.exp(shares.reduce(0) { $0 - $1 * Elementary.log($1) })
    }

    /// How many of them are not 0.
    public var rank: Int { singularValues.count { $0 > 0 } }

    /// Larger Jacobians than of so many numbers are not worked out.
    public static let mostNumbers = 250_000
}

extension Network {
    /// The largest Jacobian that is met on the way to all layers: of a layer with regard to the input, or to the layer before.
    public var largestJacobian: (layer: Int, rows: Int, columns: Int) {
        let all = layers.enumerated().map { (layer: $0.offset + 1, rows: $0.element.units, columns: max(inputs, $0.element.inputs)) }
        return all.max { Int.saturatedProduct($0.rows, $0.columns) < Int.saturatedProduct($1.rows, $1.columns) } ?? (0, 0, 0)
    }

    /// The spectrum of every layer that computes something, at one input, in the network as it is used: nothing is dropped, batch
    /// normalisation takes its running statistics.
    /// - Parameter isCancelled: asked now and then; if it says so, nil comes back.
    public func jacobianSpectra(
        at input: [Double], _ parameters: Parameters, unless isCancelled: () -> Bool = { false }
    ) -> [JacobianSpectrum]? {
        var pass = Pass(network: self, capacity: 1)
        pass.isTraining = false
        pass.load(Samples(inputs: Matrix(rows: [input]), outputs: outputs), rows: 0..<1)
        pass.forward(parameters)
        if layers.contains(where: { $0.kind.other != nil }) {
            return spectraOfSums(pass, at: input, parameters, unless: isCancelled)
        }
        var product = GradedProduct(size: inputs), found: [JacobianSpectrum] = [], before = input, isFinite = true
        for (index, layer) in layers.enumerated() where layer.computes {
            let jacobian = layerJacobian(index + 1, at: before, parameters)
            isFinite = isFinite && jacobian.values.allSatisfy(\.isFinite)
            var values = [Double](repeating: .nan, count: min(layer.units, inputs))
            if isFinite {
                guard product.multiply(by: jacobian, unless: isCancelled),
                    let singularValues = product.singularValues(unless: isCancelled)
                else { return nil }
                values = singularValues
            }
            found.append(JacobianSpectrum(layer: index + 1, rows: layer.units, columns: inputs, singularValues: values))
            before = pass.outputs[index].rowList[0]
        }
        return found
    }

    /// The same where layers add to one another: a sum of products has no factors, so each Jacobian is multiplied out, and what is far
    /// smaller than the largest singular value is lost in its rounding.
    private func spectraOfSums(
        _ pass: Pass, at input: [Double], _ parameters: Parameters, unless isCancelled: () -> Bool
    ) -> [JacobianSpectrum]? {
        // Of every layer, the input being number 0; of one that computes nothing that of the one before it.
        var jacobians = [Matrix(rows: inputs, columns: inputs, values: (0..<inputs * inputs).map { $0 % (inputs + 1) == 0 ? 1 : 0 })]
        var found: [JacobianSpectrum] = []
        for (index, layer) in layers.enumerated() {
            let number = index + 1, source = computingLayer(atOrBefore: index)
            guard layer.computes else {
                jacobians.append(jacobians[source])
                continue
            }
            let before = source == 0 ? input : pass.outputs[source - 1].rowList[0]
            if let other = layer.kind.other {
                let (a, b) = (jacobians[source], jacobians[computingLayer(atOrBefore: other)])
                jacobians.append(Matrix(rows: a.rows, columns: a.columns, values: zip(a.values, b.values).map { $0 + $1 }))
            } else {
                let own = layerJacobian(number, at: before, parameters)
                guard let product = own.times(jacobians[source], unless: isCancelled) else { return nil }
                jacobians.append(product)
            }
            if isCancelled() { return nil }
            var values = [Double](repeating: .nan, count: min(layer.units, inputs))
            if jacobians[number].values.allSatisfy(\.isFinite) {
                var whole = GradedProduct(size: inputs)
                guard whole.multiply(by: jacobians[number], unless: isCancelled),
                    let singularValues = whole.singularValues(unless: isCancelled)
                else { return nil }
                values = singularValues
            }
            found.append(JacobianSpectrum(layer: number, rows: layer.units, columns: inputs, singularValues: values))
        }
        return found
    }

    /// da/dx of one layer, x being what it takes in: a row a unit. It is what the backward pass makes of an error of 1 at each unit in turn,
    /// so every kind of layer has it that can be trained: the loss |t - a| has a slope of 1 where t lies just below a, and 0 where they meet.
    func layerJacobian(_ number: Int, at input: [Double], _ parameters: Parameters) -> Matrix {
        let layer = self[layer: number]
        var alone = Network(inputShape: layer.inputShape, layers: [layer], loss: .meanAbsoluteError)
        alone.lossTerms.reduction = .sum
        let own = parameters.ofLayer(number, for: alone)
        var pass = Pass(network: alone, capacity: layer.units)
        pass.isTraining = false
        let inputs = Matrix(rows: layer.units, columns: layer.inputs, values: (0..<layer.units).flatMap { _ in input })
        pass.load(Samples(inputs: inputs, outputs: layer.units), rows: 0..<layer.units)
        pass.forward(own)
        var targets = pass.outputs[0]
        for unit in 0..<layer.units { targets[unit, unit] = targets[unit, unit].nextDown }
        pass.load(Samples(inputs: inputs, targets: targets), rows: 0..<layer.units)
        pass.forward(own)
        let sections = PassSection.sections(of: alone)
        _ = pass.work(own) { bench in sections.reversed().allSatisfy { $0.backward(bench, samples: 0..<bench.sampleCount, nil) } }
        return pass.inputGradients(own)
    }
}

extension Parameters {
    /// What one layer has learnt, for a network of that layer alone.
    fileprivate func ofLayer(_ number: Int, for alone: Network) -> Parameters {
        var own = Parameters(zerosFor: alone)
        let place = places.layers[number - 1]
        own.values.overwrite(0..<own.values.count, with: values[place.weights.lowerBound..<place.biases.upperBound])
        own.statistics = Array(statistics[place.statistics])
        return own
    }
}
