// LIPO (Malherbe and Vayatis 2017) alternating with a trust region: as in dlib's search, one looks everywhere, the other polishes.
import NeuralEngine

/// The method as a machine that takes one trial after the other.
///
/// Looking everywhere: of many points drawn, the one where the bound is least. Polishing: a step of the trust region about the best trial. A
/// step that improved is followed by another; any other by a look elsewhere.
struct LIPO: Sendable {
    enum Plan: Sendable {
        case bound([Double], Double)
        case step([Double], foretold: Double)
        case geometry([Double])

        var point: [Double] {
            switch self {
            case .bound(let x, _), .step(let x, _), .geometry(let x): x
            }
        }
    }

    private(set) var plan: Plan
    private(set) var bound: LipschitzBound
    private(set) var radius = LIPO.firstRadius
    private(set) var model: Quadratic?
    private(set) var best: Int?
    /// The last step of the trust region did not bring what was foretold.
    private var isDoubtful = false
    /// The trust region has shrunk to its least: nothing is left to polish until another best is found.
    private var isPolished = false

    static let firstRadius = 0.2
    static let leastRadius = 1e-7

    init(_ question: Question) {
        bound = LipschitzBound(count: question.space.count)
        plan = .bound([], 0)
        plan = look(question)
    }

    mutating func take(_ x: [Double], _ value: Double, _ question: Question) {
        let oldBest = best
        let isBetter = oldBest.map { value < bound.values[$0] } ?? true
        var improved = false
        if let oldBest {
            let centre = bound.points[oldBest], length = distance(x, centre)
            switch plan {
            case .step(let planned, _) where distance(planned, x) <= 1e-3 * radius:
                let hope = bound.values[oldBest] - (model?.value(at: x) ?? value)
                let ratio = hope > 0 ? (bound.values[oldBest] - value) / hope : -1
                if ratio <= 0.1 {
                    radius = min(radius / 2, length)
                } else if ratio > 0.7 {
                    radius = max(radius / 2, 2 * length)
                } else {
                    radius = max(radius / 2, length)
                }
                isDoubtful = ratio < 0.1
                improved = isBetter
            case .geometry: (isDoubtful, improved) = (false, true)
            default:
                if isBetter, length > 2 * radius { (radius, isDoubtful) = (LIPO.firstRadius, false) }
            }
        }
        bound.add(x, value)
        if isBetter {
            best = bound.values.count - 1
            isPolished = false
        }
        if radius < LIPO.leastRadius {
            isPolished = true
            radius = LIPO.leastRadius
        }
        let wasLook: Bool = if case .bound = plan { true } else { false }
        plan = ((wasLook || improved) ? polish(question) : nil) ?? look(question)
    }

    /// The point drawn where the bound is least; the first is drawn alone.
    private func look(_ question: Question) -> Plan {
        let number = bound.points.count + 1, n = question.space.count
        var random = question.random(1, number: number)
        var least: (x: [Double], bound: Double)?
        for _ in 0..<(bound.points.isEmpty ? 1 : 1000) {
            let x = (0..<n).map { _ in random.uniform() }
            // Before slopes are known the farthest point is taken.
            let value = bound.squares.contains { $0 > 0 } ? bound.value(at: x) : -(bound.points.map { distance($0, x) }.min() ?? 0)
            if value < least?.bound ?? .infinity { least = (x, value) }
        }
        return .bound(least?.x ?? [Double](repeating: 0.5, count: n), least?.bound ?? 0)
    }

    /// A step of the trust region; nil when there is nothing to polish.
    private mutating func polish(_ question: Question) -> Plan? {
        let points = bound.points, values = bound.values, n = question.space.count
        guard let best, !isPolished, points.count > n else { return nil }
        model = LocalModel(points, values, best: best, radius: radius)?.quadratic
        guard let model else { return nil }
        if isDoubtful, let point = loneliest(about: points[best]) { return .geometry(point) }
        let step = model.leastStep(radius: radius)
        let foretold = model.constant + model.change(step)
        let spread = (values.max() ?? 0) - (values.min() ?? 0)
        guard dot(step, step).squareRoot() > 1e-9, values[best] - foretold > 1e-10 * spread else {
            if let point = loneliest(about: points[best]) { return .geometry(point) }
            isPolished = radius <= 1e-4
            radius /= 10
            return nil
        }
        return .step(zip(points[best], step).map { min(max($0 + $1, 0), 1) }, foretold: foretold)
    }

    /// A point within the trust region along the direction in which the trials nearby differ least; nil if they differ in all.
    private func loneliest(about centre: [Double]) -> [Double]? {
        let n = centre.count
        var matrix = [Double](repeating: 0, count: n * n)
        for point in bound.points {
            let t = zip(point, centre).map { ($0 - $1) / radius }
            let square = dot(t, t)
            guard square > 0, square <= 4 else { continue }
            for row in 0..<n { for column in 0..<n { matrix[row * n + column] += t[row] * t[column] } }
        }
        let eigen = SymmetricEigen(matrix, size: n)
        guard let k = eigen.values.indices.min(by: { eigen.values[$0] < eigen.values[$1] }), eigen.values[k] < 0.05 else { return nil }
        let direction = (0..<n).map { eigen.vectors[$0 * n + k] }
        let sides = [1.0, -1.0].map { sign in zip(centre, direction).map { min(max($0 + sign * radius * $1, 0), 1) } }
        let slope = model.map { dot($0.gradient, direction) } ?? 0
        let lengths = sides.map { distance($0, centre) }
        if lengths[0] < 0.5 * radius || lengths[1] < 0.5 * radius { return lengths[0] >= lengths[1] ? sides[0] : sides[1] }
        return slope <= 0 ? sides[0] : sides[1]
    }

    var thinking: LIPOThinking {
        let reason: LIPOThinking.Reason =
            switch plan {
            case .bound(_, let least): .bound(least)
            case .step(_, let foretold): .step(foretold: foretold)
            case .geometry: .geometry
            }
        return LIPOThinking(reason: reason, bound: bound, best: best, model: model, radius: radius)
    }
}

/// The machine replayed from trials.
struct LIPORun: Sendable {
    private(set) var machine: LIPO
    private var taken = Record()
    /// What came of each setting.
    private var known: [Setting: Double] = [:]

    init(_ question: Question) { machine = LIPO(question) }

    var answer: ([Double], Thinking)? { (machine.plan.point, .lipo(machine.thinking)) }

    /// Takes the trials that are new; all from the first where the trials are not those that were taken before, continued.
    mutating func follow(_ question: Question) {
        let record = question.record
        if !record.begins(with: taken) { self = LIPORun(question) }
        let points = record.filled
        for k in taken.count..<max(record.count, taken.count) {
            let planned = machine.plan.point, setting = question.space.setting(points[k])
            let isPlanned = question.space.setting(planned) == setting
            machine.take(isPlanned ? planned : points[k], record.values[k], question)
            known[setting] = record.values[k]
            // Among whole numbers different places are one setting, which is not tried again while there are others.
            for _ in 0..<50 {
                guard let value = known[question.space.setting(machine.plan.point)] else { break }
                machine.take(machine.plan.point, value, question)
            }
        }
        taken = record
    }
}
