// Samples with other inputs than those that they came with, such as features made of them.

extension Dataset {
    /// The same samples and answers with other inputs, a row a sample, under their own names.
    /// - Parameter scales: those that the new inputs have been brought to already.
    public func replacing(inputs: Matrix, names: [String], scales: [Normalisation] = []) -> Dataset {
        precondition(inputs.rows == count, "a row a sample")
        var changed = self
        changed.inputs = inputs
        changed.preparation = preparation.replacingInputs(names: names, scales: scales)
        return changed
    }
}

extension Preparation {
    /// The same for other inputs: their names, and the scales that they have been brought to.
    public func replacingInputs(names: [String], scales: [Normalisation] = []) -> Preparation {
        var changed = self
        (changed.inputNames, changed.inputScales) = (names, scales)
        return changed
    }
}
