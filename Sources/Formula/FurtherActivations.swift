// The activations beyond the course: their slopes written in plainer functions, from which their higher derivatives follow.
import NeuralEngine

extension Function {
    /// f'(x) as a formula, for an activation whose second derivative is to be found; nil if none is known.
    static func slopeFormula(of name: String) -> Expression? {
        let x = Expression.x
        func isAbove(_ threshold: Double, _ yes: Expression, _ no: Expression) -> Expression {
            .conditional(.binary(.greater, x, .number(threshold)), yes, no)
        }
        switch name {
        case "elu": return isAbove(0, 1, .call(exp, [x]))
        case "selu": return .number(1.0507009873554805) * isAbove(0, 1, .number(1.6732632423543772) * .call(exp, [x]))
        case "softsign": return 1 / ((1 + .call(abs, [x])) * (1 + .call(abs, [x])))
        case "swish": return .call(sigmoid, [x]) + x * .call(sigmoidSlope, [x])
        case "gelu":
            let density = .call(exp, [-(x * x / 2)]) * Expression.number(0.3989422804014327)
            return (1 + .call(erf, [x * .number(0.7071067811865476)])) / 2 + x * density
        case "gelu-tanh":
            // 0.044715 and 0.134145 as fractions: like terms of higher derivatives are found where no number has been rounded.
            let root = Expression.call(sqrt, [2 / .pi])
            let u = root * (x + 8943 * x * x * x / 200_000), slope = root * (1 + 26_829 * x * x / 200_000)
            return .number(0.5) * (1 + .call(tanh, [u])) + .number(0.5) * x * .call(tanhSlope, [u]) * slope
        case "mish":
            let p = Expression.call(softplus, [x])
            return .call(tanh, [p]) + x * .call(tanhSlope, [p]) * .call(sigmoid, [x])
        case "hard-sigmoid": return .conditional(.binary(.less, .call(abs, [x]), 3), 1 / 6, 0)
        case "log-sigmoid": return .call(sigmoid, [-x])
        case "hard-swish": return isAbove(-3, .conditional(.binary(.less, x, 3), (2 * x + 3) / 6, 1), 0)
        case "relu6": return isAbove(0, .conditional(.binary(.less, x, 6), 1, 0), 0)
        case "hard-tanh": return .conditional(.binary(.less, .call(abs, [x]), 1), 1, 0)
        case "celu": return isAbove(0, 1, .call(exp, [x]))
        default: return nil
        }
    }

    private static let softplus: Function = Function(Activation.softplus)

    /// (2/sqrt(pi)) times the integral of e^(-t^2) from 0 to x.
    static let erf: Function = Function("erf", value: Elementary.erf) { u in
        .number(1.1283791670955126) * .call(exp, [-(u * u)])
    }
}
