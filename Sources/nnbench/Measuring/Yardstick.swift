// What the processor can do at most, measured beside the engine, so that results can be told as ratios.
import CKernels
import CYardsticks

/// A speed limit of the processor, one thread.
enum Yardstick: String, CaseIterable {
    /// Independent fused multiply-adds in the widest lanes: operations a second, two a multiply-add.
    case multiplyAdd = "multiply-add"
    /// Fused multiply-adds that wait for one another: links a second.
    case chain

    /// Operations a second, the best of several tries: noise only ever slows a loop down.
    func speed(tries: Int = 5) -> Double {
        (0..<tries).map { _ in
            switch self {
            case .multiplyAdd:
                var operations = 0.0
                let seconds = Stopwatch.time { operations = ys_multiply_add(2_000_000) }
                return operations / seconds
            case .chain:
                let links = 10_000_000
                return Double(links) / Stopwatch.time { precondition(ys_chain(links) > 0) }
            }
        }.max() ?? 0
    }

    /// tanh evaluations a second by the engine's own array function, on numbers that stay in the first cache.
    static func tanhSpeed() -> Double {
        let x = (0..<1024).map { Double($0) / 512 - 1 }
        var y = x
        let rounds = 2_000
        return (0..<5).map { _ in
            Double(rounds * x.count) / Stopwatch.time { for _ in 0..<rounds { nnk_tanh_n(x, &y, x.count) } }
        }.max() ?? 0
    }

    /// Bytes a second in a loop over three arrays that together fill so many bytes.
    static func memorySpeed(workingSet: Int) -> Double {
        let count = max(256, workingSet / 24)
        var a = [Double](repeating: 0, count: count)
        let b = a, c = a
        let rounds = max(1, 20_000_000 / count)
        return (0..<3).map { _ in
            var bytes = 0.0
            let seconds = Stopwatch.time { for _ in 0..<rounds { bytes += ys_triad(&a, b, c, count) } }
            return bytes / seconds
        }.max() ?? 0
    }
}
