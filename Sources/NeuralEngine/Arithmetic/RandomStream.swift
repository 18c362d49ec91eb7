// Random numbers: xoshiro256** seeded by SplitMix64, one stream a purpose, so that what one purpose draws never shifts another.

/// What random numbers are drawn for. Each purpose and index has a stream of its own.
public enum RandomPurpose: UInt64, Sendable {
    case weights = 1
    case data = 2
    case noise = 3
    case shuffle = 4
    case dropout = 5
    case split = 6
    /// What layers of noise add.
    case layerNoise = 7
}

/// The generator xoshiro256** 1.0 of Blackman and Vigna, its state filled by SplitMix64.
public struct RandomStream: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// The stream of one seed, purpose, index (a layer's number, for instance) and step in time.
    public init(seed: UInt64, purpose: RandomPurpose, index: Int = 0, step: Int = 0) {
        var mixer = SplitMix64(state: seed &+ UInt64(bitPattern: Int64(step)) &* 0xD1B5_4A32_D192_ED03)
        let base = mixer.next()
        var streamMixer = SplitMix64(state: base ^ (purpose.rawValue &* 0x9E37_79B9_7F4A_7C15) ^ (UInt64(bitPattern: Int64(index)) << 32))
        state = (streamMixer.next(), streamMixer.next(), streamMixer.next(), streamMixer.next())
    }

    public mutating func next() -> UInt64 {
        func rotated(_ x: UInt64, by k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
        let result = rotated(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotated(state.3, by: 45)
        return result
    }

    /// A number of [0, 1) with 53 random bits.
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number of [low, high).
    public mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

    /// A number of the standard normal distribution, by Box and Muller: sqrt(-2 ln u) cos(2 pi v), u in (0, 1].
    public mutating func normal() -> Double {
        let u = 1 - uniform()
        let v = uniform()
        return (-2 * Elementary.log(u)).squareRoot() * Elementary.cos(2 * Double.pi * v)
    }
}

/// The seed expander of Steele, Lea and Flood.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
