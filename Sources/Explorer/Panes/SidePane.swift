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
    var valuesPane: ValuesPane { ValuesPane(workspace: workspace, before: looking.aftermath.before, marks: marks) }

    /// The content of the side pane in so many cells.
    func sideContent(width: Int, height: Int) -> Content {
        let offset = screen.offsets[.values]?.row
        switch looking.side {
        case .values:
            let values = valuesPane, first = values.start(height: height, scroll: offset)
            let hidden = OutOfSight(above: first, below: values.mostScroll(height: height) - first)
            return (values.render(width: width, height: height, scroll: offset), hidden)
        case .data:
            let hasColors = options.colors != .none
            if let picture = workspace.samplePicture(width: width, height: height, marks: marks, hasColors: hasColors) {
                return (picture, OutOfSight())
            }
        case .weights, .gradients: break
        }
        return content(of: sideChart, scrolledTo: offset, orElse: missingInSide, width: width, height: height)
    }

    /// The pictures of the side pane, if it shows some.
    var sideChart: Chart? {
        switch looking.side {
        case .weights: workspace.weightMaps
        case .gradients: workspace.gradientMaps
        case .values, .data: nil
        }
    }

    /// What is said where there is nothing to be seen.
    private var missingInSide: String {
        switch looking.side {
        case .weights, .values: "no layer has weights"
        case .gradients: "gradients come on the way back:  backward  goes there"
        case .data: "nothing is shown to the network yet"
        }
    }
}
