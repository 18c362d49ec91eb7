// What kind of function an activation is, with the evidence for each answer.
import Documents
import NeuralEngine

package struct PropertiesAccount {
    private let name: String
    private let formula: String
    private let found: ActivationProperties
    private let numerals: Numerals

    package init(_ activation: Activation, _ numerals: Numerals) {
        (name, formula) = (activation.name, activation.formula)
        found = ActivationProperties(of: activation)
        self.numerals = Numerals(digits: min(numerals.digits, 6))
    }

    package var document: Document {
        let title = "\(name)(x) = \(formula)", count = ActivationProperties.placeCount
        guard found.isDefined else {
            return Document(
                [.line(title), .line("\(name) has a finite value nowhere: at none of \(count) places from -1.7e308 to 1.7e308")],
                values: [.init("name", .string(name)), .init("defined", .bool(false))])
        }
        let lines = [title, range, monotonic, differentiable, saturates, nearZero, steepest, centred]
        let note =
            "looked at: f and f' at \(count) places, every 1/64 from -20 to 20, further apart to 1.7e308, closer where f' changes its sign or "
            + "jumps. That proves nothing about what is narrower."
        return Document(lines.map(Block.line) + [.note(note)], values: values)
    }

    private var values: [JSONField] {
        let sides = [(found.left.saturates, "left"), (found.right.saturates, "right")].filter(\.0).map { JSONValue.string($0.1) }
        return [
            .init("name", .string(name)), .init("range", .vector([found.low, found.high])), .init("bounded", .bool(found.isBounded)),
            .init("monotonic", .bool(found.isMonotonic)), .init("differentiable", .bool(found.isDifferentiable)),
            .init("kinks", .vector(found.corners.map(\.place))), .init("identity_near_0", .bool(found.isIdentityNearZero)),
            .init("saturates", .array(sides)), .init("largest_slope", .number(found.largestSlope)),
            .init("largest_slope_at", .number(found.largestSlopePlace)),
            .init("zero_centred", found.mean.isFinite ? .bool(found.isZeroCentred) : .null),
        ]
    }

    private func text(_ number: Double) -> String { numerals.text(number) }

    /// `x = 0`, `x = 0 and 1`, `x = 0, 1, 2 and at least 5 other places`.
    private func places(_ all: [Double]) -> String {
        let shown = all.prefix(3).map(text)
        if all.count > shown.count { return "x = \(shown.joined(separator: ", ")) and at least \(all.count - shown.count) other places" }
        return "x = " + (shown.count > 1 ? "\(shown.dropLast().joined(separator: ", ")) and \(shown[shown.count - 1])" : shown.joined())
    }

    // MARK: Values

    private var range: String {
        let bounds =
            switch (found.low.isFinite, found.high.isFinite) {
            case (true, true) where [found.left.value, found.right.value].contains(.undecided): "bounded as far as was seen"
            case (true, true): "bounded"
            case (true, false): "bounded below, not above"
            case (false, true): "bounded above, not below"
            case (false, false): "not bounded"
            }
        let lowest = found.turns.filter { $0.value == found.low || $0.value == found.high }.prefix(2).map {
            "it turns at x = \(text($0.place)), where f = \(text($0.value))"
        }
        let poles = found.poles.isEmpty ? [] : ["near \(places(found.poles)) it has no bound"]
        let evidence = ["to the left f \(course(found.left.value))", "to the right it \(course(found.right.value))"] + poles + lowest
        return "range \(text(found.low)) .. \(text(found.high)), \(bounds): " + evidence.joined(separator: ", ")
    }

    private func course(_ course: ActivationProperties.End.Course) -> String {
        switch course {
        case .settles(let value): "goes to \(text(value))"
        case .rises: "rises without bound"
        case .falls: "falls without bound"
        case .swings: "swings for ever"
        case .swingsEverFurther: "swings ever further"
        case .undecided: "still moves where it was looked at last"
        case .undefined: "has no values"
        }
    }

    private var monotonic: String {
        switch (found.rises, found.falls) {
        case (true, false): return "monotonic: from none of the places to the next does f fall"
        case (false, true): return "monotonic: from none of the places to the next does f rise"
        case (false, false): return "monotonic: f is the same everywhere"
        case (true, true):
            let turns = found.turns.prefix(4).map { "\($0.isLowest ? "rises" : "falls") from x = \(text($0.place)) on" }
            let more = found.turns.count > 4 ? ", and turns at least \(found.turns.count - 4) times more up to x = 20" : ""
            return "not monotonic: f rises and falls" + (turns.isEmpty ? "" : "; it " + turns.joined(separator: ", ") + more)
        }
    }

    // MARK: Slopes

    private var differentiable: String {
        if found.isDifferentiable { return "differentiable: neither f nor f' jumps anywhere between -10 000 and 10 000" }
        let corners = found.corners.prefix(4).map { corner in
            corner.isJump
                ? "at x = \(text(corner.place)) f jumps from \(text(corner.below)) to \(text(corner.above))"
                : "a kink at x = \(text(corner.place)), where the slope goes from \(text(corner.below)) to \(text(corner.above))"
        }
        let more = found.corners.count > 4 ? ["at least \(found.corners.count - 4) more such places"] : []
        let gaps = found.gaps.first.map { first in
            ["f or f' has by its formula no finite value at \(found.gaps.count) of the places, such as x = \(text(first))"]
        }
        let poles = found.poles.isEmpty ? [] : ["f has no bound near \(places(found.poles))"]
        return "not differentiable everywhere: " + (corners + more + poles + (gaps ?? [])).joined(separator: "; ")
    }

    private var saturates: String {
        func evidence(_ end: ActivationProperties.End) -> String {
            if end.value == .undefined { return "there f has no values" }
            if end.slope == .undecided { return "there it is not known, f' still moves where it was looked at last" }
            return
                "f'(\(text(end.samples[0].x))) = \(text(end.samples[0].slope)), f'(\(text(end.samples[1].x))) = \(text(end.samples[1].slope))"
        }
        let both = "\(evidence(found.left)); \(evidence(found.right))"
        switch (found.left.saturates, found.right.saturates) {
        case (true, true): return "saturates on both sides, the slope goes to 0: \(both)"
        case (true, false):
            return "saturates on the left, the slope goes to 0: \(evidence(found.left)); not on the right: \(evidence(found.right))"
        case (false, true):
            return "saturates on the right, the slope goes to 0: \(evidence(found.right)); not on the left: \(evidence(found.left))"
        case (false, false): return "does not saturate, the slope does not go to 0: \(both)"
        }
    }

    private var nearZero: String {
        if found.isIdentityNearZero {
            return "f(x) ~ x near 0: f(0) = 0, and f(x)/x goes to 1 on both sides of it"
        }
        func ratio(_ number: Double) -> String { number.isFinite ? text(number) : "no number" }
        let ratios = "a millionth from 0 f(x)/x is \(ratio(found.ratioBelowZero)) on the left, \(ratio(found.ratioAboveZero)) on the right"
        let value = found.valueAtZero.isFinite ? "f(0) = \(text(found.valueAtZero))" : "f(0) is no finite number"
        return "not like x near 0: " + (found.valueAtZero == 0 ? ratios : value)
    }

    private var steepest: String {
        let place = found.largestSlopePlace, jumps = found.corners.filter(\.isJump).map(\.place)
        if found.largestSlope == 0 {
            return "slope 0 everywhere" + (jumps.isEmpty ? "" : " but at \(places(jumps)), where f jumps and has no slope")
        }
        if found.largestSlope.isNaN { return "no slope is known: f' has a finite value nowhere" }
        if found.largestSlope.isInfinite { return "no largest slope: f' has no bound" + (place.isFinite ? " near x = \(text(place))" : "") }
        let nearby =
            place.isInfinite
            ? "which f' comes near to as x goes to \(place > 0 ? "infinity" : "-infinity")" : "at x = \(text(place))"
        let besides = jumps.isEmpty ? "" : "; at \(places(jumps)) f jumps and has no slope"
        return "largest slope \(text(found.largestSlope)), \(nearby)\(besides)"
    }

    private var centred: String {
        guard found.mean.isFinite else {
            return "zero-centred is not known: for some z f(z) has no finite value or no bound, so its mean cannot be worked out"
        }
        let mean = "the mean of f(z) is \(found.isZeroCentred ? "0" : Numerals(digits: 3).text(found.mean)) where z is normal about 0"
        return (found.isZeroCentred ? "zero-centred: " : "not zero-centred: ") + mean + ", with deviation 1"
    }
}
