// Numbers for the property tests: the same ones in every run, among them those that break charts.

/// A small reproducible source of random numbers (SplitMix64).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A finite number of moderate size.
    mutating func number() -> Double { (Double(next() >> 11) / 0x1p53 - 0.5) * [1e-3, 1, 20, 1e6][below(4)] }

    /// Any number at all: moderate, huge, tiny, infinite or none.
    mutating func anyNumber() -> Double {
        switch below(10) {
        case 0: [.infinity, -.infinity, .nan, 0, -0.0][below(5)]
        case 1: [1e300, -1e300, .greatestFiniteMagnitude, -.greatestFiniteMagnitude][below(4)]
        case 2: [1e-300, -1e-300, .leastNonzeroMagnitude, -.leastNonzeroMagnitude][below(4)]
        case 3: Double(bitPattern: next())
        default: number()
        }
    }
}
