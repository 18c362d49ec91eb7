// What stands beside the network: numbers, or pictures of the weights, the gradients, the data.
import Charts
import Language

/// The contents that the pane of values takes in turn.
public enum SideContent: String, Sendable, CaseIterable {
    case values, weights, gradients, data

    var next: SideContent {
        let all = Self.allCases
        return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
}

extension State {
    /// The content of the side pane in so many cells.
    func sidePicture(width: Int, height: Int) -> Canvas {
        let picture: Canvas?, missing: String
        switch side {
        case .values:
            return ValuesPane(workspace: workspace, before: before, marks: marks).render(width: width, height: height, scroll: valuesScroll)
        case .weights:
            picture = workspace.weightMaps?.render(width: width, height: height, marks: marks)
            missing = "no layer has weights"
        case .gradients:
            picture = workspace.gradientMaps?.render(width: width, height: height, marks: marks)
            missing = "no pass is walked yet: press space"
        case .data:
            picture = workspace.samplePicture(width: width, height: height, marks: marks)
            missing = "nothing is shown to the network yet"
        }
        if let picture { return picture }
        var empty = Canvas(width: width, height: height)
        empty.write(missing, x: 0, y: 0, style: .axis)
        return empty
    }
}
