// Trainings as a player of the Explorer sees them: begun, watched for some epochs, stopped, without the clock.
import Documents
import NeuralEngine
import Sessions

@testable import Explorer
@testable import Language
@testable import Portraits
@testable import Workspaces

extension Player {
    /// Begins a training, and sees how it stands after some numbers of epochs; it goes on running. Returns what the thread would hold.
    @discardableResult
    mutating func watch(_ line: String, after looks: [Int]) -> RunControl {
        type(line)
        guard case .run(_, let session, let control)? = press(holding: .enter), let planned = PlannedTraining(readingLast: line) else {
            return RunControl()
        }
        for epochs in looks {
            let copy = Self.trained(session, planned, epochs)
            guard var progress = TrainingProgress(resting: copy.workspace, epochsDone: epochs, epochsWanted: planned.epochs) else {
                continue
            }
            progress.samplesPerSecond = 1_234_567
            control.progress = progress
            _ = state.update(.progress)
        }
        return control
    }

    /// Types a line that is obeyed between two epochs of the training that is watched, and sees that go on for a hundred more.
    mutating func change(_ line: String) {
        let held = holdsTrainings
        holdsTrainings = true
        enter(line)
        stopTraining(after: 100)
        holdsTrainings = held
        guard let running = state.agenda.running, let planned = PlannedTraining(readingLast: running.command) else { return }
        let workspace = Self.trained(state.session, planned, 100).workspace
        guard var progress = TrainingProgress(resting: workspace, epochsDone: 100, epochsWanted: planned.epochs) else { return }
        progress.samplesPerSecond = 1_234_567
        running.control.progress = progress
        send(.progress)
    }

    /// A small network on a disc inside a ring, seen after 60 of 2000 epochs.
    @discardableResult
    mutating func watchCircles() -> RunControl {
        enter("net 2-6-1 tanh output=sigmoid", "init glorot-uniform seed=3", "data circle n=60 seed=2", "loss binary-cross-entropy")
        return watch("train 2000", after: [5, 20, 60])
    }

    /// The running training ends as one does that was stopped after so many epochs, and what follows is run.
    mutating func stopTraining(after epochs: Int) { play(endTraining(after: epochs)) }

    /// The same without what follows, which is given back.
    mutating func endTraining(after epochs: Int) -> [Task] {
        guard let running = state.agenda.running, let planned = PlannedTraining(readingLast: running.command) else { return [] }
        let session = Self.trained(state.session, planned, epochs)
        let reply = Reply(
            [.line("epoch \(session.workspace.epoch)"), .note("stopped")], repeatedBy: "train \(epochs)",
            training: .stopped(after: epochs, in: session.workspace))
        return state.update(.finished(Finished(session: session, outcomes: [Outcome(command: running.command, result: .success(reply))])))
    }

    mutating func pauseTraining() {
        press(.character(" "))
        stopTraining(after: 60)
    }

    private static func trained(_ session: Session, _ planned: PlannedTraining, _ epochs: Int) -> Session {
        var copy = session
        _ = copy.run((["train \(epochs)"] + planned.options.filter { !$0.hasPrefix("until=") }).joined(separator: " "))
        return copy
    }

    var commands: [String] { state.session.transcript.commands }
}
