// Speed told as ratios, and the limits of the processor.
import Testing

@testable import nnbench

@Suite("Speed")
struct SpeedTests {
    private func ratio(_ chain: Double, _ multiplyAdd: Double = 1e7) -> SpeedRatio {
        SpeedRatio(workload: "cnn", threads: 2, operationsPerSample: [.chain: chain, .multiplyAdd: multiplyAdd])
    }

    @Test("stored ratios are read back equal")
    func roundTrip() throws {
        let ratios = [ratio(61.7), ratio(1.5e7, 3)]
        #expect(try SpeedRatio.list(of: ratios.map { $0.json + "\n" }.joined()) == ratios)
    }

    @Test("a line that is no ratio, or lacks a yardstick, is refused with its number")
    func refused() {
        for bad in [#"{"workload":"wide"}"#, #"{"workload":"wide","threads":2,"operations_per_sample":{"chain":3}}"#] {
            #expect {
                try SpeedRatio.list(of: ratio(3).json + "\n" + bad + "\n")
            } throws: { "\($0)".hasPrefix("line 2:") }
        }
    }

    @Test("more than one and a half times as long is slower, and is told with the workload's name")
    func verdict() {
        let slower = SpeedVerdict(before: ratio(100, 100), now: ratio(151, 160))
        #expect(slower.isSlower)
        #expect(slower.sentence.contains("cnn") && slower.sentence.contains("SLOWER by a factor of 1.51"))
        #expect(!SpeedVerdict(before: ratio(100, 100), now: ratio(149, 149)).isSlower)
        #expect(!SpeedVerdict(before: ratio(100, 100), now: ratio(10, 10)).isSlower)
    }

    @Test("on another processor, where one yardstick grew more than the network and the other less, nothing is said to be slower")
    func otherProcessor() {
        #expect(SpeedVerdict(before: ratio(100, 100), now: ratio(66, 158)).factor == 1)
        #expect(SpeedVerdict(before: ratio(100, 100), now: ratio(110, 158)).factor == 1.1)
        #expect(SpeedVerdict(before: ratio(100, 100), now: ratio(40, 50)).factor == 0.5)
    }

    @Test("the limit that binds is the one that alone would take most of the time")
    func limits() {
        let cost = UpdateCost(width: 100, batch: 10)
        #expect(cost.operations == 10 * 5 * 20_000 + 40_000)
        #expect(cost.bound(peak: 1e6, memory: 1e12, tanh: 1e12, seconds: 1.04) == Bound(limit: .multiplyAdd, share: 1))
        #expect(cost.bound(peak: 1e12, memory: 960_000, tanh: 1e12, seconds: 2) == Bound(limit: .memory, share: 0.5))
        #expect(cost.bound(peak: 1e12, memory: 1e12, tanh: 1_000, seconds: 4).limit == .tanh)
        #expect(cost.bound(peak: 1e12, memory: 1e12, tanh: 1e12, seconds: 1).limit == .overhead)
    }
}
