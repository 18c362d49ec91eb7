// The standard normal distribution, and what expected improvement needs of it far out.
import NeuralEngine

enum NormalDistribution {
    /// phi(z) = exp(-z^2/2)/sqrt(2 pi)
    static func density(_ z: Double) -> Double { Elementary.exp(-z * z / 2) * 0.3989422804014327 }

    /// Phi(z) = (1 + erf(z/sqrt 2))/2
    static func cumulative(_ z: Double) -> Double {
        z < -4 ? density(z) * mills(-z) : (1 + Elementary.erf(z * 0.7071067811865476)) / 2
    }

    /// log h, Phi/h and phi/h of h(z) = phi(z) + z Phi(z), right wherever z is: far to the left by the ratio of Mills,
    /// h = phi (1 - t m), t = -z, m = Phi(-t)/phi(t).
    static func improvement(_ z: Double) -> (log: Double, cumulative: Double, density: Double) {
        if z > -4 {
            let (phi, cumulative) = (density(z), cumulative(z))
            let h = phi + z * cumulative
            return (Elementary.log(h), cumulative / h, phi / h)
        }
        let t = -z
        // 1 - t m = 1/t^2 - 3/t^4 + 15/t^6 - 105/t^8 + ... where the difference would lose its digits.
        let u = 1 / (t * t)
        let rest = t > 30 ? u * (1 - u * (3 - u * (15 - u * 105))) : 1 - t * mills(t)
        let m = (1 - rest) / t
        return (-t * t / 2 - 0.9189385332046727 + Elementary.log(rest), m / rest, 1 / rest)
    }

    /// (1 - Phi(t))/phi(t) = 1/(t + 1/(t + 2/(t + 3/(t + ...)))), for t >= 4.
    private static func mills(_ t: Double) -> Double {
        var tail = t
        for k in stride(from: 60, through: 1, by: -1) { tail = t + Double(k) / tail }
        return 1 / tail
    }
}
