// What each unit answers all over the plane of two inputs: a small map each, for the plot of the language and the view of a training.
import Charts
import NeuralEngine
import Workspaces

/// The answers of units at the points of a grid.
struct UnitMaps {
    /// The units that are shown, with what they answer, row by row from the top.
    let shown: [(name: String, rows: [[Double]])]
    /// How many units the layers have.
    let count: Int

    /// More maps than these say no more.
    private static let most = 64

    /// - Parameters:
    ///   - outputs: what each layer gives at the points of the grid, point by point along its rows: layer l at index l - 1.
    ///   - columns: points in a row of the grid.
    init(_ outputs: [Matrix], ofLayers layers: [Int], _ names: Names, columns: Int) {
        let units = layers.flatMap { number in (0..<names.network[layer: number].units).map { (number, $0) } }
        count = units.count
        shown = units.prefix(Self.most).map { number, unit in
            let answers = outputs[number - 1]
            return (
                name: names.node(layer: number, unit: unit),
                rows: stride(from: 0, to: answers.rows, by: columns).map { first in (first..<first + columns).map { answers[$0, unit] } }
            )
        }
    }

    /// A picture a unit: the more it gives at a place, the brighter.
    /// - Parameter axes: what the two inputs are called.
    func charts(x: ClosedRange<Double>, y: ClosedRange<Double>, axes: [String]) -> [Chart] {
        shown.map { name, rows in
            let strongest = rows.joined().lazy.filter(\.isFinite).map(\.magnitude).max() ?? 1
            let tiles = rows.map { $0.map { PlaneMap.Tile(group: 0, strength: strongest > 0 ? $0 / strongest : 0) } }
            var map = PlaneMap(title: name, x: x, y: y, tiles: tiles, groups: [name])
            (map.xLabel, map.yLabel, map.scale) = (axes.first, axes.last, strongest)
            return .plane(map)
        }
    }
}

extension Network {
    /// The hidden layers that compute something; without any, that of the outputs.
    var layersOfFeatures: [Int] {
        let computing = layers.indices.filter { layers[$0].computes }.map { $0 + 1 }, hidden = computing.filter { $0 != outputLayer }
        return hidden.isEmpty ? computing : hidden
    }
}
