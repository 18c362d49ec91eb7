// Work on a batch that can be asked to stop: it is done in portions of some milliseconds, and between them it is asked.
import Synchronization

/// Asks, while threads share the work of a batch, whether to stop. Once it is to, all of them leave their work as it is.
final class StopSign: @unchecked Sendable {
    /// Asked by one worker alone, so that it need not be safe on several threads.
    private let isToStop: () -> Bool
    private let flag = Atomic<Bool>(false)

    private init(_ isToStop: @escaping () -> Bool) { self.isToStop = isToStop }

    /// Works with a sign that asks `isToStop`.
    static func with<Result>(_ isToStop: () -> Bool, _ work: (StopSign) -> Result) -> Result {
        withoutActuallyEscaping(isToStop) { work(StopSign($0)) }
    }

    var isUp: Bool { flag.load(ordering: .relaxed) }

    /// Asks, if this is worker 0, and looks whether to go on.
    func isToGoOn(worker: Int = 0) -> Bool {
        if worker == 0, !isUp, isToStop() { flag.store(true, ordering: .relaxed) }
        return !isUp
    }

    /// Products of numbers that are made in some milliseconds.
    static let productsALook = 1 << 25

    /// A range in portions that take some milliseconds each.
    /// - Parameter products: how many products each element takes.
    static func portions(_ range: Range<Int>, products: Int, inStepsOf step: Int = 1) -> Portions {
        Portions(rest: range, size: max(1, productsALook / max(1, products) / step) * step)
    }

    struct Portions: Sequence, IteratorProtocol {
        var rest: Range<Int>
        let size: Int

        mutating func next() -> Range<Int>? {
            guard !rest.isEmpty else { return nil }
            defer { rest.removeFirst(Swift.min(size, rest.count)) }
            return rest.prefix(size)
        }
    }
}

extension Workbench {
    /// z and a of some units of a layer. Returns false, with a part of them done, if it is asked to stop on the way.
    func forward(_ number: Int, units: Range<Int>, samples: Range<Int>, worker: Int, _ stop: StopSign?) -> Bool {
        guard let stop else {
            netInputs(number, units: units, samples: samples)
            outputs(number, units: units, samples: samples)
            return true
        }
        let layer = layers + number
        if layer.isOneProduct {
            // Units, not samples: each portion lays out its own rows of the weights and no others.
            for some in StopSign.portions(units, products: layer.inputs * samples.count, inStepsOf: Workbench.fewestUnits) {
                netInputs(number, units: some, samples: samples)
                guard stop.isToGoOn(worker: worker) else { return false }
            }
        } else {
            for some in StopSign.portions(samples, products: layer.weightRows * layer.weightColumns * layer.shape.pixels) {
                netInputs(number, units: units, samples: some)
                guard stop.isToGoOn(worker: worker) else { return false }
            }
        }
        for some in StopSign.portions(samples, products: 16 * layer.units) {
            outputs(number, units: units, samples: some)
            guard stop.isToGoOn(worker: worker) else { return false }
        }
        return true
    }

    /// The deltas of some units of a layer, likewise.
    func backward(_ number: Int, units: Range<Int>, samples: Range<Int>, worker: Int, _ stop: StopSign?) -> Bool {
        guard let stop else {
            deltas(number, units: units, samples: samples)
            return true
        }
        let layer = layers + number, reader = layers + layer.reader
        let isReadByDense = layer.reader > 0 && reader.isOneProduct
        if isReadByDense && layer.ofLayer == nil && !layer.isRecurrent {
            for some in StopSign.portions(units, products: reader.units * samples.count, inStepsOf: Workbench.fewestUnits) {
                deltas(number, units: some, samples: samples)
                guard stop.isToGoOn(worker: worker) else { return false }
            }
        } else {
            let products = isReadByDense ? reader.units * layer.units : reader.weightRows * reader.weightColumns * reader.shape.pixels
            for some in StopSign.portions(samples, products: max(16 * layer.units, layer.reader > 0 ? products : 0)) {
                deltas(number, units: units, samples: some)
                guard stop.isToGoOn(worker: worker) else { return false }
            }
        }
        return true
    }

    /// The gradients of some rows and columns of a layer's weights over the whole batch, likewise.
    func weightGradients(_ number: Int, rows: Range<Int>, columns: Range<Int>, worker: Int, _ stop: StopSign?) -> Bool {
        let layer = layers + number, samples = 0..<sampleCount
        guard let stop else {
            weightGradients(number, rows: rows, columns: columns, samples: samples)
            return true
        }
        if layer.isOneProduct {
            for some in StopSign.portions(rows, products: columns.count * sampleCount) {
                weightGradients(number, rows: some, columns: columns, samples: samples)
                guard stop.isToGoOn(worker: worker) else { return false }
            }
        } else {
            for some in StopSign.portions(samples, products: rows.count * columns.count * layer.shape.pixels) {
                weightGradients(number, rows: rows, columns: columns, samples: some)
                guard stop.isToGoOn(worker: worker) else { return false }
            }
        }
        return true
    }

    /// The products of fewer units than these take longer than they need.
    private static let fewestUnits = 64
}
