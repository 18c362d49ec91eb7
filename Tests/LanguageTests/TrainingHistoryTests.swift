// What is kept of a long training.
import Testing

@testable import Language
@testable import Workspaces

@Suite("The past of a training")
struct TrainingHistoryTests {
    private func history(epochs: Int) -> TrainingHistory {
        var history = TrainingHistory()
        for epoch in 0...epochs {
            history.epoch = epoch
            history.record(
                Standing(
                    epoch: epoch, loss: 1 / Double(epoch + 1), accuracy: Double(epoch), validationLoss: nil, validationAccuracy: nil))
        }
        return history
    }

    @Test("every epoch is kept while there are few")
    func few() {
        #expect(history(epochs: 9_999).epochs == (0..<10_000).map(Double.init))
    }

    @Test(
        "of any number there is the first, the newest, and equal distances between the rest", arguments: [10_000, 10_001, 54_321, 200_000])
    func many(epochs: Int) {
        let history = history(epochs: epochs)
        #expect(history.epochs.count <= TrainingHistory.most)
        #expect(history.epochs.count > TrainingHistory.most / 3)
        #expect(history.epochs.first == 0 && history.epochs.last == Double(epochs))
        let steps = Set(zip(history.epochs, history.epochs.dropFirst()).map { $1 - $0 }.dropLast())
        #expect(steps.count == 1)
        #expect(history.losses == history.epochs.map { 1 / ($0 + 1) })
        #expect(history.accuracies == history.epochs)
    }
}
