// The numbers of a network that no gradient moves and that can be set all the same: centers of center loss, running statistics of batch
// normalisation, what a recurrent layer has given before the first step.
import NeuralEngine

/// Numbers that can be set beside weights and biases.
public enum StatisticTarget: Sendable, Equatable {
    /// The centers of all classes, and one feature of one of them.
    case centers
    case center(label: Int, unit: Int)
    /// The running mean or variance of channels of a layer.
    case running(ChannelStatistic, layer: Int, channels: Range<Int>)
    /// What the units of a recurrent layer have given before the first step.
    case state(layer: Int)
}

extension Workspace {
    /// `centers`, `center[2,1]`, `norm2.running_mean`, `norm2.running_variance[3]`, `s1`; nil for any other name.
    public func statistic(named name: String) throws(WorkspaceError) -> StatisticTarget? {
        let lower = name.lowercased()
        if lower == "centers" || lower.hasPrefix("center[") { _ = try centers() }
        if lower == "centers" { return .centers }
        if let layer = layer(ofState: name) { return .state(layer: layer) }
        switch names?.quantity(named: name) {
        case .center(let label, let unit): return .center(label: label, unit: unit)
        case .runningStatistic(let statistic, let layer, let channel):
            return .running(statistic, layer: layer, channels: channel..<channel + 1)
        case nil where lower.hasPrefix("center["): throw .noQuantity(name, try requireNames())
        default: return runningStatistics(named: name)
        }
    }

    /// `norm2.running_mean`: that of all channels of a layer.
    func runningStatistics(named name: String) -> StatisticTarget? {
        guard case .runningStatistic(let statistic, let layer, _) = names?.quantity(named: name + "[1]"), let network else { return nil }
        return .running(statistic, layer: layer, channels: 0..<network[layer: layer].statisticCount)
    }

    /// Puts numbers there; where there is one for each unit or channel, a single number goes to all. The pass begins anew.
    public mutating func set(_ target: StatisticTarget, named name: String, to numbers: Tensor) throws(WorkspaceError) {
        switch target {
        case .centers:
            var centers = try centers()
            guard numbers.dimensions == [centers.rows, centers.columns] else {
                throw .centersDoNotFit(rows: centers.rows, columns: centers.columns, numbers)
            }
            centers.values = numbers.values
            changeParameters { $0.centers = centers }
        case .center(let label, let unit):
            var centers = try centers()
            guard numbers.values.count == 1 else { throw .centerIsOneNumber(name) }
            centers[label, unit] = numbers.values[0]
            changeParameters { $0.centers = centers }
        case .running(let statistic, let layer, let channels):
            let values = try Self.spread(numbers, to: channels.count, name)
            if statistic == .variance, values.contains(where: { $0 < 0 }) { throw .negativeVariance(name) }
            changeParameters { $0.setRunningStatistic(statistic, layer: layer, channels: channels, to: values) }
        case .state(let layer):
            let values = try Self.spread(numbers, to: try requireNetwork()[layer: layer].initialState.count, name)
            reshape { $0[layer: layer].initialState = values }
        }
    }

    /// A row of so many numbers, or one for all.
    private static func spread(_ numbers: Tensor, to count: Int, _ name: String) throws(WorkspaceError) -> [Double] {
        let given = numbers.values.count
        guard numbers.dimensions.dropLast().allSatisfy({ $0 == 1 }), given == count || given == 1 else {
            throw .biasesDoNotFit(name, count: count, numbers)
        }
        return given == 1 ? Array(repeating: numbers.values[0], count: count) : numbers.values
    }

    /// The recurrent layer whose state before the first step a name means: `s1`. Nil for any other name.
    func layer(ofState name: String) -> Int? {
        guard let network, name.first == "s" || name.first == "S", let number = Names.number(name.dropFirst()),
            network.layers.indices.contains(number - 1), network[layer: number].recurrence != nil
        else { return nil }
        return number
    }
}
