// What training tells: the epoch, and how well the network does on the samples it learns from and on those it does not.
import Documents
import NeuralEngine
import Workspaces

extension Standing {
    /// The numbers with their names, in the order in which they are told.
    private var numbers: [(name: String, value: Double)] {
        var numbers = [("loss", loss)]
        if let accuracy { numbers.append(("accuracy", accuracy)) }
        if let validationLoss {
            numbers.append(("val.loss", validationLoss))
            if let validationAccuracy { numbers.append(("val.accuracy", validationAccuracy)) }
        }
        return numbers
    }

    /// `epoch 10 · loss 0.22 · accuracy 0.9`
    package func line(_ numerals: Numerals) -> String {
        (["epoch \(epoch)"] + numbers.map { "\($0.name) \(numerals.text($0.value))" }).joined(separator: " · ")
    }

    fileprivate var header: [String] { ["epoch"] + numbers.map(\.name) }

    fileprivate func row(_ numerals: Numerals) -> [String] { ["\(epoch)"] + numbers.map { numerals.text($0.value) } }

    /// The same for programs.
    package var values: [JSONField] {
        func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
        var fields: [JSONField] = [.init("epoch", .int(epoch)), .init("loss", .number(loss)), .init("accuracy", number(accuracy))]
        if let validationLoss {
            fields += [.init("val_loss", .number(validationLoss)), .init("val_accuracy", number(validationAccuracy))]
        }
        return fields
    }
}

/// Tells what has become of a training.
package struct TrainingAccount {
    private let outcome: TrainingOutcome
    private let numerals: Numerals
    private var names: Names { Names(network: outcome.network) }

    package init(_ outcome: TrainingOutcome, _ numerals: Numerals) { (self.outcome, self.numerals) = (outcome, numerals) }

    /// - Parameters:
    ///   - condition: the condition that was to end it, as it was written.
    ///   - advice: what may help where a number is no longer finite.
    ///   - remedy: what may help where no unit of a layer can learn.
    ///   - mixing: what mixes samples that came sorted.
    ///   - wayOut: what takes an obstacle away.
    package func document(
        condition: String?, advice: String?, remedy: (DeadLayer.Cause) -> String, mixing: String, wayOut: (Obstacle) -> String
    ) -> Document {
        var blocks: [Block] = []
        if let left = outcome.passLeft { blocks.append(.note("the pass being stepped is left at step \(left.step) of \(left.of)")) }
        if !outcome.told.isEmpty {
            let header = outcome.standing.header
            blocks.append(.table(Table(header: header, rows: outcome.told.map { $0.row(numerals) }, alignRight: header.map { _ in true })))
        }
        blocks.append(.line(outcome.standing.line(numerals)))
        blocks += notes(condition, advice, remedy, mixing, wayOut).map(Block.note)
        var values = outcome.standing.values + [.init("samples_per_second", .number(outcome.samplesPerSecond.rounded()))]
        if let best = outcome.bestEpoch { values.append(.init("best_epoch", .int(best))) }
        if case .notFinite(_, let number) = outcome.ending { values.append(.init("non_finite", number.json(names))) }
        return Document(blocks, values: values)
    }

    private func notes(
        _ condition: String?, _ advice: String?, _ remedy: (DeadLayer.Cause) -> String, _ mixing: String, _ wayOut: (Obstacle) -> String
    ) -> [String] {
        var notes: [String] = []
        switch outcome.ending {
        case .complete: break
        case .conditionHolds: notes.append("\(condition ?? "") holds")
        case .conditionNotMet: notes.append("the condition was not met")
        case .givenUp: notes.append("given up after this epoch")
        case .lostPatience(let epochs): notes.append("val.loss has not fallen for \(epochs) epoch\(epochs == 1 ? "" : "s")")
        case .cancelled(let isPause, let broken):
            let word = isPause ? "paused" : "stopped"
            notes.append(broken.map { "\(word) in epoch \($0), which is left out: whole epochs count" } ?? word)
        case .notFinite(let epoch, let number):
            notes.append("stopped: epoch \(epoch) would make the loss infinite or not a number; the state before it is kept")
            notes.append(number.sentence(names))
        }
        if let fall = outcome.rateFall {
            let times = fall.times == 1 ? "" : " \(fall.times) times"
            notes.append("the rate has fallen\(times), to \(numerals.text(fall.rate)): by its schedule plateau")
        }
        if let number = outcome.validationEnding {
            notes.append("val.loss is no finite number; in the validation part \(number.sentence(names))")
        }
        if let advice { notes.append(advice) }
        if outcome.tookBest, let best = outcome.bestEpoch {
            notes.append("the parameters are those of epoch \(best), whose val.loss was the least")
        }
        notes += outcome.obstacles.map { ObstacleSentences.remark($0, names, wayOut) }
        if let layer = outcome.deadLayer { notes.append("\(sentence(about: layer)); \(remedy(layer.cause))") }
        if outcome.cameSorted {
            notes.append("samples of the same answer come one after the other, so that a mini-batch holds few answers; \(mixing)")
        }
        return notes
    }

    private func sentence(about layer: DeadLayer) -> String {
        let name = names.layerTitle(layer.number)
        // Around a layer that is dead there may be a residual connection.
        let hasWays = outcome.network.layers.contains { $0.kind.other != nil }
        let stillness = hasWays ? "nothing learns through it" : "nothing up to it learns"
        return switch layer.cause {
        case .zeroInputs: "all inputs are 0, so that no weight of the first layer has a say, and \(name) has no slope there"
        case .zeroWeights: "all weights into \(name) are 0, where \(outcome.network[layer: layer.number].activation.name) has no slope"
        case .sameInputs: "all samples have the same inputs, and every unit of \(name) has the slope 0 for them, so \(stillness)"
        case .isOutput, .farNumbers, .driven:
            "every unit of \(name) is dead: its slope is 0 for every sample, so \(stillness)"
        }
    }
}
