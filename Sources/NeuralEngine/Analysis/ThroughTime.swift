// How the error fares on its way back through the steps of a sequence.

extension Pass {
    /// |dLoss/dh[t]| of a recurrent layer at each of its steps, over all units and samples of a pass that has gone back: how much what is given
    /// at a step counts, by all that comes after it. Nil for other layers.
    public func errorSizesBySteps(layer number: Int) -> [Double]? {
        guard let recurrence = network[layer: number].recurrence else { return nil }
        let record = layout.records[number]
        return (0..<recurrence.steps).map { step in
            var sum = 0.0
            for sample in 0..<sampleCount {
                for unit in 0..<recurrence.units {
                    let error = memory[record.place(of: .error, step * recurrence.units + unit, sample: sample)]
                    sum = sum.addingProduct(error, error)
                }
            }
            return sum.squareRoot()
        }
    }
}
