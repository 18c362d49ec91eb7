// Points as a Gaussian process sees them: a name is a corner, one coordinate for each name.

/// The coordinates of a process, made from those of the unit cube.
struct Coding: Sendable {
    let space: Space
    /// The group of each coordinate: its dimension.
    let groups: [Int]

    init(_ space: Space) {
        self.space = space
        groups = space.dimensions.enumerated().flatMap { place, dimension in
            [Int](repeating: place, count: dimension.domain.isChoice ? dimension.domain.count ?? 1 : 1)
        }
    }

    /// A number's coordinate is its own, 1/2 where it has no value; of k names the one chosen has 1/sqrt 2, all others 0: two names are 1 apart.
    func coded(_ unit: [Double?]) -> [Double] {
        zip(space.dimensions, unit).flatMap { dimension, u -> [Double] in
            guard case .choice(let names) = dimension.domain else { return [u ?? 0.5] }
            var corner = [Double](repeating: 0, count: names.count)
            if let u { corner[min(Int(u * Double(names.count)), names.count - 1)] = 0.7071067811865476 }
            return corner
        }
    }

    func inputs(_ units: [[Double?]]) -> Inputs { Inputs(points: units.map(coded), groups: groups, groupCount: space.count) }

    /// The dimension of each coordinate that may be moved freely: real numbers without a condition.
    var isFree: [Bool] {
        space.dimensions.flatMap { dimension -> [Bool] in
            switch dimension.domain {
            case .choice(let names): [Bool](repeating: false, count: names.count)
            case .real, .log, .int, .intlog: [dimension.condition == nil]
            }
        }
    }

    /// Puts the free coordinates of a coded point back into a point of the unit cube.
    func unit(_ coded: [Double], like unit: [Double]) -> [Double] {
        var unit = unit, place = 0
        for (k, dimension) in space.dimensions.enumerated() {
            if dimension.domain.isChoice {
                place += dimension.domain.count ?? 1
            } else {
                if dimension.condition == nil { unit[k] = coded[place] }
                place += 1
            }
        }
        return unit
    }
}
