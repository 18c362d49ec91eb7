// Moving through the past of a training: arrows and clicks move a cursor over its epochs, and every picture shows that one. Nothing
// changes by looking; Enter goes there.
import Charts
import Language
import NeuralEngine
import Workspaces

extension State {
    /// Whether the past of the training can be walked through now.
    var canLookBack: Bool {
        agenda.running == nil && !isReplay && conversation.talk.drawer == nil && conversation.isIdle
            && (screen.focus == nil || screen.focus == .training)
    }

    /// A twentieth of the way.
    var largeMove: Int { max(2, workspace.training.epoch / 20) }

    mutating func moveCursor(by epochs: Int) -> [Task] { moveCursor(to: (live.cursor ?? workspace.training.epoch) + epochs) }

    /// Puts the cursor at an epoch. The curves show it at once; what has to be trained again comes when it is found.
    mutating func moveCursor(to epoch: Int) -> [Task] {
        let last = workspace.training.epoch
        guard let epoch = workspace.reachableEpoch(near: min(max(0, epoch), last)) else {
            conversation.remark = "there is no epoch to look back at"
            return []
        }
        guard epoch < last else {
            live.leavePast()
            return []
        }
        guard epoch != live.cursor else { return [] }
        live.cursor = epoch
        live.look?.cancel()
        let control = RunControl(threads: options.threads)
        live.look = control
        return [.look(epoch, workspace, control)]
    }

    /// A moment of the past has been found.
    mutating func takeLook(_ epoch: Int, _ progress: TrainingProgress?) {
        guard epoch == live.cursor else { return }
        live.look = nil
        if let progress { live.take(past: progress) }
    }

    /// Opens the view of the training that was made, or puts it away.
    mutating func toggleTraining() {
        if agenda.isTraining {
            live.isHidden.toggle()
        } else if showsTraining {
            putTrainingAway()
        } else if live.isHidden {
            live.isHidden = false
        } else if !workspace.training.losses.isEmpty, let progress = TrainingProgress(resting: workspace) {
            live.take(progress)
        } else {
            conversation.remark = "nothing has been trained yet: train 100"
        }
    }

    /// Goes to the epoch of a curve that was clicked on; nil if there is none.
    mutating func lookBack(toX x: Int, y: Int) -> [Task]? {
        guard canLookBack, showsTraining, let rect = rect(of: .training), let snapshot = live.shown, pane(atX: x, y: y) == .training,
            let epoch = trainingPane.epoch(atX: x - rect.x - 1, y: y - rect.y - 1, snapshot, width: rect.width - 2, height: rect.height - 1)
        else { return nil }
        return moveCursor(to: epoch)
    }
}
