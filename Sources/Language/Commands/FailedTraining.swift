// A first training that has taught nothing: what is said of it, and what to type.
import NeuralEngine
import Portraits
import Workspaces

/// The first training of some weights after which the answers are no better than at the beginning, or than guesses that do not look at the
/// inputs: mostly the rate was too large, or too small.
struct FailedTraining {
    private enum Sign {
        case asAtFirst(Double), asGuessed(Double)
        /// More answers are right than those of who guesses, but the loss is no less: where they are wrong they are sure of it.
        case tooSure(guessed: Double)
    }

    private let sign: Sign
    private let workspace: Workspace

    /// With fewer epochs it may only have begun.
    private static let leastEpochs = 20
    /// A loss so near to that of guessing is no better. Where the learner has chosen rule and rate, it has to be plainly worse: a course may be
    /// about a training that rests there.
    private static let nearPart = 0.98, worsePart = 1.02

    /// Nil where something was learnt, where it was learnt before, and where something else has ended it or kept it from learning.
    init?(_ outcome: TrainingOutcome, _ workspace: Workspace) {
        guard [.complete, .conditionNotMet].contains(outcome.ending), outcome.epochs >= Self.leastEpochs,
            workspace.epoch == outcome.epochs, outcome.obstacles.isEmpty, outcome.deadLayer == nil, outcome.standing.accuracy != 1,
            let first = workspace.training.losses.first, let samples = try? workspace.setup.samples()
        else { return nil }
        self.workspace = workspace
        let loss = outcome.standing.loss
        if let guess = outcome.network.lossOfGuessing(samples.targets),
            loss >= (Self.isPreset(workspace.optimizer) ? Self.nearPart : Self.worsePart) * guess, guess > 0
        {
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

    func remark(_ text: (Double) -> String) -> String {
        let course =
            switch sign {
            case .asAtFirst(let loss): "the loss was \(text(loss)) at the beginning"
            case .asGuessed(let loss): "who does not look at the inputs and guesses comes to \(text(loss))"
            case .tooSure(let loss):
                "wrong answers are given as if they were sure, at a loss above that of guesses, \(text(loss)): steps are too large"
            }
        let begin = if case .tooSure = sign { "" } else { "nothing is learnt: " }
        if let farInput = workspace.farInput { return "\(begin)\(course); \(Wording.wayOut(ofInputs: farInput))" }
        // What was chosen by data and network once and has failed needs other weights.
        let optimizer = workspace.optimizer, recipe = try? workspace.recipe()
        let isChosen = optimizer.rule == .adam() && optimizer.learningRate == recipe?.rate
        return "\(begin)\(course); " + (isChosen ? "from other first weights it may be: " : "a rule and a rate that suit: ")
            + "train auto"
    }
}
