// All weights of a network, or the gradients that the walk has come to, as signed heat maps: one a layer.
import Charts
import NeuralEngine
import Workspaces

extension Workspace {
    /// The weights of each layer by sign and size; nil if there are none.
    public var weightMaps: Chart? {
        let parameters = parameters
        return parameterMaps { layer, unit, input in parameters?.value(of: .weight(layer: layer, unit: unit, input: input)) ?? .nan }
    }

    /// The gradients of this pass; nil before the walk has come to the first one. What it has not come to is not a number.
    public var gradientMaps: Chart? {
        guard let stepper, stepper.hasGradients else { return nil }
        return parameterMaps { layer, unit, input in
            stepper.value(of: .weightGradient(layer: layer, unit: unit, input: input)) ?? .nan
        }
    }

    private func parameterMaps(_ value: (_ layer: Int, _ unit: Int, _ input: Int) -> Double) -> Chart? {
        guard let network else { return nil }
        let names = Names(network: network)
        let panels = network.layers.indices.filter { network.layers[$0].weightCount > 0 }.map { index in
            Chart.heat(HeatMap(ofLayer: index + 1, names) { unit, input in value(index + 1, unit, input) })
        }
        return panels.isEmpty ? nil : panels.count == 1 ? panels[0] : .panels(panels)
    }
}

extension HeatMap {
    /// A number of each weight of a layer: a row a unit or filter, a column an input. Rows beyond what can be looked at for every frame
    /// are left out, which the title says.
    init(ofLayer number: Int, _ names: Names, _ value: (_ unit: Int, _ input: Int) -> Double) {
        let layer = names.network[layer: number], columns = min(layer.weightColumns, Self.mostValues)
        let rows = min(layer.weightRows, max(1, Self.mostValues / max(1, columns)))
        let isWhole = rows == layer.weightRows && columns == layer.weightColumns
        self.init(
            title: "W\(number) (\(layer.weightRows) x \(layer.weightColumns))" + (isWhole ? "" : ", first \(rows) x \(columns)"),
            values: (0..<rows).map { unit in (0..<columns).map { value(unit, $0) } },
            rowLabels: (0..<rows).map { layer.isOneProduct ? Self.shortName(layer: number, unit: $0, names) : "\($0 + 1)" },
            columnLabels: Self.inputNames(ofLayer: number, count: columns, names))
    }

    /// More numbers would make a frame slow.
    private static let mostValues = 200_000

    /// The names of what a dense layer reads; those of numbers of an image are too long to stand above columns.
    private static func inputNames(ofLayer number: Int, count: Int, _ names: Names) -> [String] {
        let source = names.network.computingLayer(atOrBefore: number - 1)
        let shape = source == 0 ? names.network.inputShape : names.network[layer: source].shape
        guard names.network[layer: number].isOneProduct, shape.isFlat else { return [] }
        return (0..<count).map { shortName(layer: source, unit: $0, names) }
    }

    /// A unit's name, or its number alone where the name has brackets around it.
    private static func shortName(layer: Int, unit: Int, _ names: Names) -> String {
        let name = names.node(layer: layer, unit: unit)
        return name.contains("[") ? "\(unit + 1)" : name
    }
}
