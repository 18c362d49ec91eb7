// Elementary functions and activations lie within 1 ulp of the true value, also where that is hardest.
import CKernels
import Testing

@Suite("Elementary functions lie within 1 ulp of the true value")
struct KernelAccuracyTests {
    /// Every function of the file of hard cases.
    static let functions: [(name: String, function: @Sendable (Double) -> Double)] =
        [
            ("exp", nnk_exp), ("expm1", nnk_expm1), ("log", nnk_log), ("log1p", nnk_log1p), ("log10", nnk_log10),
            ("sin", nnk_sin), ("cos", nnk_cos), ("erf", nnk_erf), ("erfc", nnk_erfc), ("tanh", nnk_tanh), ("sigmoid", nnk_sigmoid),
        ] + activations.map { name, kernel in (name, { nnk_activation_value(kernel, 1, $0) }) }

    static let activations: [(String, nnk_activation)] = [
        ("softplus", .softplus), ("log-sigmoid", .log_sigmoid), ("swish", .swish), ("gelu", .gelu), ("softsign", .softsign),
        ("mish", .mish), ("elu", .elu), ("selu", .selu), ("hard-sigmoid", .hard_sigmoid),
    ]

    @Test("hard cases and edges", arguments: functions.indices)
    func hardCases(index: Int) {
        let (name, function) = Self.functions[index]
        let cases = Golden.elementaryHardCases["functions"][name].list
        #expect(cases.count > 70)
        for hard in cases {
            let x = hard[0].double, nearest = hard[1].double, rest = hard[2].double
            let got = function(x)
            if got == nearest { continue }
            let ulps = (got - nearest) / max(nearest.ulp, .leastNonzeroMagnitude) - rest
            #expect(abs(ulps) <= 1, "\(name)(\(x)) = \(got), not \(nearest)")
        }
    }

    @Test("zero keeps its sign, and infinity and NaN have their limits")
    func limits() {
        for odd in [nnk_expm1, nnk_log1p, nnk_sin, nnk_erf, nnk_tanh, nnk_sqrt] {
            #expect(odd(0).bitPattern == 0 && odd(-0.0).bitPattern == (-0.0).bitPattern)
        }
        #expect(nnk_exp(-.infinity) == 0 && nnk_exp(.infinity) == .infinity)
        #expect(nnk_expm1(-.infinity) == -1 && nnk_expm1(.infinity) == .infinity)
        #expect(nnk_log(0) == -.infinity && nnk_log(.infinity) == .infinity && nnk_log(-1).isNaN)
        #expect(nnk_log1p(-1) == -.infinity && nnk_log1p(.infinity) == .infinity && nnk_log1p(-1.5).isNaN)
        #expect(nnk_erf(-.infinity) == -1 && nnk_erf(.infinity) == 1)
        #expect(nnk_erfc(-.infinity) == 2 && nnk_erfc(.infinity) == 0)
        #expect(nnk_sqrt(.infinity) == .infinity && nnk_sqrt(-1).isNaN)
        for function in [nnk_exp, nnk_expm1, nnk_log, nnk_log1p, nnk_sin, nnk_cos, nnk_erf, nnk_erfc, nnk_tanh, nnk_sigmoid] {
            #expect(function(.nan).isNaN)
        }
    }
}
