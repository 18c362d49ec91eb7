// A density made of one hill a trial.
import NeuralEngine

/// A mixture over the unit cube: each trial brings a product of hills, one a dimension, and one part is even, so that nothing is impossible.
/// A hill is a normal density cut off at the ends of [0, 1]; that of a name gives most of its weight to the trial's own name.
public struct ParzenDensity: Sendable {
    let space: Space
    public let points: [[Double?]]
    /// The deviation of each trial's hills.
    public let widths: [Double]
    /// What log(weight) and the cut-off areas come to for each trial and dimension: log(sqrt(2 pi) width area).
    private let logAreas: [[Double]]
    /// The weight of each hill, and that of the even part.
    private let weight: Double

    init(_ space: Space, _ points: [[Double?]], of count: Int) {
        (self.space, self.points) = (space, points)
        weight = 1 / Double(points.count + 1)
        widths = ParzenDensity.widths(space, points, count)
        logAreas = zip(points, widths).map { point, width in
            point.indices.map { k in
                guard let u = point[k], !space.dimensions[k].domain.isChoice else { return 0 }
                let area = NormalDistribution.cumulative((1 - u) / width) - NormalDistribution.cumulative(-u / width)
                return Elementary.log(2.5066282746310002 * width * area)
            }
        }
    }

    /// A hill reaches to the nearest other trial: the mean square of the differences in the dimensions that both have is the square of its
    /// width, within bounds that come down as trials grow more.
    private static func widths(_ space: Space, _ points: [[Double?]], _ count: Int) -> [Double] {
        let least = max(1 / Double(count), 0.001)
        return points.indices.map { i in
            var nearest = 1.0
            for j in points.indices where j != i {
                var sum = 0.0, shared = 0.0
                for k in space.dimensions.indices where !space.dimensions[k].domain.isChoice {
                    guard let x = points[i][k], let y = points[j][k] else { continue }
                    sum += (x - y) * (x - y)
                    shared += 1
                }
                if shared > 0 { nearest = min(nearest, (sum / shared).squareRoot()) }
            }
            return min(max(nearest, least), 0.3)
        }
    }

    /// The logarithm of the density at a point. A dimension without a value, here or in a trial, counts as even.
    public func logDensity(_ unit: [Double?]) -> Double {
        var logs = [Elementary.log(weight)]
        for (place, point) in points.enumerated() {
            var sum = logs[0]
            for k in unit.indices {
                guard let x = unit[k], let u = point[k] else { continue }
                if case .choice(let names) = space.dimensions[k].domain {
                    sum += logWeight(isSame: Int(x * Double(names.count)) == Int(u * Double(names.count)), names.count)
                } else {
                    let z = (x - u) / widths[place]
                    sum -= z * z / 2 + logAreas[place][k]
                }
            }
            logs.append(sum)
        }
        let most = logs.max() ?? 0
        return most + Elementary.log(logs.reduce(0.0) { $0 + Elementary.exp($1 - most) })
    }

    /// Half of a name's weight is even, the other half its own; the logarithm, relative to an even one.
    private func logWeight(isSame: Bool, _ count: Int) -> Double {
        let own = 1 / (1 + Double(count) * 0.2)
        return Elementary.log((isSame ? own * Double(count) : 0) + (1 - own))
    }

    /// A point drawn from the mixture.
    func drawn(_ random: inout RandomStream) -> [Double] {
        let place = min(Int(random.uniform() * Double(points.count + 1)), points.count)
        return space.dimensions.indices.map { k in
            guard place < points.count, let u = points[place][k] else { return random.uniform() }
            if space.dimensions[k].domain.isChoice {
                let own = 1 / (1 + Double(space.dimensions[k].domain.count ?? 1) * 0.2)
                let isOwn = random.uniform() < own
                let even = random.uniform()
                return isOwn ? u : even
            }
            for _ in 0..<20 {
                let x = u + widths[place] * random.normal()
                if x >= 0 && x <= 1 { return x }
            }
            return u
        }
    }
}
