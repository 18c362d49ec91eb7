// Numbers beyond the largest and the smallest ones: significand times 2^exponent, for slopes whose way leads there and back.
//
// e^800 is 1.05 times 2^1154 here and not infinite, so that e^800/(1 + e^800)^2 is the 0 that it should be, and not inf/inf. Rounding is
// that of plain numbers.
import NeuralEngine

struct Wide: Sendable {
    /// 1 to 2 or -2 to -1; or 0, infinite or not a number, with exponent 0.
    let significand: Double
    let exponent: Int

    /// Whether it is neither 0 nor infinite nor not a number.
    private var isOrdinary: Bool { significand.isFinite && significand != 0 }

    /// The exponents of e^u for |u| up to 2^40: sums of a few of them are far from the largest whole numbers.
    private static let farthest = 1 << 41

    init(_ value: Double) { self.init(value, scaledBy: 0) }

    /// value times 2^exponent; beyond the farthest exponents infinite or 0.
    init(_ value: Double, scaledBy exponent: Int) {
        guard value.isFinite, value != 0 else {
            (significand, self.exponent) = (value, 0)
            return
        }
        let exponent = exponent + Int(value.exponent), sign = value < 0 ? -1.0 : 1
        switch exponent {
        case Self.farthest...: (significand, self.exponent) = (sign * .infinity, 0)
        case ..<(-Self.farthest): (significand, self.exponent) = (sign * 0, 0)
        default: (significand, self.exponent) = (sign * value.significand, exponent)
        }
    }

    /// The nearest plain number: infinite or 0 where there is none.
    var double: Double {
        let exponent = max(-2200, min(exponent, 2200))
        return significand * Double(sign: .plus, exponent: exponent / 2, significand: 1)
            * Double(sign: .plus, exponent: exponent - exponent / 2, significand: 1)
    }

    static prefix func - (a: Wide) -> Wide { Wide(-a.significand, scaledBy: a.exponent) }

    static func * (a: Wide, b: Wide) -> Wide { Wide(a.significand * b.significand, scaledBy: a.exponent + b.exponent) }

    static func / (a: Wide, b: Wide) -> Wide { Wide(a.significand / b.significand, scaledBy: a.exponent - b.exponent) }

    static func + (a: Wide, b: Wide) -> Wide {
        guard a.isOrdinary, b.isOrdinary else {
            let isSum = !a.significand.isFinite || !b.significand.isFinite || a.significand == b.significand
            return isSum ? Wide(a.significand + b.significand) : a.significand == 0 ? b : a
        }
        let (large, small) = a.exponent >= b.exponent ? (a, b) : (b, a)
        // Beyond 2^-100 the small one is less than half of the last bit.
        let distance = min(large.exponent - small.exponent, 100)
        return Wide(
            large.significand + small.significand * Double(sign: .plus, exponent: -distance, significand: 1), scaledBy: large.exponent)
    }

    static func - (a: Wide, b: Wide) -> Wide { a + -b }

    /// a^n by repeated multiplication, as of plain numbers.
    static func power(_ a: Wide, _ n: Int) -> Wide {
        guard n != 0 else { return Wide(1) }
        let product = (1..<n.magnitude).reduce(a) { product, _ in product * a }
        return n < 0 ? Wide(1) / product : product
    }
}

extension Wide {
    private static let ln2 = (high: 0x1.62e42fefa39efp-1, low: 0x1.abc9e3b39803fp-56)

    /// e^u = e^r 2^k with u = r + k ln 2.
    static func exp(_ u: Wide) -> Wide {
        let value = u.double
        guard value.magnitude > 700, value.magnitude < 0x1p40 else { return Wide(Elementary.exp(value)) }
        let k = (value / ln2.high).rounded()
        let r = value.addingProduct(-k, ln2.high).addingProduct(-k, ln2.low)
        return Wide(Elementary.exp(r), scaledBy: Int(k))
    }

    /// ln(s 2^k) = ln s + k ln 2.
    static func ln(_ u: Wide) -> Wide {
        let value = u.double
        if value.isFinite, value != 0 || u.significand == 0 { return Wide(Elementary.log(value)) }
        return Wide(Elementary.log(u.significand).addingProduct(Double(u.exponent), ln2.high))
    }

    /// The root of s 2^k, k even.
    static func sqrt(_ u: Wide) -> Wide {
        let odd = u.exponent & 1
        return Wide((odd == 0 ? u.significand : 2 * u.significand).squareRoot(), scaledBy: (u.exponent - odd) / 2)
    }

    static func abs(_ u: Wide) -> Wide { u.significand < 0 ? -u : u }
}
