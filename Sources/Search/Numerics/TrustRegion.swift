// The least value of a quadratic within a ball and a box.

/// A quadratic of n numbers about a centre: c + g s + s H s / 2, s = x - centre.
public struct Quadratic: Sendable, Equatable {
    public var centre: [Double]
    public var constant: Double
    public var gradient: [Double]
    /// Row-major, symmetric.
    public var hessian: [Double]
    public var count: Int { centre.count }

    init(centre: [Double]) {
        self.centre = centre
        constant = 0
        gradient = [Double](repeating: 0, count: centre.count)
        hessian = [Double](repeating: 0, count: centre.count * centre.count)
    }

    /// The value at a point.
    public func value(at x: [Double]) -> Double {
        let s = zip(x, centre).map { $0 - $1 }
        return constant + change(s)
    }

    /// g s + s H s / 2
    func change(_ s: [Double]) -> Double {
        let curved = product(s)
        var sum = 0.0
        for k in s.indices { sum += s[k] * (gradient[k] + curved[k] / 2) }
        return sum
    }

    /// H s
    func product(_ s: [Double]) -> [Double] {
        let n = s.count
        return (0..<n).map { row in
            var sum = 0.0
            for column in 0..<n { sum += hessian[row * n + column] * s[column] }
            return sum
        }
    }

    /// The same function about another centre.
    func moved(to new: [Double]) -> Quadratic {
        var moved = self
        let s = zip(new, centre).map { $0 - $1 }
        let curved = product(s)
        moved.centre = new
        moved.constant = constant + change(s)
        for k in s.indices { moved.gradient[k] += curved[k] }
        return moved
    }

    /// Minus the function.
    var negated: Quadratic {
        var negated = self
        negated.constant = -constant
        negated.gradient = gradient.map { -$0 }
        negated.hessian = hessian.map { -$0 }
        return negated
    }

    /// The step from the centre to the least value within a radius and the unit cube. Exact in the ball (Moré and Sorensen 1983, by
    /// eigenvectors); coordinates that would leave the box are put on its face one after the other, and the others solved for anew.
    func leastStep(radius: Double, low: Double = 0, high: Double = 1) -> [Double] {
        let n = count
        let (below, above) = (centre.map { low - $0 }, centre.map { high - $0 })
        var s = [Double](repeating: 0, count: n), free = Array(0..<n), best = s, least = 0.0
        func consider(_ step: [Double]) {
            let clipped = step.indices.map { min(max(step[$0], below[$0]), above[$0]) }
            let change = change(clipped)
            if change < least { (best, least) = (clipped, change) }
        }
        // Coordinates on a face with the gradient pointing outwards stay there.
        var isFirst = true
        while !free.isEmpty {
            if isFirst {
                isFirst = false
                free.removeAll { (below[$0] >= 0 && gradient[$0] > 0) || (above[$0] <= 0 && gradient[$0] < 0) }
                if free.isEmpty { free = Array(0..<n) }
            }
            let curved = product(s), m = free.count
            let used = dot(s, s)
            guard used < radius * radius else { break }
            let g = free.map { gradient[$0] + curved[$0] }
            var h = [Double](repeating: 0, count: m * m)
            for i in 0..<m { for j in 0..<m { h[i * m + j] = hessian[free[i] * n + free[j]] } }
            let step = Quadratic.leastInBall(g, h, radius: (radius * radius - used).squareRoot())
            var trial = s
            for i in 0..<m { trial[free[i]] = step[i] }
            consider(trial)
            // The first face on the way.
            var first: (place: Int, share: Double, bound: Double)?
            for i in 0..<m {
                let k = free[i]
                let bound = step[i] < below[k] ? below[k] : step[i] > above[k] ? above[k] : nil
                guard let bound else { continue }
                let share = step[i] == 0 ? 0 : bound / step[i]
                if share < (first?.share ?? .infinity) { first = (i, share, bound) }
            }
            guard let first else { break }
            s[free[first.place]] = first.bound
            free.remove(at: first.place)
            consider(s)
        }
        return best
    }

    /// The least value of g s + s H s / 2 within |s| <= r: s = -(H + mu)^-1 g, mu >= 0, as small as can be.
    private static func leastInBall(_ g: [Double], _ h: [Double], radius: Double) -> [Double] {
        let n = g.count
        let eigen = SymmetricEigen(h, size: n)
        let turned = eigen.turned(g), lambda = eigen.values
        let least = lambda.min() ?? 0, greatest = lambda.map(\.magnitude).max() ?? 0
        func step(_ mu: Double) -> [Double] { (0..<n).map { turned[$0] == 0 ? 0 : -turned[$0] / (lambda[$0] + mu) } }
        func length(_ s: [Double]) -> Double { dot(s, s).squareRoot() }
        if least > 1e-14 * greatest {
            let newton = step(0)
            if length(newton) <= radius { return eigen.back(newton) }
        }
        let norm = length(turned)
        guard norm > 0 || least < 0 else { return [Double](repeating: 0, count: n) }
        var low = max(0, -least), high = low + norm / radius + 1e-300
        let tiny = max(greatest, norm / radius) * 1e-14
        let nearest = step(low + tiny)
        if length(nearest) < radius {
            // The hard case: along the eigenvector of the least eigenvalue, downhill, to the sphere.
            var s = nearest
            let k = lambda.indices.min { lambda[$0] < lambda[$1] } ?? 0
            let rest = max(radius * radius - dot(s, s) + s[k] * s[k], 0).squareRoot()
            s[k] = turned[k] > 0 ? -rest : rest
            return eigen.back(s)
        }
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            if length(step(middle)) > radius { low = middle } else { high = middle }
        }
        return eigen.back(step(high))
    }
}
