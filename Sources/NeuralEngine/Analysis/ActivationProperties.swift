// What kind of function an activation is, worked out from its values and slopes: nothing here knows it by its name.

/// The properties of an activation that the field judges it by. What is found holds at the places that were looked at: every 1/64 from -20
/// to 20, closer where something happens, and on to the largest numbers. Between them a function could hide something narrower.
public struct ActivationProperties: Sendable, Equatable {
    /// What f and f' do on one side, as x goes to infinity.
    public struct End: Sendable, Equatable {
        /// What a function does there.
        public enum Course: Sendable, Equatable {
            case settles(Double)
            /// Without bound.
            case rises, falls
            /// To and fro, for ever, within bounds or ever further.
            case swings, swingsEverFurther
            /// It still moved where it was looked at last.
            case undecided
            case undefined
        }

        public let value: Course
        public let slope: Course
        /// f and f' at x = 10 and 100, or at -10 and -100.
        public let samples: [(x: Double, value: Double, slope: Double)]

        /// Whether the slope goes to 0: the function is said to saturate on this side (Gulcehre et al. 2016).
        public let saturates: Bool

        public static func == (a: End, b: End) -> Bool { a.value == b.value && a.slope == b.slope && a.saturates == b.saturates }
    }

    /// A place where the slope jumps, or the function itself.
    public struct Corner: Sendable, Equatable {
        public let place: Double
        /// Whether the function itself jumps there.
        public let isJump: Bool
        /// The slopes, of a jump the values, just below and just above.
        public let below: Double
        public let above: Double
    }

    /// A place where it turns from falling to rising, or from rising to falling.
    public struct Turn: Sendable, Equatable {
        public let place: Double
        public let value: Double
        public let isLowest: Bool
    }

    /// Its least and its greatest value, or what it comes as near to as one likes; infinite where there is no bound.
    public let low: Double
    public let high: Double
    public var isBounded: Bool { low.isFinite && high.isFinite }
    /// Whether it has a finite value at any of the places.
    public let isDefined: Bool

    /// Whether it rises anywhere, and whether it falls anywhere.
    public let rises: Bool
    public let falls: Bool
    public var isMonotonic: Bool { !(rises && falls) }
    /// Between -20 and 20.
    public let turns: [Turn]

    /// In rising order, between -10 000 and 10 000.
    public let corners: [Corner]
    /// Places between -20 and 20 where f or f' is no finite number.
    public let gaps: [Double]
    /// Places near which f has no bound, those about 0 first.
    public let poles: [Double]
    public var isDifferentiable: Bool { corners.isEmpty && gaps.isEmpty && poles.isEmpty }

    public let left: End
    public let right: End

    /// Whether f(x)/x goes to 1 from both sides of 0: what the unit does to small numbers is nothing.
    public let isIdentityNearZero: Bool
    public let valueAtZero: Double
    /// f(x)/x a millionth below and above 0.
    public let ratioBelowZero: Double
    public let ratioAboveZero: Double

    /// The greatest |f'|, or what it comes near to, and where: of a stretch the place nearest to 0, infinite where it is only approached.
    public let largestSlope: Double
    public let largestSlopePlace: Double

    /// The mean and the root of the mean square of f(z), z being a number from the standard normal distribution; not a number where f has no
    /// value or no bound at some of them.
    public let mean: Double
    public let deviation: Double
    /// Whether that mean is 0: what comes out is as often too large as too small, as what went in.
    public var isZeroCentred: Bool { abs(mean) <= 1e-6 * deviation }

    /// How many values of f and of f' were looked at.
    public static var placeCount: Int { FunctionSurvey.places.count }

    /// Looks at an activation that is a function of one number.
    public init(of activation: Activation) {
        let f = FunctionSurvey(activation.value), slope = FunctionSurvey(activation.derivative)
        isDefined = f.values.contains(where: \.isFinite)
        (left, right) = (End(f, slope, isRight: false), End(f, slope, isRight: true))
        let (jumps, changes) = (f.jumps, slope.signChanges), poles = f.poles(among: jumps + changes)
        func isPole(_ place: Double) -> Bool { poles.contains { abs($0.place - place) <= 1e-9 * max(1, abs(place)) } }
        turns = changes.filter { $0.magnitude <= Double(FunctionSurvey.dense) && !isPole($0) }.map { place in
            Turn(place: place, value: activation.value(place) + 0, isLowest: activation.derivative(place + 1e-3) > 0)
        }
        (low, high) = Self.range(f, [left, right], turns, poles)
        (rises, falls) = Self.directions(f)
        let bends = slope.jumps
        corners = Self.corners(f, slope, jumps: jumps.filter { !isPole($0) }, kinks: bends.filter { !isPole($0) })
        gaps = Array(Set(f.gaps + slope.gaps)).sorted()
        self.poles = poles.map(\.place).sorted { ($0.magnitude, $0) < ($1.magnitude, $1) }

        let tiny = 0x1p-20
        valueAtZero = activation.value(0) + 0
        (ratioBelowZero, ratioAboveZero) = (activation.value(-tiny) / -tiny, activation.value(tiny) / tiny)
        isIdentityNearZero =
            abs(valueAtZero) <= 1e-12
            && [(tiny, 1e-3), (0x1p-30, 1e-5)].allSatisfy { x, near in
                [x, -x].allSatisfy { abs(activation.value($0) / $0 - 1) <= near }
            }
        let steepPlaces = poles.map(\.place) + slope.poles(among: bends + changes).map(\.place)
        (largestSlope, largestSlopePlace) = Self.largestSlope(
            slope, corners.map(\.place), left, right, unboundedNear: steepPlaces.min { $0.magnitude < $1.magnitude })
        let moments = Self.moments(activation.value)
        (mean, deviation) = poles.contains { abs($0.place) <= 12 } ? (.nan, .nan) : moments
    }

    // MARK: One by one

    private static func range(
        _ f: FunctionSurvey, _ ends: [End], _ turns: [Turn], _ poles: [FunctionSurvey.Pole]
    ) -> (Double, Double) {
        var seen = f.values.filter(\.isFinite) + turns.map(\.value).filter(\.isFinite)
        for end in ends {
            switch end.value {
            case .rises: seen.append(.infinity)
            case .falls: seen.append(-.infinity)
            case .swingsEverFurther: seen += [.infinity, -.infinity]
            case .settles(let value): seen.append(value)
            case .swings, .undecided, .undefined: break
            }
        }
        if poles.contains(where: \.rises) { seen.append(.infinity) }
        if poles.contains(where: \.falls) { seen.append(-.infinity) }
        return ((seen.min() ?? .nan) + 0, (seen.max() ?? .nan) + 0)
    }

    private static func directions(_ f: FunctionSurvey) -> (rises: Bool, falls: Bool) {
        // Over a place without a value as well: 1/x falls on both sides of 0, and is higher behind it than before.
        var rises = false, falls = false
        let known = f.values.filter(\.isFinite)
        for (a, b) in zip(known, known.dropFirst()) {
            let rounding = 1e-13 * max(abs(a), abs(b), 1e-3 * f.scale)
            if b - a > rounding { rises = true }
            if a - b > rounding { falls = true }
        }
        return (rises, falls)
    }

    private static func corners(_ f: FunctionSurvey, _ slope: FunctionSurvey, jumps: [Double], kinks: [Double]) -> [Corner] {
        func corner(_ place: Double, isJump: Bool) -> Corner {
            let h = 0x1p-30 * max(1, abs(place)), looked = isJump ? f : slope
            return Corner(place: place, isJump: isJump, below: looked.function(place - h) + 0, above: looked.function(place + h) + 0)
        }
        let kinks = kinks.filter { kink in !jumps.contains { abs($0 - kink) <= 1e-9 * max(1, abs(kink)) } }
        return (jumps.map { corner($0, isJump: true) } + kinks.map { corner($0, isJump: false) }).sorted { $0.place < $1.place }
    }

    private static func largestSlope(
        _ slope: FunctionSurvey, _ corners: [Double], _ left: End, _ right: End, unboundedNear steep: Double?
    ) -> (Double, Double) {
        for (end, infinity) in [(left, -Double.infinity), (right, .infinity)] {
            if [.rises, .falls, .swingsEverFurther].contains(end.slope) { return (.infinity, infinity) }
        }
        if let pole = slope.gaps.first(where: { slope.function($0).isInfinite }) { return (.infinity, pole) }
        if let steep { return (.infinity, steep) }
        let places = FunctionSurvey.places, sizes = slope.values.map { $0.isFinite ? abs($0) : -1 }
        guard let top = sizes.max(), top >= 0, let found = places.indices.first(where: { sizes[$0] == top }) else { return (.nan, .nan) }
        let level = places.indices.filter { sizes[$0] >= top * (1 - 0x1p-50) }
        // Of a stretch of equal slopes its place nearest to 0, unless the slope only comes near to it, further and further out.
        let nearest = level.min { places[$0].magnitude < places[$1].magnitude } ?? found
        if !level.contains(nearest - 1) && !level.contains(nearest + 1) {
            let low = places[max(0, nearest - 1)], high = places[min(places.count - 1, nearest + 1)]
            return peak(slope, places[nearest], top, between: low, high, corners)
        }
        if places[nearest] == 0 { return (top, 0) }
        let inner = places[nearest] > 0 ? nearest - 1 : nearest + 1
        if sizes[inner] >= top * (1 - 1e-9) { return (top, places[nearest] > 0 ? .infinity : -.infinity) }
        let edges = min(places[inner], places[nearest])...max(places[inner], places[nearest])
        return (top, corners.first { edges.contains($0) } ?? places[nearest])
    }

    /// The top of |f'| between two places, by the golden section.
    private static func peak(
        _ slope: FunctionSurvey, _ place: Double, _ top: Double, between low: Double, _ high: Double, _ corners: [Double]
    ) -> (Double, Double) {
        let section = (5.0.squareRoot() - 1) / 2
        var (a, b) = (low, high), best = (top, place)
        for _ in 0..<90 {
            let (c, d) = (b - section * (b - a), a + section * (b - a)), (atC, atD) = (abs(slope.function(c)), abs(slope.function(d)))
            for (value, x) in [(atC, c), (atD, d)] where value > best.0 * (1 + 0x1p-50) { best = (value, x) }
            if atC >= atD { b = d } else { a = c }
        }
        // At a kink the slope comes near to its top from one side.
        if let corner = corners.first(where: { abs($0 - best.1) <= 1e-6 }) {
            return (FunctionSurvey.plain(best.0, within: 1e-12), corner)
        }
        return best
    }

    /// Simpson's rule over every 1/64 from -12 to 12, beyond which a normal number does not come.
    private static func moments(_ f: (Double) -> Double) -> (mean: Double, deviation: Double) {
        let width = 1 / Double(FunctionSurvey.perUnit), rootOfTwoPi = 2.5066282746310002
        var sum = 0.0, squares = 0.0
        for cell in -12 * FunctionSurvey.perUnit..<12 * FunctionSurvey.perUnit {
            let a = Double(cell) * width, inside = width * 1e-9
            // A little inside, so that a jump at the edge of a cell belongs to one side.
            for (x, weight) in [(a + inside, 1.0), (a + width / 2, 4), (a + width - inside, 1)] {
                let y = f(x), density = weight * width / 6 * Elementary.exp(-x * x / 2) / rootOfTwoPi
                sum += y * density
                squares += y * y * density
            }
        }
        return (sum, squares.squareRoot())
    }
}

extension Activation {
    /// The range of a function that somebody wrote, as looking at it finds it; nil where it is every number or an end is not known.
    var foundRange: ClosedRange<Double>? {
        guard kernelFunction == nil, ofLayer == nil else { return nil }
        let found = ActivationProperties(of: self)
        let isKnown = [found.left, found.right].allSatisfy { $0.value != .undecided } && found.low <= found.high
        return isKnown && (found.low.isFinite || found.high.isFinite) ? found.low...found.high : nil
    }
}

extension ActivationProperties.End {
    fileprivate init(_ f: FunctionSurvey, _ slope: FunctionSurvey, isRight: Bool) {
        value = Course(f.ending(isRight: isRight))
        let slopes = slope.ending(isRight: isRight)
        self.slope = Course(slopes)
        samples = [10.0, 100].map { isRight ? $0 : -$0 }.map { ($0, f.function($0) + 0, slope.function($0) + 0) }
        // Stairs have the slope 0 everywhere and go on all the same.
        var isFlat = false
        if case .settles = value { isFlat = true }
        if value == .undefined {
            saturates = false
        } else if case .settles(let last) = slopes, slope.scale > 0 || isFlat {
            saturates = abs(last) <= 1e-9 * slope.scale
        } else {
            saturates = false
        }
    }
}

extension ActivationProperties.End.Course {
    fileprivate init(_ ending: FunctionSurvey.Ending) {
        switch ending {
        case .settles(let value): self = .settles(value)
        case .grows(let isUp): self = isUp ? .rises : .falls
        case .swings(let isBounded): self = isBounded ? .swings : .swingsEverFurther
        case .isUndecided: self = .undecided
        case .isUndefined: self = .undefined
        }
    }
}
