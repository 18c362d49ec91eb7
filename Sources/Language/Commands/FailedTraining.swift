// A first training that has taught nothing: what is said of it, and what to type.
import NeuralEngine
import Portraits
import Workspaces

/// A training after which the loss is far above that of the beginning; and the first training of some weights after which the answers are no
/// better than at the beginning, or than guesses that do not look at the inputs: mostly the rate was too large, or too small.
struct FailedTraining {
    private enum Sign {
        case asAtFirst(Double), asGuessed(Double)
        /// More answers are right than those of who guesses, but the loss is no less: where they are wrong they are sure of it.
        case tooSure(guessed: Double)
        case grown(from: Double)
    }

    private let sign: Sign
    private let desk: Desk
    private var workspace: Workspace { desk.workspace }

    /// With fewer epochs it may only have begun.
    private static let leastEpochs = 20
    /// A loss so near to that of guessing is no better. Where the learner has chosen rule and rate, it has to be plainly worse: a course may be
    /// about a training that rests there.
    private static let nearPart = 0.98, worsePart = 1.02
    /// A loss of so many times that of the beginning has grown by steps that are too large.
    private static let grownTimes = 100.0

    /// Nil where something was learnt, where it was learnt before, and where something else has ended it or kept it from learning.
    init?(_ outcome: TrainingOutcome, _ desk: Desk) {
        let workspace = desk.workspace
        guard [.complete, .conditionNotMet].contains(outcome.ending), outcome.obstacles.isEmpty, outcome.deadLayer == nil,
            let first = workspace.training.losses.first, let samples = try? workspace.setup.samples()
        else { return nil }
        self.desk = desk
        let loss = outcome.standing.loss, isFirst = workspace.epoch == outcome.epochs
        // The data or the loss may have been others before this training.
        let start = workspace.training.standing(at: workspace.epoch - outcome.epochs)?.loss ?? first
        // From a loss near 0 it grows by many times where it becomes no worse than that of guesses.
        let guess = outcome.network.lossOfGuessing(samples.targets)
        if loss > Self.grownTimes * max(start, guess ?? 1) {
            sign = .grown(from: start)
            return
        }
        guard isFirst, outcome.epochs >= Self.leastEpochs, outcome.standing.accuracy != 1 else { return nil }
        let part = Self.isPreset(workspace.optimizer) ? Self.nearPart : Self.worsePart
        if let guess, outcome.network.isNoBetterThanGuesses(loss, samples.targets, from: part) {
            sign = Self.isBetter(outcome, than: samples) ? .tooSure(guessed: guess) : .asGuessed(guess)
        } else if loss >= first, loss > 1e-9 {
            sign = .asAtFirst(first)
        } else {
            return nil
        }
    }

    /// Whether plainly more answers are right than of the most frequent class.
    private static func isBetter(_ outcome: TrainingOutcome, than samples: Samples) -> Bool {
        guard let accuracy = outcome.standing.accuracy, let classes = samples.classes(for: outcome.network) else { return false }
        var counts: [Int: Int] = [:]
        for known in classes { counts[known, default: 0] += 1 }
        return accuracy > Double(counts.values.max() ?? 0) / Double(max(1, classes.count)) + 0.1
    }

    private static func isPreset(_ optimizer: Optimizer) -> Bool {
        let preset = Workspace().optimizer
        return optimizer.rule == preset.rule && optimizer.learningRate == preset.learningRate
    }

    var remark: String {
        let course =
            switch sign {
            case .asAtFirst(let loss): "the loss was \(desk.text(loss)) at the beginning"
            case .asGuessed(let loss): "who does not look at the inputs and guesses comes to \(desk.text(loss))"
            case .tooSure(let loss):
                "wrong answers are given as if they were sure, at a loss above that of guesses, \(desk.text(loss)): steps are too large"
            case .grown(let loss): "the loss grows, from \(desk.text(loss)) at the beginning: steps are too large"
            }
        let begin =
            switch sign {
            case .tooSure, .grown: ""
            case .asAtFirst, .asGuessed: "nothing is learnt: "
            }
        return "\(begin)\(course); \(wayOut)"
    }

    private var wayOut: String {
        if case .grown = sign { return SmallerSteps(desk).advice }
        if let far = workspace.farNumbers { return Wording.wayOut(of: far) }
        // What was chosen by data and network once and has failed needs other weights.
        let optimizer = workspace.optimizer, recipe = try? workspace.recipe()
        let isChosen = optimizer.rule == .adam() && optimizer.learningRate == recipe?.rate
        return (isChosen ? "from other first weights it may be: " : "a rule and a rate that suit: ") + "train auto"
    }
}
