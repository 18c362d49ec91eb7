// What training has done so far, in bounded memory: a hundred million epochs take no more room than ten thousand.
import NeuralEngine

/// How well a network did after an epoch.
public struct Standing: Sendable, Equatable {
    public let epoch: Int
    public let loss: Double
    public let accuracy: Double?
    public let validationLoss: Double?
    public let validationAccuracy: Double?

    init(epoch: Int, loss: Double, accuracy: Double?, validationLoss: Double?, validationAccuracy: Double?) {
        self.epoch = epoch
        self.loss = loss
        self.accuracy = accuracy
        self.validationLoss = validationLoss
        self.validationAccuracy = validationAccuracy
    }

    init(epoch: Int, _ training: Evaluation, validation: Evaluation?) {
        self.init(
            epoch: epoch, loss: training.loss, accuracy: training.accuracy, validationLoss: validation?.loss,
            validationAccuracy: validation?.accuracy)
    }

    /// The same numbers, counted as those of another epoch.
    func counted(to epoch: Int) -> Standing {
        Standing(
            epoch: epoch, loss: loss, accuracy: accuracy, validationLoss: validationLoss, validationAccuracy: validationAccuracy)
    }
}

/// The loss and the accuracy of past epochs. Every epoch is kept as long as there are few; then every second one, every fourth, and so
/// on, always with the first and the newest.
public struct TrainingHistory: Sendable, Equatable {
    /// More entries than this are thinned out to half.
    static let most = 10_000

    /// Epochs since the network was made, stepped ones included.
    public internal(set) var epoch = 0
    /// The loss after a trained epoch: `losses[i]` belongs to `epochs[i]`.
    public private(set) var epochs: [Double] = []
    public private(set) var losses: [Double] = []
    public private(set) var accuracies: [Double?] = []
    /// The same on the validation part, where there was one.
    public private(set) var validationLosses: [Double?] = []
    public private(set) var validationAccuracies: [Double?] = []
    /// What leads back to each epoch, in order.
    var stretches: [Stretch] = []
    /// How many were ever recorded, and that every `stride`th of them is kept.
    private var recorded = 0
    private var stride = 1

    public init() {}

    /// Samples between two updates in the newest epochs; nil where all samples are one batch.
    public var batchSize: Int? { stretches.last?.setup.batchSize }

    /// Keeps what the present epoch has reached.
    mutating func record(_ standing: Standing) {
        let newestIsPassing = recorded > 0 && (recorded - 1) % stride != 0
        if newestIsPassing { removeLast() }
        epochs.append(Double(epoch))
        losses.append(standing.loss)
        accuracies.append(standing.accuracy)
        validationLosses.append(standing.validationLoss)
        validationAccuracies.append(standing.validationAccuracy)
        recorded += 1
        if losses.count > Self.most { thinOut() }
    }

    /// Forgets what was kept of the epochs; what leads back to them stays.
    mutating func forgetCurves() {
        remove(epochs.count)
        (recorded, stride) = (0, 1)
    }

    /// What was kept of an epoch; nil if nothing was.
    public func standing(at epoch: Int) -> Standing? {
        guard let place = epochs.lastIndex(where: { $0 <= Double(epoch) }), epochs[place] == Double(epoch) else { return nil }
        return Standing(
            epoch: epoch, loss: losses[place], accuracy: accuracies[place], validationLoss: validationLosses[place],
            validationAccuracy: validationAccuracies[place])
    }

    /// Leaves out the entries at the beginning that another history has too, to the bit. Returns how many.
    mutating func leaveOutStart(sharedWith other: TrainingHistory) -> Int {
        let most = min(losses.count, other.losses.count)
        let count = (0..<most).first { !isSame(at: $0, in: other) } ?? most
        remove(count)
        return count
    }

    /// Puts in front what was left out, from the other history.
    mutating func takeBackStart(of other: TrainingHistory, _ count: Int) {
        epochs.insert(contentsOf: other.epochs.prefix(count), at: 0)
        losses.insert(contentsOf: other.losses.prefix(count), at: 0)
        accuracies.insert(contentsOf: other.accuracies.prefix(count), at: 0)
        validationLosses.insert(contentsOf: other.validationLosses.prefix(count), at: 0)
        validationAccuracies.insert(contentsOf: other.validationAccuracies.prefix(count), at: 0)
    }

    private func isSame(at index: Int, in other: TrainingHistory) -> Bool {
        func isSame(_ a: Double?, _ b: Double?) -> Bool { a?.bitPattern == b?.bitPattern }
        return epochs[index] == other.epochs[index] && isSame(losses[index], other.losses[index])
            && isSame(accuracies[index], other.accuracies[index]) && isSame(validationLosses[index], other.validationLosses[index])
            && isSame(validationAccuracies[index], other.validationAccuracies[index])
    }

    /// Removes entries at the beginning, and gives their memory back.
    private mutating func remove(_ count: Int) {
        func rest<T>(_ all: [T]) -> [T] { Array(all[count...]) }
        (epochs, losses, accuracies) = (rest(epochs), rest(losses), rest(accuracies))
        (validationLosses, validationAccuracies) = (rest(validationLosses), rest(validationAccuracies))
    }

    private mutating func removeLast() {
        epochs.removeLast()
        losses.removeLast()
        accuracies.removeLast()
        validationLosses.removeLast()
        validationAccuracies.removeLast()
    }

    /// Drops what was recorded after an epoch.
    mutating func forget(after epoch: Int) {
        guard let newest = epochs.last, newest > Double(epoch) else { return }
        while let newest = epochs.last, newest > Double(epoch) { removeLast() }
        recorded = epochs.isEmpty ? 0 : (epochs.count - 1) * stride + 1
    }

    /// Drops every second entry. The newest stays: it is recorded with an even count of entries before it.
    private mutating func thinOut() {
        func half<T>(_ all: [T]) -> [T] { Swift.stride(from: 0, to: all.count, by: 2).map { all[$0] } }
        (epochs, losses, accuracies) = (half(epochs), half(losses), half(accuracies))
        (validationLosses, validationAccuracies) = (half(validationLosses), half(validationAccuracies))
        stride *= 2
    }
}
