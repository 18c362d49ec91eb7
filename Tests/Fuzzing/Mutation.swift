// Inputs from a seed, for runs without libFuzzer: the same in every run and on every machine.

/// Changes inputs at random.
public struct Mutation {
    private var state: UInt64
    private let target: FuzzTarget
    private var corpus: [[UInt8]]

    public init(_ target: FuzzTarget, corpus: [[UInt8]] = [], seed: UInt64) {
        (self.target, state) = (target, seed)
        self.corpus = target.seeds + corpus
    }

    /// The next input: one of the corpus with a few changes, or bytes out of nothing.
    public mutating func next() -> [UInt8] {
        guard let old = corpus.isEmpty || number(below: 8) == 0 ? nil : corpus[number(below: corpus.count)] else {
            return (0..<number(below: 200)).map { _ in UInt8(number(below: 256)) }
        }
        var input = old
        for _ in 0...number(below: 4) { change(&input) }
        return Array(input.prefix(FuzzTarget.longest))
    }

    private mutating func change(_ input: inout [UInt8]) {
        let place = number(below: input.count + 1)
        switch number(below: 7) {
        case 0 where place < input.count: input[place] = UInt8(number(below: 256))
        case 1 where place < input.count: input[place] ^= 1 << UInt8(number(below: 8))
        case 2 where place < input.count: input.removeSubrange(place..<min(input.count, place + 1 + number(below: 8)))
        case 3: input.insert(contentsOf: (0...number(below: 4)).map { _ in UInt8(number(below: 256)) }, at: place)
        case 4 where !target.words.isEmpty:
            input.insert(contentsOf: Array(target.words[number(below: target.words.count)].utf8), at: place)
        case 5:
            let other = corpus[number(below: corpus.count)]
            input = Array(input.prefix(place)) + other.suffix(number(below: other.count + 1))
        default: input.insert(contentsOf: input.prefix(number(below: input.count + 1)).suffix(16), at: place)
        }
    }

    /// SplitMix64.
    private mutating func number(below count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(max(1, count)))
    }
}
