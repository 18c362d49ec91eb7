// Moments of a training from which it can go on exactly, in bounded memory.

/// All that training has changed after an epoch. Copies share it: many are kept, in the past of many commands.
public struct Checkpoint: Sendable, Equatable {
    private let content: Content

    private final class Content: Sendable {
        let epoch: Int
        let parameters: Parameters
        let optimizer: Optimizer

        init(_ epoch: Int, _ parameters: Parameters, _ optimizer: Optimizer) {
            (self.epoch, self.parameters, self.optimizer) = (epoch, parameters, optimizer)
        }
    }

    public init(epoch: Int, parameters: Parameters, optimizer: Optimizer) { content = Content(epoch, parameters, optimizer) }

    /// Epochs since the network's birth.
    public var epoch: Int { content.epoch }
    public var parameters: Parameters { content.parameters }
    public var optimizer: Optimizer { content.optimizer }

    public static func == (a: Checkpoint, b: Checkpoint) -> Bool {
        a.epoch == b.epoch && a.parameters == b.parameters && a.optimizer == b.optimizer
    }

    /// Numbers that it holds, about.
    var size: Int { parameters.values.count * (1 + optimizer.memoryCount) }
}

extension Trainer {
    public var checkpoint: Checkpoint { Checkpoint(epoch: epochs, parameters: parameters, optimizer: optimizer) }
}

/// Checkpoints of a training under unchanged settings, from its beginning on.
///
/// As long as there are few, every epoch has one; then every second epoch, every fourth, and so on. An epoch without one is reached from
/// the nearest before it by training again: the same operations give the same bits.
public struct Checkpoints: Sendable, Equatable {
    /// By epoch, the first one at the beginning.
    public private(set) var kept: [Checkpoint]
    private var spacing = 1
    private let most: Int

    /// All checkpoints together hold about this many numbers at most (128 MB), if that is enough for the fewest: of a network that is larger
    /// the beginning and one more, so that no epoch takes longer to be reached than the training has taken.
    static let mostNumbers = 16_000_000
    static let fewest = 2

    public init(from start: Checkpoint) { self.init(from: start, mostNumbers: Checkpoints.mostNumbers) }

    init(from start: Checkpoint, mostNumbers: Int) {
        kept = [start]
        most = min(64, max(Checkpoints.fewest, mostNumbers / max(1, start.size)))
    }

    public var start: Checkpoint { kept[0] }

    /// The next epoch whose checkpoint is worth keeping.
    public func nextEpoch(after epoch: Int) -> Int { start.epoch + ((epoch - start.epoch) / spacing + 1) * spacing }

    /// Keeps the present moment of a training if it is due.
    public mutating func offer(_ trainer: Trainer) {
        guard (trainer.epochs - start.epoch).isMultiple(of: spacing), trainer.epochs > kept[kept.count - 1].epoch else { return }
        kept.append(trainer.checkpoint)
        guard kept.count > most else { return }
        spacing *= 2
        let (first, spacing) = (start.epoch, spacing)
        kept = kept.filter { ($0.epoch - first).isMultiple(of: spacing) }
    }

    /// The last checkpoint at or before an epoch, which is not before the beginning.
    public func nearest(to epoch: Int) -> Checkpoint { kept.last { $0.epoch <= epoch } ?? start }

    /// Forgets what came after an epoch.
    public mutating func forget(after epoch: Int) { kept = [start] + kept.dropFirst().filter { $0.epoch <= epoch } }
}
