// What a method is asked.
import NeuralEngine

/// What a method is asked: everything that its answer may depend on.
struct Question: Sendable {
    let space: Space
    let record: Record
    let seed: UInt64
    /// The number of the trial to propose, from 1.
    let number: Int
    /// The start in the unit cube.
    let start: [Double]?

    /// The random numbers of one trial. The seed is mixed so that a search and a training of the same seed draw apart.
    func random(_ purpose: Int = 0, number: Int? = nil) -> RandomStream {
        RandomStream(seed: seed ^ 0x5EA2_C4ED_0F0D_D5EE, purpose: .data, index: purpose, step: number ?? self.number)
    }
}
