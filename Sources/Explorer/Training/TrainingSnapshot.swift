// What is drawn of a training: made from a snapshot of its parameters by the thread that draws, not by the one that trains.
import Charts
import Documents
import Language
import NeuralEngine
import Portraits
import Workspaces

/// The pictures of a training at one moment.
public struct TrainingSnapshot: Sendable {
    public let progress: TrainingProgress
    /// What the network answers in the plane of its two inputs; nil if it has others.
    let plane: PlaneMap?
    /// What each hidden unit answers in that plane; none without one.
    let units: [Chart]
    /// The size of each layer's gradient over the epochs that are kept.
    let gradients: Chart
    let activations: [Chart]
    let weights: [Chart]
    /// `h1: 2 of 8 dead: h1 h7`, a line a layer that has any.
    let dead: [String]

    /// The pictures that this training has, in the order of their numbers.
    func pictures(_ style: CurveStyle) -> [TrainingPicture] { TrainingPicture.allCases.filter { chart($0, style) != nil } }

    /// The picture of a kind; nil if this training has none. Where the epochs are an axis, a cursor may stand at one of them.
    func chart(_ picture: TrainingPicture, _ style: CurveStyle, cursor: Int? = nil) -> Chart? {
        guard let cursor, case .lines(var chart)? = chart(picture, style) else { return chart(picture, style) }
        chart.cursor = Double(cursor)
        return .lines(chart)
    }

    private func chart(_ picture: TrainingPicture, _ style: CurveStyle) -> Chart? {
        switch picture {
        case .loss: progress.history.lossChart(style).map(Chart.lines)
        case .accuracy: progress.history.accuracyChart(CurveStyle(smoothing: style.smoothing)).map(Chart.lines)
        case .boundary: plane.map(Chart.plane)
        case .gradients: gradients
        case .activations: activations.isEmpty ? nil : .panels(activations)
        case .weights: weights.isEmpty ? nil : .panels(weights)
        case .units: units.isEmpty ? nil : .panels(units)
        }
    }
}

extension Network {
    /// Whether another network differs in its activations and its loss at most.
    func hasSameLayers(as other: Network) -> Bool {
        layers.map(\.kind) == other.layers.map(\.kind) && layers.map(\.shape) == other.layers.map(\.shape)
    }
}

/// Looks at one network again and again while it learns.
struct TrainingWatcher: Sendable {
    private let network: Network
    private let samples: Samples
    private var portrait: NetworkPortrait
    /// The sizes of the gradients from the beginning on.
    private var course = TrainingCourse(.gradients)

    /// Larger matrices are shown by how their weights are spread.
    private static let mostWeights = 8_192

    /// - Parameter other: what watched before, under other settings, and knows what was then.
    init(_ progress: TrainingProgress, goingOnFrom other: TrainingWatcher? = nil) {
        (network, samples) = (progress.network, progress.samples)
        portrait = NetworkPortrait(
            network: network, samples: samples, space: progress.space, mostProducts: NetworkProbe.quickLook)
        if let other { course = other.course }
    }

    /// Whether it is the same network on the same samples.
    func canWatch(_ progress: TrainingProgress) -> Bool { progress.network == network && progress.samples == samples }

    mutating func look(at progress: TrainingProgress) -> TrainingSnapshot {
        let looks = portrait.look(progress.parameters)
        course.follow(progress.history)
        return snapshot(progress, looks, gradients: course.epochCount > 1 ? .lines(course.chart(isLogarithmic: true)) : bars(looks))
    }

    /// Looks at a moment of the past; the course of the gradients stays, if it is lines.
    mutating func look(backAt progress: TrainingProgress, gradients course: Chart?) -> TrainingSnapshot {
        let looks = portrait.look(progress.parameters)
        let gradients = course.flatMap { $0.lineChart == nil ? nil : $0 } ?? bars(looks)
        return snapshot(progress, looks, gradients: gradients)
    }

    private mutating func snapshot(
        _ progress: TrainingProgress, _ looks: [NetworkProbe.LayerLook], gradients: Chart
    ) -> TrainingSnapshot {
        let parameters = progress.parameters
        let weights = portrait.weightedLayers.map { layer in
            network[layer: layer].weightCount > Self.mostWeights
                ? Chart.histogram(portrait.weightHistogram(layer: layer, parameters)) : .heat(portrait.weights(layer: layer, parameters))
        }
        let names = Names(network: network)
        return TrainingSnapshot(
            progress: progress, plane: portrait.boundary(parameters), units: portrait.units(parameters), gradients: gradients,
            activations: looks.map { .histogram(portrait.activations($0, named: 0)) }, weights: weights,
            dead: looks.compactMap { look in portrait.deadText(look).map { "\(names.layerTitle(look.layer)): \($0)" } })
    }

    private func bars(_ looks: [NetworkProbe.LayerLook]) -> Chart { .bars(portrait.gradients(looks, numerals: Numerals(digits: 3))) }
}
