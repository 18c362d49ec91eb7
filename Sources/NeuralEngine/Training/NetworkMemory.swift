// What a network and the work on it take in memory.

extension Network {
    /// The largest network that is built: a slip of a finger should not take all memory, nor all the time that its first weights take.
    public static let mostParameters = 50_000_000
    /// The most numbers that a layer gives for one sample.
    public static let mostUnits = 10_000_000

    /// Refuses a network that is too large to be made: before anything of it is.
    public func checkSize() throws(MemoryError) {
        for (index, layer) in layers.enumerated() where layer.units > Network.mostUnits {
            throw MemoryError(
                message: "layer \(index + 1) would have \(layer.units) units; at most \(Network.mostUnits) are built",
                hint: "a smaller layer, or a larger stride")
        }
        let count = layers.reduce(0) { Int.saturatedSum($0, Int.saturatedProduct($1.weightRows, $1.weightColumns), $1.biasCount) }
        guard count <= Network.mostParameters else {
            throw MemoryError(
                message: "this network would have \(count) parameters; at most \(Network.mostParameters) are built",
                hint: "fewer units, or a smaller input")
        }
        try memoryNeed(for: .looking, capacity: 1).check()
    }

    /// What is done with a network.
    public enum Work: Sendable {
        /// Forward and back.
        case looking
        case stepping(Optimizer)
        case training(Optimizer)
    }

    /// What the network and work on it take.
    /// - Parameters:
    ///   - capacity: samples that are worked on at once.
    ///   - workers: threads that share the work.
    public func memoryNeed(for work: Work, capacity: Int, workers: Int = 1) -> MemoryNeed {
        var need = MemoryNeed()
        addParameters(to: &need)
        addPatches(to: &need, workers: workers)
        addOptimizer(to: &need, work)
        addValues(to: &need, work, capacity: capacity, room: MemoryNeed.limit - need.bytes)
        return need
    }

    /// The parameters, and as many gradients.
    private func addParameters(to need: inout MemoryNeed) {
        for (index, layer) in layers.enumerated() {
            need.add(
                "the weights of layer \(index + 1)", numbers: 2, layer.weightRows, layer.weightColumns,
                remedy: "make layer \(index + 1) smaller, or what it reads")
        }
        guard centerLoss != nil else { return }
        let features = units(ofLayer: featureLayer)
        need.add(
            "the centers of \(outputs) classes of \(features) features", numbers: 2, outputs, features,
            remedy: "without center loss: loss cross-entropy")
    }

    /// What convolutions lay out anew, each worker for itself.
    private func addPatches(to need: inout MemoryNeed, workers: Int) {
        for (index, layer) in layers.enumerated() {
            need.add(
                "the patches of layer \(index + 1)", numbers: workers, layer.scratchCount,
                remedy: "a smaller window, less padding\(workers > 1 ? ", fewer threads" : "") or a larger stride")
        }
    }

    private func addOptimizer(to need: inout MemoryNeed, _ work: Work) {
        let count = layers.reduce(0) { Int.saturatedSum($0, Int.saturatedProduct($1.weightRows, $1.weightColumns)) }
        func add(moments: Int, _ optimizer: Optimizer) {
            need.add(
                "\(moments) copies of the weights and of what \(optimizer.name) remembers", numbers: moments, 1 + optimizer.memoryCount,
                count,
                remedy: optimizer.memoryCount > 0 ? "optimizer sgd remembers nothing" : "make the network smaller")
        }
        switch work {
        case .looking: break
        case .stepping(let optimizer): add(moments: 1, optimizer)
        // The present state, the one before the epoch, and those to go back to.
        case .training(let optimizer): add(moments: 2 + Checkpoints.fewest, optimizer)
        }
    }

    /// What a pass computes for each sample.
    /// - Parameter room: bytes that are left for it.
    private func addValues(to need: inout MemoryNeed, _ work: Work, capacity: Int, room: Int) {
        let ofLayers = layers.lazy.filter(\.computes).reduce(0) { Int.saturatedSum($0, $1.numbersOfPass) }
        let numbers = Int.saturatedSum(inputs, Int.saturatedProduct(2, outputs), 2, ofLayers)
        let fitting = room / Int.saturatedProduct(MemoryLayout<Double>.stride, max(1, numbers))
        var remedy = "make the layers smaller"
        if capacity > 1, fitting > 0 {
            switch work {
            case .looking: remedy = "fewer samples: split 10/90 leaves a tenth to work on"
            case .stepping, .training: remedy = "fewer samples at a time: set batch \(fitting.roundedDown)"
            }
        }
        need.add("what \(layers.count) layers find for \(capacity) samples", numbers: capacity, numbers, remedy: remedy)
    }
}

extension Int {
    /// The same with one digit and zeros, not above it: 4711 becomes 4000.
    fileprivate var roundedDown: Int {
        var unit = 1
        while self / unit >= 10 { unit *= 10 }
        return self / unit * unit
    }
}

extension Layer {
    /// How many numbers a pass keeps for each sample. Of each unit its output and delta; z and the slope; what the way back needs besides. A
    /// recurrent layer keeps them of each gate and step.
    fileprivate var numbersOfPass: Int {
        guard let recurrence else { return Int.saturatedProduct(2 + (hasNetInputs ? 2 : 0) + (kind.remembers ? 1 : 0), units) }
        return StepPart.allCases.reduce(Int.saturatedSum(Int.saturatedProduct(3, netInputCount), units)) {
            Int.saturatedSum($0, recurrence.count($1) * ($1 == .state ? 3 : 1))
        }
    }
}
