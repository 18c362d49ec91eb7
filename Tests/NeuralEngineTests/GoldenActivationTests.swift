// Activations and their slopes against values of many digits, from the far tails to the kinks.
import Testing

@testable import NeuralEngine

@Suite("Activation functions give the golden values")
struct GoldenActivationTests {
    static let names = Golden.activationFunctions["functions"].fields.keys.sorted()

    @Test("eighteen functions are compared, among them all that are built in but softmax")
    func scope() {
        #expect(Self.names.count == 18)
        #expect(Activation.builtIn.allSatisfy { Self.names.contains($0.name) || $0 == .softmax })
    }

    @Test("value and slope at 215 points", arguments: names)
    func pointByPoint(name: String) throws {
        let golden = Golden.activationFunctions, table = golden["functions"][name]
        let activation = try #require(Activation.named(name))
        let x = golden["x"].doubles, f = table["f"].doubles, d = table["d"].doubles
        #expect(x.count == 215)
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
        let limits = Golden.activationFunctions["functions"][name]["at_infinity"]
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
        let x = Golden.activationFunctions["x"].doubles
        var values = x, slopes = x
        activation.apply(x, values: &values, slopes: &slopes, x.count)
        #expect(values.map(\.bitPattern) == x.map { activation.value($0).bitPattern })
        #expect(slopes.map(\.bitPattern) == x.map { activation.derivative($0).bitPattern })
    }
}
