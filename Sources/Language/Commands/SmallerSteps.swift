// What heals a training whose steps were too large.
import Workspaces

/// The way back to before a loss grew beyond all bounds, and a rate by which it does not: with the weights that it has led to, no rate helps.
struct SmallerSteps {
    private let desk: Desk

    /// No larger rate is told: what has failed at 1e200 fails at a tenth of it.
    private static let largestRate = 0.1

    init(_ desk: Desk) { self.desk = desk }

    var advice: String {
        if let far = desk.workspace.farNumbers { return Wording.wayOut(of: far) }
        return "a smaller learning rate may help: \(line)"
    }

    private var line: String {
        let rate = "set lr \(desk.text(min(desk.workspace.optimizer.learningRate / 10, Self.largestRate)))"
        return bestEpoch.map { "rewind \($0); \(rate)" } ?? rate
    }

    /// The epoch of the least loss so far; nil where that is the present one.
    private var bestEpoch: Int? {
        let history = desk.workspace.training
        guard let best = history.losses.indices.min(by: { history.losses[$0] < history.losses[$1] }),
            case let epoch = Int(history.epochs[best]), epoch < desk.workspace.epoch
        else { return nil }
        return epoch
    }
}
