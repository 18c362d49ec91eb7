// The test part judges once: whoever asks it about a second network has begun to choose by it.
import NeuralEngine
import Workspaces

/// What the test part has been asked first.
struct TestJudgement: Sendable {
    private var rows: [Int]?
    private var dataCount: Int?
    private var parameters: Parameters?

    /// What there is to say when the test part judges a network; nil the first time, and of the same network again.
    mutating func note(judging workspace: Workspace) -> String? {
        guard let present = workspace.parameters else { return nil }
        guard workspace.shownCount == dataCount, workspace.split?.test == rows, let parameters else {
            (dataCount, rows, parameters) = (workspace.shownCount, workspace.split?.test, present)
            return nil
        }
        guard parameters != present else { return nil }
        return "the test part has judged another network before: of two that are chosen by it the better one only looks better; "
            + "choose by val.loss, or split the data anew"
    }
}
