// A function of one number, looked at all over: where it goes, where it turns, where it jumps.

/// Values of a function from the greatest negative number to the greatest positive one, close together where networks live.
struct FunctionSurvey {
    /// Where a function goes as x goes to one of the infinities.
    enum Ending: Equatable {
        /// To a number.
        case settles(Double)
        /// Beyond every number, or below.
        case grows(isUp: Bool)
        /// To and fro: between bounds, or ever further.
        case swings(isBounded: Bool)
        /// It still moves, by less and less, where it was looked at last.
        case isUndecided
        /// There are no numbers on that side.
        case isUndefined
    }

    /// In rising order; 0 is among them.
    static let places: [Double] = {
        let close = (1...dense * perUnit).map { Double($0) / Double(perUnit) }
        var middle: [Double] = [], outer: [Double] = [], x = Double(Self.dense) * 1.03, decade = 1e4
        while x < 1e4 {
            middle.append(x)
            x *= 1.03
        }
        while decade < 9e307 {
            outer += [1, 1.7, 2.9, 4.3, 6.1, 8.3].map { $0 * decade }
            decade *= 10
        }
        let positive = close + middle + outer.filter { $0 < 1e308 } + [1, 1.7].map { $0 * 1e308 }
        return positive.reversed().map { -$0 } + [0] + positive
    }()

    /// Every 1/64 from -20 to 20.
    static let dense = 20, perUnit = 64
    /// As far as jumps and turns are looked for.
    static let near = 1e4

    let function: @Sendable (Double) -> Double
    let values: [Double]
    /// The greatest size from -20 to 20; 0 where it has no numbers there.
    let scale: Double

    init(_ f: @escaping @Sendable (Double) -> Double) {
        function = f
        values = Self.places.map(f)
        scale = zip(Self.places, values).lazy.filter { $0.0.magnitude <= Double(Self.dense) && $0.1.isFinite }.map(\.1.magnitude).max() ?? 0
    }

    /// The places from -20 to 20 where it is no number, or infinite.
    var gaps: [Double] {
        zip(Self.places, values).filter { $0.0.magnitude <= Double(Self.dense) && !$0.1.isFinite }.map(\.0)
    }

    // MARK: The ends

    /// What it does on one side: judged by what it does from the root of the last x that has a value to that x.
    func ending(isRight: Bool) -> Ending {
        let side = zip(Self.places, values).filter { isRight ? $0.0 > 0 : $0.0 < 0 }
        let outwards = isRight ? side : side.reversed()
        let known = Array(outwards.prefix { !$0.1.isNaN })
        guard let last = known.last, last.0.magnitude > 1 else { return .isUndefined }
        let window = known.filter { $0.0.magnitude >= last.0.magnitude.squareRoot() }.map(\.1)
        let low = window.min() ?? 0, high = window.max() ?? 0
        if high - low <= 1e-9 * max(scale, last.1.magnitude), last.1.isFinite {
            // 1/x is not yet 0 at the greatest number that there is.
            return .settles(last.1.magnitude < 1e-300 ? 0 : last.1)
        }
        let isRising = zip(window, window.dropFirst()).allSatisfy { $0 <= $1 }
        let isFalling = zip(window, window.dropFirst()).allSatisfy { $0 >= $1 }
        guard isRising || isFalling else {
            let inner = known.prefix { $0.0.magnitude < last.0.magnitude.squareRoot() }.map(\.1.magnitude).max() ?? 0
            return .swings(isBounded: max(-low, high) <= 10 * inner)
        }
        // What goes to a number moves less and less with every squaring of x; what grows, however slowly, does not.
        let root = last.0.magnitude.squareRoot().squareRoot()
        let before = known.first { $0.0.magnitude >= root }?.1 ?? last.1, first = window.first ?? last.1
        let grows = !last.1.isFinite || abs(last.1 - first) >= 0.9 * abs(first - before)
        // Where all that is far out has overflowed, it neither rises nor falls any more.
        return grows ? .grows(isUp: last.1.isFinite ? isRising : last.1 > 0) : .isUndecided
    }

    // MARK: Poles

    /// A place near which a function has no bound.
    struct Pole: Equatable {
        let place: Double
        let rises: Bool
        let falls: Bool
    }

    /// The places where it may have no bound: where its values end, and those that somebody else has found something at.
    func poles(among places: [Double]) -> [Pole] {
        var found: [Pole] = []
        for place in places + edges where !found.contains(where: { abs($0.place - place) <= 1e-9 * max(1, abs(place)) }) {
            if let pole = pole(near: place) { found.append(pole) }
        }
        return found.sorted { $0.place < $1.place }
    }

    /// The places from -20 to 20 without a value that have one beside them.
    private var edges: [Double] {
        Self.places.indices.dropFirst().dropLast().filter { i in
            Self.places[i].magnitude <= Double(Self.dense) && !values[i].isFinite && (values[i - 1].isFinite || values[i + 1].isFinite)
        }.map { Self.places[$0] }
    }

    /// Looks at ever narrower rings about a place: what has a bound there grows by less and less, what has none does not.
    private func pole(near place: Double) -> Pole? {
        let rings = [8, 14, 20, 26, 32].map { exponent -> [Double] in
            let radius = Double(sign: .plus, exponent: -exponent, significand: max(1, abs(place)))
            let distances = (0..<16).map { radius * (1 + Double($0) / 16) }
            return (distances + distances.map { -$0 }).map { function(place + $0) }.filter { !$0.isNaN }
        }
        let sizes = rings.map { $0.map(\.magnitude).max() ?? 0 }, growth = zip(sizes, sizes.dropFirst()).map { $1 - $0 }
        let staysGrowing = growth[0] > 0 && zip(growth, growth.dropFirst()).allSatisfy { $1 >= 0.9 * $0 }
        guard staysGrowing, let last = rings.last, sizes[sizes.count - 1] > 2 * scale else { return nil }
        return Pole(place: place, rises: last.contains { $0 > 2 * scale }, falls: last.contains { $0 < -2 * scale })
    }

    // MARK: Turns

    /// Where the sign changes between two places that are looked at; of more than a few hundred the first ones.
    var signChanges: [Double] {
        var found: [Double] = [], last: (x: Double, y: Double)?
        for (x, y) in zip(Self.places, values) where x.magnitude <= Self.near && y != 0 && y.isFinite {
            if let last, (last.y < 0) != (y < 0), found.count < 400 { found.append(root(last.x, x, rises: y > 0)) }
            last = (x, y)
        }
        return found
    }

    private func root(_ low: Double, _ high: Double, rises: Bool) -> Double {
        var (low, high) = (low, high)
        for _ in 0..<200 {
            let middle = low / 2 + high / 2
            guard middle > low, middle < high else { break }
            let y = function(middle)
            if y == 0 { return middle + 0 }
            if (y > 0) == rises { high = middle } else { low = middle }
        }
        return Self.plain(low / 2 + high / 2, within: 1e-12)
    }

    // MARK: Jumps

    /// The places from which the next one is not too far out, those about 0 first.
    private static let outwards = places.indices.dropLast().filter { abs(places[$0]) <= near && abs(places[$0 + 1]) <= near }.sorted {
        abs(places[$0]) < abs(places[$1])
    }

    /// Where it jumps, of very many jumps those about 0: between neighbouring places the half in which it changes more is halved again and again; what has no jump changes by
    /// less and less. A jump that is one of rounding has gone when one steps away from it.
    var jumps: [Double] {
        guard scale > 0 else { return [] }
        var found: [Double] = []
        for i in Self.outwards {
            guard let place = jump(from: i), !found.contains(where: { abs($0 - place) <= 1e-9 * max(1, abs(place)) }) else { continue }
            found.append(place)
            if found.count == 100 { break }
        }
        return found
    }

    private func jump(from index: Int) -> Double? {
        var a = Self.places[index], b = Self.places[index + 1], low = values[index], high = values[index + 1]
        let tolerance = 1e-7 * scale
        while b - a > 0x1p-44 * max(1, abs(a), abs(b)) {
            guard abs(high - low) > tolerance else { return nil }
            let middle = a / 2 + b / 2, value = function(middle)
            guard value.isFinite else { return nil }
            if abs(value - low) >= abs(high - value) { (b, high) = (middle, value) } else { (a, low) = (middle, value) }
        }
        guard abs(high - low) > tolerance else { return nil }
        let place = Self.plain(a / 2 + b / 2, within: 1e-12)
        func change(_ h: Double) -> Double { abs(function(place + h) - function(place - h)) }
        return change(0x1p-20) >= 0.5 * change(0x1p-10) ? place : nil
    }

    /// A number of few decimals, where one is that near; 0 without a sign.
    static func plain(_ x: Double, within tolerance: Double) -> Double {
        let rounded = (x * 1e9).rounded() / 1e9
        return (abs(rounded - x) <= tolerance * max(1, abs(x)) ? rounded : x) + 0
    }
}
