// What pooling passes back: to the number that has won a window all of its delta, of a mean to each its part.
import NeuralEngine
import Workspaces

/// A number before a pooling layer at the step that computes its delta, and the windows that hold it.
public struct PassedBackScene: Sendable, Equatable {
    /// `conv1[1,2,3].delta: row 2, column 3`.
    public let title: String
    /// The numbers of the channel before pooling, row by row, and where the one whose delta is computed stands.
    public let image: [[Double?]]
    public let place: WindowScene.Place
    /// Those of them that have won a window; none where means are taken.
    public let winners: Set<WindowScene.Place>
    /// The deltas of the windows, and the name of their layer.
    public let deltas: [[Double?]]
    public let poolingName: String
    /// The windows that hold the number, and those of them that it has won.
    public let windows: Set<WindowScene.Place>
    public let won: Set<WindowScene.Place>
    /// The deltas of the numbers so far, nil where the walk has not come to, and the name of their layer.
    public let map: [[Double?]]
    public let layerName: String
}

/// What the windows of a layer are at: looking at an image on the way forward, passing deltas on the way back.
public enum WindowSight: Sendable, Equatable {
    case looking(WindowScene)
    case passingBack(PassedBackScene)

    public var title: String {
        switch self {
        case .looking(let scene): scene.title
        case .passingBack(let scene): scene.title
        }
    }
}

extension Workspace {
    /// The windows of the step under way or done last; nil if it has none.
    public var windowSight: WindowSight? { windowScene.map(WindowSight.looking) ?? passedBackScene.map(WindowSight.passingBack) }

    /// What a pooling layer passes back at the step under way or done last; nil if that step has no such layer behind it.
    public var passedBackScene: PassedBackScene? {
        guard let stepper, let step = stepper.stepInView, step.phase == .backward,
            case .delta(let number, let unit) = step.quantity,
            let pooling = (number..<stepper.network.layers.count).first(where: { stepper.network.layers[$0].computes }).map({ $0 + 1 })
        else { return nil }
        let network = stepper.network, names = Names(network: network), layer = network[layer: number], next = network[layer: pooling]
        let window: Window
        switch next.kind {
        case .maxPooling(let its), .averagePooling(let its, _): window = its
        default: return nil
        }
        let (channel, row, column) = layer.shape.position(of: unit)
        func values(_ shape: Shape, _ quantity: (Int) -> Quantity) -> [[Double?]] {
            (0..<shape.height).map { r in
                (0..<shape.width).map { stepper.value(of: quantity(shape.index(channel: channel, row: r, column: $0))) }
            }
        }
        var winners: Set<WindowScene.Place> = [], windows = winners, won = winners
        for r in 0..<next.shape.height {
            for c in 0..<next.shape.width {
                let place = WindowScene.Place(row: r, column: c)
                if window.rows.holds(row, at: r) && window.columns.holds(column, at: c) { windows.insert(place) }
                let winner = stepper.winner(layer: pooling, unit: next.shape.index(channel: channel, row: r, column: c))
                if let winner {
                    let (_, row, column) = layer.shape.position(of: winner)
                    winners.insert(.init(row: row, column: column))
                }
                if winner == unit { won.insert(place) }
            }
        }
        return PassedBackScene(
            title: "\(names.name(of: step.quantity)): \(layer.shape.placeName(row: row, column: column))",
            image: values(layer.shape) { .output(layer: number, unit: $0) }, place: .init(row: row, column: column), winners: winners,
            deltas: values(next.shape) { .delta(layer: pooling, unit: $0) }, poolingName: names.layerName(pooling), windows: windows,
            won: won, map: values(layer.shape) { .delta(layer: number, unit: $0) }, layerName: names.layerName(number))
    }
}

extension WindowSide {
    /// Whether one of its cells is on a number from a place.
    fileprivate func holds(_ position: Int, at place: Int) -> Bool {
        (0..<length).contains { self.position(ofCell: $0, at: place) == position }
    }
}
