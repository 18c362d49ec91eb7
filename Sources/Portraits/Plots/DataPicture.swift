// The points of a data set that has few enough axes for a plane, before anything is trained on it.
import Charts
import NeuralEngine

extension Dataset {
    /// Whether it has a picture, which is asked more often than it is drawn.
    package var hasPicture: Bool {
        switch answers {
        case .classes: inputs.columns == 2 && count > 0
        case .values(let numbers): inputs.columns == 1 && numbers.columns == 1 && count > 0
        }
    }

    /// Two inputs with a mark a class, or one input and the number that belongs to it; nil for other data.
    package var picture: LineChart? {
        let shown = 0..<min(count, Self.mostMarks)
        switch answers {
        case .classes(let classes, let groups) where hasPicture:
            let names = (0..<groups).map { classNames.indices.contains($0) ? classNames[$0] : "\($0)" }
            // Of two classes the second one is filled and blue, as it is on the plane of a network's answers.
            let order = groups == 2 ? [1, 0] : Array(0..<groups)
            let series = order.map { group in
                let points = shown.filter { classes[$0] == group }.map { Point(x: inputs[$0, 0], y: inputs[$0, 1]) }
                return Series(name: names[group], points: points, as: .marks)
            }
            return LineChart(series: series, xLabel: label(0), yLabel: label(1))
        case .values(let numbers) where hasPicture:
            let points = shown.map { Point(x: inputs[$0, 0], y: numbers[$0, 0]) }
            return LineChart(series: [Series(name: name, points: points, as: .marks)], xLabel: label(0))
        default: return nil
        }
    }

    private func label(_ input: Int) -> String { inputNames.indices.contains(input) ? inputNames[input] : "i\(input + 1)" }

    private static let mostMarks = 2000
}
