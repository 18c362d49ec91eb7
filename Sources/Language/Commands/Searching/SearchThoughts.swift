// What a method thinks, as numbers along lines and over planes: asked of the method's own values.
import Charts
import NeuralEngine
import Search

/// The thoughts with which a search proposes its next trial.
struct SearchThoughts {
    let search: Search
    let next: Proposal?
    /// Methods seek the least: of what is to be great they see the negative.
    private let sign: Double
    private var space: Space { search.space }

    /// - Parameter next: what is proposed, where that is known.
    init(_ search: Search, next: Proposal? = nil) {
        (self.search, self.next) = (search, next ?? search.propose())
        sign = search.goal == .minimise ? 1 : -1
    }

    /// The point of the unit cube that slices are laid through: the best trial, before there is one the next.
    var middle: [Double] {
        search.best.map { space.unit($0.setting) } ?? next?.unit ?? [Double](repeating: 0.5, count: space.count)
    }

    /// Trials and guesses that gave a number.
    var found: [Trial] { (search.guesses + search.trials).filter { !$0.isFailed } }

    // MARK: Along a line

    /// What is believed of the values along a dimension: lines on the scale of the values, through a point.
    func beliefs(_ k: Int, through unit: [Double]) -> [Series] {
        let line = space.slice(k, through: unit, count: Self.fine), drawn = DrawnDimension(space.dimensions[k])
        let xs = line.map { drawn.number(at: $0[k]) }
        func near(_ centre: [Double], _ radius: Double) -> [Int] { line.indices.filter { (line[$0][k] - centre[k]).magnitude <= radius } }
        func quadratic(_ model: Quadratic, _ radius: Double) -> [Series] {
            // Through another point than the model's own the rest of the way counts, too.
            let places = near(model.centre, radius), level = sign * model.value(at: model.centre)
            return [
                Series(name: "quadratic", x: places.map { xs[$0] }, y: places.map { sign * model.value(at: line[$0]) }),
                Series(name: "trust region", x: places.map { xs[$0] }, y: places.map { _ in level }),
            ]
        }
        switch next?.thinking {
        case .bayes(let bayes):
            let beliefs = line.map { bayes.surrogate.belief(at: coordinates($0)) }
            var series = Series(name: "foretold", x: xs, y: beliefs.map { sign * $0.middle })
            series.band = beliefs.map { min(sign * $0.low, sign * $0.high)...max(sign * $0.low, sign * $0.high) }
            return [series]
        case .lipo(let lipo) where lipo.bound.points.count > 1:
            let bound = line.map { lipo.bound.value(at: $0) }, best = search.best?.value ?? 0
            let out = line.indices.map { Point(x: xs[$0], y: lipo.bound.excludes(line[$0]) ? best : .nan) }
            return [Series(name: "bound", x: xs, y: bound.map { sign * $0 }), Series(name: "left out", points: out)]
        case .bobyqa(let bobyqa): return bobyqa.model.map { quadratic($0, bobyqa.radius) } ?? []
        default: return []
        }
    }

    /// What the next trial is chosen by along a dimension, and what it is called.
    func drive(_ k: Int, through unit: [Double]) -> (title: String, series: [Series])? {
        let line = space.slice(k, through: unit, count: Self.fine), drawn = DrawnDimension(space.dimensions[k])
        let xs = line.map { drawn.number(at: $0[k]) }
        switch next?.thinking {
        case .bayes(let bayes):
            let shares = line.map { Elementary.exp(min(bayes.surrogate.logImprovement(at: coordinates($0)) - bayes.logImprovement, 0)) }
            return ("what the next trial is chosen by", [Series(name: "expected improvement", x: xs, y: shares)])
        case .tpe(let tpe):
            func density(_ density: ParzenDensity) -> [Double] { line.map { Elementary.exp(density.logDensity(coordinates($0))) } }
            let (good, others) = (density(tpe.goodDensity), density(tpe.otherDensity))
            return (
                "how densely trials lie",
                [
                    Series(name: "good", x: xs, y: good), Series(name: "others", x: xs, y: others),
                    Series(name: "ratio", x: xs, y: zip(good, others).map { $0 / $1 }),
                ]
            )
        default: return nil
        }
    }

    /// The points that BOBYQA's model is laid through, in the unit cube, with their values.
    var modelPoints: [(unit: [Double], value: Double)] {
        guard case .bobyqa(let bobyqa)? = next?.thinking else { return [] }
        return zip(bobyqa.points, bobyqa.values).map { ($0, sign * $1) }
    }

    // MARK: Over a plane

    /// A number all over a part of the plane of two dimensions; the greater, the better. Nil where it says nothing.
    struct Surface {
        let title: String
        /// The part of the unit square that is shown.
        var first = 0.0...1.0
        var second = 0.0...1.0
        /// Rows along the second dimension from its low end, each along the first: the numbers as they are told, and how good they are.
        let values: [[Double?]]
        let merits: [[Double?]]
    }

    /// What there is to see over two dimensions.
    func surfaces(columns: Int, rows: Int) -> [Surface] {
        func plane(_ first: ClosedRange<Double> = 0...1, _ second: ClosedRange<Double> = 0...1) -> [[[Double]]] {
            space.plane(0, 1, through: middle, columns: columns, rows: rows).map { row in
                row.map { unit in
                    var unit = unit
                    unit[0] = first.lowerBound * (1 - unit[0]) + first.upperBound * unit[0]
                    unit[1] = second.lowerBound * (1 - unit[1]) + second.upperBound * unit[1]
                    return unit
                }
            }
        }
        func surface(_ title: String, _ points: [[[Double]]], _ cost: ([Double]) -> Double?) -> Surface {
            let costs = points.map { $0.map(cost) }
            return Surface(
                title: title, values: costs.map { $0.map { $0.map { sign * $0 } } }, merits: costs.map { $0.map { $0.map { -$0 } } })
        }
        switch next?.thinking {
        case .bayes(let bayes):
            let points = plane(), logs = points.map { $0.map { Optional(bayes.surrogate.logImprovement(at: coordinates($0))) } }
            return [
                surface("foretold", points) { bayes.surrogate.belief(at: coordinates($0)).middle },
                Surface(title: "log improvement", values: logs, merits: logs),
            ]
        case .tpe(let tpe):
            let logs = plane().map { $0.map { Optional(tpe.logRatio(at: coordinates($0))) } }
            return [Surface(title: "log good / others", values: logs, merits: logs)]
        case .lipo(let lipo) where lipo.bound.points.count > 1:
            return [surface("bound, · left out", plane()) { lipo.bound.excludes($0) ? nil : lipo.bound.value(at: $0) }]
        case .bobyqa(let bobyqa):
            guard let model = bobyqa.model else { return [] }
            // The trust region may be small: what is shown reaches a little farther than it and the points.
            let reach = bobyqa.points.map { distance($0, model.centre) }.max().map { max($0, bobyqa.radius) * 1.1 } ?? 1
            func part(_ k: Int) -> ClosedRange<Double> { max(0, model.centre[k] - reach)...min(1, model.centre[k] + reach) }
            var shown = surface("quadratic", plane(part(0), part(1))) {
                distance($0, model.centre) <= bobyqa.radius ? model.value(at: $0) : nil
            }
            (shown.first, shown.second) = (part(0), part(1))
            return [shown]
        default: return []
        }
    }

    private func coordinates(_ unit: [Double]) -> [Double?] { space.coordinates(space.setting(unit)) }

    private func distance(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    /// How many points a line has.
    private static let fine = 121
}
