// The engine's elementary functions: the same bits on every machine, at most 1 ulp from the true value.
import CKernels

/// exp, log and the rest; no call goes to the system's mathematics library.
public enum Elementary {
    public static func exp(_ x: Double) -> Double { nnk_exp(x) }
    public static func expm1(_ x: Double) -> Double { nnk_expm1(x) }
    public static func log(_ x: Double) -> Double { nnk_log(x) }
    public static func log1p(_ x: Double) -> Double { nnk_log1p(x) }
    public static func log10(_ x: Double) -> Double { nnk_log10(x) }
    public static func sin(_ x: Double) -> Double { nnk_sin(x) }
    public static func cos(_ x: Double) -> Double { nnk_cos(x) }
    public static func pow(_ x: Double, _ y: Double) -> Double { nnk_pow(x, y) }
    public static func erf(_ x: Double) -> Double { nnk_erf(x) }
}
