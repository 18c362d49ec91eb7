// Activations and their slopes against values of many digits, from the far tails to the kinks.
import Testing

@testable import NeuralEngine

@Suite("Activation functions give the golden values")
struct GoldenActivationTests {
    static let names = [Golden.activationFunctions, Golden.activationsFurther].flatMap { $0["functions"].fields.keys }.sorted()

    @Test("twenty-three functions are compared, among them all that are built in and look at their own net input alone")
    func scope() {
        #expect(Self.names.count == 23)
        #expect(Activation.builtIn.allSatisfy { Self.names.contains($0.name) || $0.ofLayer != nil })
    }

    @Test("value and slope at more than 200 points", arguments: names)
    func pointByPoint(name: String) throws {
        let golden = Golden.table(ofActivation: name), table = golden["functions"][name]
        let activation = try #require(Activation.named(name))
        let x = golden["x"].doubles, f = table["f"].doubles, d = table["d"].doubles
        #expect(x.count > 200 && f.count == x.count && d.count == x.count)
        let slopeScales = table["d_scale"].doubles, valueScales = table["f_scale"].doubles
        for i in x.indices {
            let valueScale = valueScales.isEmpty ? abs(f[i]) : valueScales[i]
            let slopeScale = slopeScales.isEmpty ? abs(d[i]) : slopeScales[i]
            let value = activation.value(x[i]), slope = activation.derivative(x[i])
            #expect(
                excess(value, f[i], allowed: 4 * 0x1p-52 * valueScale + 809 * .leastNonzeroMagnitude) <= 1,
                "\(name)(\(x[i])) = \(value), not \(f[i])")
            #expect(
                excess(slope, d[i], allowed: 4 * 0x1p-52 * slopeScale + 809 * .leastNonzeroMagnitude) <= 1,
                "\(name)'(\(x[i])) = \(slope), not \(d[i])")
        }
    }

    @Test("limits at the infinities", arguments: names)
    func limits(name: String) throws {
        let limits = Golden.table(ofActivation: name)["functions"][name]["at_infinity"]
        let activation = try #require(Activation.named(name))
        #expect(activation.value(-.infinity) == limits["f(-inf)"].double)
        #expect(activation.value(.infinity) == limits["f(inf)"].double)
        #expect(activation.derivative(-.infinity) == limits["d(-inf)"].double)
        #expect(activation.derivative(.infinity) == limits["d(inf)"].double)
    }

    @Test("what is no number stays no number", arguments: names)
    func notANumber(name: String) throws {
        let activation = try #require(Activation.named(name))
        #expect(activation.value(.nan).isNaN)
        #expect(name == "identity" || activation.derivative(.nan).isNaN)
    }

    @Test("many at once give the same bits as one by one", arguments: names)
    func arrays(name: String) throws {
        let activation = try #require(Activation.named(name))
        let x = Golden.table(ofActivation: name)["x"].doubles
        var values = x, slopes = x
        activation.apply(x, values: &values, slopes: &slopes, x.count)
        #expect(values.map(\.bitPattern) == x.map { activation.value($0).bitPattern })
        #expect(slopes.map(\.bitPattern) == x.map { activation.derivative($0).bitPattern })
    }

    @Test(
        "the names of PyTorch and Keras are understood, with their capitals and underscores",
        arguments: [
            ("Hardswish", "hard-swish"), ("hard_swish", "hard-swish"), ("hard_silu", "hard-swish"), ("ReLU6", "relu6"),
            ("Hardtanh", "hard-tanh"), ("hard_tanh", "hard-tanh"), ("CELU", "celu"), ("celu(0.5)", "celu(0.5)"),
            ("LogSoftmax", "log-softmax"), ("log_softmax", "log-softmax"),
        ])
    func aliases(typed: String, name: String) { #expect(Activation.named(typed)?.name == name) }

    @Test("celu has no slope without jump where alpha is not above 0", arguments: ["celu(0)", "celu(-1)", "celu(inf)"])
    func celuWithoutSense(typed: String) { #expect(Activation.named(typed) == nil) }
}
