// BOBYQA: bound optimisation by quadratic approximation (Powell 2009), trial by trial.

/// Powell's method as a machine that takes one trial after the other. Lengths are in the unit cube.
///
/// A model takes the values of 2n + 1 points; of the quadratics that do, the one whose second derivatives change least. Its least value
/// within the trust region (radius Delta) is the next point; Delta grows where the model foretold well and shrinks where not, never below
/// rho. Where steps become short, far points are replaced; when all are near, rho shrinks; at its end the run is over.
struct BOBYQA: Sendable {
    struct Options: Sendable {
        var firstRadius = 0.2
        var lastRadius = 1e-6
    }

    enum Plan: Sendable {
        case first([Double], index: Int)
        case step([Double], foretold: Double)
        case geometry([Double], replaces: Int)
        case end

        var point: [Double]? {
            switch self {
            case .first(let x, _), .step(let x, _), .geometry(let x, _): x
            case .end: nil
            }
        }
    }

    let options: Options
    let n: Int
    private(set) var plan = Plan.end
    private(set) var points: [[Double]] = []
    private(set) var values: [Double] = []
    private(set) var model: Quadratic?
    private(set) var radius: Double
    private(set) var resolution: Double
    private(set) var best = 0
    private var lastLength = 0.0
    /// How many trials in a row were no better than the best; five times as many as the model has points end a run.
    private var idle = 0

    init(start: [Double], options: Options = Options()) {
        (self.options, n) = (options, start.count)
        (radius, resolution) = (options.firstRadius, options.firstRadius)
        plan = .first(start, index: 0)
    }

    /// Takes the value of a point, the planned one or any other, and plans the next.
    mutating func take(_ x: [Double], _ value: Double) {
        idle = values.isEmpty || value < values[best] ? 0 : idle + 1
        defer { if idle > 5 * (2 * n + 1) { plan = .end } }
        switch plan {
        case .first(_, let index):
            points.append(x)
            values.append(value)
            if value < values[best] { best = values.count - 1 }
            if index == 2 * n {
                remodel()
                planStep()
            } else {
                plan = .first(firstPoint(index + 1), index: index + 1)
            }
        case .step:
            let foretold = model?.value(at: x) ?? value
            let gain = values[best] - value, hope = values[best] - foretold
            let ratio = hope > 0 ? gain / hope : -1
            lastLength = distance(x, points[best])
            if ratio <= 0.1 {
                radius = min(radius / 2, lastLength)
            } else if ratio <= 0.7 {
                radius = max(radius / 2, lastLength)
            } else {
                radius = max(radius / 2, 2 * lastLength)
            }
            if radius <= 1.5 * resolution { radius = resolution }
            replace(nil, by: x, value)
            if ratio < 0.1 { planGeometry(orReduce: max(radius, lastLength) <= resolution && ratio <= 0) } else { planStep() }
        case .geometry(_, let replaced):
            replace(replaced, by: x, value)
            planStep()
        case .end: break
        }
    }

    /// Plans no more.
    mutating func end() { plan = .end }

    /// The start, then a step along each axis, then the other way - or twice as far where that was downhill or a face is near.
    private func firstPoint(_ index: Int) -> [Double] {
        var x = points[0]
        let axis = (index - 1) / 2, h = options.firstRadius
        let forward = 1 - x[axis] >= h ? h : -h
        if (index - 1) % 2 == 0 {
            x[axis] += forward
        } else {
            let isDownhill = values[index - 1] < values[0]
            let twice = x[axis] + 2 * forward
            let back = x[axis] - forward
            let isRoomBehind = back >= 0 && back <= 1
            x[axis] = (isDownhill && twice >= 0 && twice <= 1) || !isRoomBehind ? twice : back
        }
        return x
    }

    private mutating func remodel() {
        guard let interpolation = Interpolation(points, centre: points[best]) else { return }
        let old = model?.moved(to: points[best])
        let residuals = points.indices.map { values[$0] - (old?.value(at: points[$0]) ?? 0) }
        var new = interpolation.quadratic(residuals)
        if let old {
            new.constant += old.constant
            for k in new.gradient.indices { new.gradient[k] += old.gradient[k] }
            for k in new.hessian.indices { new.hessian[k] += old.hessian[k] }
        }
        model = new
    }

    /// Puts a point in the place of another: of the one given, or of the one whose leaving harms the geometry least.
    private mutating func replace(_ chosen: Int?, by x: [Double], _ value: Double) {
        var place = chosen
        if place == nil, let interpolation = Interpolation(points, centre: points[best]) {
            let lagrange = interpolation.lagrange(at: x)
            let centre = value < values[best] ? x : points[best]
            var most = 0.0
            for k in points.indices where k != best || value < values[best] {
                let far = distance(points[k], centre) / max(radius, resolution)
                let weight = lagrange[k].magnitude * max(1, far * far * far * far)
                if weight > most { (most, place) = (weight, k) }
            }
        }
        guard let place else { return }
        points[place] = x
        values[place] = value
        best = values.indices.min { values[$0] < values[$1] } ?? 0
        remodel()
    }

    private mutating func planStep() {
        for _ in 0..<60 {
            guard let model else { break }
            let step = model.leastStep(radius: radius)
            let length = dot(step, step).squareRoot()
            if length >= resolution / 2 {
                let x = zip(model.centre, step).map { min(max($0 + $1, 0), 1) }
                plan = .step(x, foretold: model.constant + model.change(step))
                return
            }
            lastLength = length
            radius = max(radius / 10, resolution)
            if planFar() { return }
            if !reduce() { break }
        }
        plan = .end
    }

    private mutating func planGeometry(orReduce isShort: Bool) {
        if planFar() { return }
        if isShort, !reduce() {
            plan = .end
            return
        }
        planStep()
    }

    /// Plans to replace the farthest point if it is far: by where its Lagrange function is greatest nearby.
    private mutating func planFar() -> Bool {
        let distances = points.map { distance($0, points[best]) }
        guard let farthest = points.indices.max(by: { distances[$0] < distances[$1] }),
            distances[farthest] > max(2 * radius, 10 * resolution),
            let interpolation = Interpolation(points, centre: points[best])
        else { return false }
        let reach = max(min(0.1 * distances[farthest], radius / 2), resolution)
        let function = interpolation.lagrange(of: farthest)
        let (down, up) = (function.leastStep(radius: reach), function.negated.leastStep(radius: reach))
        let step = function.change(down).magnitude > function.change(up).magnitude ? down : up
        plan = .geometry(zip(points[best], step).map { min(max($0 + $1, 0), 1) }, replaces: farthest)
        return true
    }

    /// A finer resolution; false when it was the finest.
    private mutating func reduce() -> Bool {
        guard resolution > options.lastRadius else { return false }
        let ratio = resolution / options.lastRadius
        let next = ratio <= 16 ? options.lastRadius : ratio <= 250 ? (resolution * options.lastRadius).squareRoot() : 0.1 * resolution
        radius = max(resolution / 2, next)
        resolution = next
        return true
    }

    func thinking(run: Int) -> BOBYQAThinking {
        let reason: BOBYQAThinking.Reason =
            switch plan {
            case .first(_, let index): .first(index)
            case .step(_, let foretold): .step(foretold: foretold)
            case .geometry(_, let place): .geometry(replaces: points[place])
            case .end: .first(0)
            }
        return BOBYQAThinking(
            reason: reason, run: run, points: points, values: values, best: best, model: model, radius: radius, resolution: resolution)
    }
}
