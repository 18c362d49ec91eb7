// How cost grows: training speed for widths and batches, and which limit of the processor binds.
import Documents
import Language

struct ScalingTable {
    let isJSON: Bool

    static let widths = [8, 16, 32, 64, 128, 256, 512, 1024, 2048]
    static let batches = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

    func run() {
        let peak = Yardstick.multiplyAdd.speed(), tanh = Yardstick.tanhSpeed()
        var lines: [[String]] = []
        for width in Self.widths {
            let memory = Yardstick.memorySpeed(workingSet: UpdateCost(width: width, batch: 1).workingSet)
            var line = ["\(width)"]
            for batch in Self.batches {
                let cost = UpdateCost(width: width, batch: batch)
                let seconds = secondsPerUpdate(width, batch)
                let bound = cost.bound(peak: peak, memory: memory, tanh: tanh, seconds: seconds)
                line.append("\(compact(Double(batch) / seconds)) \(bound.text)")
                if isJSON { tell(json(cost, seconds: seconds, bound)) }
            }
            lines.append(line)
        }
        guard !isJSON else { return }
        let header = ["width"] + Self.batches.map { "batch \($0)" }
        let table = Table(header: header, rows: lines, alignRight: header.map { _ in true })
        tell("One thread: \(compact(peak)) floating-point operations/s, \(compact(tanh)) tanh/s. Two dense tanh layers of a width,")
        tell(
            "samples/s, and the share of the limit that binds: f multiply-adds, m memory, e tanh; o overhead (no limit is reached to a quarter)."
        )
        tell(PlainText(width: 200).text(of: Reply([.table(table)], values: [])))
    }

    /// The best of three tries, each long enough for the clock.
    private func secondsPerUpdate(_ width: Int, _ batch: Int) -> Double {
        var run = EngineRun(width: width, batchSize: batch)
        run.train(epochs: 1)
        let once = Stopwatch.time { run.train(epochs: 1) }
        let count = max(1, Int(0.03 / max(once, 1e-7)))
        return (0..<3).map { _ in Stopwatch.time { run.train(epochs: count) } / Double(count) }.min() ?? once
    }

    private func json(_ cost: UpdateCost, seconds: Double, _ bound: Bound) -> String {
        JSONValue.object([
            .init("width", .int(cost.width)), .init("batch", .int(cost.batch)),
            .init("samples_per_s", .number(Double(cost.batch) / seconds)),
            .init("gflop_per_s", .number(cost.operations / seconds * 1e-9)),
            .init("limit", .string(bound.limit.rawValue)), .init("share", .number(bound.share)),
        ]).description
    }

    /// 1230 -> 1.23k
    private func compact(_ number: Double) -> String {
        for (unit, letter) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where number >= unit { return short(number / unit) + letter }
        return short(number)
    }
}
