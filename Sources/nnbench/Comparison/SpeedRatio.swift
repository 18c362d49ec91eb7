// Speed that does not depend on the machine: how many operations of a yardstick a sample takes as long as.
import Language

/// The cost of one sample of a workload in operations of a yardstick measured at the same time.
struct SpeedRatio: Equatable {
    let workload: String
    let yardstick: Yardstick
    let threads: Int
    /// Yardstick operations / samples, each a second of processor time. Less is faster.
    let operationsPerSample: Double

    /// Trains a workload five times, each between two measurements of the yardstick. The median ratio counts. In processor time other
    /// programs disturb little; whether the work is spread over the threads does not show in it.
    init(measuring workload: Workload, threads: Int) throws {
        let yardstick = SpeedRatio.yardstick(for: workload)
        var ratios: [Double] = [], used = 1
        for _ in 0..<5 {
            let before = yardstick.sustainedSpeed()
            let result = try WorkloadResult(training: workload, threads: threads)
            let speed = (before + yardstick.sustainedSpeed()) / 2
            ratios.append(speed * result.processorSeconds / Double(result.samples))
            used = result.threads
        }
        self.init(workload: workload.name, yardstick: yardstick, threads: used, operationsPerSample: Distribution(ratios).median)
    }

    init(workload: String, yardstick: Yardstick, threads: Int, operationsPerSample: Double) {
        self.workload = workload
        self.yardstick = yardstick
        self.threads = threads
        self.operationsPerSample = operationsPerSample
    }

    /// Narrow layers wait for their sums, wide ones keep all lanes busy.
    private static func yardstick(for workload: Workload) -> Yardstick {
        if case .dense(let sizes, _, _) = workload.kind, (sizes.max() ?? 0) <= 16 { return .chain }
        return .multiplyAdd
    }
}

// MARK: - Files of ratios

extension SpeedRatio {
    var json: String {
        JSONValue.object([
            .init("workload", .string(workload)), .init("yardstick", .string(yardstick.rawValue)), .init("threads", .int(threads)),
            .init("operations_per_sample", .number(operationsPerSample)),
        ]).description
    }

    /// The ratios in a text, one JSON line each.
    static func list(of text: String) throws -> [SpeedRatio] {
        try text.split(separator: "\n").enumerated().map { place, line in
            let fields: JSONValue
            do { fields = try JSONReader.value(of: String(line)) } catch { throw BenchmarkError("line \(place + 1), \(error)") }
            guard let workload = fields["workload"]?.asString, let yardstick = fields["yardstick"]?.asString.flatMap(Yardstick.init),
                let threads = fields["threads"]?.asInt, let ratio = fields["operations_per_sample"]?.asDouble, ratio > 0
            else {
                throw BenchmarkError("line \(place + 1): a ratio has a workload, a yardstick, threads and operations_per_sample")
            }
            return SpeedRatio(workload: workload, yardstick: yardstick, threads: threads, operationsPerSample: ratio)
        }
    }

    static func read(from file: String) throws -> [SpeedRatio] {
        let text = try InputFile.text(of: file)
        do { return try list(of: text) } catch { throw BenchmarkError("\(file), \(error)") }
    }
}

// MARK: - Verdicts

/// What a ratio says beside the one stored before.
struct SpeedVerdict {
    /// Slower than this times is a regression.
    static let tolerance = 1.5

    let before: SpeedRatio
    let now: SpeedRatio

    /// How many times as long a sample takes now.
    var factor: Double { now.operationsPerSample / before.operationsPerSample }

    var isSlower: Bool { factor > Self.tolerance }

    var sentence: String {
        let about =
            "\(now.workload): a sample takes as long as \(short(now.operationsPerSample)) operations of \(now.yardstick.rawValue), "
            + "before \(short(before.operationsPerSample)); "
        if isSlower { return about + "SLOWER by a factor of \(short(factor))" }
        if factor < 1 / Self.tolerance { return about + "faster by a factor of \(short(1 / factor)): --store would keep that" }
        return about + "as fast as before (factor \(short(factor)))"
    }
}
