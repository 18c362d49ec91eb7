// What a network and the work on it will take in memory: found before any of it is taken, so that too much is an error and no crash.

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Bytes that something will take, part by part. Sums and products that are too large for a number are the largest number.
public struct MemoryNeed: Sendable, Equatable {
    /// One of the things that take memory.
    public struct Part: Sendable, Equatable {
        /// What it is: `the patches of layer 1`.
        public let name: String
        public let bytes: Int
        /// What makes it smaller.
        public let remedy: String
    }

    public private(set) var parts: [Part] = []

    public var bytes: Int { parts.reduce(0) { saturated($0.addingReportingOverflow($1.bytes)) } }

    /// The part that takes most; nil if nothing takes any.
    public var largest: Part? { parts.max { $0.bytes < $1.bytes } }

    public init() {}

    /// Adds a part of so many numbers, which is the product of some counts.
    public mutating func add(_ name: String, numbers counts: Int..., remedy: String) {
        let bytes = counts.reduce(MemoryLayout<Double>.stride) { saturated($0.multipliedReportingOverflow(by: $1)) }
        if bytes > 0 { parts.append(Part(name: name, bytes: bytes, remedy: remedy)) }
    }

    /// - Throws: an error that says how much it is, what most of it is for, and what makes it smaller, if it is more than the limit.
    public func check(limit: Int = MemoryNeed.limit) throws(MemoryError) {
        guard bytes > limit, let largest else { return }
        let share = parts.count > 1 ? ", most of it for \(largest.name)" : " for \(largest.name)"
        throw MemoryError(
            message: "this would take \(MemoryNeed.text(bytes)) of memory\(share); at most \(MemoryNeed.text(limit)) are taken here",
            hint: largest.remedy)
    }

    /// The most that is taken for one network and its work: half of the memory of the machine, or of what the process may have of it.
    public static let limit: Int = {
        let pages = Int(sysconf(Int32(_SC_PHYS_PAGES))), page = Int(sysconf(Int32(_SC_PAGESIZE)))
        var most = pages > 0 && page > 0 ? saturated(pages.multipliedReportingOverflow(by: page)) : 4 << 30
        var allowed = rlimit()
        if getrlimit(addressSpace, &allowed) == 0, let bytes = Int(exactly: allowed.rlim_cur) { most = min(most, bytes) }
        return most / 2
    }()

    /// A number of bytes in words: `320 GB`.
    public static func text(_ bytes: Int) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
        var value = Double(bytes), unit = 0
        while value >= 999.5, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
        // Two digits or more.
        return value < 9.95 && unit > 0
            ? "\((value * 10).rounded() / 10) \(units[unit])" : "\(Int(value.rounded())) \(units[unit])"
    }
}

/// Why something is not begun: it would take too much memory.
public struct MemoryError: Error, Sendable, Equatable {
    public let message: String
    public let hint: String
}

private func saturated(_ result: (partialValue: Int, overflow: Bool)) -> Int { result.overflow ? .max : result.partialValue }

#if canImport(Glibc)
    private let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue)
#else
    private let addressSpace = RLIMIT_AS
#endif

// MARK: - Networks

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
        let count = layers.reduce(0) { sum($0, product($1.weightRows, $1.weightColumns), $1.biasCount) }
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
            guard case .convolution(let window) = layer.kind else { continue }
            let patches = product(layer.weightColumns, layer.shape.pixels)
            let around = product(layer.shape.channels, window.count, layer.inputShape.pixels + layer.inputShape.channels)
            need.add(
                "the patches of layer \(index + 1)", numbers: workers, max(patches, around),
                remedy: "a smaller window, less padding\(workers > 1 ? ", fewer threads" : "") or a larger stride")
        }
    }

    private func addOptimizer(to need: inout MemoryNeed, _ work: Work) {
        let count = layers.reduce(0) { sum($0, product($1.weightRows, $1.weightColumns)) }
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
        let ofLayers = layers.lazy.filter(\.computes).reduce(0) { sum($0, product($1.arraysOfPass, $1.units)) }
        let numbers = sum(inputs, product(2, outputs), 2, ofLayers)
        let fitting = room / product(MemoryLayout<Double>.stride, max(1, numbers))
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

private func product(_ counts: Int...) -> Int { counts.reduce(1) { saturated($0.multipliedReportingOverflow(by: $1)) } }
private func sum(_ counts: Int...) -> Int { counts.reduce(0) { saturated($0.addingReportingOverflow($1)) } }

extension Int {
    /// The same with one digit and zeros, not above it: 4711 becomes 4000.
    fileprivate var roundedDown: Int {
        var unit = 1
        while self / unit >= 10 { unit *= 10 }
        return self / unit * unit
    }
}

extension Layer {
    /// How many numbers a pass keeps for each unit and sample: its output and delta; z and the slope; what the way back needs besides.
    fileprivate var arraysOfPass: Int { 2 + (hasNetInputs ? 2 : 0) + (remembers ? 1 : 0) }
}
