// The properties of activations are worked out from their values and slopes, and are right for all that are built in.
import Testing

@testable import NeuralEngine

@Suite("The properties of an activation are worked out")
struct ActivationPropertyTests {
    typealias Expected = (
        low: Double, high: Double, monotonic: Bool, corners: [Double], saturates: String, identity: Bool, centred: Bool, slope: Double,
        at: Double
    )

    /// What the literature says; irrational numbers to ten digits.
    static let expected: [String: Expected] = [
        "identity": (-.infinity, .infinity, true, [], "", true, true, 1, 0),
        "step": (0, 1, true, [0], "left right", false, false, 0, 0),
        "sigmoid": (0, 1, true, [], "left right", false, false, 0.25, 0),
        "tanh": (-1, 1, true, [], "left right", true, true, 1, 0),
        "relu": (0, .infinity, true, [0], "left", false, false, 1, 0),
        "leaky-relu(0.01)": (-.infinity, .infinity, true, [0], "", false, false, 1, 0),
        "softplus": (0, .infinity, true, [], "left", false, false, 1, .infinity),
        "elu": (-1, .infinity, true, [], "left", true, false, 1, 0),
        "elu(0.5)": (-0.5, .infinity, true, [0], "left", false, false, 1, 0),
        // Made so that a normal distribution keeps its mean 0 (Klambauer et al. 2017).
        "selu": (-1.7580993408, .infinity, true, [0], "left", false, true, 1.7580993408, 0),
        "softsign": (-1, 1, true, [], "left right", true, true, 1, 0),
        "swish": (-0.2784645428, .infinity, false, [], "left", false, false, 1.0998393202, 2.3993572805),
        "gelu": (-0.1699712075, .infinity, false, [], "left", false, false, 1.1289041452, 1.4142135624),
        "mish": (-0.3088434130, .infinity, false, [], "left", false, false, 1.0884981613, 1.4905711795),
        "hard-sigmoid": (0, 1, true, [-3, 3], "left right", false, false, 1 / 6, 0),
        "log-sigmoid": (-.infinity, 0, true, [], "right", false, false, 1, -.infinity),
        "hard-swish": (-0.375, .infinity, false, [-3, 3], "left", false, false, 1.5, 3),
        "relu6": (0, 6, true, [0, 6], "left right", false, false, 1, 0),
        "hard-tanh": (-1, 1, true, [-1, 1], "left right", true, true, 1, 0),
        "celu": (-1, .infinity, true, [], "left", true, false, 1, 0),
    ]

    @Test("of every activation that is built in", arguments: Activation.builtIn.filter { $0.ofLayer == nil }.map(\.name) + ["elu(0.5)"])
    func builtIn(name: String) throws {
        let found = ActivationProperties(of: try #require(Activation.named(name)))
        guard let right = Self.expected[name] else {
            #expect(name == "gelu-tanh", "\(name) is compared with nothing")
            #expect(!found.isMonotonic && found.corners.isEmpty && found.left.saturates && !found.right.saturates)
            return
        }
        func expect(_ got: Double, _ right: Double, _ what: String) {
            #expect(excess(got, right, allowed: 2e-10 * max(1, abs(right))) <= 1, "\(what): \(got), not \(right)")
        }
        expect(found.low, right.low, "low")
        expect(found.high, right.high, "high")
        #expect(found.isBounded == (right.low.isFinite && right.high.isFinite))
        #expect(found.isMonotonic == right.monotonic)
        #expect(found.corners.map(\.place) == right.corners)
        #expect(found.isDifferentiable == right.corners.isEmpty)
        let sides = [(found.left.saturates, "left"), (found.right.saturates, "right")].filter(\.0).map(\.1)
        #expect(sides.joined(separator: " ") == right.saturates)
        #expect(found.isIdentityNearZero == right.identity)
        #expect(found.isZeroCentred == right.centred, "mean \(found.mean)")
        expect(found.largestSlope, right.slope, "largest slope")
        #expect(excess(found.largestSlopePlace, right.at, allowed: 1e-6) <= 1, "at \(found.largestSlopePlace), not \(right.at)")
    }

    @Test(
        "the limits are the golden ones", arguments: Activation.builtIn.filter { $0.ofLayer == nil }.map(\.name))
    func limits(name: String) throws {
        let limits = Golden.table(ofActivation: name)["functions"][name]["at_infinity"]
        let found = ActivationProperties(of: try #require(Activation.named(name)))
        func expect(_ course: ActivationProperties.End.Course, _ right: Double, _ what: String) {
            switch course {
            case .settles(let value): #expect(excess(value, right, allowed: 1e-15) <= 1, "\(what): \(value), not \(right)")
            case .rises: #expect(right == .infinity, "\(what)")
            case .falls: #expect(right == -.infinity, "\(what)")
            default: Issue.record("\(what): \(course), not \(right)")
            }
        }
        expect(found.left.value, limits["f(-inf)"].double, "f at -inf")
        expect(found.right.value, limits["f(inf)"].double, "f at inf")
        expect(found.left.slope, limits["d(-inf)"].double, "f' at -inf")
        expect(found.right.slope, limits["d(inf)"].double, "f' at inf")
    }

    private func properties(
        _ value: @escaping @Sendable (Double) -> Double, _ slope: @escaping @Sendable (Double) -> Double
    ) -> ActivationProperties {
        ActivationProperties(of: Activation(name: "own", formula: "f", derivativeFormula: "f'", value: value, derivative: slope))
    }

    @Test("a kink between the places that are looked at is found to its digits, a steep slope is none")
    func kinks() {
        let bent = properties({ abs($0 - 0.3) }, { $0 < 0.3 ? -1 : 1 })
        #expect(bent.corners == [.init(place: 0.3, isJump: false, below: -1, above: 1)] && bent.low < 1e-3 && !bent.isMonotonic)
        let steep = properties({ Activation.sigmoid.value(1000 * $0) }, { 1000 * Activation.sigmoid.derivative(1000 * $0) })
        #expect(steep.corners.isEmpty && steep.isDifferentiable && steep.largestSlope == 250)
        let rounded = properties({ $0.rounded(.down) }, { _ in 0 })
        #expect(
            rounded.corners.first { $0.place == 2 } == .init(place: 2, isJump: true, below: 1, above: 2) && rounded.corners.count == 100)
    }

    @Test("what swings for ever is bounded or not, what grows slowly has no bound, what has no value on one side is told")
    func ends() {
        let wave = properties({ Elementary.sin($0) }, { Elementary.cos($0) })
        #expect(wave.left.value == .swings && wave.low == -1 && wave.high == 1 && !wave.isMonotonic && !wave.right.saturates)
        let wild = properties({ $0 * Elementary.sin($0) }, { Elementary.sin($0) + $0 * Elementary.cos($0) })
        #expect(wild.right.value == .swingsEverFurther && wild.high == .infinity && wild.low == -.infinity)
        let slow = properties({ Elementary.log1p(abs($0)) }, { ($0 < 0 ? -1 : 1) / (1 + abs($0)) })
        #expect(slow.right.value == .rises && slow.right.saturates && !slow.isBounded)
        let half = properties({ Elementary.log($0) }, { 1 / $0 })
        #expect(half.left.value == .undefined && !half.isDifferentiable && half.gaps.contains(-1))
        // e^x - e^-x over e^x + e^-x is no number where both are infinite.
        let short = properties(
            { (Elementary.exp($0) - Elementary.exp(-$0)) / (Elementary.exp($0) + Elementary.exp(-$0)) },
            { Activation.tanh.derivative($0) })
        #expect(short.right.value == .settles(1) && short.left.saturates && short.low == -1 && short.isDifferentiable)
        let square = properties({ $0 * $0 }, { 2 * $0 })
        #expect(square.largestSlope == .infinity && square.low == 0 && square.turns.map(\.place) == [0])
    }

    @Test("awkward functions: what is found is true")
    func awkward() {
        let inverse = properties({ 1 / $0 }, { -1 / ($0 * $0) })
        #expect(inverse.low == -.infinity && inverse.high == .infinity && !inverse.isMonotonic && inverse.poles == [0])
        #expect(!inverse.isDifferentiable && inverse.largestSlope == .infinity && inverse.mean.isNaN && inverse.left.saturates)
        let square = properties({ 1 / (($0 - 0.3) * ($0 - 0.3)) }, { -2 / (($0 - 0.3) * ($0 - 0.3) * ($0 - 0.3)) })
        #expect(square.poles.count == 1 && abs(square.poles[0] - 0.3) < 1e-9 && square.low == 0 && square.high == .infinity)
        let tangent = properties(
            { Elementary.sin($0) / Elementary.cos($0) }, { 1 / (Elementary.cos($0) * Elementary.cos($0)) })
        #expect(tangent.low == -.infinity && tangent.high == .infinity && tangent.largestSlope == .infinity && tangent.corners.isEmpty)
        let logarithm = properties({ Elementary.log($0) }, { 1 / $0 })
        #expect(logarithm.low == -.infinity && logarithm.high == .infinity && logarithm.isMonotonic && logarithm.mean.isNaN)
        #expect(!logarithm.left.saturates && logarithm.right.saturates && logarithm.poles == [0])
        let flutter = properties({ Elementary.sin(1 / $0) }, { -Elementary.cos(1 / $0) / ($0 * $0) })
        #expect(flutter.poles.isEmpty && flutter.low >= -1 && flutter.high <= 1 && flutter.isBounded && !flutter.isMonotonic)
        #expect(flutter.largestSlope == .infinity && flutter.largestSlopePlace == 0 && flutter.left.saturates && flutter.isZeroCentred)
        let root = properties({ abs($0).squareRoot() }, { ($0 < 0 ? -0.5 : 0.5) / abs($0).squareRoot() })
        #expect(root.low == 0 && root.largestSlope == .infinity && root.poles.isEmpty && !root.isDifferentiable)
        let constant = properties({ _ in 3 }, { _ in 0 })
        #expect(constant.low == 3 && constant.high == 3 && constant.isMonotonic && constant.left.saturates && constant.mean.isFinite)
        let narrow = properties({ 1 / ($0 * $0 + 1e-6) }, { -2 * $0 / (($0 * $0 + 1e-6) * ($0 * $0 + 1e-6)) })
        #expect(narrow.poles.isEmpty && narrow.isBounded && narrow.isDifferentiable)
    }

    @Test("of two places that are equally steep the slope is that of the top, not of the place beside it that was looked at")
    func symmetric() {
        // |f'| of e^(-x^2) is greatest at 1/sqrt 2: sqrt(2/e).
        let bump = properties({ Elementary.exp(-$0 * $0) }, { -2 * $0 * Elementary.exp(-$0 * $0) })
        #expect(abs(bump.largestSlope - 0.8577638849607068) < 1e-12 && abs(abs(bump.largestSlopePlace) - 0.7071067811865476) < 1e-6)
    }
}
