// All panes.
import Language

extension Pane {
    var view: any PaneView {
        switch self {
        case .network: NetworkView()
        case .values: ValuesView()
        case .chart: ChartView()
        case .step: StepView()
        case .training: TrainingView()
        case .transcript: TranscriptView()
        }
    }

    /// The panes in the order in which they are drawn: the transcript may lie over the others.
    static let drawn = allCases.filter { $0 != .transcript } + [.transcript]
}
