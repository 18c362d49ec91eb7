// The kernels' activations against values of many digits, each form of them.
import CKernels
import Testing

@Suite("The kernels' activations give the golden values")
struct KernelActivationTests {
    /// A function of the golden file, its kernel and its parameter.
    static let functions: [(name: String, kernel: nnk_activation, parameter: Double)] = [
        ("identity", .identity, 0), ("step", .step, 0), ("sigmoid", .sigmoid, 0), ("tanh", .tanh, 0), ("relu", .relu, 0),
        ("leaky-relu(0.01)", .leaky_relu, 0.01), ("leaky-relu(0.5)", .leaky_relu, 0.5), ("elu", .elu, 1),
        ("elu(0.5)", .elu, 0.5), ("selu", .selu, 0), ("softplus", .softplus, 0), ("softsign", .softsign, 0),
        ("swish", .swish, 0), ("gelu", .gelu, 0), ("gelu-tanh", .gelu_tanh, 0), ("mish", .mish, 0),
        ("hard-sigmoid", .hard_sigmoid, 0), ("log-sigmoid", .log_sigmoid, 0),
        ("hard-swish", .hard_swish, 0), ("relu6", .relu6, 0), ("hard-tanh", .hard_tanh, 0), ("celu", .celu, 1),
        ("celu(0.5)", .celu, 0.5),
    ]

    /// What the golden tolerance allows at the smallest numbers: 4e-321.
    static let smallest = 809 * Double.leastNonzeroMagnitude

    @Test("every function of the files has a kernel")
    func complete() { #expect(Set(Self.functions.map(\.name)) == Set(GoldenActivationTests.names)) }

    @Test("value and slope at more than 200 points", arguments: functions.indices)
    func pointByPoint(index: Int) {
        let (name, kernel, parameter) = Self.functions[index]
        let golden = Golden.table(ofActivation: name), table = golden["functions"][name]
        let x = golden["x"].doubles, f = table["f"].doubles, d = table["d"].doubles
        let slopeScales = table["d_scale"].doubles, valueScales = table["f_scale"].doubles
        for i in x.indices {
            let valueScale = valueScales.isEmpty ? abs(f[i]) : valueScales[i]
            let slopeScale = slopeScales.isEmpty ? abs(d[i]) : slopeScales[i]
            let value = nnk_activation_value(kernel, parameter, x[i]), slope = nnk_activation_slope(kernel, parameter, x[i])
            let valueError = excess(value, f[i], allowed: 4 * 0x1p-52 * valueScale + Self.smallest)
            let slopeError = excess(slope, d[i], allowed: 4 * 0x1p-52 * slopeScale + Self.smallest)
            #expect(valueError <= 1, "\(name)(\(x[i])) = \(value), not \(f[i])")
            #expect(slopeError <= 1, "\(name)'(\(x[i])) = \(slope), not \(d[i])")
        }
    }

    @Test("limits at the infinities, and what is no number stays no number", arguments: functions.indices)
    func limits(index: Int) {
        let (name, kernel, parameter) = Self.functions[index]
        let limits = Golden.table(ofActivation: name)["functions"][name]["at_infinity"]
        #expect(nnk_activation_value(kernel, parameter, -.infinity) == limits["f(-inf)"].double)
        #expect(nnk_activation_value(kernel, parameter, .infinity) == limits["f(inf)"].double)
        #expect(nnk_activation_slope(kernel, parameter, -.infinity) == limits["d(-inf)"].double)
        #expect(nnk_activation_slope(kernel, parameter, .infinity) == limits["d(inf)"].double)
        #expect(nnk_activation_value(kernel, parameter, .nan).isNaN)
        #expect(kernel == .identity || nnk_activation_slope(kernel, parameter, .nan).isNaN)
    }
}
