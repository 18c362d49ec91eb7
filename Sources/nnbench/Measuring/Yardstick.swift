// What the processor can do at most, measured beside the engine, so that results can be told as ratios.
import CKernels
import CYardsticks

/// A speed limit of the processor, one thread.
enum Yardstick: String, CaseIterable {
    /// Independent fused multiply-adds in the widest lanes: operations a second, two a multiply-add.
    case multiplyAdd = "multiply-add"
    /// Fused multiply-adds that wait for one another: links a second.
    case chain

    /// Operations a second: the best of many short tries, since noise only ever slows a loop down and other programs leave some alone.
    func speed(tries: Int = 60) -> Double {
        (0..<tries).map { _ in
            var operations = 0.0
            let seconds = Stopwatch.time { operations = work() }
            return operations / seconds
        }.max() ?? 0
    }

    /// Operations a second of processor time, over about 30 milliseconds: what a long loop gets while other programs share the caches.
    func sustainedSpeed() -> Double {
        var operations = 0.0
        let seconds = Stopwatch.processorTime { for _ in 0..<30 { operations += work() } }
        return operations / seconds
    }

    /// About a millisecond of work. Returns how many operations it was.
    private func work() -> Double {
        switch self {
        case .multiplyAdd: return ys_multiply_add(400_000)
        case .chain:
            let links = 800_000
            precondition(ys_chain(links) > 0)
            return Double(links)
        }
    }

    /// tanh evaluations a second by the engine's own array function, on numbers that stay in the first cache.
    static func tanhSpeed() -> Double {
        let x = (0..<1024).map { Double($0) / 512 - 1 }
        var y = x
        let rounds = 500
        return (0..<60).map { _ in
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
