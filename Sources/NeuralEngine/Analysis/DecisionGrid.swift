// What a network answers all over a part of the plane.

/// The outputs of a network at the points of a grid.
public struct DecisionGrid: Sendable {
    public let xs: [Double]
    /// From the top (the greatest) to the bottom.
    public let ys: [Double]
    private let network: Network
    private var pass: Pass

    /// A grid of `columns` x `rows` points from edge to edge.
    /// - Parameter inputs: what the network reads at points of the plane, a row each: the points themselves, or what is made of them.
    public init(
        network: Network, x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int, rows: Int, inputs: (Matrix) -> Matrix = { $0 }
    ) {
        precondition(columns > 1 && rows > 1, "a plane has two axes")
        func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
            (0..<count).map { i in
                let share = Double(i) / Double(count - 1)
                return range.lowerBound * (1 - share) + range.upperBound * share
            }
        }
        self.network = network
        xs = places(x, columns)
        let ys = Array(places(y, rows).reversed()), xs = xs
        self.ys = ys
        pass = Pass(network: network, capacity: columns * rows)
        pass.isTraining = false
        let points = ys.flatMap { y in xs.map { x in [x, y] } }
        let read = inputs(Matrix(rows: points))
        precondition(read.columns == network.inputs, "as many numbers as the network has inputs")
        pass.load(Samples(inputs: read, outputs: network.outputs), rows: 0..<points.count)
    }

    /// The outputs, a row a point, point by point along the rows of the grid from the top.
    /// Nil if it was asked to stop on the way.
    public mutating func outputs(_ parameters: Parameters, unless isToStop: () -> Bool = { false }) -> Matrix? {
        guard StopSign.with(isToStop, { pass.forward(parameters, $0) }) else { return nil }
        let record = pass.layout.records[network.outputLayer], count = pass.sampleCount * network.outputs
        return Matrix(
            rows: pass.sampleCount, columns: network.outputs, values: Array(pass.memory[record.outputs..<record.outputs + count]))
    }

    /// What each layer gives at the points, in the same order: layer l at index l - 1.
    public mutating func layerOutputs(_ parameters: Parameters) -> [Matrix] {
        pass.forward(parameters)
        return pass.outputs
    }
}
